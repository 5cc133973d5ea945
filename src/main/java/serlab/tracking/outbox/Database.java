package serlab.tracking.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import serlab.Mappers;

/** A connection to a SQLite file in write-ahead mode that other processes use too; used by one thread at a time. */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = 30_000;
    private static final int LOG_BYTES = 32 << 20;

    private final Connection connection;

    Database(Path file, SQLiteConfig config) throws SQLException {
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(LOG_BYTES));
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    }

    /** Something done as a whole or not at all. */
    interface Work {
        void run() throws SQLException;
    }

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    void together(Work work) throws SQLException {
        execute("BEGIN IMMEDIATE");
        try {
            work.run();
            execute("COMMIT");
        } catch (SQLException e) {
            undo(e);
            throw e;
        }
    }

    /** A full disk may have undone the transaction already. */
    private void undo(SQLException reason) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = set(connection.prepareStatement(sql), values)) {
            statement.executeUpdate();
        }
    }

    long number(String sql, Object... values) throws SQLException {
        return Long.parseLong(texts(sql, values).get(0));
    }

    List<String> texts(String sql, Object... values) throws SQLException {
        return rows(row -> row.getString(1), sql, values);
    }

    <T> List<T> rows(Row<T> row, String sql, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement query = set(connection.prepareStatement(sql), values); ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    /** A column that holds JSON. */
    static JsonNode json(ResultSet row, int column) throws SQLException {
        try {
            return Mappers.JSON.readTree(row.getString(column));
        } catch (JsonProcessingException e) {
            throw new SQLException("a damaged row: " + e.getOriginalMessage(), e);
        }
    }

    private static PreparedStatement set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
