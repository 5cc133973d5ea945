package serlab.training;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far a training has come, and where it leaves its state. */
final class TrainingCourse {
    private final Optional<TrainingStateFile> file;
    private final String identity;
    private final Optional<TrainingState> before;
    private final long start = System.nanoTime();

    private TrainingCourse(Optional<TrainingStateFile> file, String identity, Optional<TrainingState> before) {
        this.file = file;
        this.identity = identity;
        this.before = before;
    }

    /**
     * Begins a training, or goes on with one.
     *
     * @param file     where states are kept, if they are
     * @param identity of the training; asked only if they are
     */
    static TrainingCourse begin(Optional<TrainingStateFile> file, Supplier<String> identity, TrainingPass pass) {
        if (file.isEmpty()) {
            return new TrainingCourse(file, "", Optional.empty());
        }
        String own = identity.get();
        Optional<TrainingState> before = file.get().read(own);
        before.ifPresent(state -> {
            pass.resume(state);
            pass.listener().resumed(state.epochs().size(), state.seconds());
        });
        return new TrainingCourse(file, own, before);
    }

    /** The epochs that were done before. */
    List<Epoch> done() {
        return before.map(TrainingState::epochs).orElse(List.of());
    }

    /** The weights that were the best of them. */
    Optional<float[]> chosen() {
        return before.map(TrainingState::chosen);
    }

    /** Leaves the state at the end of an epoch. */
    void keep(TrainingPass pass, List<Epoch> epochs, INDArray chosen) {
        file.ifPresent(one -> one.write(identity, pass.state(epochs, chosen,
                before.map(TrainingState::seconds).orElse(0.0) + (System.nanoTime() - start) / 1e9)));
    }
}
