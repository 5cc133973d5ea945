package serlab.tracking.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs that a server stumbles over, left alone for a while so that they hold up no other. Safe for several threads. */
final class StalledRuns {
    private static final int STUMBLES = 3;
    private static final long NANOS = Duration.ofSeconds(60).toNanos();

    /** When to try a run again ({@link System#nanoTime()}). */
    private final Map<String, Long> until = new HashMap<>();
    private final Map<String, Integer> stumbles = new HashMap<>();

    /** The server stumbled over a run; whether that was once too often, so that the run is now left alone. */
    synchronized boolean stumbled(String run) {
        if (stumbles.merge(run, 1, Integer::sum) < STUMBLES) {
            return false;
        }
        put(run);
        return true;
    }

    synchronized void put(String run) {
        until.put(run, System.nanoTime() + NANOS);
        stumbles.remove(run);
    }

    /** The server took something of a run. */
    synchronized void succeeded(String run) {
        stumbles.remove(run);
    }

    synchronized List<String> runs() {
        until.values().removeIf(end -> System.nanoTime() - end > 0);
        return List.copyOf(until.keySet());
    }

    synchronized void clear() {
        until.clear();
    }
}
