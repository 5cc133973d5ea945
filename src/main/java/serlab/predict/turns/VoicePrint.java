package serlab.predict.turns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import serlab.Mappers;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;

/**
 * Numbers that tell voices apart, of a stretch of speech: the mean of mel-frequency cepstral coefficients 1 to 12 over its frames, and
 * the logarithm of their covariance matrix, which shows how the vocal tract moves whatever is said. No training went into it.
 *
 * <p>Source: the metric of the covariances is that of V. Arsigny et al., "Log-Euclidean metrics for fast and simple calculus on
 * diffusion tensors", Magnetic Resonance in Medicine 56(2), 2006.
 */
final class VoicePrint {
    /** What it is made of, in words. */
    static final String NAME = "means and covariances of 12 cepstral coefficients";
    private static final int COEFFICIENTS = 12;
    private static final int BANDS = 40;
    /** Numbers of a print. */
    static final int SIZE = COEFFICIENTS + COEFFICIENTS * (COEFFICIENTS + 1) / 2;
    private static final FeatureSpec CEPSTRA = FeatureSpec.of(Map.of("type", "mfcc", "sampleRate", 16_000, "fftSize", 400, "hopLength", 160,
            "melBands", BANDS, "coefficients", COEFFICIENTS + 1));
    /** Frames further below the loudest are pauses, in dB, the mean over the bands. */
    private static final double RANGE_DB = 40;
    /** Added to each variance, so that there is a logarithm. */
    private static final double LEAST_VARIANCE = 0.02;
    /** How much the means weigh beside the covariances: they tell of the microphone too. */
    private static final double WEIGHT_OF_MEANS = 0.2;
    /** Mean and deviation of each number over many artificial voices; {@code golden/voice_background.py} writes them. */
    private static final Background BACKGROUND = Background.read();

    private VoicePrint() {
    }

    /** The numbers of prints in general. */
    private record Background(double[] mean, double[] deviation) {
        static Background read() {
            try (InputStream stream = VoicePrint.class.getResourceAsStream("voice-background.json")) {
                return Mappers.JSON.readValue(stream, Background.class);
            } catch (IOException e) {
                throw new UncheckedIOException("voice-background.json cannot be read from the class path", e);
            }
        }
    }

    /**
     * The print of a stretch of speech.
     *
     * @param speech at least a frame, at 16 kHz
     * @return {@code double[90]}, as it is measured
     */
    static double[] of(Waveform speech) {
        float[][] cepstra = CEPSTRA.full(speech);
        int frames = cepstra[0].length;
        double loudest = Double.NEGATIVE_INFINITY;
        for (float level : cepstra[0]) {
            loudest = Math.max(loudest, level);
        }
        double least = loudest - RANGE_DB * Math.sqrt(BANDS);
        double[] mean = new double[COEFFICIENTS];
        double[][] products = new double[COEFFICIENTS][COEFFICIENTS];
        int counted = 0;
        for (int t = 0; t < frames; t++) {
            if (cepstra[0][t] >= least) {
                counted++;
                for (int i = 0; i < COEFFICIENTS; i++) {
                    mean[i] += cepstra[i + 1][t];
                    for (int j = 0; j <= i; j++) {
                        products[i][j] += (double) cepstra[i + 1][t] * cepstra[j + 1][t];
                    }
                }
            }
        }
        double[][] covariance = new double[COEFFICIENTS][COEFFICIENTS];
        for (int i = 0; i < COEFFICIENTS; i++) {
            mean[i] /= counted;
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = products[i][j] / counted - mean[i] * mean[j] + (i == j ? LEAST_VARIANCE : 0);
                covariance[j][i] = covariance[i][j];
            }
        }
        return joined(mean, covariance);
    }

    /** The upper triangle of the logarithm row by row; what stands twice counts twice. */
    private static double[] joined(double[] mean, double[][] covariance) {
        EigenDecomposition parts = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        double[] print = new double[SIZE];
        System.arraycopy(mean, 0, print, 0, COEFFICIENTS);
        int at = COEFFICIENTS;
        for (int i = 0; i < COEFFICIENTS; i++) {
            for (int j = i; j < COEFFICIENTS; j++) {
                double sum = 0;
                for (int k = 0; k < COEFFICIENTS; k++) {
                    sum += parts.getV().getEntry(i, k) * parts.getV().getEntry(j, k)
                            * Math.log(Math.max(LEAST_VARIANCE / 2, parts.getRealEigenvalue(k)));
                }
                print[at++] = i == j ? sum : Math.sqrt(2) * sum;
            }
        }
        return print;
    }

    /** A print in deviations from what prints are in general, means and covariances weighed against each other. */
    static double[] standardized(double[] print) {
        double[] standard = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double weight = i < COEFFICIENTS ? WEIGHT_OF_MEANS / Math.sqrt(COEFFICIENTS) : 1 / Math.sqrt(SIZE - COEFFICIENTS);
            standard[i] = weight * (print[i] - BACKGROUND.mean()[i]) / BACKGROUND.deviation()[i];
        }
        return standard;
    }
}
