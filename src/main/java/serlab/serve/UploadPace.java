package serlab.serve;

import java.util.concurrent.TimeUnit;

/** How fast a body comes and how long it takes, by a clock in nanoseconds. Time in which it had to wait does not count. */
final class UploadPace {
    private static final long WINDOW_SECONDS = 10;
    private static final long BYTES_PER_SECOND = 8 << 10;
    private static final long LONGEST_SECONDS = 300;
    private static final long PATIENCE_SECONDS = 60;

    private long begin;
    private long window;
    private long bytes;
    private boolean waiting;
    private long since;

    UploadPace(long now) {
        begin = now;
        window = now;
    }

    void came(int more) {
        bytes += more;
    }

    /** The body waits for room from now on. */
    void pause(long now) {
        if (!waiting) {
            waiting = true;
            since = now;
        }
    }

    /** The body goes on. */
    void resume(long now) {
        if (waiting) {
            waiting = false;
            begin += now - since;
            window = now;
            bytes = 0;
        }
    }

    /** Why the body is not waited for any longer, or null. To be asked again and again. */
    RequestException verdict(long now) {
        if (waiting) {
            return passed(since, now, PATIENCE_SECONDS) ? RequestException.busy() : null;
        }
        if (passed(begin, now, LONGEST_SECONDS)) {
            return new RequestException(ErrorCode.REQUEST_TIMEOUT, "the upload took more than " + LONGEST_SECONDS / 60
                    + " minutes; send the recording as FLAC or MP3, or in parts");
        }
        if (!passed(window, now, WINDOW_SECONDS)) {
            return null;
        }
        boolean slow = bytes < BYTES_PER_SECOND * TimeUnit.NANOSECONDS.toSeconds(now - window);
        window = now;
        bytes = 0;
        return slow ? tooSlow() : null;
    }

    static RequestException tooSlow() {
        return new RequestException(ErrorCode.REQUEST_TIMEOUT, "the upload came too slowly, with less than " + (BYTES_PER_SECOND >> 10)
                + " KB a second; send it again");
    }

    private static boolean passed(long from, long now, long seconds) {
        return now - from >= TimeUnit.SECONDS.toNanos(seconds);
    }
}
