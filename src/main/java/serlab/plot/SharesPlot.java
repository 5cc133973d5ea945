package serlab.plot;

import java.util.Locale;
import java.util.Map;
import serlab.InvalidInputException;

/** Shares of a whole as horizontal bars, each with its number. */
public final class SharesPlot {
    private static final double ROW = 30;
    private static final double TOP = 78;
    private static final double BARS = 460;

    private SharesPlot() {
    }

    /** @param shares in 0..1 by name, at least one, in the order drawn */
    public static byte[] png(Map<String, Double> shares, String title, String subtitle) {
        if (shares.isEmpty()) {
            throw new InvalidInputException("no shares to draw; give at least one");
        }
        Fonts.requireUsable();
        double left = 40 + shares.keySet().stream().mapToDouble(name -> Fonts.width(name, Fonts.BODY)).max().orElseThrow();
        double text = 40 + Math.max(Fonts.width(title, Fonts.TITLE), Fonts.width(subtitle, Fonts.BODY));
        Canvas canvas = new Canvas(Math.max(left + BARS + 80, text), TOP + ROW * shares.size() + 26);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        double most = Math.max(0.01, shares.values().stream().mapToDouble(s -> s).max().orElseThrow());
        double y = TOP + ROW / 2;
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            canvas.text(share.getKey(), left - 12, y, Fonts.BODY, Canvas.INK, Canvas.Align.RIGHT);
            double width = Math.max(1, BARS * share.getValue() / most);
            canvas.fill(left, y - 9, width, 18, Palette.series(0));
            canvas.text(String.format(Locale.ROOT, "%.0f %%", 100 * share.getValue()), left + width + 8, y, Fonts.SMALL,
                    Canvas.INK, Canvas.Align.LEFT);
            y += ROW;
        }
        canvas.line(left, TOP, left, TOP + ROW * shares.size(), Canvas.QUIET, 1);
        return canvas.png();
    }
}
