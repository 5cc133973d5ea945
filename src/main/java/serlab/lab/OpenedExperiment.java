package serlab.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.feature.FeatureSpec;

/**
 * An experiment with its corpus.
 *
 * @param spec  as it is to be run on the corpus
 * @param notes what was settled by the corpus, a line each
 */
public record OpenedExperiment(ComparisonSpec spec, Corpus corpus, List<String> notes) {
    public OpenedExperiment {
        notes = List.copyOf(notes);
    }

    /**
     * Opens the corpus of an experiment, and fits the experiment to it. It is read once more only where the voices are
     * synthetic and the file says what else holds for these.
     *
     * @param file      as it was read
     * @param overrides laid over it
     * @param asked     what the file says with the overrides
     * @param corpora   opens a corpus
     */
    static OpenedExperiment of(ExperimentFile file, List<String> overrides, ComparisonSpec asked,
                               Function<CorpusChoice, Corpus> corpora) {
        Corpus corpus = corpora.apply(asked.variants().get(0).corpus());
        ComparisonSpec spec = corpus.synthetic() && file.differsWhenSynthetic()
                ? ComparisonSpec.of(file.forCorpus(true).with(overrides)) : asked;
        ComparisonSpec fitted = spec.fitted(corpus);
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < spec.variants().size(); i++) {
            FeatureSpec features = fitted.variants().get(i).features();
            if (!features.equals(spec.variants().get(i).features())) {
                notes.add("note: rows of " + features.bands() * features.frames() + " numbers are read as " + features.bands()
                        + " x " + features.frames() + " (features.bands x features.frames)");
            }
        }
        spec.variants().get(0).protocol().notes(corpus).forEach(line -> notes.add("note: " + line));
        return new OpenedExperiment(fitted, corpus, notes);
    }
}
