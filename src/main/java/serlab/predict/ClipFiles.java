package serlab.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import serlab.InvalidInputException;
import serlab.NearestFile;
import serlab.corpus.MediaKind;
import serlab.corpus.folder.FolderFiles;
import serlab.feature.FeatureSpec;
import serlab.feature.TableSpec;

/** The files that a list of files and folders stands for. */
public final class ClipFiles {
    private ClipFiles() {
    }

    /**
     * What a model of these features takes.
     *
     * @throws InvalidInputException if that is rows of a table
     */
    public static MediaKind of(FeatureSpec features) {
        if (features instanceof TableSpec) {
            throw new InvalidInputException("the model reads rows of a feature table, not files; start ./ser serve with it and "
                    + "POST rows of " + features.bands() + " x " + features.frames() + " numbers to /invocations");
        }
        return features.ofRecordings() ? MediaKind.AUDIO : MediaKind.IMAGE;
    }

    /**
     * Files as they are named, folders with every file of this kind below them in the order of their paths.
     *
     * @param found told of each folder what lies in it
     * @throws InvalidInputException if one does not exist, or a folder holds none
     */
    public static List<Path> below(List<Path> places, MediaKind kind, Consumer<FolderFiles> found) {
        List<Path> all = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                FolderFiles folder = FolderFiles.of(place, kind);
                if (folder.files().isEmpty()) {
                    throw new InvalidInputException("folder '" + place + "' holds no "
                            + (kind == MediaKind.AUDIO ? "recordings" : "images") + (folder.faults().isEmpty() ? ""
                            : " that are read: " + folder.faults().get(0)) + "; expected " + kind.words() + " files");
                }
                found.accept(folder);
                all.addAll(folder.files());
            } else {
                requirePresent(place);
                all.add(place);
            }
        }
        return all;
    }

    /** @throws InvalidInputException if there is neither a file nor a folder */
    public static void requirePresent(Path place) {
        if (!Files.isRegularFile(place) && !Files.isDirectory(place)) {
            throw new InvalidInputException("'" + place + "' does not exist; " + NearestFile.question(place)
                    + "give recordings "
                    + "such as clip.wav, or a folder of them");
        }
    }

    /** The files of each folder together, folders in the order in which they are first named. */
    public static List<List<Path>> byFolder(List<Path> recordings) {
        Map<Path, List<Path>> folders = new LinkedHashMap<>();
        recordings.forEach(file -> folders.computeIfAbsent(file.toAbsolutePath().normalize().getParent(),
                folder -> new ArrayList<>()).add(file));
        return List.copyOf(folders.values());
    }
}
