package serlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The answer to a path that leads nowhere: the name in the same folder that is most like it. */
public final class NearestFile {
    private NearestFile() {
    }

    /** {@code did you mean 'clips/a.wav'? } with a blank behind it, or nothing where no name is near. */
    public static String question(Path missing) {
        return of(missing).map(near -> "did you mean '" + near + "'? ").orElse("");
    }

    private static Optional<Path> of(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        Path name = missing.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> beside = Files.list(folder)) {
            List<String> names = beside.map(file -> file.getFileName().toString()).filter(n -> !n.startsWith(".")).sorted().toList();
            return NearestName.nearest(name.toString(), names).map(missing::resolveSibling);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
