package serlab;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Removal of folders that nothing is in any more. */
public final class EmptyFolders {
    private EmptyFolders() {
    }

    /** Deletes a folder and those above it, as far as they are empty, up to one that is kept. */
    public static void delete(Path folder, Path kept) throws IOException {
        for (Path path = folder; path != null && !path.equals(kept); path = path.getParent()) {
            try {
                Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException held) {
                return;
            }
        }
    }
}
