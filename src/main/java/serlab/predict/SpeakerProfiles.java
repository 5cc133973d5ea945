package serlab.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import serlab.AtomicFile;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.NearestName;

/**
 * The user's speaker profiles, a file each in a folder that nothing is sent from.
 *
 * @param folder need not exist
 */
public record SpeakerProfiles(Path folder) {
    private static final String ENDING = ".json";

    /** The names, in their order. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(ENDING) && !file.startsWith("."))
                    .map(file -> file.substring(0, file.length() - ENDING.length())).sorted().toList();
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }

    /** @throws InvalidInputException if there is none of this name, or it is damaged */
    public SpeakerProfile find(String name) {
        Path file = file(name);
        try {
            return SpeakerProfile.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidInputException("the profile '" + file + "' is damaged; enroll '" + name + "' again", e);
        }
    }

    /** Keeps a profile, in a file that its owner alone may read, in place of an older one of its name. */
    public Path save(SpeakerProfile profile) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
        return new AtomicFile(folder.resolve(profile.name() + ENDING)).writeForOwner(profile.json());
    }

    /**
     * Lets a name pass that is free, or whose profile is damaged.
     *
     * @param mend what is to be done to replace a profile, such as {@code add --replace}
     * @throws InvalidInputException with what would be lost
     */
    public void requireFree(String name, String mend) {
        if (!names().contains(name)) {
            return;
        }
        SpeakerProfile there;
        try {
            there = find(name);
        } catch (InvalidInputException damaged) {
            return;
        }
        throw new InvalidInputException("'" + name + "' is enrolled already, for model '" + there.model() + "' by "
                + Counted.of(there.recordings(), "recording") + String.format(Locale.ROOT, " (%.0f s, %d labeled); ", there.seconds(),
                there.labeled()) + mend + " to make the profile anew, or choose another name");
    }

    /** @throws InvalidInputException if there is none of this name */
    public Path delete(String name) {
        Path file = file(name);
        try {
            Files.delete(file);
            return file;
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private Path file(String name) {
        List<String> known = names();
        if (known.isEmpty()) {
            throw new InvalidInputException("nobody is enrolled, so not '" + name + "' either; ./ser enroll " + name
                    + " FOLDER makes a profile of recordings");
        }
        if (!known.contains(name)) {
            throw new InvalidInputException(NearestName.suggest("speaker", name, known));
        }
        return folder.resolve(name + ENDING);
    }
}
