package serlab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Percent;

/** Settings and score of many trials: an axis per setting, the score's last, and a line per trial colored by its score. */
public final class ParallelCoordinatesPlot {
    private static final double AXIS_DISTANCE = 176;
    private static final double AXES = 840;
    private static final double HEIGHT = 340;
    private static final double TOP = 128;
    private static final double MARGIN = 70;
    private static final double BOTTOM = 66;
    private static final double ABSENT = 26;
    private static final double LABEL = 92;

    private ParallelCoordinatesPlot() {
    }

    /**
     * One axis.
     *
     * @param name  of the setting
     * @param ticks position in 0..1 by label
     */
    public record Axis(String name, Map<String, Double> ticks) {
        public Axis {
            ticks = new LinkedHashMap<>(ticks);
        }
    }

    /**
     * One trial.
     *
     * @param positions one per axis in 0..1, NaN where the trial does not have the setting
     * @param score     in 0..1, the last axis
     * @param chosen    whether it stands out
     */
    public record Line(double[] positions, double score, boolean chosen) {
        public Line {
            positions = positions.clone();
        }
    }

    /**
     * @param axes      the settings
     * @param lines     at least one, with a position per axis
     * @param scoreName name of the last axis
     */
    public static byte[] png(List<Axis> axes, List<Line> lines, String scoreName, String title, String subtitle) {
        if (lines.isEmpty()) {
            throw new InvalidInputException("no trials to draw; give at least one");
        }
        double text = 40 + Math.max(Fonts.width(title, Fonts.TITLE), Fonts.width(subtitle, Fonts.BODY));
        double distance = Math.max(AXIS_DISTANCE, AXES / axes.size());
        Canvas canvas = new Canvas(Math.max(text, 2 * MARGIN + 40 + axes.size() * distance), TOP + HEIGHT + ABSENT + BOTTOM);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        double low = lines.stream().mapToDouble(Line::score).min().orElseThrow();
        double high = Math.max(low + 1e-9, lines.stream().mapToDouble(Line::score).max().orElseThrow());
        lines.stream().sorted(Comparator.comparingDouble(Line::score)).forEach(line -> draw(canvas, line, distance, low, high));
        for (int i = 0; i < axes.size(); i++) {
            axis(canvas, x(i, distance), axes.get(i));
        }
        double x = x(axes.size(), distance);
        canvas.colorBar(new Rectangle2D.Double(x, TOP, 12, HEIGHT), ColorMap.VIRIDIS, Percent.of(low),
                Percent.of((low + high) / 2), Percent.of(high));
        canvas.text(scoreName, x + 6, TOP - 22, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
        if (lines.stream().anyMatch(line -> Arrays.stream(line.positions()).anyMatch(Double::isNaN))) {
            canvas.text("Below an axis: the trial does not have this setting.", 20, TOP + HEIGHT + ABSENT + 38, Fonts.SMALL,
                    Canvas.QUIET, Canvas.Align.LEFT);
        }
        return canvas.png();
    }

    private static double x(int axis, double distance) {
        return MARGIN + axis * distance;
    }

    private static double y(double position) {
        return Double.isNaN(position) ? TOP + HEIGHT + ABSENT : TOP + HEIGHT * (1 - position);
    }

    private static void draw(Canvas canvas, Line line, double distance, double low, double high) {
        double share = (line.score() - low) / (high - low);
        Path2D path = new Path2D.Double();
        double[] positions = line.positions();
        path.moveTo(x(0, distance), y(positions[0]));
        for (int i = 1; i <= positions.length; i++) {
            double next = i < positions.length ? y(positions[i]) : y(share);
            double middle = (x(i - 1, distance) + x(i, distance)) / 2;
            path.curveTo(middle, y(positions[i - 1]), middle, next, x(i, distance), next);
        }
        Graphics2D graphics = canvas.graphics();
        if (line.chosen()) {
            graphics.setStroke(new BasicStroke(5));
            graphics.setColor(Palette.series(1));
            graphics.draw(path);
        }
        graphics.setStroke(new BasicStroke(1.6f));
        Color color = ColorMap.VIRIDIS.at(share);
        graphics.setColor(color);
        graphics.draw(path);
    }

    private static void axis(Canvas canvas, double x, Axis axis) {
        canvas.line(x, TOP, x, TOP + HEIGHT, Canvas.QUIET, 1.4f);
        canvas.text(Fonts.fitted(axis.name(), Fonts.AXIS, AXIS_DISTANCE - 10), x, TOP - 22, Fonts.AXIS, Canvas.INK,
                Canvas.Align.CENTER);
        axis.ticks().forEach((label, position) -> {
            double y = y(position);
            String shown = Fonts.fitted(label, Fonts.SMALL, LABEL);
            canvas.fill(x + 5, y - 8, Fonts.width(shown, Fonts.SMALL) + 4, 16, new Color(255, 255, 255, 200));
            canvas.line(x - 3, y, x + 3, y, Canvas.QUIET, 1.4f);
            canvas.text(shown, x + 7, y, Fonts.SMALL, Canvas.INK, Canvas.Align.LEFT);
        });
    }
}
