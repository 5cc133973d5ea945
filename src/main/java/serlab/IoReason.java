package serlab;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** The reason why a file could not be read or written, or an address not be reached, in words, without the name of the exception or of the file. */
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
        String unreached = unreached(e);
        if (!unreached.isEmpty()) {
            return unreached;
        }
        String reason = e instanceof FileSystemException known && known.getReason() != null ? known.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }

    /** Why an address could not be reached; empty for other reasons. */
    private static String unreached(IOException e) {
        if (e instanceof UnknownHostException || e.getCause() instanceof UnresolvedAddressException
                || e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException) {
            return "there is no such address, or this machine is not connected to the network";
        }
        if (e instanceof HttpTimeoutException || e instanceof SocketTimeoutException) {
            return "no answer came in time";
        }
        return e instanceof ConnectException ? "nothing answers there; is the address right, and the machine connected?" : "";
    }
}
