package serlab.tracking.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How long to leave a server alone that does not answer: longer and longer, or as it asks. Safe for several threads. */
final class Backoff {
    static final long LONGEST_MILLIS = 30_000;
    private static final long FIRST_MILLIS = 500;
    private static final int MOST_DOUBLINGS = 10;
    private static final int FAILURES_TO_GIVE_UP = 3;

    private int failures;
    private long notBefore = System.nanoTime();

    synchronized void succeeded() {
        failures = 0;
    }

    /** @param retryAfter what the server asks for */
    synchronized void failed(Optional<Duration> retryAfter) {
        failures++;
        retryAfter.ifPresent(wait -> notBefore = System.nanoTime() + wait.toNanos());
    }

    /** Whether the server asked to be left alone and the time is not over. */
    synchronized boolean asked() {
        return System.nanoTime() - notBefore < 0;
    }

    /** Whether it failed so often that waiting for it is of no use. */
    synchronized boolean hopeless() {
        return failures >= FAILURES_TO_GIVE_UP && !asked();
    }

    /** How long to wait before the next try. */
    synchronized long millis() {
        long asked = TimeUnit.NANOSECONDS.toMillis(notBefore - System.nanoTime()) + 1;
        return Math.max(asked, Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1))));
    }
}
