package serlab.plot;

import java.awt.Color;

/** A waveform as the range of the samples under every pixel, scaled to the loudest. */
final class WaveformMark {
    private static final float SILENT = 1e-6f;

    private WaveformMark() {
    }

    /** @param samples at least one */
    static void draw(Canvas canvas, float[] samples, double left, double top, double width, double height, Color color) {
        float loudest = SILENT;
        for (float sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        double middle = top + height / 2;
        int pixels = (int) (width * Canvas.SCALE);
        for (int i = 0; i < pixels; i++) {
            int from = (int) ((long) i * samples.length / pixels);
            int to = Math.max(from + 1, (int) ((i + 1L) * samples.length / pixels));
            float low = samples[from];
            float high = samples[from];
            for (int t = from; t < Math.min(to, samples.length); t++) {
                low = Math.min(low, samples[t]);
                high = Math.max(high, samples[t]);
            }
            double x = left + i / (double) Canvas.SCALE;
            double y = middle - height / 2 * high / loudest;
            canvas.fill(x, y, 1.0 / Canvas.SCALE, Math.max(0.5, height / 2 * (high - low) / loudest), color);
        }
    }
}
