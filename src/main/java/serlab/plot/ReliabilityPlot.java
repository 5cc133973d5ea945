package serlab.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.evaluation.Reliability;

/**
 * How often a classifier was right when it was so sure: accuracy per bin of confidence as bars, the diagonal of a
 * calibrated one dashed, and below each panel how many items each bin holds. The error is the expected calibration error.
 */
public final class ReliabilityPlot {
    private static final double SIDE = 280;
    private static final double COUNTS = 50;
    private static final double LEFT = 74;
    private static final double TOP = 104;
    private static final double GAP = 96;
    private static final double BOTTOM = 56;

    private ReliabilityPlot() {
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(Map<String, Reliability> panels, String title, String subtitle) {
        return Canvas.encode(image(panels, title, subtitle));
    }

    /**
     * @param panels   one per way of hearing the same items, by heading, at least one
     * @param subtitle corpus, split, folds and seeds
     */
    public static BufferedImage image(Map<String, Reliability> panels, String title, String subtitle) {
        if (panels.isEmpty()) {
            throw new InvalidInputException("no reliabilities to draw; give at least one");
        }
        Fonts.requireUsable();
        double width = LEFT + panels.size() * (SIDE + GAP) - GAP + 30;
        double text = Math.max(Fonts.width(title, Fonts.TITLE), Fonts.width(subtitle, Fonts.BODY)) + 40;
        Canvas canvas = new Canvas(Math.max(width, text), TOP + SIDE + COUNTS + 12 + BOTTOM);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        double x = LEFT;
        for (Map.Entry<String, Reliability> panel : panels.entrySet()) {
            draw(canvas, x, panel.getKey(), panel.getValue());
            x += SIDE + GAP;
        }
        return canvas.image();
    }

    private static void draw(Canvas canvas, double left, String heading, Reliability reliability) {
        String error = String.format(Locale.ROOT, "%s: error %.1f %%", heading,
                100 * reliability.expectedCalibrationError());
        canvas.text(error, left, TOP - 20, Fonts.AXIS, Canvas.INK, Canvas.Align.LEFT);
        grid(canvas, left);
        bars(canvas, left, reliability.bins());
        canvas.line(left, TOP + SIDE, left + SIDE, TOP, Canvas.INK, 1.2f, 5, 4);
        canvas.line(left, TOP + SIDE, left + SIDE, TOP + SIDE, Canvas.QUIET, 1);
        double floor = TOP + SIDE + 12 + COUNTS;
        canvas.line(left, floor, left + SIDE, floor, Canvas.QUIET, 1);
        canvas.text("Items", left - 8, floor - COUNTS / 2, Fonts.SMALL, Canvas.QUIET, Canvas.Align.RIGHT);
        canvas.text("Highest probability", left + SIDE / 2, floor + 36, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
        canvas.turnedText("Share that is right", left - 52, TOP + SIDE / 2, 90, Fonts.AXIS, Canvas.INK,
                Canvas.Align.CENTER);
    }

    private static void grid(Canvas canvas, double left) {
        for (int tick = 0; tick <= 5; tick++) {
            double y = TOP + SIDE - tick / 5.0 * SIDE;
            canvas.line(left, y, left + SIDE, y, Canvas.GRID, 1);
            canvas.text(tick * 20 + " %", left - 8, y, Fonts.SMALL, Canvas.INK, Canvas.Align.RIGHT);
            canvas.text(tick * 20 + " %", left + tick / 5.0 * SIDE, TOP + SIDE + 12 + COUNTS + 14, Fonts.SMALL,
                    Canvas.INK, Canvas.Align.CENTER);
        }
    }

    private static void bars(Canvas canvas, double left, List<Reliability.Bin> bins) {
        double width = SIDE / bins.size();
        int most = bins.stream().mapToInt(Reliability.Bin::items).max().orElse(1);
        Color fill = Palette.series(0);
        for (int b = 0; b < bins.size(); b++) {
            Reliability.Bin bin = bins.get(b);
            double height = bin.accuracy() * SIDE;
            canvas.fill(left + b * width + 1, TOP + SIDE - height, width - 2, height, fill);
            double items = COUNTS * bin.items() / most;
            canvas.fill(left + b * width + 1, TOP + SIDE + 12 + COUNTS - items, width - 2, items, Canvas.QUIET);
        }
    }
}
