package serlab.experiment;

import java.nio.file.Path;
import java.util.Optional;
import serlab.cluster.Cluster;

/**
 * How a comparison is carried out; none of it changes a number.
 *
 * @param out     folder for tables, plots and models
 * @param model   folder that gets a copy of the best model, for predictions
 * @param workers cores to use: as many trainings side by side, and where there are fewer, several cores for each
 * @param strict  whether a clip that cannot be used is an error
 * @param expected what the clips must be, or nothing is trained
 * @param cluster where trainings are done; empty for this process
 * @param anew    whether all is trained again that the folder has finished already
 */
public record RunOptions(Path out, Path model, int workers, boolean strict, Optional<ExpectedCorpus> expected,
                         Optional<Cluster> cluster, boolean anew) {
    public RunOptions {
        if (workers < 1) {
            throw new IllegalArgumentException(workers + " workers; at least one is needed");
        }
    }

    /** Takes the clips as they are. */
    public RunOptions(Path out, Path model, int workers, boolean strict) {
        this(out, model, workers, strict, Optional.empty(), Optional.empty(), false);
    }

    /** Keeps the best model in the folder {@code model} of the output folder. */
    public RunOptions(Path out, int workers, boolean strict) {
        this(out, out.resolve("model"), workers, strict);
    }

    /** The same for clips that must be those of something made before. */
    public RunOptions requiring(ExpectedCorpus clips) {
        return new RunOptions(out, model, workers, strict, Optional.of(clips), cluster, anew);
    }

    /** The same with nothing taken over that the folder has finished already. */
    public RunOptions trainingAnew() {
        return new RunOptions(out, model, workers, strict, expected, cluster, true);
    }

    /** The same with the trainings on a cluster's machines, where there is one. */
    public RunOptions on(Optional<? extends Cluster> machines) {
        return new RunOptions(out, model, workers, strict, expected, machines.map(one -> one), anew);
    }
}
