package serlab.plot;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import serlab.InvalidInputException;

/**
 * Distributions as box plots: quartiles and median, whiskers to the farthest value within 1.5 times the box, dots beyond.
 * Categories stand beside each other, several series in one category too.
 */
public final class BoxesPlot {
    private static final double HEIGHT = 420;
    private static final double LEFT = 84;
    private static final double TOP = 100;
    private static final double BOTTOM = 56;
    private static final double CATEGORY = 96;

    private BoxesPlot() {
    }

    /**
     * What is drawn.
     *
     * @param axis   name and unit of the values
     * @param series values by category as shown, by series name; NaN values are left out, and a series may lack a category
     */
    public record Boxes(String title, String subtitle, String axis, Map<String, Map<String, double[]>> series) {
        public Boxes {
            Map<String, Map<String, double[]>> copy = new LinkedHashMap<>();
            series.forEach((name, categories) -> {
                Map<String, double[]> sorted = new LinkedHashMap<>();
                categories.forEach((category, values) -> sorted.put(category,
                        Arrays.stream(values).filter(Double::isFinite).sorted().toArray()));
                copy.put(name, sorted);
            });
            series = copy;
            if (categories(series).isEmpty()) {
                throw new InvalidInputException("'" + title + "' has no category; give at least one");
            }
        }

        private static List<String> categories(Map<String, Map<String, double[]>> series) {
            return series.values().stream().flatMap(one -> one.keySet().stream()).distinct().toList();
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(Boxes boxes) {
        return Canvas.encode(image(boxes));
    }

    public static BufferedImage image(Boxes boxes) {
        Fonts.requireUsable();
        List<String> categories = Boxes.categories(boxes.series());
        double step = Math.max(CATEGORY, 14 + categories.stream().mapToDouble(c -> Fonts.width(c, Fonts.BODY)).max().orElse(0));
        double plot = step * categories.size();
        double text = Math.max(Fonts.width(boxes.title(), Fonts.TITLE), Fonts.width(boxes.subtitle(), Fonts.BODY));
        Canvas canvas = new Canvas(Math.max(LEFT + plot + 24, text + 40), HEIGHT);
        canvas.text(boxes.title(), 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(boxes.subtitle(), 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        Scale scale = scale(boxes);
        double height = HEIGHT - TOP - BOTTOM;
        scale.drawVertical(canvas, LEFT, TOP, plot, height);
        canvas.turnedText(boxes.axis(), 22, TOP + height / 2, 90, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
        for (int c = 0; c < categories.size(); c++) {
            canvas.text(categories.get(c), LEFT + (c + 0.5) * step, HEIGHT - BOTTOM + 20, Fonts.BODY, Canvas.INK,
                    Canvas.Align.CENTER);
        }
        legend(canvas, boxes);
        int at = 0;
        int count = boxes.series().size();
        double width = Math.min(34, 0.8 * step / count);
        for (Map<String, double[]> series : boxes.series().values()) {
            for (int c = 0; c < categories.size(); c++) {
                double[] sorted = series.getOrDefault(categories.get(c), new double[0]);
                if (sorted.length > 0) {
                    double middle = LEFT + (c + 0.5) * step + (at - (count - 1) / 2.0) * (width + 6);
                    BoxMark.draw(canvas, scale, sorted, middle, width, TOP, height, Palette.series(at));
                }
            }
            at++;
        }
        return canvas.image();
    }

    private static Scale scale(Boxes boxes) {
        double[] all = boxes.series().values().stream().flatMap(one -> one.values().stream())
                .flatMapToDouble(DoubleStream::of).toArray();
        return Scale.covering(Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(1));
    }

    private static void legend(Canvas canvas, Boxes boxes) {
        double x = LEFT;
        int at = 0;
        for (String name : boxes.series().size() > 1 ? boxes.series().keySet() : List.<String>of()) {
            canvas.fill(x, 72, 11, 11, Palette.series(at++));
            canvas.text(name, x + 18, 77.5, Fonts.BODY, Canvas.INK, Canvas.Align.LEFT);
            x += 44 + Fonts.width(name, Fonts.BODY);
        }
    }
}
