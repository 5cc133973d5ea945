package serlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import serlab.AtomicFile;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.parquet.ParquetOutput;
import serlab.predict.Prediction;

/** Predictions that are kept until all are there and then written into a Parquet file. */
final class ParquetPredictions implements PredictionPrinter {
    private final Path file;
    private final PredictionTable table;
    private final List<List<Object>> rows = new ArrayList<>();

    ParquetPredictions(Path file, PredictionTable table) {
        this.file = file;
        this.table = table;
    }

    /** @throws InvalidInputException if the file cannot be written there, is one that is read, or is named as something else */
    static void requireWritable(Path file, List<Path> read) {
        OutputFile written = new OutputFile("--parquet", file);
        written.requireNoFolder();
        written.requireApartFrom(read);
        written.requireEnding(".parquet", "answers.parquet");
        written.requireWritable();
    }

    @Override
    public void print(String name, Prediction prediction) {
        rows.addAll(table.rows(name, prediction));
    }

    /** Writes the file, whole or not at all, in place of an earlier one. */
    void write() {
        new AtomicFile(file).write(out -> {
            ParquetOutput parquet = new ParquetOutput(out, table.columns());
            for (List<Object> row : rows) {
                parquet.row(row);
            }
            parquet.close();
        });
        System.out.println(file + ": " + Counted.of(rows.size(), "row"));
    }
}
