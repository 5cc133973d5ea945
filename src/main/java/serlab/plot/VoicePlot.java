package serlab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import serlab.InvalidInputException;
import serlab.feature.voice.VoiceContours;

/**
 * A voice as phoneticians look at it, one above the other over the same time: waveform, spectrogram in gray with pitch as a line and
 * formants as dots, loudness.
 */
public final class VoicePlot {
    /** Of pitch, then of F1 to F3, on white to black. */
    static final Color[] TRACKS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7)};
    /** The same on {@link ColorMap#MAGMA}. */
    static final Color[] ON_MAGMA = {new Color(0x43D9FF), Color.WHITE, Color.WHITE, Color.WHITE};

    private static final double WIDTH = 860;
    private static final double LEFT = 78;
    private static final double RIGHT = 24;
    private static final double WAVE_TOP = 88;
    private static final double WAVE = 62;
    private static final double SPECTROGRAM_TOP = WAVE_TOP + WAVE + 14;
    private static final double SPECTROGRAM = 320;
    private static final double LOUDNESS_TOP = SPECTROGRAM_TOP + SPECTROGRAM + 14;
    private static final double LOUDNESS = 70;
    private static final double HEIGHT = LOUDNESS_TOP + LOUDNESS + 56;
    private static final double LABEL = 15;
    private static final double DARKEST_SHARE = 0.9;
    private static final int GRAYS = 32;

    private VoicePlot() {
    }

    /**
     * What is drawn.
     *
     * @param samples     amplitudes in [-1, 1]
     * @param seconds     length of the recording
     * @param spectrogram of mel bands in dB, {@code [bands][frames]}; frame t is centered on t hops
     * @param hopSeconds  time between its frames
     * @param lowestDb    drawn white; 0 dB is the loudest
     */
    public record Voice(String title, String subtitle, float[] samples, double seconds, float[][] spectrogram, double hopSeconds,
                        BandAxis.MelScale scale, double lowestDb, VoiceContours contours) {
        public Voice {
            if (samples.length == 0 || !(seconds > 0)) {
                throw new InvalidInputException("the recording is empty; give one with samples");
            }
        }
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(Voice voice) {
        return Canvas.encode(image(voice));
    }

    public static BufferedImage image(Voice voice) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        double width = WIDTH - LEFT - RIGHT;
        canvas.text(Fonts.fitted(voice.title(), Fonts.TITLE, WIDTH - 40), 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        canvas.text(Fonts.fitted(voice.subtitle(), Fonts.BODY, WIDTH - 40), 20, 48, Fonts.BODY, Canvas.QUIET, Canvas.Align.LEFT);
        legend(canvas);
        WaveformMark.draw(canvas, voice.samples(), LEFT, WAVE_TOP, width, WAVE, Canvas.QUIET);
        canvas.frame(LEFT, WAVE_TOP, width, WAVE, Canvas.QUIET);
        canvas.turnedText("Amplitude", LEFT - 56, WAVE_TOP + WAVE / 2, 90, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
        Rectangle2D at = new Rectangle2D.Double(LEFT, SPECTROGRAM_TOP, width, SPECTROGRAM);
        drawSpectrogram(canvas, voice, at);
        SpectrogramPlot.drawBands(canvas, at, voice.scale().bands(), BandAxis.hertz(voice.scale(), LABEL / SPECTROGRAM));
        drawTracks(canvas, voice.contours(), voice.scale(), at, voice.seconds(), new Style(TRACKS, Color.WHITE, 1));
        canvas.frame(at.getX(), at.getY(), at.getWidth(), at.getHeight(), Canvas.QUIET);
        drawLoudness(canvas, voice, width);
        SpectrogramPlot.drawTime(canvas, new Rectangle2D.Double(LEFT, LOUDNESS_TOP, width, LOUDNESS), voice.seconds());
        return canvas.image();
    }

    private static void legend(Canvas canvas) {
        String[] names = {"Pitch", "F1", "F2", "F3"};
        double x = LEFT;
        for (int track = 0; track < names.length; track++) {
            if (track == 0) {
                canvas.line(x, 72, x + 16, 72, TRACKS[0], 3);
            } else {
                canvas.disc(x + 8, 72, 3, TRACKS[track]);
            }
            canvas.text(names[track], x + 22, 72, Fonts.BODY, Canvas.INK, Canvas.Align.LEFT);
            x += 48 + Fonts.width(names[track], Fonts.BODY);
        }
    }

    /** White is silent, black the loudest tenth of the range, as phoneticians print spectrograms. */
    private static void drawSpectrogram(Canvas canvas, Voice voice, Rectangle2D at) {
        ColorRange grays = new ColorRange(ColorMap.GRAYS, voice.lowestDb(), (1 - DARKEST_SHARE) * voice.lowestDb(), false, false);
        place(canvas, SpectrogramPlot.pixels(stepped(voice.spectrogram(), grays), grays), at, voice.hopSeconds(), voice.seconds());
    }

    /** In as many steps as can be told apart, so that the picture is a small file. */
    private static float[][] stepped(float[][] values, ColorRange range) {
        double step = (range.high() - range.low()) / GRAYS;
        float[][] stepped = new float[values.length][];
        for (int band = 0; band < values.length; band++) {
            stepped[band] = values[band].clone();
            for (int frame = 0; frame < stepped[band].length; frame++) {
                stepped[band][frame] = (float) (Math.rint(values[band][frame] / step) * step);
            }
        }
        return stepped;
    }

    /** Draws pixels whose columns are frames, the first one centered on the left edge; what is beyond the plot is cut. */
    static void place(Canvas canvas, BufferedImage pixels, Rectangle2D at, double hopSeconds, double seconds) {
        canvas.graphics().setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        double column = hopSeconds / seconds * at.getWidth();
        AffineTransform where = AffineTransform.getTranslateInstance(at.getX() - column / 2, at.getY());
        where.scale(column, at.getHeight() / pixels.getHeight());
        Shape before = canvas.graphics().getClip();
        canvas.graphics().clip(at);
        canvas.graphics().drawImage(pixels, where, null);
        canvas.graphics().setClip(before);
    }

    /**
     * How tracks look.
     *
     * @param colors of pitch and of F1 to F3
     * @param edge   around line and dots
     * @param size   of them, 1 in a large picture
     */
    record Style(Color[] colors, Color edge, double size) {
    }

    /** Draws pitch as a line and formants as dots. */
    static void drawTracks(Canvas canvas, VoiceContours contours, BandAxis.MelScale scale, Rectangle2D at, double seconds, Style style) {
        IntToDoubleFunction across = frame -> at.getX() + contours.voiceSeconds(frame) / seconds * at.getWidth();
        for (int formant = 0; formant < contours.formantsHz().length; formant++) {
            double[] hertz = contours.formantsHz()[formant];
            for (int frame = 0; frame < hertz.length; frame++) {
                double height = scale.position(hertz[frame]) / scale.bands();
                if (height >= 0 && height <= 1) {
                    canvas.disc(across.applyAsDouble(frame), at.getMaxY() - height * at.getHeight(), 2.4 * style.size(), style.edge());
                    canvas.disc(across.applyAsDouble(frame), at.getMaxY() - height * at.getHeight(), 1.8 * style.size(),
                            style.colors()[formant + 1]);
                }
            }
        }
        Path2D line = new Path2D.Double();
        for (int frame = 0; frame < contours.frames(); frame++) {
            double height = Math.max(0, scale.position(contours.pitchHz()[frame]) / scale.bands());
            if (!Double.isNaN(height)) {
                double x = across.applyAsDouble(frame);
                double y = at.getMaxY() - height * at.getHeight();
                boolean begun = frame > 0 && !Double.isNaN(contours.pitchHz()[frame - 1]);
                line.moveTo(begun ? line.getCurrentPoint().getX() : x - 0.5, begun ? line.getCurrentPoint().getY() : y);
                line.lineTo(x, y);
            }
        }
        for (boolean edge : new boolean[] {true, false}) {
            canvas.graphics().setStroke(new BasicStroke((float) ((edge ? 5.2 : 3) * style.size()), BasicStroke.CAP_ROUND,
                    BasicStroke.JOIN_ROUND));
            canvas.graphics().setColor(edge ? style.edge() : style.colors()[0]);
            canvas.graphics().draw(line);
        }
    }

    private static void drawLoudness(Canvas canvas, Voice voice, double width) {
        double[] loudness = voice.contours().loudness();
        Scale scale = Scale.covering(0, DoubleStream.of(loudness).max().orElse(1));
        for (double value : new double[] {0, scale.high()}) {
            double y = LOUDNESS_TOP + LOUDNESS * (1 - scale.share(value));
            canvas.text(Ticks.text(value, scale.step()), LEFT - 9, Math.min(y, LOUDNESS_TOP + LOUDNESS - 4) + (value > 0 ? 5 : 0),
                    Fonts.SMALL, Canvas.INK, Canvas.Align.RIGHT);
        }
        Path2D area = new Path2D.Double();
        double bottom = LOUDNESS_TOP + LOUDNESS;
        area.moveTo(LEFT, bottom);
        double x = LEFT;
        for (int frame = 0; frame < loudness.length; frame++) {
            x = LEFT + Math.min(1, voice.contours().loudnessSeconds(frame) / voice.seconds()) * width;
            area.lineTo(x, bottom - LOUDNESS * scale.share(loudness[frame]));
        }
        area.lineTo(x, bottom);
        area.closePath();
        canvas.graphics().setColor(new Color(0xC9D6E2));
        canvas.graphics().fill(area);
        canvas.graphics().setStroke(new BasicStroke(1.2f));
        canvas.graphics().setColor(TRACKS[0]);
        canvas.graphics().draw(area);
        canvas.frame(LEFT, LOUDNESS_TOP, width, LOUDNESS, Canvas.QUIET);
        canvas.turnedText("Loudness", LEFT - 56, LOUDNESS_TOP + LOUDNESS / 2, 90, Fonts.SMALL, Canvas.INK, Canvas.Align.CENTER);
    }
}
