package serlab.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import serlab.InvalidInputException;

/** The recordings that a list of files and folders stands for. */
public final class AudioFiles {
    private static final String ENDINGS = ".*\\.(wav|wave|flac|mp3|aif|aiff|aifc|ogg|oga)";

    private AudioFiles() {
    }

    /**
     * Files as they are named, folders with every recording below them in the order of their paths.
     *
     * @throws InvalidInputException if one does not exist, or a folder holds no recording
     */
    public static List<Path> below(List<Path> places) {
        List<Path> all = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                List<Path> found = inside(place);
                if (found.isEmpty()) {
                    throw new InvalidInputException("folder '" + place
                            + "' holds no recordings; expected .wav, .flac, .mp3, .aiff or .ogg files");
                }
                all.addAll(found);
            } else if (Files.isRegularFile(place)) {
                all.add(place);
            } else {
                throw new InvalidInputException("'" + place + "' is not a file; give recordings such as clip.wav");
            }
        }
        return all;
    }

    /** The recordings of each folder together, folders in the order in which they are first named. */
    public static List<List<Path>> byFolder(List<Path> recordings) {
        Map<Path, List<Path>> folders = new LinkedHashMap<>();
        recordings.forEach(file -> folders.computeIfAbsent(file.toAbsolutePath().normalize().getParent(),
                folder -> new ArrayList<>()).add(file));
        return List.copyOf(folders.values());
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT).matches(ENDINGS))
                    .filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidInputException("folder '" + folder + "' cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
