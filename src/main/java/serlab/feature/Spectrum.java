package serlab.feature;

/** What several spectral features compute of the power spectrum of a frame. */
final class Spectrum {
    /** Sums below this count as silence, as in {@code librosa.util.normalize} of single-precision values. */
    static final double TINY = Float.MIN_NORMAL;

    private Spectrum() {
    }

    /** The mean frequency in Hz, weighted by magnitude; 0 for silence. */
    static double centroidHz(double[] power, FrameSettings frame) {
        double total = 0;
        double sum = 0;
        for (int bin = 0; bin < power.length; bin++) {
            double magnitude = Math.sqrt(power[bin]);
            total += magnitude;
            sum += magnitude * frame.binHz(bin);
        }
        return total < TINY ? 0 : sum / total;
    }
}
