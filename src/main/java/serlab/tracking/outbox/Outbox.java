package serlab.tracking.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import serlab.Mappers;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;

/**
 * What has been tracked and not yet sent: a SQLite file in write-ahead mode, shared by all processes that track into it.
 * A call either is there as a whole or not at all, and is there once it returns, whatever happens to the process. Runs
 * stay in the file with the server's ids for them; events leave it when the server has them. Safe for use by several
 * threads.
 */
public final class Outbox implements AutoCloseable {
    private static final int LEFT_OVER_PAGES = 2000;
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, server TEXT NOT NULL, experiment TEXT NOT NULL,"
                    + " name TEXT NOT NULL, parent TEXT, tags TEXT NOT NULL, started INTEGER NOT NULL, owner TEXT NOT NULL,"
                    + " ended INTEGER NOT NULL DEFAULT 0, unsure INTEGER NOT NULL DEFAULT 0, id TEXT, experiment_id TEXT,"
                    + " artifacts TEXT, models TEXT NOT NULL DEFAULT '{}')",
            "CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL REFERENCES run,"
                    + " kind TEXT NOT NULL, body TEXT NOT NULL, content BLOB, tried INTEGER NOT NULL DEFAULT 0, refused TEXT)",
            "CREATE INDEX IF NOT EXISTS event_of_run ON event (run, number) WHERE refused IS NULL",
            "CREATE INDEX IF NOT EXISTS run_open ON run (ended) WHERE ended = 0");

    private final Path file;
    private final Database database;

    private Outbox(Path file, Database database) {
        this.file = file;
        this.database = database;
    }

    /** Opens {@code outbox.db} of a folder; made if missing. */
    public static Outbox open(Path mlruns) throws SQLException, IOException {
        return open(mlruns, new SQLiteConfig());
    }

    public static Outbox open(Path mlruns, SQLiteConfig config) throws SQLException, IOException {
        Files.createDirectories(mlruns);
        Path file = file(mlruns);
        Database database = new Database(file, config);
        try {
            for (String sql : SCHEMA) {
                database.execute(sql);
            }
            return new Outbox(file, database);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    public static Path file(Path mlruns) {
        return mlruns.toAbsolutePath().resolve("outbox.db");
    }

    public Path file() {
        return file;
    }

    /** An event that is not in the outbox yet. */
    record Draft(OutboxEvent.Kind kind, JsonNode body, byte[] content) {
        Draft(OutboxEvent.Kind kind, JsonNode body) {
            this(kind, body, null);
        }
    }

    /** How far a run is, in the order of the column {@code ended}; {@code UNKNOWN} comes last. */
    enum Progress { OPEN, BROKEN_OFF, FINISHED, UNKNOWN }

    /** How far a run is. */
    synchronized Progress progress(String key) throws SQLException {
        return database.rows(row -> Progress.values()[row.getInt(1)], "SELECT ended FROM run WHERE key = ?", key).stream()
                .findFirst().orElse(Progress.UNKNOWN);
    }

    /** Adds a run and the event that opens it; one that is there already goes on, now in the hands of this process. */
    public synchronized void start(String server, String key, RunRequest request, long started) throws SQLException {
        database.together(() -> {
            if (progress(key) == Progress.UNKNOWN) {
                insert(server, key, request, started);
                return;
            }
            database.update("UPDATE run SET ended = ?, owner = ? WHERE key = ?", Progress.OPEN.ordinal(),
                    ProcessIdentity.current().text(), key);
            database.update("DELETE FROM event WHERE run = ? AND kind = ?", key, OutboxEvent.Kind.END.name());
            insert(key, new Draft(OutboxEvent.Kind.RESUME, Mappers.JSON.createObjectNode()));
        });
    }

    /** Adds a run with all its events, or nothing; one that is there already stays as it is. */
    synchronized void record(String server, String key, RunRequest request, long started, List<Draft> events) throws SQLException {
        database.together(() -> {
            if (progress(key) == Progress.UNKNOWN) {
                insert(server, key, request, started);
                insert(key, events);
            }
        });
    }

    /** Adds events of a run, all or none. */
    synchronized void add(String run, List<Draft> events) throws SQLException {
        if (events.size() == 1 && events.get(0).kind() != OutboxEvent.Kind.END) {
            insert(run, events.get(0));
        } else {
            database.together(() -> insert(run, events));
        }
    }

    private void insert(String server, String key, RunRequest request, long started) throws SQLException {
        database.update("INSERT INTO run (key, server, experiment, name, parent, tags, started, owner)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", key, server, request.experiment(), request.name(), request.parentId(),
                Mappers.JSON.valueToTree(request.tags()).toString(), started, ProcessIdentity.current().text());
        insert(key, new Draft(OutboxEvent.Kind.START, Mappers.JSON.createObjectNode().put("name", request.name())));
    }

    private void insert(String run, List<Draft> events) throws SQLException {
        for (Draft event : events) {
            insert(run, event);
            if (event.kind() == OutboxEvent.Kind.END) {
                boolean whole = event.body().path("status").asText().equals(RunStatus.FINISHED.name());
                database.update("UPDATE run SET ended = ? WHERE key = ?",
                        (whole ? Progress.FINISHED : Progress.BROKEN_OFF).ordinal(), run);
            }
        }
    }

    private void insert(String run, Draft event) throws SQLException {
        database.update("INSERT INTO event (run, kind, body, content) VALUES (?, ?, ?, ?)", run, event.kind().name(),
                event.body().toString(), event.content());
    }

    /** Number of events that a server has not had, other than refused ones. */
    synchronized long unsent(String server) throws SQLException {
        return database.number("SELECT count(*) FROM event JOIN run ON run.key = event.run WHERE refused IS NULL AND server = ?", server);
    }

    /** Servers that have not had everything. */
    synchronized List<String> servers() throws SQLException {
        return database.texts("SELECT DISTINCT server FROM run WHERE key IN (SELECT run FROM event WHERE refused IS NULL) ORDER BY 1");
    }

    /** What servers refused, one line each. */
    synchronized List<String> refused() throws SQLException {
        return database.texts("SELECT refused FROM event WHERE refused IS NOT NULL ORDER BY number");
    }

    /** Forgets what servers refused. */
    synchronized void forgetRefused() throws SQLException {
        database.update("DELETE FROM event WHERE refused IS NOT NULL");
    }

    /** The run with the oldest unsent event of a server; not one of {@code except}. */
    synchronized Optional<String> next(String server, List<String> except) throws SQLException {
        String marks = String.join(", ", except.stream().map(key -> "?").toList());
        List<String> values = new ArrayList<>(List.of(server));
        values.addAll(except);
        return database.texts("SELECT event.run FROM event JOIN run ON run.key = event.run WHERE refused IS NULL AND server = ?"
                + " AND event.run NOT IN (" + marks + ") ORDER BY number LIMIT 1", values.toArray()).stream().findFirst();
    }

    /** The oldest unsent events of a run: one, or several that are sent together. */
    synchronized List<OutboxEvent> batch(String run, int most) throws SQLException {
        List<OutboxEvent> events = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (String text : database.texts("SELECT number || ' ' || kind FROM event WHERE run = ? AND refused IS NULL"
                + " ORDER BY number LIMIT ?", run, most)) {
            boolean batched = OutboxEvent.Kind.valueOf(text.substring(text.indexOf(' ') + 1)).batched();
            if (batched || numbers.isEmpty()) {
                numbers.add(Long.parseLong(text.substring(0, text.indexOf(' '))));
            }
            if (!batched) {
                break;
            }
        }
        if (!numbers.isEmpty()) {
            events.addAll(database.rows(row -> OutboxEvent.read(run, row), "SELECT " + OutboxEvent.COLUMNS + " FROM event"
                    + " WHERE run = ? AND refused IS NULL AND number <= ? ORDER BY number", run, numbers.get(numbers.size() - 1)));
        }
        return events;
    }

    /** Notes that an event is about to be sent, and so may have been had. */
    synchronized void trying(OutboxEvent event) throws SQLException {
        database.together(() -> {
            database.update("UPDATE event SET tried = 1 WHERE number = ?", event.number());
            if (event.tried() && event.kind() == OutboxEvent.Kind.START) {
                database.update("UPDATE run SET unsure = 1 WHERE key = ?", event.run());
            }
        });
    }

    /** Forgets events that the server has. */
    synchronized void sent(List<OutboxEvent> events) throws SQLException {
        database.together(() -> {
            for (OutboxEvent event : events) {
                database.update("DELETE FROM event WHERE number = ?", event.number());
            }
        });
    }

    /** Keeps an event aside that the server refused; with its opening a run's other events are refused too. */
    synchronized void refuse(OutboxEvent event, String reason) throws SQLException {
        if (event.kind() == OutboxEvent.Kind.START) {
            database.update("UPDATE event SET refused = ? WHERE run = ? AND refused IS NULL", reason, event.run());
        } else {
            database.update("UPDATE event SET refused = ? WHERE number = ?", reason, event.number());
        }
    }

    /**
     * A run that is over, of which the server has not been told so.
     *
     * @param id  the server's id of it
     * @param end body of the event that ends it
     */
    record Ended(String id, JsonNode end) {
    }

    /** The runs of a server that are over and known to it, but not as over; the ones that ended last come first. */
    synchronized List<Ended> untoldEnds(String server) throws SQLException {
        return database.rows(row -> new Ended(row.getString(1), Database.json(row, 2)), "SELECT id, body FROM event"
                + " JOIN run ON run.key = event.run WHERE refused IS NULL AND server = ? AND kind = ? AND id IS NOT NULL"
                + " ORDER BY number DESC", server, OutboxEvent.Kind.END.name());
    }

    /** Remembers a run's ids on the server. */
    synchronized void known(String run, String id, String experiment, String artifacts) throws SQLException {
        database.update("UPDATE run SET id = ?, experiment_id = ?, artifacts = ? WHERE key = ?", id, experiment, artifacts, run);
    }

    /** Remembers a logged model of a run. */
    synchronized void knownModels(String run, JsonNode models) throws SQLException {
        database.update("UPDATE run SET models = ? WHERE key = ?", models.toString(), run);
    }

    /** A run by its key. */
    synchronized Optional<OutboxRow> run(String key) throws SQLException {
        return database.rows(row -> OutboxRow.read(key, row), "SELECT " + OutboxRow.COLUMNS + " FROM run WHERE key = ?", key)
                .stream().findFirst();
    }

    /** Ends the runs whose process is gone as KILLED; gives their number. */
    synchronized int endAbandoned() throws SQLException {
        int ended = 0;
        for (String key : database.texts("SELECT key FROM run WHERE ended = 0")) {
            if (ProcessIdentity.of(database.texts("SELECT owner FROM run WHERE key = ?", key).get(0)).gone()) {
                add(key, List.of(new Draft(OutboxEvent.Kind.END, Mappers.JSON.createObjectNode().put("status", RunStatus.KILLED.name())
                        .put("timestamp", System.currentTimeMillis()))));
                ended++;
            }
        }
        return ended;
    }

    /** Gives the space of what was sent back to the disk, when next to nothing is left. */
    synchronized void shrink() throws SQLException {
        if (database.number("PRAGMA freelist_count") > LEFT_OVER_PAGES && database.number("SELECT count(*) FROM event") == 0) {
            database.execute("VACUUM");
        }
    }

    @Override
    public synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("outbox " + file + " could not be closed", e);
        }
    }
}
