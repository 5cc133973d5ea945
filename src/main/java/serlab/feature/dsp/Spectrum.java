package serlab.feature.dsp;

/** What several spectral features compute of the power spectrum of a frame. */
public final class Spectrum {
    /** Sums below this count as silence, as in {@code librosa.util.normalize} of single-precision values. */
    public static final double TINY = Float.MIN_NORMAL;

    private Spectrum() {
    }

    /** Whether there is nothing in a frame. */
    public static boolean silent(double[] power) {
        double total = 0;
        for (double value : power) {
            total += Math.sqrt(value);
        }
        return total < TINY;
    }

    /** The mean frequency in Hz, weighted by magnitude, of a frame that is not silent. */
    public static double centroidHz(double[] power, FrameSettings frame) {
        double total = 0;
        double sum = 0;
        for (int bin = 0; bin < power.length; bin++) {
            double magnitude = Math.sqrt(power[bin]);
            total += magnitude;
            sum += magnitude * frame.binHz(bin);
        }
        return sum / total;
    }
}
