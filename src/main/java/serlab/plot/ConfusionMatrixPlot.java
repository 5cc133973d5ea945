package serlab.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import serlab.evaluation.ConfusionMatrix;

/**
 * A confusion matrix as a picture: rows truth, columns prediction, as in {@link ConfusionMatrix}.
 *
 * <p>The margins follow from the measured labels, so that no label is clipped whatever its length; column labels that are
 * wider than their column are turned.
 */
public final class ConfusionMatrixPlot {
    private static final double CELL = 58;
    private static final double GAP = 10;
    private static final double HEADER = 74;
    private static final double AXIS_NAME = 30;
    private static final double BAR_WIDTH = 16;
    private static final double TURN_DEGREES = 40;

    private ConfusionMatrixPlot() {
    }

    /**
     * Where things lie, in points.
     *
     * @param left   left edge of the cells; the row labels end {@value #GAP} before it
     * @param top    upper edge of the cells
     * @param side   width and height of all cells together
     * @param turned whether the column labels are turned
     * @param labelHeight room below the cells that the column labels take
     * @param width  of the whole picture
     * @param height of the whole picture
     */
    record Layout(double left, double top, double side, boolean turned, double labelHeight, double width, double height) {

        static Layout of(List<String> labels, String title, String subtitle) {
            double widest = labels.stream().mapToDouble(label -> Fonts.width(label, Fonts.BODY)).max().orElse(0);
            boolean turned = widest > CELL - 6;
            double radians = Math.toRadians(TURN_DEGREES);
            double labelHeight = turned ? widest * Math.sin(radians) + 14 : 20;
            double overhang = turned ? widest * Math.cos(radians) - CELL / 2 : 0;
            double left = Math.max(AXIS_NAME + widest + 2 * GAP, overhang + GAP);
            double side = CELL * labels.size();
            double text = Math.max(Fonts.width(title, Fonts.TITLE), Fonts.width(subtitle, Fonts.BODY));
            double width = Math.max(left + side + 100, text + 40);
            return new Layout(left, HEADER, side, turned, labelHeight, width, HEADER + side + GAP + labelHeight + AXIS_NAME + GAP);
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(ConfusionMatrix matrix, boolean normalized, String title, String subtitle) {
        return Canvas.encode(image(matrix, normalized, title, subtitle));
    }

    /**
     * @param normalized whether cells show the share of their row in percent, colored from 0 to 100 %; otherwise counts,
     *                   colored from 0 to the largest
     * @param subtitle   what was classified: corpus, split, number of clips
     */
    public static BufferedImage image(ConfusionMatrix matrix, boolean normalized, String title, String subtitle) {
        List<String> labels = matrix.labels().stream().map(Fonts::shown).toList();
        Fonts.requireUsable();
        Layout layout = Layout.of(labels, title, subtitle);
        Canvas canvas = new Canvas(layout.width(), layout.height());
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        drawCells(canvas, layout, matrix, normalized);
        drawLabels(canvas, layout, labels);
        Rectangle2D bar = new Rectangle2D.Double(layout.left() + layout.side() + 20, layout.top(), BAR_WIDTH, layout.side());
        long most = largest(matrix);
        String middle = normalized ? "50 %" : most % 2 == 0 ? Long.toString(most / 2) : "";
        canvas.colorBar(bar, ColorMap.BLUES, normalized ? "0 %" : "0", middle, normalized ? "100 %" : Long.toString(most));
        return canvas.image();
    }

    private static void drawCells(Canvas canvas, Layout layout, ConfusionMatrix matrix, boolean normalized) {
        double[][] shares = matrix.normalized();
        double most = largest(matrix);
        for (int t = 0; t < matrix.size(); t++) {
            for (int p = 0; p < matrix.size(); p++) {
                Color color = ColorMap.BLUES.at(normalized ? shares[t][p] : matrix.count(t, p) / most);
                double x = layout.left() + p * CELL;
                double y = layout.top() + t * CELL;
                canvas.fill(x, y, CELL, CELL, color);
                String text = normalized ? String.format(Locale.ROOT, "%.0f %%", 100 * shares[t][p])
                        : Long.toString(matrix.count(t, p));
                Font font = Fonts.width(text, Fonts.BODY) <= CELL - 6 ? Fonts.BODY : Fonts.SMALL;
                canvas.text(text, x + CELL / 2, y + CELL / 2, font, ColorMap.textOn(color), Canvas.Align.CENTER);
            }
        }
        for (int i = 1; i < matrix.size(); i++) {
            double at = i * CELL;
            canvas.line(layout.left() + at, layout.top(), layout.left() + at, layout.top() + layout.side(), Color.WHITE, 1.5f);
            canvas.line(layout.left(), layout.top() + at, layout.left() + layout.side(), layout.top() + at, Color.WHITE, 1.5f);
        }
        canvas.frame(layout.left(), layout.top(), layout.side(), layout.side(), Canvas.QUIET);
    }

    private static void drawLabels(Canvas canvas, Layout layout, List<String> labels) {
        double bottom = layout.top() + layout.side() + GAP;
        for (int i = 0; i < labels.size(); i++) {
            double middle = (i + 0.5) * CELL;
            canvas.text(labels.get(i), layout.left() - GAP, layout.top() + middle, Fonts.BODY, Canvas.INK, Canvas.Align.RIGHT);
            if (layout.turned()) {
                canvas.turnedText(labels.get(i), layout.left() + middle + 4, bottom + 3, TURN_DEGREES, Fonts.BODY, Canvas.INK,
                        Canvas.Align.RIGHT);
            } else {
                canvas.text(labels.get(i), layout.left() + middle, bottom + 6, Fonts.BODY, Canvas.INK, Canvas.Align.CENTER);
            }
        }
        double center = layout.left() + layout.side() / 2;
        canvas.text("Predicted emotion", center, bottom + layout.labelHeight() + AXIS_NAME / 2, Fonts.AXIS, Canvas.INK,
                Canvas.Align.CENTER);
        double middle = Math.max(layout.top() + layout.side() / 2, layout.top() + Fonts.width("True emotion", Fonts.AXIS) / 2);
        canvas.turnedText("True emotion", AXIS_NAME / 2 + 5, middle, 90, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
    }

    /** The largest count, at least 1 so that it can be divided by. */
    private static long largest(ConfusionMatrix matrix) {
        return Math.max(1, Arrays.stream(matrix.counts()).flatMapToLong(Arrays::stream).max().orElse(1));
    }
}
