package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.feature.cache.FeatureLoader;
import serlab.model.layer.Cores;
import serlab.training.Epoch;
import serlab.training.TrainingListener;

/** A worker's side of a comparison on a cluster: does the trainings it is asked for. Keeps the corpus of the last comparison. */
public final class TrainingWorker {
    private final Function<CorpusChoice, Corpus> corpora;
    private final FeatureLoader loader;
    private final WorkerHost host;
    private Prepared kept;

    /** @param corpora opens a corpus as this machine sees it */
    public TrainingWorker(Function<CorpusChoice, Corpus> corpora, FeatureLoader loader, WorkerHost host) {
        this.corpora = corpora;
        this.loader = loader;
        this.host = host;
    }

    /** A corpus made ready for a comparison, but for changed copies of its clips. */
    private record Prepared(String settings, String fingerprint, Preparation preparation, PreparedCorpus data) {
    }

    /**
     * Trains, tests and saves the model.
     *
     * @param task a line of JSON
     * @return another
     */
    public String work(String task) throws InterruptedException {
        TrainingTask asked = TrainingTask.read(task, TrainingTask.class);
        TrainingTask.Outcome outcome;
        try {
            Prepared prepared = prepared(asked);
            outcome = trained(asked, prepared);
        } catch (InvalidInputException e) {
            LoggerFactory.getLogger(TrainingWorker.class).error("{} cannot be done here", asked.key(), e);
            outcome = new TrainingTask.Outcome(host.name(), null, null, false, e.getMessage());
        }
        return TrainingTask.json(new TrainingTask.Answer(outcome));
    }

    private Prepared prepared(TrainingTask asked) throws InterruptedException {
        host.requireSame(asked.version(), asked.commit());
        if (kept == null || !kept.settings.equals(asked.comparison()) || !kept.fingerprint.equals(asked.fingerprint())) {
            kept = null;
            ComparisonSpec read = ComparisonSpec.of(ExperimentFile.parse(asked.comparison(), "of the comparison"));
            Corpus corpus = corpora.apply(read.variants().get(0).corpus());
            ComparisonSpec spec = read.fitted(corpus);
            Preparation preparation = new Preparation(spec, new FeatureReading(corpus, loader, host.threads(), host.strict(),
                    ExperimentListener.silent()));
            PreparedCorpus usable = preparation.usable(corpus);
            new ExpectedCorpus("'" + spec.name() + "'", asked.clips(), asked.fingerprint()).require(corpus, usable.fingerprint());
            kept = new Prepared(asked.comparison(), asked.fingerprint(), preparation, preparation.leaky(usable));
        }
        return kept;
    }

    private TrainingTask.Outcome trained(TrainingTask asked, Prepared prepared) throws InterruptedException {
        Training training = Training.all(prepared.preparation.spec(), prepared.data.corpus()).stream()
                .filter(one -> one.key().equals(asked.key())).findFirst()
                .orElseThrow(() -> new InvalidInputException("the comparison has no training " + asked.key()));
        AtomicInteger epochs = new AtomicInteger();
        try {
            PreparedCorpus data = prepared.data.with(prepared.preparation.copies(prepared.data.corpus(), List.of(training)));
            TrainingResult result = training.run(data, Path.of(asked.model()), new Workplace(host.provenance(),
                    new TrainingStates(Path.of(asked.first()), Path.of(asked.refit())), Cores.ONE), counting(epochs));
            return new TrainingTask.Outcome(host.name(), KeptTraining.of(result), null, false, null);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(TrainingWorker.class).error("{} failed", asked.key(), e);
            return new TrainingTask.Outcome(host.name(), null, FailedTraining.of(asked.key(),
                    (epochs.get() + 1) % (training.spec().epochs() + 1), e), e instanceof InvalidInputException, null);
        }
    }

    private static TrainingListener counting(AtomicInteger epochs) {
        return (Epoch epoch, boolean chosen) -> epochs.set(epoch.number());
    }
}
