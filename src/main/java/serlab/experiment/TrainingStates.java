package serlab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import serlab.AtomicFile;

/**
 * The files that one training of an experiment leaves its state in, to go on from after an interruption.
 *
 * @param first of the network that chooses the epochs
 * @param refit of the one that is trained anew
 */
public record TrainingStates(Path first, Path refit) {
    private static final String ENDING = ".state";

    /** Those of a name, in a folder that need not exist. */
    public static TrainingStates in(Path folder, String name) {
        return new TrainingStates(folder.resolve(name + ENDING), folder.resolve(name + "-refit" + ENDING));
    }

    /** Removes them: the training has come to its end, or shall begin anew. */
    public void remove() {
        for (Path file : new Path[] {first, refit}) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
        }
    }
}
