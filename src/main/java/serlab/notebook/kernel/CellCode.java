package serlab.notebook.kernel;

import java.util.regex.Pattern;

/**
 * Code of cells as it is run: {@code Plot.show(figure)} of Tablesaw's tutorials, which opens a browser where the kernel runs,
 * shows the figure in the cell instead, once a cell has imported Tablesaw's {@code Plot}.
 */
final class CellCode {
    private static final Pattern IMPORT = Pattern.compile("import\\s+tech\\.tablesaw\\.plotly\\.(?:Plot|\\*)\\s*;");
    private static final Pattern SHOW = Pattern.compile("(?<![\\w.])(?:tech\\.tablesaw\\.plotly\\.)?Plot\\.show\\s*\\(");
    private static final Pattern FULL = Pattern.compile("(?<![\\w.])tech\\.tablesaw\\.plotly\\.Plot\\.show\\s*\\(");
    private static final String HERE = "serlab.notebook.Figures.show(";

    private boolean imported;

    /** What is run in place of a cell. */
    String of(String cell) {
        imported = imported || IMPORT.matcher(cell).find();
        return (imported ? SHOW : FULL).matcher(cell).replaceAll(HERE);
    }
}
