package serlab.notebook;

import java.util.Locale;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The first rows of a table with the types of its columns. */
final class TableHtml {
    private static final int ROWS = 12;

    private TableHtml() {
    }

    static String of(Table table) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append("<th style=\"text-align:left\">").append(Html.escaped(column.name()))
                    .append("<br><span style=\"font-weight:normal;opacity:.6\">")
                    .append(column.type().name().toLowerCase(Locale.ROOT)).append("</span></th>");
        }
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < Math.min(ROWS, table.rowCount()); row++) {
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append("<td style=\"text-align:left\">").append(Html.escaped(cell(column, row))).append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (table.rowCount() > ROWS) {
            html.append("<p>").append(ROWS).append(" of ").append(String.format(Locale.ROOT, "%,d", table.rowCount()))
                    .append(" rows</p>");
        }
        return html.toString();
    }

    private static String cell(Column<?> column, int row) {
        Object value = column.isMissing(row) ? "" : column.get(row);
        return value instanceof Double || value instanceof Float
                ? String.format(Locale.ROOT, "%.4g", ((Number) value).doubleValue()) : String.valueOf(value);
    }
}
