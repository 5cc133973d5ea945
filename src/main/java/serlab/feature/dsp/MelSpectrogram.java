package serlab.feature.dsp;

/** The mel power spectrogram of a recording. Source: {@code librosa.feature.melspectrogram} 0.11. */
public final class MelSpectrogram {
    private MelSpectrogram() {
    }

    /** Sums the power of every frame into mel bands: {@code double[bands][frames]}. */
    static double[][] of(SignalAnalysis analysis, MelSettings settings) {
        MelFilterBank bank = settings.filters();
        double[][] mel = new double[bank.bands()][analysis.frames(settings.frame())];
        analysis.forEachBlock(settings.frame(), (first, frames, power) -> {
            double[] energy = new double[frames];
            for (int band = 0; band < mel.length; band++) {
                bank.apply(band, power, energy);
                System.arraycopy(energy, 0, mel[band], first, energy.length);
            }
        });
        return mel;
    }

    /** The nearest single-precision values. */
    public static float[][] toFloat(double[][] matrix) {
        float[][] result = new float[matrix.length][];
        for (int row = 0; row < matrix.length; row++) {
            result[row] = new float[matrix[row].length];
            for (int i = 0; i < result[row].length; i++) {
                result[row][i] = (float) matrix[row][i];
            }
        }
        return result;
    }
}
