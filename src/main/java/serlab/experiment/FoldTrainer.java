package serlab.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.evaluation.Answer;
import serlab.evaluation.ConfusionMatrix;
import serlab.feature.cache.FeatureLoader;
import serlab.training.TrainingListener;

/**
 * Trainer of experiments, one fold and seed at a time, for searches that decide from training to training what comes next.
 * Keeps the features of the settings last used. Not for several threads.
 */
public final class FoldTrainer {
    private static final int KEPT = 2;
    private static final ExperimentListener SILENT = ExperimentListener.silent();

    private final Corpus corpus;
    private final FeatureLoader loader;
    private final Provenance provenance;
    private final RunOptions options;
    private final Map<Prepared.Input, Prepared> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Prepared.Input, Prepared> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param threads    for computing features
     * @param strict     whether a clip that cannot be used is an error
     * @param provenance for the cards of models
     */
    public FoldTrainer(Corpus corpus, FeatureLoader loader, int threads, boolean strict, Provenance provenance) {
        this.corpus = corpus;
        this.loader = loader;
        this.provenance = provenance;
        this.options = new RunOptions(Path.of("."), threads, strict);
    }

    /** Computes the features of an experiment, or reads them from the cache; training does it where it has not been done. */
    public void prepare(ExperimentSpec spec) throws InterruptedException {
        prepared(spec);
    }

    /** SHA-256 of the clips that the experiment can use. */
    public String fingerprint(ExperimentSpec spec) throws InterruptedException {
        return prepared(spec).fingerprint();
    }

    /** Trains and leaves the test clips alone. */
    public FoldResult validate(ExperimentSpec spec, int fold, long seed, TrainingListener listener)
            throws InterruptedException {
        Trial trial = trial(spec, fold, seed);
        Trial.Trained trained = trial.train(data(trial), listener);
        return new FoldResult(trained.result(), trained.bundle().parameters(), trained.seconds(), List.of());
    }

    /** Trains, looks at the test clips once, and saves the model to a folder. */
    public FoldResult test(ExperimentSpec spec, int fold, long seed, Path model, TrainingListener listener)
            throws InterruptedException {
        Trial trial = trial(spec, fold, seed);
        Prepared data = data(trial);
        Trial.Trained trained = trial.fit(data, listener);
        List<Answer> said = trial.test(data, trained).answers(trial.split().test());
        double temperature = trained.bundle().inference().temperature();
        List<Answer> tested = said.stream().map(one -> inWholeCorpus(one, data.corpus().labels(), temperature)).toList();
        ConfusionMatrix confusion = ConfusionMatrix.of(data.corpus().labels(), said);
        trial.tested(trained.bundle()).with(trial.card(data, confusion, provenance)).save(model);
        return new FoldResult(trained.result(), trained.bundle().parameters(), trained.seconds(), tested);
    }

    /** With the classes numbered as the whole corpus has them, of which the usable clips may lack some. */
    private Answer inWholeCorpus(Answer said, List<String> labels, double temperature) {
        float[] calibrated = new float[corpus.labels().size()];
        float[] own = said.calibrated(temperature);
        for (int c = 0; c < own.length; c++) {
            calibrated[corpus.labels().indexOf(labels.get(c))] = own[c];
        }
        return new Answer(said.clip(), said.speaker(), corpus.labels().indexOf(labels.get(said.truth())),
                corpus.labels().indexOf(labels.get(said.predicted())), calibrated);
    }

    private Trial trial(ExperimentSpec spec, int fold, long seed) throws InterruptedException {
        Split split = spec.protocol().split(prepared(spec).corpus(), fold, seed);
        return new Trial(spec.fitted(corpus), new TrialKey(spec.name(), fold, seed), split);
    }

    private Prepared data(Trial trial) throws InterruptedException {
        Prepared plain = prepared(trial.spec());
        return trial.spec().copies().isEmpty() && trial.spec().inference().speeds().equals(List.of(1.0)) ? plain
                : plain.withCopies(List.of(trial), loader, options, SILENT);
    }

    private Prepared prepared(ExperimentSpec asked) throws InterruptedException {
        ExperimentSpec spec = asked.fitted(corpus);
        Prepared known = kept.get(Prepared.Input.of(spec));
        if (known == null) {
            known = Prepared.of(corpus, new ComparisonSpec(spec.name(), List.of(spec)), loader, options, SILENT);
            kept.put(Prepared.Input.of(spec), known);
        }
        return known;
    }
}
