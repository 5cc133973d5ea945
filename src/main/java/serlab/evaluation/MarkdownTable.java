package serlab.evaluation;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, row by row. */
public final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    public MarkdownTable(String... header) {
        add(header);
        lines.add("|" + "---|".repeat(header.length));
    }

    /** Adds a row; a bar in a cell stays a bar. */
    public MarkdownTable add(String... cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        lines.add(line.toString());
        return this;
    }

    /** The table, a blank line behind it. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n\n";
    }
}
