package serlab.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import serlab.InvalidInputException;

/**
 * Points of a plane, colored by group: one panel per way of grouping, with equal axes. Where colors run out, the ninth group is
 * the first of the squares, the seventeenth the first of the triangles.
 */
public final class ScatterPlot {
    private static final double SIDE = 420;
    private static final double LEFT = 74;
    private static final double TOP = 104;
    private static final double BOTTOM = 62;
    private static final double RADIUS = 2.6;
    private static final int ALPHA = 150;
    private static final double LEGEND_ROW = 20;

    private ScatterPlot() {
    }

    /**
     * One panel.
     *
     * @param groups points {@code {x, y}} by group as shown
     */
    public record Panel(String title, Map<String, List<double[]>> groups) {
        public Panel {
            if (groups.isEmpty()) {
                throw new InvalidInputException("'" + title + "' has no group; give at least one");
            }
            groups = new LinkedHashMap<>(groups);
        }

        double legendWidth() {
            return 34 + groups.keySet().stream().mapToDouble(name -> Fonts.width(name, Fonts.BODY)).max().orElse(0);
        }

        double width() {
            return LEFT + SIDE + 14 + legendWidth();
        }

        Stream<double[]> points() {
            return groups.values().stream().flatMap(List::stream);
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(List<Panel> panels, String title, String subtitle, String horizontal, String vertical) {
        return Canvas.encode(image(panels, title, subtitle, horizontal, vertical));
    }

    /** @param horizontal name of the horizontal axis; the vertical one has its own */
    public static BufferedImage image(List<Panel> panels, String title, String subtitle, String horizontal, String vertical) {
        Fonts.requireUsable();
        double width = panels.stream().mapToDouble(Panel::width).sum() + 20;
        Canvas canvas = new Canvas(Math.max(width, Fonts.width(subtitle, Fonts.BODY) + 40), TOP + SIDE + BOTTOM);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        double left = 0;
        for (Panel panel : panels) {
            draw(canvas, panel, left + LEFT, horizontal, vertical);
            left += panel.width();
        }
        return canvas.image();
    }

    private static void draw(Canvas canvas, Panel panel, double left, String horizontal, String vertical) {
        canvas.text(panel.title(), left, TOP - 18, Fonts.AXIS, Canvas.INK, Canvas.Align.LEFT);
        Scale x = Scale.covering(panel.points().mapToDouble(p -> p[0]).min().orElse(0), panel.points().mapToDouble(p -> p[0]).max().orElse(1));
        Scale y = Scale.covering(panel.points().mapToDouble(p -> p[1]).min().orElse(0), panel.points().mapToDouble(p -> p[1]).max().orElse(1));
        y.drawVertical(canvas, left, TOP, SIDE, SIDE);
        for (int i = 0; i < x.ticks(); i++) {
            double at = left + SIDE * x.share(x.tick(i));
            canvas.line(at, TOP, at, TOP + SIDE, Canvas.GRID, 1);
            canvas.text(x.text(i), at, TOP + SIDE + 14, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        }
        canvas.text(horizontal, left + SIDE / 2, TOP + SIDE + 38, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
        canvas.turnedText(vertical, left - LEFT + 20, TOP + SIDE / 2, 90, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
        int at = 0;
        for (Map.Entry<String, List<double[]>> group : panel.groups().entrySet()) {
            Color color = Palette.series(at);
            Color clear = new Color(color.getRed(), color.getGreen(), color.getBlue(), ALPHA);
            int shape = at / Palette.size();
            group.getValue()
                    .forEach(p -> canvas.mark(shape, left + SIDE * x.share(p[0]), TOP + SIDE * (1 - y.share(p[1])), RADIUS, clear));
            double legend = TOP + 8 + LEGEND_ROW * at;
            canvas.mark(shape, left + SIDE + 22, legend, 5, color);
            canvas.text(group.getKey(), left + SIDE + 34, legend, Fonts.BODY, Canvas.INK, Canvas.Align.LEFT);
            at++;
        }
    }
}
