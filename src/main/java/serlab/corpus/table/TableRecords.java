package serlab.corpus.table;

import java.nio.file.Path;
import java.util.Map;
import serlab.InvalidInputException;

/** The records of a table, the header first, one after another: one is in memory at a time. */
interface TableRecords extends AutoCloseable {
    /** Opens a table, Parquet by the ending of its name, else CSV. */
    static TableRecords open(Path file) {
        return ParquetRecords.isParquet(file) ? new ParquetRecords(file) : new CsvRecords(file);
    }

    /** The next record's values, or null behind the last. */
    String[] next();

    Path file();

    /** What columns hold that are passed over, for they hold neither numbers nor text, by name in the order of the file. */
    default Map<String, String> others() {
        return Map.of();
    }

    /** What stands between columns; known once the header has been read. */
    Delimiter delimiter();

    /** The line, from 1, that the last record began on; of a file without lines, its row. */
    long line();

    /** What is wrong with the last record. */
    InvalidInputException error(String what);

    @Override
    void close();
}
