package serlab.plot;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.feature.voice.VoiceContours;

/** Recordings side by side, a row each: the waveform and matrices of it over the same time. */
public final class ExamplesPlot {
    private static final double COLUMN = 300;
    private static final double ROW = 116;
    private static final double CELL_HEIGHT = 96;
    private static final double GAP = 52;
    private static final double TRACK = 0.6;
    /** Least distance of two frequencies beside a spectrogram, as a share of its height. */
    private static final double ROOM = 0.16;
    private static final double TOP = 104;
    private static final double BOTTOM = 56;

    private ExamplesPlot() {
    }

    /**
     * One recording.
     *
     * @param samples  amplitudes in [-1, 1]
     * @param seconds  its length
     * @param matrices {@code [bands][frames]} over the whole length, by column name; band 0 is drawn at the bottom, and each
     *                 matrix has the colors of its own range; the first is a spectrogram of mel bands
     * @param scale    of the first matrix
     * @param contours drawn into the first matrix
     */
    public record Example(String name, float[] samples, double seconds, Map<String, float[][]> matrices, BandAxis.MelScale scale,
                          VoiceContours contours) {
        public Example {
            if (samples.length == 0 || !(seconds > 0)) {
                throw new InvalidInputException("example '" + name + "' is empty; give a recording with samples");
            }
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(List<Example> examples, String title, String subtitle) {
        return Canvas.encode(image(examples, title, subtitle));
    }

    /** @param examples at least one, all with the same matrices */
    public static BufferedImage image(List<Example> examples, String title, String subtitle) {
        if (examples.isEmpty()) {
            throw new InvalidInputException("no example to draw; give at least one recording");
        }
        Fonts.requireUsable();
        List<String> columns = Stream.concat(Stream.of("Waveform"), examples.get(0).matrices().keySet().stream()).toList();
        double left = 40 + examples.stream().mapToDouble(e -> Fonts.width(e.name(), Fonts.AXIS)).max().orElse(0);
        double seconds = examples.stream().mapToDouble(Example::seconds).max().orElse(1);
        double bottom = TOP + ROW * examples.size();
        Canvas canvas = new Canvas(left + columns.size() * (COLUMN + GAP), bottom + BOTTOM);
        canvas.text(title, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(subtitle, 20, 50, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        for (int c = 0; c < columns.size(); c++) {
            double x = left + c * (COLUMN + GAP);
            canvas.text(columns.get(c), x, TOP - 14, Fonts.AXIS, Canvas.INK, Canvas.Align.LEFT);
            drawTime(canvas, x, bottom, seconds);
        }
        for (int row = 0; row < examples.size(); row++) {
            Example example = examples.get(row);
            double y = TOP + row * ROW;
            canvas.text(example.name(), left - 18, y + CELL_HEIGHT / 2, Fonts.AXIS, Canvas.INK, Canvas.Align.RIGHT);
            double width = COLUMN * example.seconds() / seconds;
            WaveformMark.draw(canvas, example.samples(), left, y, width, CELL_HEIGHT, Palette.series(0));
            int column = 1;
            for (float[][] matrix : example.matrices().values()) {
                drawMatrix(canvas, matrix, left + column++ * (COLUMN + GAP), y, width);
            }
            drawVoice(canvas, example, new Rectangle2D.Double(left + COLUMN + GAP, y, width, CELL_HEIGHT));
        }
        return canvas.image();
    }

    private static void drawVoice(Canvas canvas, Example example, Rectangle2D at) {
        VoicePlot.drawTracks(canvas, example.contours(), example.scale(), at, example.seconds(),
                new VoicePlot.Style(VoicePlot.ON_MAGMA, Color.BLACK, TRACK));
        for (BandAxis.Mark mark : BandAxis.hertz(example.scale(), ROOM).marks()) {
            double y = at.getMaxY() - mark.position() / example.scale().bands() * at.getHeight();
            canvas.line(at.getX() - 4, y, at.getX(), y, Canvas.QUIET, 1);
            canvas.text(mark.text(), at.getX() - 7, y, Fonts.SMALL, Canvas.INK, Canvas.Align.RIGHT);
        }
    }

    private static void drawTime(Canvas canvas, double left, double bottom, double seconds) {
        double step = Ticks.step(seconds, 6);
        for (int i = 0; i * step <= seconds * (1 + 1e-9); i++) {
            double x = left + i * step / seconds * COLUMN;
            canvas.line(x, bottom - 14, x, bottom - 9, Canvas.QUIET, 1);
            canvas.text(Ticks.text(i * step, step), x, bottom + 1, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        }
        canvas.text("Time (s)", left + COLUMN / 2, bottom + 24, Fonts.SMALL, Canvas.QUIET, Canvas.Align.CENTER);
    }

    /** Colors run from the first to the last percentile: a few extremes must not make the rest look alike. */
    private static void drawMatrix(Canvas canvas, float[][] matrix, double left, double top, double width) {
        int columns = matrix[0].length;
        float[] sorted = new float[matrix.length * columns];
        for (int band = 0; band < matrix.length; band++) {
            System.arraycopy(matrix[band], 0, sorted, band * columns, columns);
        }
        Arrays.sort(sorted);
        float low = sorted[sorted.length / 100];
        float high = sorted[sorted.length - 1 - sorted.length / 100];
        BufferedImage pixels = SpectrogramPlot.pixels(matrix, new ColorRange(ColorMap.MAGMA, low, Math.max(high, low + 1e-6), false, false));
        canvas.graphics().setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        AffineTransform place = AffineTransform.getTranslateInstance(left, top);
        place.scale(width / pixels.getWidth(), CELL_HEIGHT / pixels.getHeight());
        canvas.graphics().drawImage(pixels, place, null);
    }
}
