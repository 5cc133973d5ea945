package serlab.feature;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The YIN pitch estimator. Source: {@code librosa.yin} 0.11, in double precision; for one thread.
 */
final class Yin {
    private final FrameSettings frame;
    private final int minPeriod;
    private final int maxPeriod;
    private final double threshold;
    private final DoubleFFT_1D transform;
    private final double[] samples;
    private final double[] correlation;
    /** Cumulative mean normalised difference at {@code minPeriod + i} samples. */
    private final double[] difference;

    /**
     * @param hz          estimate, whether voiced or not
     * @param voiced      whether the difference function has a trough below the threshold
     * @param periodicity 1 minus the difference function at the period, 0 to 1; 0 for silence
     */
    record Estimate(double hz, boolean voiced, double periodicity) {
    }

    Yin(FrameSettings frame, double fMinHz, double fMaxHz, double threshold) {
        this.frame = frame;
        this.threshold = threshold;
        minPeriod = (int) Math.floor(frame.sampleRate() / fMaxHz);
        maxPeriod = Math.min((int) Math.ceil(frame.sampleRate() / fMinHz), frame.frameLength() - 1);
        int size = Integer.highestOneBit(2 * frame.frameLength() - 1) * 2;
        transform = new DoubleFFT_1D(size);
        samples = new double[frame.frameLength()];
        correlation = new double[size];
        difference = new double[maxPeriod - minPeriod + 1];
    }

    /** @param signal the whole recording, zero beyond its ends */
    Estimate estimate(float[] signal, int index) {
        int start = (int) ((long) index * frame.hopLength() - frame.frameLength() / 2);
        boolean silent = true;
        for (int i = 0; i < samples.length; i++) {
            int at = start + i;
            samples[i] = at >= 0 && at < signal.length ? signal[at] : 0;
            silent &= samples[i] == 0;
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
        System.arraycopy(samples, 0, correlation, 0, samples.length);
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
            energy += samples[k - 1] * samples[k - 1];
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

    /** Where the parabola through a point and its neighbours has its vertex, at most one sample away. */
    private double shift(int i) {
        if (i == 0 || i == difference.length - 1) {
            return 0;
        }
        double curvature = difference[i + 1] + difference[i - 1] - 2 * difference[i];
        double slope = (difference[i + 1] - difference[i - 1]) / 2;
        return Math.abs(slope) >= Math.abs(curvature) ? 0 : -slope / curvature;
    }
}
