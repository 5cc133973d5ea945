package serlab.plot;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import serlab.InvalidInputException;

/** Box plots of several numbers by the same categories, two panels beside each other; each panel has its own axis. */
public final class DistributionsPlot {
    private static final int ACROSS = 2;
    private static final double HEIGHT = 170;
    private static final double ABOVE = 34;
    private static final double BELOW = 20;
    private static final double TOP = 84;
    private static final double LEFT = 78;
    private static final double GAP = 26;
    private static final double LEAST_CATEGORY = 44;
    private static final double MOST_CATEGORY = 110;
    private static final double LEAST_PLOT = 330;

    private DistributionsPlot() {
    }

    /**
     * One number.
     *
     * @param note   what stands beside the title
     * @param unit   of the values; may be empty
     * @param values by category; NaN is left out, and a category may have none
     */
    public record Panel(String title, String note, String unit, Map<String, double[]> values) {
        public Panel {
            Map<String, double[]> sorted = new LinkedHashMap<>();
            values.forEach((category, all) -> sorted.put(category, Arrays.stream(all).filter(Double::isFinite).sorted().toArray()));
            values = sorted;
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(List<Panel> panels, String title, List<String> facts) {
        return Canvas.encode(image(panels, title, facts));
    }

    /**
     * @param panels at least one, all with the same categories, of which there is at least one
     * @param facts  what the numbers are of, one or two lines under the title
     */
    public static BufferedImage image(List<Panel> panels, String title, List<String> facts) {
        if (panels.isEmpty() || panels.get(0).values().isEmpty()) {
            throw new InvalidInputException("no distribution to draw; give at least one number that varies, and a category");
        }
        Fonts.requireUsable();
        List<String> categories = List.copyOf(panels.get(0).values().keySet());
        double widest = 10 + categories.stream().mapToDouble(c -> Fonts.width(c, Fonts.SMALL)).max().orElse(0);
        double plot = Math.max(LEAST_PLOT, Math.max(LEAST_CATEGORY, Math.min(MOST_CATEGORY, widest)) * categories.size());
        int across = Math.min(ACROSS, panels.size());
        int down = (panels.size() + across - 1) / across;
        double facing = facts.stream().mapToDouble(fact -> Fonts.width(fact, Fonts.BODY)).max().orElse(0);
        double width = Math.max(across * (LEFT + plot + GAP), Math.max(facing, Fonts.width(title, Fonts.TITLE)) + 40);
        Canvas canvas = new Canvas(width, TOP + down * (ABOVE + HEIGHT + BELOW + GAP));
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        for (int line = 0; line < facts.size(); line++) {
            canvas.text(facts.get(line), 20, 50 + 18 * line, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        }
        for (int i = 0; i < panels.size(); i++) {
            double left = i % across * (LEFT + plot + GAP) + LEFT;
            double top = TOP + i / across * (ABOVE + HEIGHT + BELOW + GAP) + ABOVE;
            draw(canvas, panels.get(i), left, top, plot);
        }
        return canvas.image();
    }

    private static void draw(Canvas canvas, Panel panel, double left, double top, double plot) {
        double noted = Fonts.width(panel.note(), Fonts.SMALL);
        canvas.text(Fonts.fitted(panel.title(), Fonts.AXIS, plot - noted - 12), left, top - 16, Fonts.AXIS, Canvas.INK,
                Canvas.Align.LEFT);
        canvas.text(panel.note(), left + plot, top - 16, Fonts.SMALL, Canvas.QUIET, Canvas.Align.RIGHT);
        double[] all = panel.values().values().stream().flatMapToDouble(DoubleStream::of).toArray();
        Scale scale = Scale.covering(Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(1));
        scale.drawVertical(canvas, left, top, plot, HEIGHT);
        canvas.turnedText(panel.unit(), left - 62, top + HEIGHT / 2, 90, Fonts.BODY, Canvas.INK, Canvas.Align.CENTER);
        double step = plot / panel.values().size();
        double middle = left + step / 2;
        int at = 0;
        for (Map.Entry<String, double[]> category : panel.values().entrySet()) {
            canvas.text(Fonts.fitted(category.getKey(), Fonts.SMALL, step - 4), middle, top + HEIGHT + 14, Fonts.SMALL, Canvas.INK,
                    Canvas.Align.CENTER);
            if (category.getValue().length > 0) {
                BoxMark.draw(canvas, scale, category.getValue(), middle, Math.min(30, 0.6 * step), top, HEIGHT, Palette.series(at));
            }
            middle += step;
            at++;
        }
    }
}
