package serlab.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import serlab.FolderLock;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.sweep.engine.Message;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/**
 * The state of a sweep in an SQLite file: points, and outcomes of finished jobs. A change is the system's when its method
 * returns, whatever happens to the process afterwards; where the power fails, the last ones may be lost and are done again. Safe for use by several threads; one process at a time.
 */
public final class TrialStore implements AutoCloseable {
    private static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS trial (number INTEGER PRIMARY KEY, point TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS job (id TEXT PRIMARY KEY, deaths INTEGER NOT NULL DEFAULT 0, outcome TEXT);
            """;

    private final Path file;
    private final Connection connection;
    /** Prepared once, by their text. */
    private final Map<String, PreparedStatement> updates = new HashMap<>();

    /**
     * Opens the store, making it if it is missing.
     *
     * @throws InvalidInputException if the file cannot be made or is in use by another sweep
     */
    public TrialStore(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 0");
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
                statement.execute("PRAGMA synchronous = NORMAL");
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("COMMIT");
                for (String table : SCHEMA.split(";\n")) {
                    statement.execute(table);
                }
            }
        } catch (SQLException e) {
            if (e instanceof SQLiteException known && known.getResultCode().code == SQLiteErrorCode.SQLITE_BUSY.code) {
                throw FolderLock.taken(file.toAbsolutePath().getParent()); // on a disk that knows SQLite's locks and no others
            }
            throw new InvalidInputException("'" + file + "' cannot be used (" + e.getMessage().strip() + "); name another folder with --out", e);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be made (" + IoReason.of(e) + "); name another folder with --out", e);
        }
    }

    /** Something known of the whole sweep. */
    public Optional<String> fact(String name) {
        return query("SELECT value FROM fact WHERE name = ?", name).values().stream().findFirst();
    }

    public void setFact(String name, String value) {
        update("INSERT INTO fact VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);
    }

    void removeFact(String name) {
        update("DELETE FROM fact WHERE name = ?", name);
    }

    /** The points chosen so far, by trial number. */
    public Map<Integer, Configuration> points() {
        Map<Integer, Configuration> points = new TreeMap<>();
        query("SELECT number, point FROM trial WHERE ? = ''", "").forEach((number, point) ->
                points.put(Integer.parseInt(number), new Configuration(Message.read(point,
                        new TypeReference<LinkedHashMap<String, Object>>() { }))));
        return points;
    }

    void addPoint(int number, Configuration point) {
        update("INSERT INTO trial VALUES (?, ?)", number, Message.json(point.values()));
    }

    /** Forgets the point of a trial that is to be chosen anew. */
    void removePoint(int number) {
        update("DELETE FROM trial WHERE number = ?", number);
    }

    /** Outcomes of finished jobs, by id. */
    public Map<String, Outcome> outcomes() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        query("SELECT id, outcome FROM job WHERE outcome IS NOT NULL AND ? = ''", "").forEach((id, outcome) ->
                outcomes.put(id, Message.read(outcome, Outcome.class)));
        return outcomes;
    }

    void setOutcome(String job, Outcome outcome) {
        update("INSERT INTO job (id, outcome) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome", job,
                Message.json(outcome));
    }

    /** Forgets what became of the jobs whose ids start so. */
    void removeOutcomes(String prefix) {
        update("DELETE FROM job WHERE id LIKE ? || '%'", prefix);
    }

    /** Counts another death of a worker at this job and gives their number. */
    int addDeath(String job) {
        update("INSERT INTO job (id, deaths) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET deaths = deaths + 1", job);
        return deaths(job);
    }

    /** How often a worker died at this job. */
    public int deaths(String job) {
        return query("SELECT id, deaths FROM job WHERE id = ?", job).values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Override
    public synchronized void close() {
        try {
            for (PreparedStatement statement : updates.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(file + " could not be closed: " + e.getMessage(), e);
        }
    }

    /** The last column by the first, which is the last too where there is one. */
    private synchronized Map<String, String> query(String sql, String argument) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            Map<String, String> rows = new LinkedHashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.put(result.getString(1), result.getString(result.getMetaData().getColumnCount()));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized void update(String sql, Object... arguments) {
        try {
            PreparedStatement statement = updates.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                updates.put(sql, statement);
            }
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("'" + file + "' could not be written: " + (e instanceof SQLiteException known
                    && known.getResultCode() == SQLiteErrorCode.SQLITE_FULL ? "the disk is full" : e.getMessage())
                    + "; mend it and start again, finished trials are kept", e);
        }
    }
}
