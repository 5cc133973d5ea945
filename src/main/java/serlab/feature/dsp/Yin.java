package serlab.feature.dsp;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The YIN pitch estimator. Source: {@code librosa.yin} 0.11, in double precision; for one thread.
 */
public final class Yin implements PitchTracker {
    private final FrameSettings frame;
    private final int minPeriod;
    private final int maxPeriod;
    private final double threshold;
    private final DoubleFFT_1D transform;
    private final float[] samples;
    private final double[] correlation;
    /** Cumulative mean normalized difference at {@code minPeriod + i} samples. */
    private final double[] difference;

    public Yin(FrameSettings frame, double fMinHz, double fMaxHz, double threshold) {
        this.frame = frame;
        this.threshold = threshold;
        minPeriod = (int) Math.floor(frame.sampleRate() / fMaxHz);
        maxPeriod = Math.min((int) Math.ceil(frame.sampleRate() / fMinHz), frame.frameLength() - 1);
        int size = Integer.highestOneBit(2 * frame.frameLength() - 1) * 2;
        transform = new DoubleFFT_1D(size);
        samples = new float[frame.frameLength()];
        correlation = new double[size];
        difference = new double[maxPeriod - minPeriod + 1];
    }

    @Override
    public Estimate estimate(float[] signal, int index) {
        frame.cut(signal, index, samples);
        boolean silent = true;
        for (float sample : samples) {
            silent &= sample == 0;
        }
        if (silent) {
            return new Estimate(frame.sampleRate() / (double) minPeriod, false, 0);
        }
        correlate();
        differences();
        int trough = firstTrough();
        boolean voiced = trough >= 0;
        int at = voiced ? trough : lowest();
        return new Estimate(frame.sampleRate() / (minPeriod + at + shift(at)), voiced,
                Math.max(0, Math.min(1, 1 - difference[at])));
    }

    private void correlate() {
        Arrays.fill(correlation, 0);
        for (int i = 0; i < samples.length; i++) {
            correlation[i] = samples[i];
        }
        transform.realForward(correlation);
        correlation[0] *= correlation[0];
        correlation[1] *= correlation[1];
        for (int i = 2; i < correlation.length; i += 2) {
            correlation[i] = correlation[i] * correlation[i] + correlation[i + 1] * correlation[i + 1];
            correlation[i + 1] = 0;
        }
        transform.realInverse(correlation, true);
    }

    /** d(k) = 2 (r(0) - r(k)) - the energy of the first k samples, over its mean up to k. */
    private void differences() {
        double energy = 0;
        double sum = 0;
        for (int k = 1; k <= maxPeriod; k++) {
            energy += (double) samples[k - 1] * samples[k - 1];
            double value = 2 * (correlation[0] - correlation[k]) - energy;
            sum += value;
            if (k >= minPeriod) {
                difference[k - minPeriod] = value / (sum / k + Spectrum.TINY);
            }
        }
    }

    private int firstTrough() {
        for (int i = 0; i < difference.length; i++) {
            boolean falls = i == 0 || difference[i] < difference[i - 1];
            boolean rises = i == difference.length - 1 || (i == 0 ? difference[i] < difference[i + 1]
                    : difference[i] <= difference[i + 1]);
            if (falls && rises && difference[i] < threshold) {
                return i;
            }
        }
        return -1;
    }

    private int lowest() {
        int lowest = 0;
        for (int i = 1; i < difference.length; i++) {
            lowest = difference[i] < difference[lowest] ? i : lowest;
        }
        return lowest;
    }

    /** Where the parabola through a point and its neighbors has its vertex, at most one sample away. */
    private double shift(int i) {
        if (i == 0 || i == difference.length - 1) {
            return 0;
        }
        double curvature = difference[i + 1] + difference[i - 1] - 2 * difference[i];
        double slope = (difference[i + 1] - difference[i - 1]) / 2;
        return Math.abs(slope) >= Math.abs(curvature) ? 0 : -slope / curvature;
    }
}
