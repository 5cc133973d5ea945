package serlab.corpus.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.corpus.MediaKind;
import serlab.parquet.ParquetInput;

/** The records of a Parquet file as a CSV file would have them: the names of the columns, then a row after another. */
final class ParquetRecords implements TableRecords {
    private static final List<String> ENDINGS = List.of("parquet", "pq");

    private final Path file;
    private final ParquetInput input;
    private long row = -1;

    ParquetRecords(Path file) {
        this.file = file;
        this.input = new ParquetInput(file);
    }

    static boolean isParquet(Path file) {
        return ENDINGS.contains(MediaKind.extension(file.toString()));
    }

    /** The whole table. */
    static CsvTable table(Path file) {
        try (ParquetRecords records = new ParquetRecords(file)) {
            CsvTable.Row header = new CsvTable.Row(0, List.of(records.next()));
            List<CsvTable.Row> rows = new ArrayList<>();
            for (String[] values = records.next(); values != null; values = records.next()) {
                rows.add(new CsvTable.Row(records.line(), List.of(values)));
            }
            return new CsvTable(file, records.delimiter(), header, List.copyOf(rows), new OtherColumns(records.others()));
        }
    }

    /** Where in a table something stands, as messages say it: behind its line, or its row. */
    static String place(Path file, long line) {
        return isParquet(file) ? file + (line == 0 ? "" : ": row " + line) : file + ":" + line;
    }

    @Override
    public String[] next() {
        row++;
        String[] values = row == 0 ? input.names().toArray(String[]::new) : input.next();
        if (values != null) {
            Arrays.setAll(values, i -> values[i].strip());
        }
        return values;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Map<String, String> others() {
        return input.others();
    }

    @Override
    public Delimiter delimiter() {
        return Delimiter.COMMA;
    }

    @Override
    public long line() {
        return row;
    }

    @Override
    public InvalidInputException error(String what) {
        return new InvalidInputException(place(file, row) + ": " + what);
    }

    @Override
    public void close() {
        input.close();
    }
}
