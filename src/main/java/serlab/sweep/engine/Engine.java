package serlab.sweep.engine;

import java.time.Duration;
import java.util.Optional;

/** Engine that does jobs, several at a time. Used by one thread, but for {@link #close}. */
public interface Engine extends AutoCloseable {
    /** How many further jobs can start now. */
    int free();

    /** Starts a job; there must be a free place. */
    void submit(Job job);

    /**
     * Waits for something to happen.
     *
     * @return empty when nothing did for so long
     */
    Optional<Event> next(Duration patience) throws InterruptedException;

    /** Ends all workers; jobs under way are lost. */
    @Override
    void close();

    /**
     * What happened.
     *
     * @param job     at which job
     * @param message what its worker told, or {@code null} when the worker died
     * @param death   how it died, or {@code null}
     */
    record Event(Job job, Message message, String death) {
        /** Death of a worker that was asked to end, as by Ctrl-C; its job is not to blame. */
        public static final String INTERRUPTED = "interrupted";

        static Event told(Job job, Message message) {
            return new Event(job, message, null);
        }

        static Event died(Job job, String how) {
            return new Event(job, null, how);
        }

        public Optional<Outcome> outcome() {
            return Optional.ofNullable(message).map(Message::outcome);
        }
    }
}
