package serlab.notebook.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import serlab.Html;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The first rows of a table. Numbers stand right, one format per column; the type of a column is shown where the pointer rests on its
 * head.
 */
public final class TableHtml {
    private static final int ROWS = 12;
    private static final int COLUMNS = 10;
    /** A text that is a number with what belongs to it: {@code 61.3 ± 2.0 % [55, 67]}. */
    private static final Pattern NUMBER = Pattern.compile("[-+±]?\\d[\\d.,]*(?:[ %±–\\[\\]\\d.,+-]|to)*");

    private TableHtml() {
    }

    public static String of(Table table) {
        return of(table, ROWS);
    }

    /** @param most rows that are shown */
    public static String of(Table table, int most) {
        List<Column<?>> shown = table.columns().stream().limit(COLUMNS).toList();
        StringBuilder html = new StringBuilder("<table style=\"font-variant-numeric:tabular-nums\">"
                + "<caption style=\"text-align:left;white-space:nowrap\">").append(Html.escaped(table.name()))
                .append("</caption><thead><tr>");
        List<String> sides = shown.stream().map(TableHtml::side).toList();
        for (int i = 0; i < shown.size(); i++) {
            html.append("<th style=\"text-align:").append(sides.get(i)).append("\" title=\"")
                    .append(shown.get(i).type().name().toLowerCase(Locale.ROOT)).append("\">")
                    .append(Html.escaped(shown.get(i).name())).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        List<IntFunction<String>> cells = shown.stream().map(TableHtml::cells).toList();
        for (int row = 0; row < Math.min(most, table.rowCount()); row++) {
            html.append("<tr>");
            for (int i = 0; i < shown.size(); i++) {
                html.append("<td style=\"text-align:").append(sides.get(i)).append("\">")
                        .append(Html.escaped(cells.get(i).apply(row))).append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").append(rest(table, most)).toString();
    }

    private static String rest(Table table, int most) {
        if (table.rowCount() == 0) {
            return "<p>no rows</p>";
        }
        List<String> left = new ArrayList<>();
        if (table.rowCount() > most) {
            left.add(String.format(Locale.ROOT, "%d of %,d rows", most, table.rowCount()));
        }
        if (table.columnCount() > COLUMNS) {
            left.add(String.format(Locale.ROOT, "%d of %,d columns", COLUMNS, table.columnCount()));
        }
        return left.isEmpty() ? "" : "<p>" + String.join(", ", left) + "</p>";
    }

    private static String side(Column<?> column) {
        return column instanceof NumericColumn || IntStream.range(0, Math.min(ROWS, column.size())).mapToObj(column::getString)
                .allMatch(text -> text.isEmpty() || NUMBER.matcher(text).matches())
                && IntStream.range(0, Math.min(ROWS, column.size())).mapToObj(column::getString).anyMatch(text -> text.contains("%"))
                ? "right" : "left";
    }

    /** Texts of the rows; a column that has a format of its own keeps it. */
    private static IntFunction<String> cells(Column<?> column) {
        if (!(column instanceof NumericColumn<?> numbers) || ownFormat(numbers)) {
            return row -> column.isMissing(row) ? "" : column.getString(row);
        }
        DoubleFunction<String> format = NumberTexts.of(IntStream.range(0, Math.min(ROWS, column.size())).mapToDouble(numbers::getDouble));
        return row -> column.isMissing(row) ? "" : format.apply(numbers.getDouble(row));
    }

    private static boolean ownFormat(NumericColumn<?> numbers) {
        return IntStream.range(0, Math.min(ROWS, numbers.size())).anyMatch(row -> !numbers.isMissing(row)
                && !numbers.getString(row).equals(String.valueOf(numbers.get(row)))
                && !numbers.getString(row).equals(DoubleColumn.create("", numbers.getDouble(row)).getString(0)));
    }
}
