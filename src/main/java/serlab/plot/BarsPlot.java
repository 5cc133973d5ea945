package serlab.plot;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.InvalidInputException;

/** Counts as bars: one panel per question, as many beside each other as fit. */
public final class BarsPlot {
    private static final double WIDTH = 980;
    private static final double HEADER = 78;
    private static final double BARS_HEIGHT = 226;
    private static final double BAR = 38;
    private static final double WIDEST_BAR = 44;
    private static final double MARGIN = 22;
    private static final double TITLE = 34;
    private static final double FOOT = 74;
    private static final double FLAT_FOOT = 40;
    private static final double TURN_DEGREES = 40;

    private BarsPlot() {
    }

    /**
     * One panel.
     *
     * @param title  what is counted, such as {@code Clips per emotion}
     * @param counts by label as shown, in the order of the bars
     */
    public record Bars(String title, Map<String, Integer> counts) {
        public Bars {
            if (counts.isEmpty()) {
                throw new InvalidInputException("'" + title + "' has no bar; give at least one count");
            }
            counts = new LinkedHashMap<>(counts);
        }

        boolean turned() {
            double room = bar() - 4;
            return counts.keySet().stream().anyMatch(label -> Fonts.width(label, Fonts.SMALL) > room);
        }

        double bar() {
            double label = 12 + counts.keySet().stream().mapToDouble(name -> Fonts.width(name, Fonts.SMALL)).max().orElse(0);
            double room = (WIDTH - 2 * MARGIN) / counts.size();
            return label <= room ? Math.max(BAR, label) : Math.min(BAR, room);
        }

        double width() {
            double titleWidth = Fonts.width(title, Fonts.AXIS);
            return 2 * MARGIN + Math.max(titleWidth, bar() * counts.size());
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(List<Bars> panels, String title, String subtitle) {
        return Canvas.encode(image(panels, title, subtitle));
    }

    public static BufferedImage image(List<Bars> panels, String title, String subtitle) {
        if (panels.isEmpty()) {
            throw new InvalidInputException("there is nothing to count; give at least one panel");
        }
        Fonts.requireUsable();
        double foot = panels.stream().anyMatch(Bars::turned) ? FOOT : FLAT_FOOT;
        double[][] places = places(panels, foot);
        double height = places[panels.size() - 1][1] + BARS_HEIGHT + foot;
        double text = 40 + Math.max(Fonts.width(title, Fonts.TITLE), Fonts.width(subtitle, Fonts.BODY));
        double width = IntStream.range(0, places.length).mapToDouble(i -> places[i][0] + panels.get(i).width()).max().orElse(0);
        Canvas canvas = new Canvas(Math.max(text, width), height);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        for (int i = 0; i < panels.size(); i++) {
            draw(canvas, panels.get(i), places[i][0], places[i][1], i);
        }
        return canvas.image();
    }

    /** Left and upper edge of every panel. */
    private static double[][] places(List<Bars> panels, double foot) {
        double[][] places = new double[panels.size()][];
        double x = 0;
        double y = HEADER;
        for (int i = 0; i < places.length; i++) {
            double width = panels.get(i).width();
            if (x > 0 && x + width > WIDTH) {
                x = 0;
                y += BARS_HEIGHT + foot;
            }
            places[i] = new double[] {x, y};
            x += width;
        }
        return places;
    }

    private static void draw(Canvas canvas, Bars bars, double left, double top, int color) {
        canvas.text(bars.title(), left + MARGIN, top + 12, Fonts.AXIS, Canvas.INK, Canvas.Align.LEFT);
        double bottom = top + BARS_HEIGHT;
        double most = Math.max(1, bars.counts().values().stream().mapToInt(Integer::intValue).max().orElse(1));
        double width = bars.bar();
        double x = left + MARGIN;
        for (Map.Entry<String, Integer> bar : bars.counts().entrySet()) {
            double height = (bottom - top - TITLE - 14) * bar.getValue() / most;
            double middle = x + width / 2;
            double drawn = Math.min(0.76 * width, WIDEST_BAR);
            canvas.fill(middle - drawn / 2, bottom - height, drawn, height, Palette.series(color));
            canvas.text(bar.getValue().toString(), middle, bottom - height - 9, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
            if (bars.turned()) {
                String label = Fonts.fitted(bar.getKey(), Fonts.SMALL, (FOOT - 12) / Math.sin(Math.toRadians(TURN_DEGREES)));
                canvas.turnedText(label, middle + 4, bottom + 8, TURN_DEGREES, Fonts.SMALL, Canvas.INK, Canvas.Align.RIGHT);
            } else {
                canvas.text(bar.getKey(), middle, bottom + 14, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
            }
            x += width;
        }
        canvas.line(left + MARGIN, bottom, x, bottom, Canvas.QUIET, 1);
    }
}
