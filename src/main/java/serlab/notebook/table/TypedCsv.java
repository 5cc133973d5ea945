package serlab.notebook.table;

import java.nio.file.Path;
import java.util.function.Function;
import serlab.FormulaMark;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * CSV files of this library as tables whose columns have the types that were written. Guessed from the values, labels
 * {@code F} and {@code T} would become truth values, speaker {@code 01} the number 1 and {@code 03-01-05} a date; marks before
 * what a spreadsheet would take for a formula are taken away.
 */
public final class TypedCsv {
    private TypedCsv() {
    }

    /**
     * Reads a file with a header.
     *
     * @param numbers type of a column of numbers by its name; null for a column of texts, where only nothing is missing
     */
    public static Table read(Path file, Function<String, ColumnType> numbers) {
        Table table = Table.read().usingOptions(CsvReadOptions.builder(file.toFile()).columnTypes(name -> {
            ColumnType type = numbers.apply(name);
            return type == null ? ColumnType.STRING : type;
        }).missingValueIndicator("").maxNumberOfColumns(1_000_000).maxCharsPerColumn(100_000));
        for (StringColumn texts : table.stringColumns()) {
            for (int row = 0; row < texts.size(); row++) {
                texts.set(row, FormulaMark.removed(texts.get(row)));
            }
        }
        return table;
    }
}
