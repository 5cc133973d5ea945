package serlab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is there whole or not at all, whatever happens to the disk or the process: it is written beside its place and
 * then moved there.
 */
public record AtomicFile(Path path) {
    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** As {@link #write(Content)}. */
    public Path write(byte[] content) {
        return write(out -> out.write(content));
    }

    /** As {@link #write(Content)}, a file that nobody but its owner may read, where the system knows such. */
    public Path writeForOwner(byte[] content) {
        return write(out -> out.write(content), true);
    }

    /**
     * Writes the file, and the folders that it is in where they are missing; a file of that name is replaced.
     *
     * @return its path
     * @throws UncheckedIOException with the system's reason and what helps, in one line
     */
    public Path write(Content content) {
        return write(content, false);
    }

    private Path write(Content content, boolean ownerAlone) {
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            try {
                if (ownerAlone && partial.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.deleteIfExists(partial);
                    Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                    content.to(out);
                }
                return take(partial);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Puts a finished file, written on the same disk, in its place; a file of that name is replaced. */
    public Path take(Path finished) throws IOException {
        return Files.move(finished, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What to throw where a file or folder could not be written: one line with the reason and what helps. */
    public static UncheckedIOException failure(Path path, IOException e) {
        return new UncheckedIOException("'" + path + "' could not be written: " + IoReason.of(e)
                + "; free space, mend the permissions or name another folder", e);
    }
}
