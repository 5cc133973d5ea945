package serlab.feature.voice;

import java.util.Arrays;

/** Poles of linear prediction as frequencies and bandwidths, -ln|z| fs / pi, the lowest three within limits. */
final class FormantPoles {
    static final int COUNT = 3;
    private static final double LEAST_HZ = 50;

    private final Roots roots;
    private final double sampleRate;
    private final double mostBandwidth;
    private final double[] hz;
    private final double[] bandwidth;

    /**
     * @param order         of the prediction
     * @param sampleRate    of the signal that is predicted
     * @param mostBandwidth of a pole that counts as a formant, Hz
     */
    FormantPoles(int order, double sampleRate, double mostBandwidth) {
        this.roots = new Roots(order);
        this.sampleRate = sampleRate;
        this.mostBandwidth = mostBandwidth;
        this.hz = new double[COUNT];
        this.bandwidth = new double[COUNT];
    }

    /**
     * Finds the formants.
     *
     * @param a coefficients of the inverse filter, the first is 1
     */
    void find(double[] a) {
        Arrays.fill(hz, Double.NaN);
        Arrays.fill(bandwidth, Double.NaN);
        roots.find(a);
        for (int i = 0; i < roots.order(); i++) {
            double frequency = Math.atan2(roots.imaginary(i), roots.real(i)) * sampleRate / (2 * Math.PI);
            double width = Math.abs(Math.log(Math.hypot(roots.real(i), roots.imaginary(i)))) * sampleRate / Math.PI;
            if (frequency > LEAST_HZ && frequency < sampleRate / 2 - LEAST_HZ && width <= mostBandwidth) {
                insert(frequency, width);
            }
        }
    }

    private void insert(double frequency, double width) {
        double f = frequency;
        double w = width;
        for (int i = 0; i < COUNT; i++) {
            if (Double.isNaN(hz[i]) || f < hz[i]) {
                double nextF = hz[i];
                double nextW = bandwidth[i];
                hz[i] = f;
                bandwidth[i] = w;
                f = nextF;
                w = nextW;
                if (Double.isNaN(f)) {
                    return;
                }
            }
        }
    }

    /** Hz, NaN if there are fewer. */
    double hz(int formant) {
        return hz[formant];
    }

    double bandwidth(int formant) {
        return bandwidth[formant];
    }
}
