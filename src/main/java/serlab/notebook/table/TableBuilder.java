package serlab.notebook.table;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table that is filled row by row; the first row decides the types of the columns. */
public final class TableBuilder {
    private final String name;
    private final List<String> header;
    private final List<Column<?>> columns = new ArrayList<>();

    public TableBuilder(String name, String... header) {
        this.name = name;
        this.header = List.of(header);
    }

    /** Adds a row of texts, whole numbers (Integer) and numbers (Double), one per column. */
    public TableBuilder add(Object... values) {
        for (int i = 0; i < header.size(); i++) {
            if (columns.size() == i) {
                columns.add(values[i] instanceof Double ? DoubleColumn.create(header.get(i))
                        : values[i] instanceof Integer ? IntColumn.create(header.get(i)) : StringColumn.create(header.get(i)));
            }
            columns.get(i).appendObj(values[i]);
        }
        return this;
    }

    /** The table, with columns of shares shown as percentages; their values stay from 0 to 1. */
    public Table percentages(String... shares) {
        return shown(new ShareFormat(false), shares);
    }

    /** As {@link #percentages}, of probabilities that a model gives. */
    public Table probabilities(String... columns) {
        return shown(new ShareFormat(true), columns);
    }

    private Table shown(ShareFormat format, String... names) {
        Table table = table();
        for (String name : names) {
            if (table.column(name) instanceof DoubleColumn column) {
                column.setPrintFormatter(format, "");
            }
        }
        return table;
    }

    public Table table() {
        List<Column<?>> all = new ArrayList<>(columns);
        for (int i = columns.size(); i < header.size(); i++) {
            all.add(StringColumn.create(header.get(i)));
        }
        return Table.create(name, all);
    }
}
