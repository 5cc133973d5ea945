package serlab.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * How much one bundle may hold, counted over its files and those of the archives inside it. Nothing is kept that goes
 * beyond a bound, and no more is unpacked than one byte beyond it. Used by one thread, for one bundle.
 */
public final class BundleLimits {
    private static final int LARGEST_PART = 256 << 20;
    private static final int LARGEST_TEXT = 16 << 20;
    private static final long LARGEST_SUM = 768L << 20;
    private static final int MOST_FILES = 1000;
    /** Unpacked to packed size; looked at beyond {@link #UNSUSPICIOUS} bytes, as small texts shrink a lot. */
    private static final int RATIO = 100;
    private static final int UNSUSPICIOUS = 16 << 20;

    private final int largestPart;
    private final int largestText;
    private final long sum;
    private long left;

    /**
     * @param largestPart most bytes of an archive or of weights
     * @param largestText most bytes of any other file
     * @param sum         most bytes of all files together
     */
    BundleLimits(int largestPart, int largestText, long sum) {
        this.largestPart = largestPart;
        this.largestText = Math.min(largestText, largestPart);
        this.sum = sum;
        this.left = sum;
    }

    /** 256 MiB a part, 16 MiB a text, 768 MiB together; with little memory an eighth and a quarter of it. */
    static BundleLimits ofThisProcess() {
        long memory = Runtime.getRuntime().maxMemory();
        return new BundleLimits((int) Math.min(LARGEST_PART, memory / 8), LARGEST_TEXT, Math.min(LARGEST_SUM, memory / 4));
    }

    /** The whole of a stream, which is an archive. */
    byte[] archive(InputStream stream) throws IOException {
        int most = (int) Math.min(sum, Integer.MAX_VALUE - Long.BYTES);
        byte[] archive = stream.readNBytes(most + 1);
        if (archive.length > most) {
            throw new IOException("it has more than " + shown(most));
        }
        return archive;
    }

    /** A file of a folder, looked at for its size before it is read. */
    byte[] file(Path file) throws IOException {
        String name = file.getFileName().toString();
        int most = most(name);
        try (InputStream stream = Files.newInputStream(file)) {
            if (Files.size(file) > most) {
                throw tooLarge(name, most);
            }
            return counted(stream, name, most);
        }
    }

    /**
     * The files of a zip archive by name.
     *
     * @throws IOException if it is damaged, holds a name twice or goes beyond a bound
     */
    Map<String, byte[]> unzip(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        long room = Math.max(UNSUSPICIOUS, (long) RATIO * archive.length);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (files.containsKey(name)) {
                    throw new IOException("it holds '" + name + "' twice");
                }
                if (files.size() == MOST_FILES) {
                    throw new IOException("it holds more than " + MOST_FILES + " files");
                }
                int most = most(name);
                byte[] content = counted(zip, name, (int) Math.min(most, room));
                if (content.length > room) {
                    throw new IOException("it unpacks to more than " + RATIO + " times its size");
                }
                room -= content.length;
                files.put(name, content);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a name in it is not UTF-8", e);
        }
        return files;
    }

    private int most(String name) {
        boolean text = name.matches(".*\\.(json|yaml|yml|txt|csv)") || !name.contains(".");
        return text ? largestText : largestPart;
    }

    private byte[] counted(InputStream stream, String name, int most) throws IOException {
        int allowed = (int) Math.min(most, left);
        byte[] content = stream.readNBytes(allowed + 1);
        left -= content.length;
        if (left < 0) {
            throw new IOException("its files together unpack to more than " + shown(sum));
        }
        if (content.length > most && most == most(name)) {
            throw tooLarge(name, most);
        }
        return content;
    }

    private IOException tooLarge(String name, long most) {
        return new IOException(name + " has more than " + shown(most));
    }

    private String shown(long bytes) {
        return (bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB") + (sum == LARGEST_SUM ? ""
                : " (memory bounds it: SER_JAVA_OPTIONS=-Xmx4g gives more)");
    }
}
