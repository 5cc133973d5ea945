package serlab.plot;

import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import serlab.InvalidInputException;
import serlab.evaluation.Interval;

/** Score against cost: one panel by number of weights and one by training time, tested systems with their intervals. */
public final class CostPlot {
    private static final double SIDE = 400;
    private static final double LEFT = 76;
    private static final double TOP = 96;
    private static final double BOTTOM = 78;
    private static final double LEGEND_ROW = 20;
    private static final Color TRIAL = new Color(0xB8BEC6);

    private CostPlot() {
    }

    /**
     * One system.
     *
     * @param name       for the legend, or empty for a small gray dot
     * @param parameters number of weights
     * @param seconds    of one training
     * @param score      in 0..1
     * @param interval   of the score, or {@code null}
     */
    public record System(String name, long parameters, double seconds, double score, Interval interval) {
    }

    /** @param systems at least one; those without a name lie below the others */
    public static byte[] png(List<System> systems, String title, String subtitle) {
        if (systems.isEmpty()) {
            throw new InvalidInputException("no systems to draw; give at least one");
        }
        double names = systems.stream().mapToDouble(s -> Fonts.width(s.name(), Fonts.BODY)).max().orElse(0);
        Canvas canvas = new Canvas(Math.max(2 * (LEFT + SIDE) + 72 + names, Fonts.width(subtitle, Fonts.BODY) + 40), TOP + SIDE + BOTTOM);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        Scale y = Scale.covering(systems.stream().mapToDouble(s -> s.interval() == null ? s.score() : s.interval().lower()).min()
                .orElseThrow() * 100, systems.stream().mapToDouble(s -> s.interval() == null ? s.score()
                : s.interval().upper()).max().orElseThrow() * 100);
        panel(canvas, systems, LEFT, y, s -> s.parameters() / 1e3, "Weights (thousands)");
        panel(canvas, systems, 2 * LEFT + SIDE + 20, y, System::seconds, "Time of one training (s)");
        int series = 0;
        for (System system : systems) {
            if (!system.name().isEmpty()) {
                double row = TOP + 8 + LEGEND_ROW * series;
                canvas.disc(2 * (LEFT + SIDE) + 40, row, 5, Palette.series(series++));
                canvas.text(system.name(), 2 * (LEFT + SIDE) + 52, row, Fonts.BODY, Canvas.INK, Canvas.Align.LEFT);
            }
        }
        double legend = TOP + SIDE + 60;
        canvas.disc(LEFT + 4, legend, 3.2, TRIAL);
        canvas.text("trials of the search, validation UAR", LEFT + 14, legend, Fonts.SMALL, Canvas.QUIET, Canvas.Align.LEFT);
        canvas.disc(LEFT + 240, legend, 5, Palette.series(0));
        canvas.text("finalists, mean test UAR with 95 % interval", LEFT + 252, legend, Fonts.SMALL, Canvas.QUIET,
                Canvas.Align.LEFT);
        return canvas.png();
    }

    private static void panel(Canvas canvas, List<System> systems, double left, Scale y, ToDoubleFunction<System> cost,
                              String name) {
        Scale x = Scale.covering(0, systems.stream().mapToDouble(cost).max().orElseThrow());
        y.drawVertical(canvas, left, TOP, SIDE, SIDE);
        for (int i = 0; i < x.ticks(); i++) {
            double at = left + SIDE * x.share(x.tick(i));
            canvas.line(at, TOP, at, TOP + SIDE, Canvas.GRID, 1);
            canvas.text(x.text(i), at, TOP + SIDE + 14, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        }
        canvas.text(name, left + SIDE / 2, TOP + SIDE + 36, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
        canvas.turnedText("UAR (%)", left - LEFT + 26, TOP + SIDE / 2, 90, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
        systems.stream().filter(s -> s.name().isEmpty()).forEach(s ->
                canvas.disc(left + SIDE * x.share(cost.applyAsDouble(s)), height(y, s.score()), 3.2, TRIAL));
        int series = 0;
        for (System system : systems) {
            if (system.name().isEmpty()) {
                continue;
            }
            Color color = Palette.series(series++);
            double at = left + SIDE * x.share(cost.applyAsDouble(system));
            if (system.interval() != null) {
                canvas.line(at, height(y, system.interval().lower()), at, height(y, system.interval().upper()), color, 2.2f);
            }
            canvas.disc(at, height(y, system.score()), 5, color);
        }
    }

    private static double height(Scale y, double score) {
        return TOP + SIDE * (1 - y.share(100 * score));
    }
}
