package serlab.tracking.outbox;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import serlab.tracking.Notices;

/**
 * Writer into the outbox. What the disk does not take waits in memory, in order, and is written as soon as the disk takes
 * it again. Safe for use by several threads.
 */
final class OutboxWriter {
    private final Outbox outbox;
    private final Notices notices;
    private final Deque<Write> waiting = new ArrayDeque<>();

    OutboxWriter(Outbox outbox, Notices notices) {
        this.outbox = outbox;
        this.notices = notices;
    }

    /** One write, done as a whole or not at all. */
    interface Write {
        void to(Outbox outbox) throws SQLException;
    }

    /** Writes now if the disk takes it, else later. */
    synchronized void write(Write write) {
        waiting.add(write);
        catchUp();
    }

    /** Tries again to write what waits; whether nothing waits any more. */
    synchronized boolean catchUp() {
        try {
            while (!waiting.isEmpty()) {
                waiting.peek().to(outbox);
                waiting.remove();
            }
            return true;
        } catch (SQLException e) {
            notices.add("the disk did not take a record of a run at once (" + outbox.file() + ": " + e.getMessage() + ")");
            return false;
        }
    }

    /** Gives up on what waits and says so. */
    synchronized void end() {
        if (!catchUp()) {
            notices.add(waiting.size() + " records of runs are lost, since " + outbox.file()
                    + " could not be written; free disk space and run again");
            waiting.clear();
        }
    }
}
