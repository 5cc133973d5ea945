package serlab.plot;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import serlab.InvalidInputException;

/** Effect sizes as colored cells, a row per number and a column per class; blue is below 0, red above. */
public final class EffectsPlot {
    private static final double CELL_HEIGHT = 24;
    private static final double LEAST_CELL = 58;
    private static final double MOST_CELL = 120;
    private static final double NUMBER = 58;
    private static final double TOP = 112;
    private static final double BAR = 16;
    private static final double RIGHT = 96;
    private static final double BOTTOM = 20;
    private static final Color NOTHING = new Color(0xF2F2F2);

    private EffectsPlot() {
    }

    /**
     * What is drawn.
     *
     * @param facts      what the numbers are of, up to two lines under the title
     * @param rowMeasure what stands beside the name of each row
     * @param cell       what the cells are
     * @param columns    at least one
     * @param rows       at least one, with a value per column
     */
    public record Effects(String title, List<String> facts, String rowMeasure, String cell, List<String> columns, List<Row> rows) {
        public Effects {
            if (rows.isEmpty() || columns.isEmpty()) {
                throw new InvalidInputException("'" + title + "' has no effect to draw; give at least one number that varies");
            }
        }
    }

    /**
     * A number.
     *
     * @param measure what stands beside its name
     * @param values  one per column; NaN where there is none
     */
    public record Row(String name, String measure, double[] values) {
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(Effects effects) {
        return Canvas.encode(image(effects));
    }

    public static BufferedImage image(Effects effects) {
        Fonts.requireUsable();
        double names = effects.rows().stream().mapToDouble(row -> Fonts.width(row.name(), Fonts.BODY)).max().orElse(0);
        double cell = Math.max(LEAST_CELL, Math.min(MOST_CELL,
                14 + effects.columns().stream().mapToDouble(c -> Fonts.width(c, Fonts.BODY)).max().orElse(0)));
        double left = 20 + names + NUMBER + 10;
        double right = left + cell * effects.columns().size();
        double text = effects.facts().stream().mapToDouble(fact -> Fonts.width(fact, Fonts.BODY)).max().orElse(0) + 40;
        double cells = CELL_HEIGHT * effects.rows().size();
        double bar = Math.max(cells, 20 + Fonts.width(effects.cell(), Fonts.SMALL));
        Canvas canvas = new Canvas(Math.max(right + RIGHT, text), TOP + bar + BOTTOM);
        canvas.text(effects.title(), 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        for (int line = 0; line < effects.facts().size(); line++) {
            canvas.text(effects.facts().get(line), 20, 50 + 18 * line, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        }
        for (int c = 0; c < effects.columns().size(); c++) {
            canvas.text(Fonts.fitted(effects.columns().get(c), Fonts.BODY, cell - 6), left + (c + 0.5) * cell, TOP - 12, Fonts.BODY,
                    Canvas.INK, Canvas.Align.CENTER);
        }
        canvas.text(effects.rowMeasure(), left - 10, TOP - 12, Fonts.BODY, Canvas.QUIET, Canvas.Align.RIGHT);
        double limit = limit(effects.rows());
        double y = TOP;
        for (Row row : effects.rows()) {
            canvas.text(row.name(), 20, y + CELL_HEIGHT / 2, Fonts.BODY, Canvas.INK, Canvas.Align.LEFT);
            canvas.text(row.measure(), left - 10, y + CELL_HEIGHT / 2, Fonts.BODY, Canvas.QUIET, Canvas.Align.RIGHT);
            for (int c = 0; c < row.values().length; c++) {
                cell(canvas, row.values()[c], limit, left + c * cell, y, cell);
            }
            y += CELL_HEIGHT;
        }
        canvas.frame(left, TOP, right - left, cells, Canvas.QUIET);
        canvas.colorBar(new Rectangle2D.Double(right + 20, TOP, BAR, bar), ColorMap.BLUE_RED, signed(-limit), "0", signed(limit));
        canvas.turnedText(effects.cell(), right + RIGHT - 12, TOP + bar / 2, 90, Fonts.SMALL, Canvas.QUIET, Canvas.Align.CENTER);
        return canvas.image();
    }

    /** The largest size of a value, so that both directions have the same colors. */
    private static double limit(List<Row> rows) {
        double most = rows.stream().flatMapToDouble(row -> Arrays.stream(row.values())).filter(Double::isFinite).map(Math::abs).max()
                .orElse(0);
        return most > 0 ? most : 1;
    }

    private static void cell(Canvas canvas, double value, double limit, double x, double y, double width) {
        boolean known = Double.isFinite(value);
        Color color = known ? ColorMap.BLUE_RED.at(0.5 + value / limit / 2) : NOTHING;
        canvas.fill(x, y, width, CELL_HEIGHT, color);
        canvas.frame(x, y, width, CELL_HEIGHT, Color.WHITE);
        canvas.text(known ? String.format(Locale.ROOT, "%+.2f", value) : "–", x + width / 2, y + CELL_HEIGHT / 2, Fonts.SMALL,
                ColorMap.textOn(color), Canvas.Align.CENTER);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}
