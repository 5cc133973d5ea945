package serlab.plot;

/**
 * A linear axis between round numbers.
 *
 * @param low  value at its start
 * @param high value at its end, above {@code low}
 * @param step distance of its ticks
 */
record Scale(double low, double high, double step) {
    private static final int MOST_TICKS = 7;

    /** The round axis that covers a range; a range without extent is widened. */
    static Scale covering(double least, double most) {
        double low = Double.isFinite(least) ? least : 0;
        double high = Double.isFinite(most) ? most : 1;
        if (!(high > low)) {
            double margin = Math.max(1e-6, 0.5 * Math.abs(low));
            low -= margin;
            high += margin;
        }
        double step = Ticks.step(high - low, MOST_TICKS);
        return new Scale(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, step);
    }

    /** Where a value lies, 0 at the start and 1 at the end. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    int ticks() {
        return (int) Math.round((high - low) / step) + 1;
    }

    double tick(int index) {
        double value = low + index * step;
        return Math.abs(value) < 1e-9 * step ? 0 : value;
    }

    String text(int index) {
        return Ticks.text(tick(index), step);
    }

    /** Draws horizontal grid lines with their values on the left. */
    void drawVertical(Canvas canvas, double left, double top, double width, double height) {
        for (int i = 0; i < ticks(); i++) {
            double y = top + height * (1 - share(tick(i)));
            canvas.line(left, y, left + width, y, Canvas.GRID, 1);
            canvas.text(text(i), left - 8, y, Fonts.SMALL, Canvas.INK, Canvas.Align.RIGHT);
        }
    }
}
