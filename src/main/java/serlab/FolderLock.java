package serlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * Lock of a folder that one process at a time writes to. The file that holds it is removed at the end; one that a killed process
 * left keeps nobody out. A disk that knows no locks lets everybody in.
 */
public final class FolderLock implements AutoCloseable {
    /** The file that is locked. */
    public static final String FILE = ".in-use";

    private static final int MOST_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes a folder, and makes it where it is not there yet.
     *
     * @throws InvalidInputException if another process or another part of this one has it, or it cannot be written to
     */
    public static FolderLock of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            while (true) {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!free(channel)) {
                    channel.close();
                    throw taken(folder);
                }
                if (isOf(file, channel)) {
                    return new FolderLock(file, channel);
                }
                channel.close(); // the one before removed the file between the two steps
            }
        } catch (IOException e) {
            throw new InvalidInputException("output folder '" + folder + "' cannot be written (" + IoReason.of(e) + "); mend it, or name "
                    + "another with --out", e);
        }
    }

    /** What is said of a folder that another process has. */
    public static InvalidInputException taken(Path folder) {
        return new InvalidInputException("another process writes into '" + folder + "'; wait until it has ended, or name another folder with "
                + "--out");
    }

    private static boolean free(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Whether the file of that name is still the one that was opened: given a length by the channel, it has it under its name. It is
     * not opened again, since POSIX takes a process's locks of a file away as soon as the process closes any other channel of it.
     */
    private static boolean isOf(Path file, FileChannel channel) throws IOException {
        int length = new SplittableRandom().nextInt(1, MOST_BYTES);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), length - 1);
        try {
            return Files.size(file) == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (FileChannel held = channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }
}
