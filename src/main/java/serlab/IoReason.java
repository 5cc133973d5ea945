package serlab;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** The reason why a file could not be read or written, in words, without the name of the exception or of the file. */
public final class IoReason {
    private IoReason() {
    }

    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the place of a folder";
        }
        String reason = e instanceof FileSystemException known && known.getReason() != null ? known.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
