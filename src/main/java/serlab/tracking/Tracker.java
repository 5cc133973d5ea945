package serlab.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Opener of runs, which it brings to where they are shown. */
public interface Tracker extends AutoCloseable {
    /**
     * Opens a run. One that is known by its identity goes on: it counts as running again. If it had finished, it is left as
     * it is, and what the caller tells of it is not heard.
     */
    Run start(RunRequest request);

    /**
     * Writes a run that is over, the whole of it or nothing. One that is known by its identity is left as it is.
     *
     * @param took  how long what it tells of took
     * @param story tells what it holds and finishes it
     */
    void record(RunRequest request, Duration took, Consumer<Run> story);

    /** Address of a page that shows charts of the children of {@code parent} sorted by {@code metric}, highest first. */
    Optional<String> page(Run parent, String metric);

    /**
     * Waits until all is sent that was tracked so far, or the server stays away.
     *
     * @param patience how long to wait without any progress
     * @return whether nothing is left to send
     */
    boolean flush(Duration patience);

    /**
     * Tells the server how the runs that are over have ended, ahead of what else it has not had, and then sends that; for a
     * process that is told to end. Takes a second at most; the rest is sent by whoever opens the outbox next.
     */
    void tellEnds();

    /** What the user should know: an unreachable server, what was refused, where records are kept instead. */
    List<String> notices();

    /** Sends what can be sent; a second call does nothing. */
    @Override
    void close();
}
