package serlab.tracking.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import serlab.tracking.Notices;
import serlab.tracking.Tracker;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;

/**
 * Sender of what is in the outbox to one server, in the background. Of all processes that share an outbox one sends at a
 * time, whatever is there, its own or not; the lock file is let go when there is nothing left, or by the system when the
 * process dies. A server that does not answer is asked again after longer and longer waits.
 */
public final class Sender implements AutoCloseable {
    private static final int TOGETHER = 1000;
    private static final long LINGER = 100;

    private final String server;
    private final MlflowConnection connection;
    private final Outbox outbox;
    private final Delivery delivery;
    private final Notices notices;
    private final Path lockFile;
    private final AtomicBoolean planned = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread own = new Thread(work, "mlflow-sender");
        own.setDaemon(true);
        own.setPriority(Thread.MIN_PRIORITY);
        return own;
    });
    private final StalledRuns aside = new StalledRuns();
    private final Backoff backoff = new Backoff();
    private final AtomicLong sent = new AtomicLong();
    private volatile String trouble = "";

    /**
     * @param server what the outbox calls the server
     * @param outbox a connection of its own, closed with the sender
     */
    public Sender(String server, MlflowConnection connection, Outbox outbox, Notices notices) {
        this.server = server;
        this.connection = connection;
        this.outbox = outbox;
        this.notices = notices;
        this.delivery = new Delivery(connection, outbox);
        this.lockFile = outbox.file().resolveSibling("outbox.lock");
    }

    /** How a round of sending ended. */
    private enum Round { DONE, LATER, AWAY, SHUT }

    MlflowConnection connection() {
        return connection;
    }

    /** Why not everything is sent; empty if nothing is wrong. */
    String trouble() {
        return trouble;
    }

    /** There is something to send. */
    void wake() {
        plan(LINGER);
    }

    private void plan(long millis) {
        if (!thread.isShutdown() && planned.compareAndSet(false, true)) {
            thread.schedule(() -> {
                planned.set(false);
                Round round = round();
                if (round == Round.LATER) {
                    plan(LINGER);
                } else if (round != Round.DONE) {
                    plan(wait(round));
                }
            }, millis, TimeUnit.MILLISECONDS);
        }
    }

    private long wait(Round round) {
        return round == Round.SHUT ? Backoff.LONGEST_MILLIS : backoff.millis();
    }

    /**
     * Sends until nothing is left, or the server stays away.
     *
     * @param patience how long to go on without any progress
     * @return whether nothing is left
     */
    boolean flush(Duration patience) {
        aside.clear();
        long end = System.nanoTime() + patience.toNanos();
        long before = sent();
        try {
            while (true) {
                Round round = thread.submit(this::round).get();
                if (round == Round.DONE) {
                    return true;
                }
                if (sent() > before) {
                    before = sent();
                    end = System.nanoTime() + patience.toNanos();
                }
                long wait = round == Round.LATER ? LINGER : wait(round);
                if (round == Round.SHUT || backoff.hopeless() || System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait) > end) {
                    return false;
                }
                Thread.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("sending to " + connection.address() + " failed", e.getCause());
        }
    }

    /** As {@link Tracker#tellEnds} says, within a limit. */
    public void tellEnds(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            MlflowConnection brief = connection.within(limit);
            for (Outbox.Ended run : outbox.untoldEnds(server)) {
                if (System.nanoTime() > end) {
                    return;
                }
                brief.post("runs/update", Delivery.ending(run.id(), run.end()));
            }
            thread.submit(this::round).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LoggerFactory.getLogger(Sender.class).debug("the rest is sent later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | UnreachableException | RefusedException | ExecutionException | RejectedExecutionException e) {
            LoggerFactory.getLogger(Sender.class).warn("ends of runs are told later", e);
        }
    }

    /** Number of events sent so far. */
    long sent() {
        return sent.get();
    }

    private Round round() {
        if (backoff.asked()) {
            return Round.AWAY;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
             FileLock lock = channel.tryLock()) {
            return lock == null ? Round.LATER : sendAll();
        } catch (OverlappingFileLockException e) {
            return Round.LATER;
        } catch (IOException | SQLException e) {
            return away(outbox.file() + ": " + e.getMessage(), Optional.empty());
        }
    }

    private Round sendAll() throws SQLException {
        while (!Thread.currentThread().isInterrupted()) {
            Optional<String> next = outbox.next(server, aside.runs());
            if (next.isEmpty()) {
                outbox.shrink();
                if (aside.runs().isEmpty()) {
                    trouble = "";
                    return Round.DONE;
                }
                return Round.AWAY;
            }
            OutboxRow run = outbox.run(next.get()).orElseThrow();
            List<OutboxEvent> events = outbox.batch(run.key(), TOGETHER);
            if (waitsForParent(run)) {
                aside.put(run.key());
            } else if (!events.isEmpty()) {
                Round round = send(run, events);
                if (round != Round.DONE) {
                    return round;
                }
            }
        }
        return Round.LATER;
    }

    /** Whether a run's parent is not on the server yet, but will be. */
    private boolean waitsForParent(OutboxRow run) throws SQLException {
        if (run.id() != null || run.request().parentId() == null) {
            return false;
        }
        Optional<OutboxRow> parent = outbox.run(run.request().parentId());
        return parent.isPresent() && parent.get().id() == null && !outbox.batch(parent.get().key(), 1).isEmpty();
    }

    private Round send(OutboxRow run, List<OutboxEvent> events) throws SQLException {
        try {
            int delivered = delivery.deliver(run, events);
            outbox.sent(events.subList(0, delivered));
            aside.succeeded(run.key());
            backoff.succeeded();
            sent.addAndGet(delivered);
            return Round.DONE;
        } catch (RefusedException e) {
            if (e.ofCredentials()) {
                trouble = "it refuses who asks (" + e.getMessage() + "); check MLFLOW_TRACKING_USERNAME and "
                        + "MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN";
                return Round.SHUT;
            }
            if (events.size() > 1) {
                return sendSingly(run, events);
            }
            String line = events.get(0).words() + " of run '" + run.request().name() + "': " + e.getMessage();
            outbox.refuse(events.get(0), line);
            notices.add("MLflow refused " + line);
            return Round.DONE;
        } catch (UnreachableException e) {
            if (e.stumbled() && aside.stumbled(run.key())) {
                trouble = e.getMessage();
                return Round.DONE;
            }
            return away(e.getMessage(), e.retryAfter());
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Sender.class).warn("answer of {}", connection.address(), e);
            return away("an answer that is not MLflow's: " + e, Optional.empty());
        }
    }

    /** One of several was refused: finds out which. */
    private Round sendSingly(OutboxRow run, List<OutboxEvent> events) throws SQLException {
        for (OutboxEvent event : events) {
            Round round = send(run, List.of(event));
            if (round != Round.DONE) {
                return round;
            }
        }
        return Round.DONE;
    }

    private Round away(String reason, Optional<Duration> retryAfter) {
        backoff.failed(retryAfter);
        trouble = reason;
        return Round.AWAY;
    }

    /** Ends the thread; what was not sent stays in the outbox. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outbox.close();
    }
}
