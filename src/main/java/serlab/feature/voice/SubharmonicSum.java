package serlab.feature.voice;

import java.util.Arrays;

/**
 * Subharmonic summation: which fundamental frequencies explain the peaks of a magnitude spectrum. Peaks of the spectrum are kept
 * with two bins on either side and smoothed, the spectrum is brought to a logarithmic axis by a cubic spline and weighted like
 * hearing, and shifted copies of it are summed up, the n-th by log2 n octaves with weight 0.85^(n - 1). The highest sums within 55
 * to 1000 Hz are candidates.
 *
 * <p>Source: D. J. Hermes, "Measurement of pitch by subharmonic summation", Journal of the Acoustical Society of America 83, 1988;
 * the shifts are whole points of the axis, as in the numbers of openSMILE 2.6.0. Not for several threads.
 */
final class SubharmonicSum {
    static final int CANDIDATES = 6;
    private static final double AXIS_FROM_HZ = 25;
    private static final double LEAST_HZ = 55;
    private static final double MOST_HZ = 1000;
    private static final int HARMONICS = 15;
    private static final double DECAY = 0.85;

    private final int points;
    private final double octavesPerPoint;
    private final double axisFrom;
    private final int[] shifts = new int[HARMONICS];
    /** A peak between points lies less than one from its highest point. */
    private final int firstCandidate;
    private final int lastCandidate;
    /** Index and weights of the spline at each point of the axis. */
    private final int[] knot;
    private final double[] position;
    private final double[] hearing;
    private final double[] sweep;
    private final double[] kept;
    private final double[] curvature;
    private final double[] axis;
    private final double[] sum;
    /** Candidates of the frame last asked for. */
    private final double[] hz = new double[CANDIDATES];
    private final double[] score = new double[CANDIDATES];
    private int found;

    SubharmonicSum(int sampleRate, int fftSize) {
        points = fftSize / 2 + 1;
        axisFrom = log2(AXIS_FROM_HZ);
        double octaves = log2(sampleRate / 2.0) - axisFrom;
        octavesPerPoint = octaves / (points - 1);
        firstCandidate = Math.max(1, (int) Math.floor((log2(LEAST_HZ) - axisFrom) / octavesPerPoint) - 1);
        lastCandidate = Math.min(points - 2, (int) Math.ceil((log2(MOST_HZ) - axisFrom) / octavesPerPoint) + 1);
        knot = new int[points];
        position = new double[points];
        hearing = new double[points];
        for (int i = 0; i < points; i++) {
            double at = Math.pow(2, axisFrom + i * octavesPerPoint) * fftSize / sampleRate;
            knot[i] = Math.min(points - 2, (int) at);
            position[i] = at - knot[i];
            hearing[i] = 0.5 + Math.atan(3 * (axisFrom + i * octavesPerPoint - 4)) / Math.PI;
        }
        for (int n = 1; n <= HARMONICS; n++) {
            shifts[n - 1] = (int) (log2(n) * points / octaves);
        }
        sweep = new double[points];
        double factor = 0;
        for (int i = 1; i < points - 1; i++) {
            factor = 1 / (4 - factor);
            sweep[i] = factor;
        }
        kept = new double[points];
        curvature = new double[points];
        axis = new double[points];
        sum = new double[points];
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /**
     * Looks for candidates.
     *
     * @param magnitudes {@code [fftSize / 2 + 1]}
     * @param toHz       receives their frequencies, best first, 0 where there are no more
     * @param toVoicing  receives for each 1 minus the mean of the sums over its own
     */
    void candidates(double[] magnitudes, double[] toHz, double[] toVoicing) {
        keepPeaks(magnitudes);
        interpolate();
        System.arraycopy(axis, 0, sum, 0, points);
        double weight = 1;
        for (int n = 1; n < HARMONICS; n++) {
            weight *= DECAY;
            int shift = shifts[n];
            for (int i = 0; i < points - shift; i++) {
                sum[i] += weight * axis[i + shift];
            }
        }
        double mean = 0;
        for (int i = 0; i < points; i++) {
            mean += sum[i] / points;
        }
        pick();
        for (int c = 0; c < CANDIDATES; c++) {
            toHz[c] = c < found ? hz[c] : 0;
            toVoicing[c] = c < found ? 1 - mean / score[c] : Double.NEGATIVE_INFINITY;
        }
    }

    private void keepPeaks(double[] magnitudes) {
        Arrays.fill(curvature, 0);
        for (int bin = 1; bin < points - 1; bin++) {
            if (magnitudes[bin] > magnitudes[bin - 1] && magnitudes[bin] > magnitudes[bin + 1]) {
                for (int near = Math.max(0, bin - 2); near <= Math.min(points - 1, bin + 2); near++) {
                    curvature[near] = magnitudes[near];
                }
            }
        }
        for (int bin = 0; bin < points; bin++) {
            kept[bin] = 0.5 * curvature[bin] + 0.25 * ((bin > 0 ? curvature[bin - 1] : 0)
                    + (bin < points - 1 ? curvature[bin + 1] : 0));
        }
    }

    /** The natural cubic spline through the spectrum, at the points of the logarithmic axis. */
    private void interpolate() {
        curvature[0] = 0;
        for (int i = 1; i < points - 1; i++) {
            double right = 6 * (kept[i - 1] - 2 * kept[i] + kept[i + 1]);
            curvature[i] = (right - curvature[i - 1]) * sweep[i];
        }
        curvature[points - 1] = 0;
        for (int i = points - 2; i > 0; i--) {
            curvature[i] -= sweep[i] * curvature[i + 1];
        }
        for (int i = 0; i < points; i++) {
            int at = knot[i];
            double b = position[i];
            double a = 1 - b;
            double value = a * kept[at] + b * kept[at + 1]
                    + ((a * a * a - a) * curvature[at] + (b * b * b - b) * curvature[at + 1]) / 6;
            axis[i] = Math.max(0, value) * hearing[i];
        }
    }

    private void pick() {
        found = 0;
        for (int i = firstCandidate; i <= lastCandidate; i++) {
            if (sum[i] > sum[i - 1] && sum[i] >= sum[i + 1]) {
                double offset = 0.5 * (sum[i - 1] - sum[i + 1]) / (sum[i - 1] - 2 * sum[i] + sum[i + 1]);
                double frequency = Math.pow(2, axisFrom + (i + offset) * octavesPerPoint);
                if (frequency >= LEAST_HZ && frequency <= MOST_HZ) {
                    insert(frequency, sum[i] - 0.25 * (sum[i - 1] - sum[i + 1]) * offset);
                }
            }
        }
    }

    private void insert(double frequency, double value) {
        int at = found;
        while (at > 0 && score[at - 1] < value) {
            at--;
        }
        if (at == CANDIDATES) {
            return;
        }
        found = Math.min(CANDIDATES, found + 1);
        for (int i = found - 1; i > at; i--) {
            hz[i] = hz[i - 1];
            score[i] = score[i - 1];
        }
        hz[at] = frequency;
        score[at] = value;
    }
}
