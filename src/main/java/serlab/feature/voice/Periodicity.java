package serlab.feature.voice;

import java.util.Arrays;
import serlab.audio.RealFft;

/**
 * How often and how exactly a frame repeats, by its autocorrelation under a Hann window divided by that of the window, at a quarter of
 * a sample and a parabola between: the frequency of the highest point near a period, and harmonics-to-noise ratio
 * 10 log10(r / (1 - r)), dB.
 *
 * <p>Source: P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled sound",
 * Proceedings of the Institute of Phonetic Sciences Amsterdam 17, 1993. Not for several threads.
 */
final class Periodicity {
    private static final int FINER = 4;
    private static final double SEARCH = 0.1;
    private static final double LEAST_NOISE = 1e-6;

    private final int length;
    private final int sampleRate;
    private final double[] window;
    private final RealFft coarse;
    private final RealFft fine;
    private final double[] frame;
    private final double[] correlation;
    private final double[] ofWindow;
    private double hz;
    private double ratio;

    Periodicity(VoiceGrid grid) {
        length = grid.longLength();
        sampleRate = grid.sampleRate();
        int size = 2 * VoiceGrid.fftSize(length);
        coarse = new RealFft(size);
        fine = new RealFft(size * FINER);
        frame = new double[size];
        correlation = new double[size * FINER];
        window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / length);
        }
        System.arraycopy(window, 0, frame, 0, length);
        correlate();
        ofWindow = Arrays.copyOf(correlation, length * FINER);
    }

    double hz() {
        return hz;
    }

    /** Harmonics-to-noise ratio in dB. */
    double ratio() {
        return ratio;
    }

    /**
     * Measures the frame that begins at a sample.
     *
     * @param near about what its fundamental frequency is, Hz
     */
    void measure(double[] samples, int from, double near) {
        double mean = 0;
        for (int i = 0; i < length; i++) {
            mean += samples[from + i] / length;
        }
        Arrays.fill(frame, length, frame.length, 0);
        for (int i = 0; i < length; i++) {
            frame[i] = (samples[from + i] - mean) * window[i];
        }
        correlate();
        double period = FINER * sampleRate / near;
        int best = Math.max(1, (int) ((1 - SEARCH) * period));
        for (int lag = best; lag <= Math.min((1 + SEARCH) * period, ofWindow.length / 2.0); lag++) {
            best = at(lag) > at(best) ? lag : best;
        }
        double left = at(best - 1);
        double right = at(best + 1);
        double curvature = left - 2 * at(best) + right;
        double offset = curvature < 0 ? Math.max(-1, Math.min(1, 0.5 * (left - right) / curvature)) : 0;
        double height = at(best) - 0.25 * (left - right) * offset;
        hz = FINER * sampleRate / (best + offset);
        double r = Math.max(LEAST_NOISE, Math.min(1 - LEAST_NOISE, height));
        ratio = 10 * Math.log10(r / (1 - r));
    }

    private double at(int lag) {
        return correlation[lag] / correlation[0] * ofWindow[0] / ofWindow[lag];
    }

    /** The autocorrelation of the frame at a quarter of a sample. */
    private void correlate() {
        coarse.forward(frame);
        Arrays.fill(correlation, 0);
        correlation[0] = frame[0] * frame[0];
        for (int k = 1; k < frame.length / 2; k++) {
            correlation[2 * k] = frame[2 * k] * frame[2 * k] + frame[2 * k + 1] * frame[2 * k + 1];
        }
        fine.inverse(correlation);
    }
}
