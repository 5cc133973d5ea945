package serlab.serve;

import serlab.InvalidInputException;
import serlab.audio.AudioLimits;

/**
 * Where the server listens and what it takes.
 *
 * @param host        address to listen on
 * @param port        port to listen on; 0 for a free one
 * @param uploadBytes largest request body
 * @param seconds     longest recording
 * @param workers     predictions side by side
 * @param queue       requests that may wait for one of these; the next one is told to come back
 */
public record ServeSettings(String host, int port, int uploadBytes, int seconds, int workers, int queue) {
    private static final int MEBIBYTE = 1 << 20;
    private static final int UPLOAD_MEBIBYTES = 20;
    private static final int SECONDS = 600;
    private static final int QUEUE = 64;

    public ServeSettings {
        if (port < 0 || port > 65_535) {
            throw new InvalidInputException("port " + port + " is outside 1–65535; leave it out to use 8000");
        }
        if (uploadBytes < 1 || seconds < 1 || workers < 1 || queue < 1) {
            throw new InvalidInputException("limits of " + uploadBytes + " bytes, " + seconds + " s, " + workers
                    + " workers and " + queue + " waiting; expected at least 1 of each");
        }
    }

    /** This machine alone, 20 MB, ten minutes, one prediction per core, 64 waiting. */
    public static ServeSettings local(int port) {
        return new ServeSettings("127.0.0.1", port, UPLOAD_MEBIBYTES * MEBIBYTE, SECONDS,
                Runtime.getRuntime().availableProcessors(), QUEUE);
    }

    AudioLimits audio() {
        return AudioLimits.ofSeconds(seconds);
    }

    boolean loopback() {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}
