package serlab.audio.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/**
 * WAV file of 16-bit mono samples that grows while something is recorded. It is whole at every moment, whatever happens to
 * the process, but for the last second: the lengths in its header follow the samples once a second and at the end. Used by
 * one thread.
 */
public final class GrowingWav implements AutoCloseable {
    private static final int HEADER_BYTES = 44;
    private static final long MOST_BYTES = (1L << 32) - 1 - HEADER_BYTES;

    private final Path path;
    private final int sampleRate;
    /** No channel, which an interruption of the thread would close. */
    private final RandomAccessFile file;
    private boolean closed;
    private long dataBytes;
    private long told;

    private GrowingWav(Path path, int sampleRate, RandomAccessFile file) {
        this.path = path;
        this.sampleRate = sampleRate;
        this.file = file;
    }

    /**
     * Begins a file.
     *
     * @throws InvalidInputException        if there is one of that name
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static GrowingWav create(Path path, int sampleRate) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createFile(path);
            GrowingWav file = new GrowingWav(path, sampleRate, new RandomAccessFile(path.toFile(), "rw"));
            file.write(WavEncoder.encode16(new Waveform(new float[0], sampleRate)), 0);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw exists(path, e);
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }

    /** @throws InvalidInputException if there is a file of that name, or none of that name can be, or it is none of a WAV file */
    public static void requireFree(Path path) {
        if (path.getFileName() == null || Files.isDirectory(path)) {
            throw new InvalidInputException("'" + path + "' is a folder; name a file in it, such as talk.wav");
        }
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".wav")) {
            throw new InvalidInputException("'" + path + "' does not end in .wav, and the recording is a WAV file; name it so, such as talk.wav");
        }
        if (Files.exists(path)) {
            throw exists(path, null);
        }
    }

    private static InvalidInputException exists(Path path, IOException why) {
        return new InvalidInputException("'" + path + "' is there already; choose another name for the recording, or delete "
                + "it", why);
    }

    /**
     * Adds samples, limited to what 16 bits can hold.
     *
     * @throws java.io.UncheckedIOException if they cannot be written, or the file has reached the 4 GB that a WAV file holds
     */
    public void add(float[] samples) {
        byte[] encoded = WavEncoder.encode16(new Waveform(samples, sampleRate));
        try {
            if (dataBytes + encoded.length > MOST_BYTES) {
                throw new IOException("a WAV file holds no more than 4 GB");
            }
            write(Arrays.copyOfRange(encoded, HEADER_BYTES, encoded.length), HEADER_BYTES + dataBytes);
            dataBytes += encoded.length - HEADER_BYTES;
            if (dataBytes - told >= 2L * sampleRate) {
                tell();
            }
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }

    /** Length in seconds. */
    public double seconds() {
        return dataBytes / 2 / (double) sampleRate;
    }

    private void tell() throws IOException {
        write(number(HEADER_BYTES - 8 + dataBytes), 4);
        write(number(dataBytes), HEADER_BYTES - 4);
        told = dataBytes;
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array();
    }

    private void write(byte[] bytes, long position) throws IOException {
        file.seek(position);
        file.write(bytes);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            tell();
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }
}
