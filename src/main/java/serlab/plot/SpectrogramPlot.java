package serlab.plot;

import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import serlab.InvalidInputException;

/** Bands over time as colors: a spectrogram, mel spectrogram or MFCC matrix, lowest band at the bottom. */
public final class SpectrogramPlot {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 380;
    private static final Rectangle2D PLOT = new Rectangle2D.Double(70, 52, 590, 268);
    private static final int MOST_TICKS = 8;
    private static final double LABEL = 15;
    /** How much of what lies below the strongest colors of a map hide. */
    private static final double GLAZE = 0.8;

    private SpectrogramPlot() {
    }

    /**
     * What is drawn.
     *
     * @param values     {@code [band][frame]}, rectangular; band 0 is drawn at the bottom, and NaN, no value, in gray
     * @param hopSeconds time between frames, above 0
     * @param bands      what the bands are, such as {@code Coefficient}; empty for mel bands
     * @param scale      of mel bands, which get an axis in Hz; null for other bands
     * @param colors     what they stand for
     * @param unit       of the values, such as {@code dB}; may be empty
     */
    public record Spectrogram(float[][] values, double hopSeconds, String title, String bands, BandAxis.MelScale scale,
                              ColorRange colors, String unit) {
        /** @throws InvalidInputException when there is no value, a row differs in length or a value is infinite */
        public Spectrogram {
            requireDrawable(values, hopSeconds);
        }

        private BandAxis axis() {
            return scale == null ? BandAxis.numbered(bands, values.length) : BandAxis.hertz(scale, LABEL / PLOT.getHeight());
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(Spectrogram spectrogram) {
        return Canvas.encode(image(spectrogram));
    }

    public static BufferedImage image(Spectrogram spectrogram) {
        Canvas canvas = empty(spectrogram);
        drawPixels(canvas, pixels(spectrogram.values(), spectrogram.colors()));
        bar(canvas, spectrogram);
        return canvas.image();
    }

    /**
     * A spectrogram in gray with a map of the same bands and frames over it, whose colors and title are shown.
     *
     * @throws InvalidInputException if they differ in bands or frames
     */
    public static byte[] overlaid(Spectrogram below, Spectrogram map) {
        if (below.values().length != map.values().length || below.values()[0].length != map.values()[0].length) {
            throw new InvalidInputException("a map of " + map.values().length + " x " + map.values()[0].length
                    + " over a spectrogram of " + below.values().length + " x " + below.values()[0].length + "; expected as many");
        }
        Canvas canvas = empty(map);
        ColorRange grays = new ColorRange(ColorMap.GRAYS, below.colors().low(), below.colors().high(), false, false);
        drawPixels(canvas, pixels(below.values(), grays));
        drawPixels(canvas, glaze(map.values(), map.colors()));
        bar(canvas, map);
        return Canvas.encode(canvas.image());
    }

    private static Canvas empty(Spectrogram spectrogram) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        canvas.text(Fonts.fitted(spectrogram.title(), Fonts.TITLE, WIDTH - 40), 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        drawTime(canvas, PLOT, spectrogram.values()[0].length * spectrogram.hopSeconds());
        drawBands(canvas, PLOT, spectrogram.values().length, spectrogram.axis());
        return canvas;
    }

    private static void bar(Canvas canvas, Spectrogram spectrogram) {
        Rectangle2D bar = new Rectangle2D.Double(PLOT.getMaxX() + 16, PLOT.getY(), 14, PLOT.getHeight());
        String[] labels = spectrogram.colors().labels(spectrogram.unit());
        canvas.colorBar(bar, spectrogram.colors().colors(), labels[0], labels[1], labels[2]);
    }

    /** One pixel per value, {@code frames} wide and {@code bands} high, lowest band in the last row. */
    static BufferedImage pixels(float[][] values, ColorRange colors) {
        int bands = values.length;
        int frames = values[0].length;
        BufferedImage pixels = new BufferedImage(frames, bands, BufferedImage.TYPE_INT_RGB);
        for (int b = 0; b < bands; b++) {
            for (int f = 0; f < frames; f++) {
                pixels.setRGB(f, bands - 1 - b, colors.at(values[b][f]).getRGB());
            }
        }
        return pixels;
    }

    /** As {@link #pixels}, the nearer to the middle of the range the more transparent. */
    private static BufferedImage glaze(float[][] values, ColorRange colors) {
        BufferedImage opaque = pixels(values, colors);
        BufferedImage glaze = new BufferedImage(opaque.getWidth(), opaque.getHeight(), BufferedImage.TYPE_INT_ARGB);
        double middle = (colors.low() + colors.high()) / 2;
        for (int b = 0; b < values.length; b++) {
            int y = values.length - 1 - b;
            for (int f = 0; f < values[b].length; f++) {
                double strength = Math.min(1, Math.abs(values[b][f] - middle) / (colors.high() - middle));
                glaze.setRGB(f, y, opaque.getRGB(f, y) & 0xFFFFFF | (int) Math.round(255 * GLAZE * strength) << 24);
            }
        }
        return glaze;
    }

    private static void drawPixels(Canvas canvas, BufferedImage pixels) {
        canvas.graphics().setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        AffineTransform place = AffineTransform.getTranslateInstance(PLOT.getX(), PLOT.getY());
        place.scale(PLOT.getWidth() / pixels.getWidth(), PLOT.getHeight() / pixels.getHeight());
        canvas.graphics().drawImage(pixels, place, null);
        canvas.frame(PLOT.getX(), PLOT.getY(), PLOT.getWidth(), PLOT.getHeight(), Canvas.QUIET);
    }

    /** Seconds under a plot. */
    static void drawTime(Canvas canvas, Rectangle2D plot, double seconds) {
        double step = Ticks.step(seconds, MOST_TICKS);
        for (int i = 0; i * step <= seconds * (1 + 1e-9); i++) {
            double x = plot.getX() + i * step / seconds * plot.getWidth();
            canvas.line(x, plot.getMaxY(), x, plot.getMaxY() + 5, Canvas.QUIET, 1);
            canvas.text(Ticks.text(i * step, step), x, plot.getMaxY() + 15, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        }
        canvas.text("Time (s)", plot.getCenterX(), plot.getMaxY() + 40, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
    }

    /** The axis on the left of a plot of so many bands. */
    static void drawBands(Canvas canvas, Rectangle2D plot, int bands, BandAxis axis) {
        for (BandAxis.Mark mark : axis.marks()) {
            double y = plot.getMaxY() - mark.position() / bands * plot.getHeight();
            canvas.line(plot.getX() - 5, y, plot.getX(), y, Canvas.QUIET, 1);
            canvas.text(mark.text(), plot.getX() - 9, y, Fonts.SMALL, Canvas.INK, Canvas.Align.RIGHT);
        }
        canvas.turnedText(axis.name(), plot.getX() - 50, plot.getCenterY(), 90, Fonts.AXIS, Canvas.INK, Canvas.Align.CENTER);
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
