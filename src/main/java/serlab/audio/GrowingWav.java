package serlab.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import serlab.AtomicFile;
import serlab.InvalidInputException;

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
    private final FileChannel channel;
    private long dataBytes;
    private long told;

    private GrowingWav(Path path, int sampleRate, FileChannel channel) {
        this.path = path;
        this.sampleRate = sampleRate;
        this.channel = channel;
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
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            GrowingWav file = new GrowingWav(path, sampleRate, channel);
            channel.write(ByteBuffer.wrap(WavEncoder.encode16(new Waveform(new float[0], sampleRate))), 0);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw exists(path, e);
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }

    /** @throws InvalidInputException if there is a file of that name, or none of that name can be */
    public static void requireFree(Path path) {
        if (path.getFileName() == null || Files.isDirectory(path)) {
            throw new InvalidInputException("'" + path + "' is a folder; name a file in it, such as talk.wav");
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
            write(ByteBuffer.wrap(Arrays.copyOfRange(encoded, HEADER_BYTES, encoded.length)), HEADER_BYTES + dataBytes);
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

    private static ByteBuffer number(long value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).flip();
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        for (long at = position; bytes.hasRemaining();) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            tell();
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }
}
