package serlab.tracking.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.tracking.ArtifactPath;
import serlab.tracking.Notices;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.Tracker;
import serlab.tracking.TrackingAddress;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.http.Experiments;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;
import serlab.tracking.server.Destination;

/**
 * Tracker by way of the outbox: a call returns when it is written there, and a thread in the background sends it to an
 * MLflow server. A server that is away, slow or failing never holds up the caller's work; what it has not had stays in the
 * outbox, and the next tracker that is opened, or {@link OutboxSync}, sends it. Nothing is opened before the first run.
 */
public final class OutboxTracker implements Tracker {
    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private final Destination destination;
    private final Path mlruns;
    private final Map<String, String> tags;
    private final Notices notices = new Notices();
    private final Set<String> experiments = new HashSet<>();
    private Outbox outbox;
    private OutboxWriter writer;
    /** Read by whoever ends the process too, who waits for nobody. */
    private volatile Sender sender;
    private String left = "";
    private boolean closed;

    /**
     * @param mlruns folder that holds {@code outbox.db}; made with the first run
     */
    public OutboxTracker(Destination destination, Path mlruns) {
        this(destination, mlruns, Map.of());
    }

    /**
     * @param tags of every run
     */
    public OutboxTracker(Destination destination, Path mlruns, Map<String, String> tags) {
        this.destination = destination;
        this.mlruns = mlruns;
        this.tags = Map.copyOf(tags);
    }

    /** @throws InvalidInputException if the outbox cannot be written, or the server is there and refuses the experiment */
    @Override
    public Run start(RunRequest request) {
        ready(request);
        String key = request.key(destination.name());
        if (progress(key) == Outbox.Progress.FINISHED) {
            return new OutboxRun(key, this, drafts -> { });
        }
        long now = System.currentTimeMillis();
        RunRequest tagged = request.with(tags);
        write(outbox -> outbox.start(destination.name(), key, tagged, now));
        return new OutboxRun(key, this, drafts -> write(outbox -> outbox.add(key, drafts)));
    }

    /** @throws InvalidInputException as {@link #start} does */
    @Override
    public void record(RunRequest request, Duration took, Consumer<Run> story) {
        ready(request);
        String key = request.key(destination.name());
        if (progress(key) != Outbox.Progress.UNKNOWN) {
            return;
        }
        List<Outbox.Draft> all = new ArrayList<>();
        try (OutboxRun run = new OutboxRun(key, this, all::addAll)) {
            story.accept(run);
        }
        long began = System.currentTimeMillis() - took.toMillis();
        RunRequest tagged = request.with(tags);
        write(outbox -> outbox.record(destination.name(), key, tagged, began, all));
    }

    private void ready(RunRequest request) {
        open();
        if (sender != null && experimentIsNew(request.experiment())) {
            probe(request.experiment());
        }
    }

    private Outbox.Progress progress(String key) {
        try {
            return outbox.progress(key);
        } catch (SQLException e) {
            return Outbox.Progress.UNKNOWN;
        }
    }

    /** Writes to the outbox and wakes the sender. */
    void write(OutboxWriter.Write write) {
        writer.write(write);
        if (sender != null) {
            sender.wake();
        }
    }

    /** A run's row, once the server knows the run. */
    Optional<OutboxRow> known(String key) {
        try {
            return outbox.run(key).filter(row -> row.id() != null);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private synchronized void open() {
        if (closed) {
            throw new IllegalStateException("the tracker is closed");
        }
        if (outbox != null) {
            return;
        }
        try {
            outbox = Outbox.open(mlruns);
            writer = new OutboxWriter(outbox, notices);
            outbox.endAbandoned();
            TrackingAddress address = destination.connect();
            sender = new Sender(destination.name(), new MlflowConnection(address), Outbox.open(mlruns), notices);
            sender.wake();
        } catch (SQLException | IOException e) {
            throw new InvalidInputException("run records cannot be kept in " + Outbox.file(mlruns) + " ("
                    + (e instanceof IOException io ? IoReason.of(io) : e.getMessage()) + "); free space or make the folder writable", e);
        } catch (TrackingUnavailableException e) {
            notices.add("no MLflow server: " + e.getMessage() + "; runs are kept in " + outbox.file()
                    + " until ./ser sync can send them");
        }
    }

    private synchronized boolean experimentIsNew(String name) {
        return experiments.add(name);
    }

    /** Finds out early if the server is there and will not have this experiment. */
    private void probe(String experiment) {
        try {
            Experiments quick = new Experiments(sender.connection().within(PROBE));
            quick.find(experiment).filter(Experiments::isDeleted).ifPresent(deleted -> {
                throw new InvalidInputException(quick.deleted(deleted));
            });
        } catch (RefusedException e) {
            throw new InvalidInputException("MLflow server " + sender.connection().address() + " refused experiment '"
                    + experiment + "': " + e.getMessage() + "; check the address, the name and the credentials", e);
        } catch (UnreachableException e) {
            notices.add("MLflow server " + sender.connection().address() + " did not answer at the start (" + e.getMessage()
                    + ")");
        }
    }

    @Override
    public synchronized Optional<String> page(Run parent, String metric) {
        if (sender == null) {
            return Optional.empty();
        }
        return known(parent.key()).map(row -> sender.connection().address() + "/#/experiments/" + row.experiment()
                + "/runs?workflowType=machine_learning&compareRunsMode=CHART&searchFilter=" + ArtifactPath.encode("tags.mlflow.parentRunId = \"" + row.id() + "\"")
                + "&orderByKey=" + ArtifactPath.encode("metrics.`" + LogLimits.name(metric) + "`") + "&orderByAsc=false");
    }

    @Override
    public boolean flush(Duration patience) {
        Sender current = current();
        if (current == null) {
            return outbox == null;
        }
        return writer.catchUp() & current.flush(patience);
    }

    @Override
    public void tellEnds() {
        Sender current = sender;
        if (current != null) {
            current.tellEnds(LAST_MOMENT);
        }
    }

    private synchronized Sender current() {
        return closed ? null : sender;
    }

    @Override
    public synchronized List<String> notices() {
        List<String> all = new ArrayList<>(notices.all());
        String remains = closed || sender == null ? left : remains();
        if (!remains.isEmpty()) {
            all.add(remains);
        }
        return all;
    }

    private String remains() {
        try {
            long unsent = outbox.unsent(destination.name());
            return unsent == 0 || sender.trouble().isEmpty() ? "" : "MLflow server " + sender.connection().address()
                    + " has not had " + unsent + (unsent == 1 ? " record" : " records") + " (" + sender.trouble()
                    + "); kept in " + outbox.file() + ", ./ser sync sends them";
        } catch (SQLException e) {
            return "outbox " + outbox.file() + " cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        flush(PATIENCE);
        synchronized (this) {
            if (closed || outbox == null) {
                closed = true;
                return;
            }
            writer.end();
            if (sender != null) {
                left = remains();
                sender.close();
            }
            outbox.close();
            closed = true;
        }
    }
}
