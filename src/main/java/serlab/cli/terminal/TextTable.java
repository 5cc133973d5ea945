package serlab.cli.terminal;

import java.util.List;
import java.util.Set;
import serlab.VisibleText;

/**
 * Rows of text in columns that line up, with three spaces between them.
 *
 * @param rows as wide as each other; the first is the header
 * @param left columns whose text begins at the left; the others end at the right
 */
public record TextTable(List<List<String>> rows, Set<Integer> left) {
    public TextTable {
        rows = rows.stream().map(row -> row.stream().map(VisibleText::line).toList()).toList();
    }

    /** A table whose first column alone begins at the left. */
    public TextTable(List<List<String>> rows) {
        this(rows, Set.of(0));
    }

    /** Every row as a line. */
    public String plain() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(line(row)).append('\n');
        }
        return text.toString();
    }

    /** As {@link #plain()}, with a rule under the header. */
    public String ruled() {
        String header = line(rows.get(0));
        return header + '\n' + "─".repeat(TextWidth.of(header)) + '\n'
                + plain().substring(header.length() + 1);
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream().mapToInt(r -> TextWidth.of(r.get(at))).max().orElse(0);
            String cell = row.get(column);
            String gap = TextWidth.gap(cell, width);
            line.append(column == 0 ? "" : "   ").append(left.contains(column) ? cell + gap : gap + cell);
        }
        return line.toString().stripTrailing();
    }
}
