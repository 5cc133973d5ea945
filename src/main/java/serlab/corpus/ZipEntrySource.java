package serlab.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import serlab.InvalidInputException;

/**
 * A clip in a zip archive, read into memory and never extracted, so that no entry name can reach the disk. Every read
 * opens the archive anew: threads share nothing.
 *
 * @param archive       the zip file
 * @param entry         the entry's name in it
 * @param maxEntryBytes the most bytes it may unpack to, counted while unpacking
 */
record ZipEntrySource(Path archive, String entry, int maxEntryBytes) implements ClipSource {
    /** 200 MB: half an hour of 48 kHz, 16 bit stereo. */
    static final int DEFAULT_MAX_ENTRY_BYTES = 200_000_000;

    @Override
    public byte[] bytes() throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                throw new InvalidInputException(location() + " is no longer in the archive; start again");
            }
            try (InputStream stream = zip.getInputStream(found)) {
                byte[] bytes = stream.readNBytes(maxEntryBytes + 1);
                if (bytes.length > maxEntryBytes) {
                    throw new InvalidInputException(location() + " unpacks to more than " + maxEntryBytes
                            + " bytes; a clip has at most that: remove it from the archive");
                }
                return bytes;
            }
        } catch (ZipException e) {
            throw new InvalidInputException(location() + " cannot be unpacked (" + e.getMessage()
                    + "); the archive is damaged: download it again", e);
        }
    }

    @Override
    public String location() {
        return archive + "!" + entry;
    }
}
