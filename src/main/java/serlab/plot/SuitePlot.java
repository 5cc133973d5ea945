package serlab.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.InvalidInputException;

/** Accuracy of several systems under several protocols: a bar each, and a mark where the published figure lies. */
public final class SuitePlot {
    private static final double ROW = 20;
    private static final double GAP = 18;
    private static final double BAR = 11;
    private static final double EDGE = 1.5;
    private static final double HEADER = 104;
    private static final double FOOTER = 60;
    private static final double PLOT = 560;
    private static final double NUMBERS = 80;

    private SuitePlot() {
    }

    /**
     * One bar.
     *
     * @param accuracy in [0, 1]
     * @param leaky    drawn pale, with its outline alone
     */
    public record Bar(double accuracy, boolean leaky) {
    }

    /**
     * One system.
     *
     * @param published accuracy that its authors print; NaN if they print none
     * @param bars      by protocol
     */
    public record Group(String name, double published, Map<String, Bar> bars) {
        public Group {
            bars = new LinkedHashMap<>(bars);
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(List<Group> groups, List<String> protocols, String title, String subtitle) {
        return Canvas.encode(image(groups, protocols, title, subtitle));
    }

    /**
     * @param groups    at least one
     * @param protocols at least one; each has a color
     * @param subtitle  corpora
     */
    public static BufferedImage image(List<Group> groups, List<String> protocols, String title, String subtitle) {
        if (groups.isEmpty() || protocols.isEmpty()) {
            throw new InvalidInputException("nothing to draw; give at least one system and one protocol");
        }
        Fonts.requireUsable();
        double left = 40 + groups.stream().mapToDouble(g -> Fonts.width(g.name(), Fonts.AXIS)).max().orElse(0);
        double block = ROW * protocols.size() + GAP;
        double bottom = HEADER + block * groups.size();
        double text = Math.max(Fonts.width(title, Fonts.TITLE), Fonts.width(subtitle, Fonts.BODY)) + 40;
        Canvas canvas = new Canvas(Math.max(left + PLOT + NUMBERS, text), bottom + FOOTER);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        drawAxis(canvas, left, bottom);
        drawLegend(canvas, left, protocols);
        for (int g = 0; g < groups.size(); g++) {
            drawGroup(canvas, groups.get(g), protocols, left, HEADER + g * block + GAP / 2);
        }
        return canvas.image();
    }

    private static void drawAxis(Canvas canvas, double left, double bottom) {
        for (int tick = 0; tick <= 5; tick++) {
            double x = left + tick / 5.0 * PLOT;
            canvas.line(x, HEADER, x, bottom, Canvas.GRID, 1);
            canvas.text(tick * 20 + " %", x, bottom + 14, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        }
        canvas.text("Accuracy. Black line: published figure. Hollow bars: with a leak switched on.", left, bottom + 40,
                Fonts.SMALL, Canvas.QUIET, Canvas.Align.LEFT);
    }

    private static void drawLegend(Canvas canvas, double left, List<String> protocols) {
        double x = left;
        for (int p = 0; p < protocols.size(); p++) {
            canvas.disc(x + 5, 80, 5, Palette.series(p));
            canvas.text(protocols.get(p), x + 16, 80, Fonts.BODY, Canvas.INK, Canvas.Align.LEFT);
            x += 40 + Fonts.width(protocols.get(p), Fonts.BODY);
        }
    }

    private static void drawGroup(Canvas canvas, Group group, List<String> protocols, double left, double top) {
        double height = ROW * protocols.size();
        double mark = left + PLOT * group.published();
        canvas.text(group.name(), left - 16, top + height / 2, Fonts.AXIS, Canvas.INK, Canvas.Align.RIGHT);
        for (int p = 0; p < protocols.size(); p++) {
            Bar bar = group.bars().get(protocols.get(p));
            double y = top + (p + 0.5) * ROW;
            if (bar == null) {
                canvas.text("not run", left + 6, y, Fonts.SMALL, Canvas.QUIET, Canvas.Align.LEFT);
                continue;
            }
            double length = PLOT * bar.accuracy();
            canvas.fill(left, y - BAR / 2, length, BAR, Palette.series(p));
            if (bar.leaky()) {
                canvas.fill(left + EDGE, y - BAR / 2 + EDGE, Math.max(0, length - 2 * EDGE), BAR - 2 * EDGE, Color.WHITE);
            }
            String number = String.format(Locale.ROOT, "%.1f %%", 100 * bar.accuracy());
            canvas.text(number, besideMark(left + length + 8, Fonts.width(number, Fonts.SMALL), mark), y, Fonts.SMALL,
                    Canvas.INK, Canvas.Align.LEFT);
        }
        if (Double.isFinite(mark)) {
            canvas.line(mark, top - 3, mark, top + height + 3, Canvas.INK, 2.5f);
        }
    }

    /** Where a number begins that would else be crossed by the mark. */
    private static double besideMark(double x, double width, double mark) {
        return mark > x - 4 && mark < x + width + 4 ? mark + 8 : x;
    }
}
