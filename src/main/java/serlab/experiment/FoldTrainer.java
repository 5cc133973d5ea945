package serlab.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.evaluation.Answer;
import serlab.feature.cache.FeatureLoader;
import serlab.model.layer.Cores;
import serlab.training.TrainingListener;

/**
 * Trainer of experiments, one fold and seed at a time, for searches that decide from training to training what comes next.
 * Keeps the features of the settings last used. Several threads may train at once; they share the features.
 */
public final class FoldTrainer {
    private static final int KEPT = 4;

    private final Corpus corpus;
    private final Provenance provenance;
    private final FeatureReading reading;
    private final Cores cores;
    private final Map<FeatureTable.Column, PreparedCorpus> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FeatureTable.Column, PreparedCorpus> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param cores      for computing features, and for training
     * @param strict     whether a clip that cannot be used is an error
     * @param provenance for the cards of models
     */
    public FoldTrainer(Corpus corpus, FeatureLoader loader, Cores cores, boolean strict, Provenance provenance) {
        this.corpus = corpus;
        this.provenance = provenance;
        this.cores = cores;
        this.reading = new FeatureReading(corpus, loader, cores.count(), strict, ExperimentListener.silent());
    }

    /** Computes the features of an experiment, or reads them from the cache; training does it where it has not been done. */
    public void prepare(ExperimentSpec spec) throws InterruptedException {
        usable(spec.fitted(corpus));
    }

    /**
     * Trains and leaves the test clips alone.
     *
     * @param states where it goes on from, if it was interrupted; for the caller to remove
     */
    public TrainingResult validate(ExperimentSpec spec, int fold, long seed, TrainingStates states, TrainingListener listener)
            throws InterruptedException {
        Training training = training(spec, fold, seed);
        return training.validate(data(training), new Workplace(provenance, states, cores), listener);
    }

    /**
     * Trains, looks at the test clips once, and saves the model to a folder.
     *
     * @param states as for {@link #validate}
     * @return with calibrated answers, the classes numbered as the whole corpus has them
     */
    public TrainingResult test(ExperimentSpec spec, int fold, long seed, Path model, TrainingStates states, TrainingListener listener)
            throws InterruptedException {
        Training training = training(spec, fold, seed);
        TrainingResult own = training.run(data(training), model, new Workplace(provenance, states, cores), listener);
        return new TrainingResult(own.key(), corpus.labels(), own.curve(), own.answers().stream().map(answer ->
                inWholeCorpus(answer, own)).toList(), own.validation(), own.parameters(), own.seconds(), own.model());
    }

    /** Calibrated, and with the classes of the whole corpus, of which the usable clips may lack some. */
    private Answer inWholeCorpus(Answer said, TrainingResult own) {
        float[] calibrated = new float[corpus.labels().size()];
        float[] known = said.calibrated(own.validation().temperature());
        for (int c = 0; c < known.length; c++) {
            calibrated[corpus.labels().indexOf(own.labels().get(c))] = known[c];
        }
        return new Answer(said.clip(), said.speaker(), corpus.labels().indexOf(own.labels().get(said.truth())),
                corpus.labels().indexOf(own.labels().get(said.predicted())), calibrated);
    }

    private Training training(ExperimentSpec asked, int fold, long seed) throws InterruptedException {
        ExperimentSpec spec = asked.fitted(corpus);
        Split split = spec.protocol().split(usable(spec).corpus(), fold, seed);
        return new Training(spec, new TrainingKey(spec.name(), fold, seed), split);
    }

    private synchronized PreparedCorpus data(Training training) throws InterruptedException {
        PreparedCorpus usable = usable(training.spec());
        return usable.with(preparation(training.spec()).copies(usable.corpus(), List.of(training)));
    }

    private synchronized PreparedCorpus usable(ExperimentSpec spec) throws InterruptedException {
        PreparedCorpus known = kept.get(FeatureTable.Column.of(spec));
        if (known == null) {
            known = preparation(spec).usable(corpus);
            kept.put(FeatureTable.Column.of(spec), known);
        }
        return known;
    }

    private Preparation preparation(ExperimentSpec spec) {
        return new Preparation(new ComparisonSpec(spec.name(), List.of(spec)), reading);
    }
}
