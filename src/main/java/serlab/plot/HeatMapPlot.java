package serlab.plot;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import serlab.InvalidInputException;
import serlab.Percent;

/**
 * Shares by row and column as colored cells, several panels over the same names below each other. Cells on the diagonal have a
 * frame; a column label that is wider than its column is cut.
 */
public final class HeatMapPlot {
    private static final double WIDTH = 104;
    private static final double HEIGHT = 56;
    private static final double GAP = 10;
    private static final double HEADER = 74;
    private static final double LINE = 18;
    private static final double AXIS_NAME = 30;
    private static final double PANEL_TITLE = 34;
    private static final double COLUMN_LABELS = 46;
    private static final double BAR_WIDTH = 16;
    private static final double MOST_TEXT = 900;
    private static final Color NOTHING = new Color(0xF2F2F2);

    private HeatMapPlot() {
    }

    /**
     * One matrix.
     *
     * @param values {@code double[rows][columns]} in [0, 1]; NaN where there is none
     * @param notes  what stands under each value, {@code String[rows][columns]}
     */
    public record Panel(String title, double[][] values, String[][] notes) {
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(List<Panel> panels, List<String> names, String title, List<String> facts) {
        return Canvas.encode(image(panels, names, title, facts));
    }

    /**
     * @param panels at least one, each with a row and a column per name
     * @param names  of rows and columns
     * @param facts  what the numbers are of; stands under the panels
     */
    public static BufferedImage image(List<Panel> panels, List<String> names, String title, List<String> facts) {
        if (panels.isEmpty() || names.isEmpty()) {
            throw new InvalidInputException("nothing to draw; give at least one panel and one name");
        }
        Fonts.requireUsable();
        double widest = names.stream().mapToDouble(name -> Fonts.width(name, Fonts.BODY)).max().orElse(0);
        double left = AXIS_NAME + widest + 2 * GAP;
        double side = WIDTH * names.size();
        double wide = panels.stream().mapToDouble(panel -> Fonts.width(panel.title(), Fonts.AXIS)).max().orElse(0);
        double room = Math.max(Math.max(left + side + 100, Fonts.width(title, Fonts.TITLE) + 40), Math.max(left + wide + 40,
                Math.min(MOST_TEXT, facts.stream().mapToDouble(fact -> Fonts.width(fact, Fonts.SMALL)).max().orElse(0) + 40)));
        List<String> lines = facts.stream().flatMap(fact -> wrapped(fact, room - 40).stream()).toList();
        double panelHeight = PANEL_TITLE + COLUMN_LABELS + HEIGHT * names.size() + 2 * GAP;
        Canvas canvas = new Canvas(room, HEADER - 24 + panelHeight * panels.size() + LINE * lines.size() + 2 * GAP);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        double top = HEADER - 24;
        for (Panel panel : panels) {
            draw(canvas, panel, names, left, top);
            top += panelHeight;
        }
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(lines.get(i), 20, top + GAP + i * LINE, Fonts.SMALL, Canvas.QUIET, Canvas.Align.LEFT);
        }
        return canvas.image();
    }

    private static void draw(Canvas canvas, Panel panel, List<String> names, double left, double top) {
        canvas.text(panel.title(), left, top + PANEL_TITLE / 2, Fonts.AXIS, Canvas.INK, Canvas.Align.LEFT);
        double cells = top + PANEL_TITLE + COLUMN_LABELS;
        double side = WIDTH * names.size();
        canvas.text("Tested on", left + side / 2, top + PANEL_TITLE + 8, Fonts.BODY, Canvas.QUIET, Canvas.Align.CENTER);
        double height = HEIGHT * names.size();
        canvas.turnedText("Trained on", AXIS_NAME / 2 + 5, cells + height / 2, 90, Fonts.BODY, Canvas.QUIET, Canvas.Align.CENTER);
        for (int row = 0; row < names.size(); row++) {
            canvas.text(names.get(row), left - GAP, cells + (row + 0.5) * HEIGHT, Fonts.BODY, Canvas.INK, Canvas.Align.RIGHT);
            canvas.text(Fonts.fitted(names.get(row), Fonts.BODY, WIDTH - 8), left + (row + 0.5) * WIDTH, cells - 14, Fonts.BODY,
                    Canvas.INK, Canvas.Align.CENTER);
            for (int column = 0; column < names.size(); column++) {
                cell(canvas, panel, row, column, left + column * WIDTH, cells + row * HEIGHT);
            }
        }
        canvas.frame(left, cells, side, height, Canvas.QUIET);
        for (int i = 0; i < names.size(); i++) {
            canvas.frame(left + i * WIDTH + 2, cells + i * HEIGHT + 2, WIDTH - 4, HEIGHT - 4, Canvas.INK);
        }
        canvas.colorBar(new Rectangle2D.Double(left + side + 20, cells, BAR_WIDTH, height), ColorMap.BLUES, "0 %", "50 %", "100 %");
    }

    private static void cell(Canvas canvas, Panel panel, int row, int column, double x, double y) {
        double value = panel.values()[row][column];
        Color color = Double.isNaN(value) ? NOTHING : ColorMap.BLUES.at(value);
        canvas.fill(x, y, WIDTH, HEIGHT, color);
        canvas.frame(x, y, WIDTH, HEIGHT, Color.WHITE);
        Color ink = ColorMap.textOn(color);
        if (!Double.isNaN(value)) {
            canvas.text(Percent.number(value), x + WIDTH / 2, y + HEIGHT / 2 - 9, Fonts.AXIS, ink, Canvas.Align.CENTER);
        }
        canvas.text(panel.notes()[row][column], x + WIDTH / 2, y + HEIGHT / 2 + (Double.isNaN(value) ? 0 : 11), Fonts.SMALL, ink,
                Canvas.Align.CENTER);
    }

    private static List<String> wrapped(String text, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && Fonts.width(line + " " + word, Fonts.SMALL) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
