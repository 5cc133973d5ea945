package serlab.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.evaluation.Summary;

/**
 * Variants side by side: for each metric its folds as small dots, their mean as a large one with the 95 % interval, and
 * the number beside it.
 */
public final class ComparisonPlot {
    private static final double ROW = 22;
    private static final double HEADER = 100;
    private static final double FOOTER = 56;
    private static final double PLOT = 520;
    private static final double NUMBERS = 120;
    private static final double FADE = 0.55;

    private ComparisonPlot() {
    }

    /**
     * The scores of one variant.
     *
     * @param folds by metric name, such as {@code UAR}, one value in 0..1 per fold or seed
     */
    public record Variant(String name, Map<String, double[]> folds) {
        public Variant {
            if (folds.isEmpty()) {
                throw new InvalidInputException("variant '" + name + "' has no metric; give at least one");
            }
            Map<String, double[]> copy = new LinkedHashMap<>();
            folds.forEach((metric, values) -> copy.put(metric, values.clone()));
            folds = copy;
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(List<Variant> variants, double chance, String dots, String title, String subtitle) {
        return Canvas.encode(image(variants, chance, dots, title, subtitle));
    }

    /**
     * @param variants at least one, all with the same metrics
     * @param chance   UAR of guessing, 1 / classes, drawn as a dashed line
     * @param dots     what a value stands for: {@code folds} or {@code seeds}
     * @param subtitle corpus, split, folds and seeds
     */
    public static BufferedImage image(List<Variant> variants, double chance, String dots, String title,
                                      String subtitle) {
        if (variants.isEmpty()) {
            throw new InvalidInputException("no variants to compare; give at least one");
        }
        List<String> metrics = List.copyOf(variants.get(0).folds().keySet());
        Fonts.requireUsable();
        double left = 40 + variants.stream().mapToDouble(v -> Fonts.width(v.name(), Fonts.AXIS)).max().orElse(0);
        double block = ROW * metrics.size() + 16;
        double bottom = HEADER + block * variants.size();
        double text = Math.max(Fonts.width(title, Fonts.TITLE), Fonts.width(subtitle, Fonts.BODY)) + 40;
        Canvas canvas = new Canvas(Math.max(left + PLOT + NUMBERS, text), bottom + FOOTER);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        drawAxis(canvas, left, bottom, chance, dots);
        drawLegend(canvas, left, metrics);
        for (int v = 0; v < variants.size(); v++) {
            double top = HEADER + v * block + 8;
            canvas.text(variants.get(v).name(), left - 16, top + block / 2 - 8, Fonts.AXIS, Canvas.INK, Canvas.Align.RIGHT);
            for (int m = 0; m < metrics.size(); m++) {
                drawScores(canvas, left, top + (m + 0.5) * ROW, scores(variants.get(v), metrics.get(m)), Palette.series(m));
            }
        }
        return canvas.image();
    }

    private static double[] scores(Variant variant, String metric) {
        double[] values = variant.folds().get(metric);
        if (values == null) {
            throw new InvalidInputException("variant '" + variant.name() + "' has no metric '" + metric + "'; it has "
                    + variant.folds().keySet());
        }
        return values;
    }

    private static void drawAxis(Canvas canvas, double left, double bottom, double chance, String dots) {
        for (int tick = 0; tick <= 5; tick++) {
            double x = left + tick / 5.0 * PLOT;
            canvas.line(x, HEADER, x, bottom, Canvas.GRID, 1);
            canvas.text(tick * 20 + " %", x, bottom + 14, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        }
        double x = left + chance * PLOT;
        canvas.line(x, HEADER, x, bottom, Canvas.QUIET, 1.2f, 5, 4);
        String note = String.format(Locale.ROOT, "Dashed: chance UAR %.1f %%. Small dots: %s; bars: 95 %% interval.", 100 * chance,
                dots);
        canvas.text(note, left, bottom + 38, Fonts.SMALL, Canvas.QUIET, Canvas.Align.LEFT);
    }

    private static void drawLegend(Canvas canvas, double left, List<String> metrics) {
        double x = left;
        for (int m = 0; m < metrics.size(); m++) {
            canvas.disc(x + 5, 78, 5, Palette.series(m));
            canvas.text(metrics.get(m), x + 16, 78, Fonts.BODY, Canvas.INK, Canvas.Align.LEFT);
            x += 40 + Fonts.width(metrics.get(m), Fonts.BODY);
        }
    }

    private static void drawScores(Canvas canvas, double left, double y, double[] values, Color color) {
        Summary summary = Summary.of(values);
        summary.interval().ifPresent(i -> canvas.line(left + PLOT * Math.max(0, i.lower()), y,
                left + PLOT * Math.min(1, i.upper()), y, color, 2.5f));
        for (double value : values) {
            canvas.disc(left + PLOT * value, y, 2.6, fade(color));
        }
        canvas.disc(left + PLOT * summary.mean(), y, 5, color);
        canvas.text(summary.percent(), left + PLOT + 16, y, Fonts.SMALL, Canvas.INK, Canvas.Align.LEFT);
    }

    private static Color fade(Color color) {
        return new Color(pale(color.getRed()), pale(color.getGreen()), pale(color.getBlue()));
    }

    private static int pale(int channel) {
        return (int) (channel + (255 - channel) * FADE);
    }
}
