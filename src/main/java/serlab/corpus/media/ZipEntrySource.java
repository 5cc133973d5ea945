package serlab.corpus.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import serlab.InvalidInputException;
import serlab.corpus.ClipSource;

/**
 * A clip in a zip archive, read into memory and never extracted, so that no entry name can reach the disk. The clips of a
 * corpus share its open archives.
 *
 * @param archives      what is open
 * @param archive       the zip file
 * @param entry         the entry's name in it
 * @param maxEntryBytes the most bytes it may unpack to, counted while unpacking
 */
public record ZipEntrySource(OpenArchives archives, Path archive, String entry, int maxEntryBytes) implements ClipSource {
    /** 200 MB: half an hour of 48 kHz, 16 bit stereo. */
    static final int DEFAULT_MAX_ENTRY_BYTES = 200_000_000;
    /** Unpacked to packed size of an entry; no recording shrinks like this but short pieces of silence. */
    private static final int RATIO = 100;
    private static final int UNSUSPICIOUS = 16 << 20;

    @Override
    public byte[] bytes() throws IOException {
        try {
            return archives.read(archive, this::bytes);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new InvalidInputException(location() + " cannot be unpacked (" + e.getMessage()
                    + "); the archive is damaged: download it again", e);
        }
    }

    private byte[] bytes(ZipFile zip) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new InvalidInputException(location() + " is no longer in the archive; start again");
        }
        long packed = Math.max(UNSUSPICIOUS, RATIO * Math.max(0, found.getCompressedSize()));
        int most = (int) Math.min(maxEntryBytes, packed);
        try (InputStream stream = zip.getInputStream(found)) {
            byte[] bytes = stream.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new InvalidInputException(location() + " unpacks to more than " + (most < maxEntryBytes
                        ? RATIO + " times its size; a recording does not: remove it from the archive"
                        : most + " bytes; a clip has at most that: remove it from the archive"));
            }
            return bytes;
        }
    }

    /** The first bytes of the clip, or fewer if there are not as many. */
    byte[] head(int count) throws IOException {
        return archives.read(archive, zip -> {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                return new byte[0];
            }
            try (InputStream stream = zip.getInputStream(found)) {
                return stream.readNBytes(count);
            }
        });
    }

    @Override
    public String location() {
        return archive + "!" + entry;
    }
}
