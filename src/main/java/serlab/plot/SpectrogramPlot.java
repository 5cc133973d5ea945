package serlab.plot;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import serlab.InvalidInputException;

/** Bands over time as colors: a spectrogram, mel spectrogram or MFCC matrix, lowest band at the bottom. */
public final class SpectrogramPlot {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 380;
    private static final Rectangle2D PLOT = new Rectangle2D.Double(70, 52, 590, 268);
    private static final int MOST_TICKS = 8;
    /** Range of values below which their amounts are given with a digit after the point. */
    private static final double FEW = 20;
    private static final Color NO_VALUE = new Color(0xd5d8dc);

    private SpectrogramPlot() {
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(float[][] values, double hopSeconds, String title, String verticalAxis, String unit) {
        return Canvas.encode(image(values, hopSeconds, title, verticalAxis, unit));
    }

    /**
     * @param values       {@code [band][frame]}, rectangular; band 0 is drawn at the bottom, and NaN, no value, in
     *                     gray
     * @param hopSeconds   time between frames, above 0
     * @param verticalAxis what the bands are, such as {@code Mel band}
     * @param unit         of the values, such as {@code dB}; may be empty
     * @throws InvalidInputException when there is no value, a row differs in length or a value is infinite
     */
    public static BufferedImage image(float[][] values, double hopSeconds, String title, String verticalAxis, String unit) {
        requireDrawable(values, hopSeconds);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float[] band : values) {
            for (float value : band) {
                low = Float.isNaN(value) ? low : Math.min(low, value);
                high = Float.isNaN(value) ? high : Math.max(high, value);
            }
        }
        low = Math.min(low, high) == low ? low : 0;
        high = Math.max(low, high);
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        canvas.text(Fonts.fitted(title, Fonts.TITLE, WIDTH - 40), 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        drawPixels(canvas, pixels(values, low, high));
        drawTime(canvas, values[0].length * hopSeconds);
        drawBands(canvas, values.length, verticalAxis);
        Rectangle2D bar = new Rectangle2D.Double(PLOT.getMaxX() + 16, PLOT.getY(), 14, PLOT.getHeight());
        String number = high - low < FEW ? "%.1f" : "%.0f";
        canvas.colorBar(bar, ColorMap.MAGMA, amount(number, low, unit), amount(number, (low + high) / 2, unit),
                amount(number, high, unit));
        return canvas.image();
    }

    /** One pixel per value, {@code frames} wide and {@code bands} high, lowest band in the last row. */
    static BufferedImage pixels(float[][] values, double low, double high) {
        int bands = values.length;
        int frames = values[0].length;
        double range = high > low ? high - low : 1;
        BufferedImage pixels = new BufferedImage(frames, bands, BufferedImage.TYPE_INT_RGB);
        for (int b = 0; b < bands; b++) {
            for (int f = 0; f < frames; f++) {
                Color color = Float.isNaN(values[b][f]) ? NO_VALUE : ColorMap.MAGMA.at((values[b][f] - low) / range);
                pixels.setRGB(f, bands - 1 - b, color.getRGB());
            }
        }
        return pixels;
    }

    private static void drawPixels(Canvas canvas, BufferedImage pixels) {
        canvas.graphics().setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        AffineTransform place = AffineTransform.getTranslateInstance(PLOT.getX(), PLOT.getY());
        place.scale(PLOT.getWidth() / pixels.getWidth(), PLOT.getHeight() / pixels.getHeight());
        canvas.graphics().drawImage(pixels, place, null);
        canvas.frame(PLOT.getX(), PLOT.getY(), PLOT.getWidth(), PLOT.getHeight(), Canvas.QUIET);
    }

    private static void drawTime(Canvas canvas, double seconds) {
        double step = Ticks.step(seconds, MOST_TICKS);
        for (int i = 0; i * step <= seconds * (1 + 1e-9); i++) {
            double x = PLOT.getX() + i * step / seconds * PLOT.getWidth();
            canvas.line(x, PLOT.getMaxY(), x, PLOT.getMaxY() + 5, Canvas.QUIET, 1);
            canvas.text(Ticks.text(i * step, step), x, PLOT.getMaxY() + 15, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        }
        canvas.text("Time (s)", PLOT.getCenterX(), PLOT.getMaxY() + 40, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
    }

    private static void drawBands(Canvas canvas, int bands, String name) {
        int step = (int) Math.max(1, Ticks.step(bands, MOST_TICKS - 2));
        for (int band = 0; band < bands; band += step) {
            double y = PLOT.getMaxY() - (band + 0.5) / bands * PLOT.getHeight();
            canvas.line(PLOT.getX() - 5, y, PLOT.getX(), y, Canvas.QUIET, 1);
            canvas.text(Integer.toString(band), PLOT.getX() - 9, y, Fonts.SMALL, Canvas.INK, Canvas.Align.RIGHT);
        }
        canvas.turnedText(name, 22, PLOT.getCenterY(), 90, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
    }

    private static String amount(String number, double value, String unit) {
        return (String.format(Locale.ROOT, number, value).replaceFirst("^-(0(\\.0)?)$", "$1") + " " + unit).strip();
    }

    private static void requireDrawable(float[][] values, double hopSeconds) {
        if (values.length == 0 || values[0].length == 0) {
            throw new InvalidInputException("the spectrogram is empty; give at least one band and one frame");
        }
        if (!(hopSeconds > 0 && Double.isFinite(hopSeconds))) {
            throw new InvalidInputException("hopSeconds " + hopSeconds + " must be above 0");
        }
        for (int b = 0; b < values.length; b++) {
            if (values[b].length != values[0].length) {
                throw new InvalidInputException("band " + b + " has " + values[b].length + " frames, band 0 has "
                        + values[0].length + "; all bands need the same number");
            }
            for (float value : values[b]) {
                if (Float.isInfinite(value)) {
                    throw new InvalidInputException("band " + b + " holds the value " + value + "; every value must be finite");
                }
            }
        }
    }
}
