package serlab.corpus.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * The zip archives of a corpus while its clips are read. An archive is opened for its first clip and stays open for the
 * next ones, as its directory is read anew whenever it is opened; at most sixteen are open that nobody reads, of which the
 * one that was not read for longest is closed first. Threads share it. All are closed by {@link #close}, or once no clip
 * refers to them any longer.
 */
public final class OpenArchives implements AutoCloseable {
    private static final int MOST_IDLE = 16;

    private final Map<Path, Shared> open = new LinkedHashMap<>(MOST_IDLE, 0.75f, true);

    /** What is done with an open archive. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ZipFile zip) throws IOException;
    }

    /** An open archive and how many read it. */
    private static final class Shared {
        private final ZipFile zip;
        private int readers;

        Shared(ZipFile zip) {
            this.zip = zip;
        }
    }

    /**
     * Reads from an archive.
     *
     * @throws IOException as opening and {@code reading} do
     */
    <T> T read(Path archive, Reading<T> reading) throws IOException {
        Shared shared = borrowed(archive);
        try {
            return reading.of(shared.zip);
        } finally {
            givenBack(shared);
        }
    }

    /** How many archives are open now. */
    synchronized int count() {
        return open.size();
    }

    private synchronized Shared borrowed(Path archive) throws IOException {
        Shared shared = open.get(archive);
        if (shared == null) {
            ZipDirectory.require(archive);
            shared = new Shared(new ZipFile(archive.toFile()));
            open.put(archive, shared);
        }
        shared.readers++;
        return shared;
    }

    private synchronized void givenBack(Shared shared) throws IOException {
        shared.readers--;
        closeIdle(MOST_IDLE);
    }

    private void closeIdle(int kept) throws IOException {
        for (Iterator<Shared> oldest = open.values().iterator(); open.size() > kept && oldest.hasNext(); ) {
            Shared shared = oldest.next();
            if (shared.readers == 0) {
                oldest.remove();
                shared.zip.close();
            }
        }
    }

    /** Closes what nobody reads at the moment; a clip that is read later opens its archive again. */
    @Override
    public synchronized void close() throws IOException {
        closeIdle(0);
    }
}
