package serlab.evaluation;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.FormulaMark;

/** Comma separated tables (RFC 4180, lines end with a line feed), written and read back. */
public final class Csv {
    private static final String SEPARATORS = ",;\t\"\n\r";
    private static final int MAX_COLUMNS = 100_000;

    private Csv() {
    }

    /** One line of a table, line feed included; each value as its text. */
    public static String line(List<?> values) {
        return values.stream().map(value -> field(String.valueOf(value))).collect(Collectors.joining(",", "", "\n"));
    }

    /** A number with that many decimals. */
    public static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** The names of the columns of a table written by {@link #line}. */
    public static List<String> header(Path file) {
        return parsed(file).get(0);
    }

    /** The rows of a table written by {@link #line} under its header: values by column. */
    public static List<Map<String, String>> rows(Path file) {
        List<List<String>> all = parsed(file);
        return all.subList(1, all.size()).stream().map(values -> {
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < values.size(); column++) {
                row.put(all.get(0).get(column), values.get(column));
            }
            return row;
        }).toList();
    }

    private static List<List<String>> parsed(Path file) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(MAX_COLUMNS);
        settings.getFormat().setComment('\0');
        settings.getFormat().setLineSeparator("\n");
        return new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8).stream()
                .map(cells -> Arrays.stream(cells).map(FormulaMark::removed).toList()).toList();
    }

    /**
     * The text itself, with a {@link FormulaMark} where a spreadsheet would take it for a formula; in double quotes when
     * it holds a comma, a semicolon, a tab, a quote, a line break or blanks at its ends.
     */
    static String field(String text) {
        String marked = FormulaMark.put(text);
        return marked.equals(marked.strip()) && marked.chars().noneMatch(c -> SEPARATORS.indexOf(c) >= 0) ? marked
                : '"' + marked.replace("\"", "\"\"") + '"';
    }
}
