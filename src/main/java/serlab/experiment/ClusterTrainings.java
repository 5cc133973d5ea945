package serlab.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import serlab.InvalidInputException;
import serlab.cluster.Cluster;
import serlab.cluster.UnfitWorkerException;
import serlab.training.TrainingListener;

/**
 * The machines of a cluster as the place of trainings. A worker opens the same corpus, prepares it in the same way and trains; the
 * result, and the model in the folder that all see, are those of this machine to the last bit.
 *
 * @param data what this machine has prepared
 */
record ClusterTrainings(Cluster cluster, ComparisonSpec comparison, PreparedCorpus data, Provenance provenance)
        implements TrainingPlace {
    @Override
    public TrainingResult run(Training training, Path model, TrainingStates states, TrainingListener listener) {
        TrainingTask task = new TrainingTask(TrainingTask.KIND, provenance.version(), provenance.commit().orElse(""),
                ExperimentFile.yaml(comparison.settings()), data.corpus().clips().size(), data.fingerprint(), training.key(),
                absolute(model), absolute(states.first()), absolute(states.refit()));
        TrainingTask.Outcome outcome = TrainingTask.read(answer(task), TrainingTask.Answer.class).outcome();
        if (outcome.unfit() != null) {
            throw new UnfitWorkerException(outcome.host(), outcome.unfit());
        }
        if (outcome.failed() != null) {
            throw outcome.request() ? new InvalidInputException(outcome.failed().reason())
                    : new RemoteFailureException(outcome.failed());
        }
        if (!Files.isDirectory(model)) {
            throw new UnfitWorkerException(outcome.host(), "it wrote the model into '" + model.toAbsolutePath() + "', and here it is not; "
                    + "name a folder with --out that all machines share");
        }
        TrainingResult result = outcome.training().result(training.key(), model).orElseThrow();
        result.curve().epochs().forEach(epoch -> listener.epochDone(epoch, false));
        return result;
    }

    private String answer(TrainingTask task) {
        try {
            return cluster.work(TrainingTask.json(task));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        }
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
