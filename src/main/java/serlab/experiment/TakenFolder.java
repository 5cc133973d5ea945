package serlab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import serlab.FolderLock;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.locate.Places;

/**
 * Output folder that is taken before a corpus is read, and held until everything is written into it. Where the work is refused,
 * folders that were made for it are removed again.
 */
public final class TakenFolder implements AutoCloseable {
    private final Path path;
    private final NewFolders made;
    private final FolderLock lock;

    private TakenFolder(Path path, NewFolders made, FolderLock lock) {
        this.path = path;
        this.made = made;
        this.lock = lock;
    }

    /**
     * Takes a folder, and makes it where it is not there yet.
     *
     * @throws InvalidInputException if another process or another part of this one has it, or it cannot be written to
     */
    public static TakenFolder of(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        NewFolders made = NewFolders.of(path);
        try {
            return new TakenFolder(path, made, FolderLock.of(path));
        } catch (InvalidInputException refused) {
            made.close();
            throw refused;
        }
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    /**
     * Refuses to write among the recordings.
     *
     * @throws InvalidInputException if it is the folder of the corpus, or lies in it: what is written would be read as a part of the
     *                               corpus the next time
     */
    public void requireApartFrom(Corpus corpus) {
        corpus.place().map(place -> Places.of(Path.of(place.path())).all()).ifPresent(places -> places.stream()
                .filter(Files::isDirectory).filter(place -> real(path).startsWith(real(place))).findFirst().ifPresent(place -> {
                    throw new InvalidInputException("output folder '" + path + "' " + (real(path).equals(real(place)) ? "is the folder of the corpus"
                            : "lies in the folder of the corpus, '" + place + "'") + ", which is read as a whole, and what is written "
                            + "there with it; name one beside it with --out");
                }));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    @Override
    public void close() {
        try (NewFolders empty = made) {
            lock.close();
        }
    }
}
