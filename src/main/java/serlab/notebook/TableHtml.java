package serlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import serlab.Html;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The first rows of a table with the types of its columns. */
final class TableHtml {
    private static final int ROWS = 12;
    private static final int COLUMNS = 10;

    private TableHtml() {
    }

    static String of(Table table) {
        List<Column<?>> shown = table.columns().stream().limit(COLUMNS).toList();
        StringBuilder html = new StringBuilder("<table><caption style=\"text-align:left;white-space:nowrap\">")
                .append(Html.escaped(table.name())).append("</caption><thead><tr>");
        for (Column<?> column : shown) {
            html.append("<th style=\"text-align:left\">").append(Html.escaped(column.name()))
                    .append("<br><span style=\"font-weight:normal;opacity:.6\">")
                    .append(column.type().name().toLowerCase(Locale.ROOT)).append("</span></th>");
        }
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < Math.min(ROWS, table.rowCount()); row++) {
            html.append("<tr>");
            for (Column<?> column : shown) {
                html.append("<td style=\"text-align:left\">").append(Html.escaped(cell(column, row))).append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (table.rowCount() == 0) {
            html.append("<p>no rows</p>");
        }
        List<String> left = new ArrayList<>();
        if (table.rowCount() > ROWS) {
            left.add(String.format(Locale.ROOT, "%d of %,d rows", ROWS, table.rowCount()));
        }
        if (table.columnCount() > COLUMNS) {
            left.add(String.format(Locale.ROOT, "%d of %,d columns", COLUMNS, table.columnCount()));
        }
        if (!left.isEmpty()) {
            html.append("<p>").append(String.join(", ", left)).append("</p>");
        }
        return html.toString();
    }

    private static String cell(Column<?> column, int row) {
        Object value = column.isMissing(row) ? "" : column.get(row);
        return value instanceof Double || value instanceof Float
                ? String.format(Locale.ROOT, "%.4g", ((Number) value).doubleValue()) : String.valueOf(value);
    }
}
