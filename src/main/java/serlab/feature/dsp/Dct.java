package serlab.feature.dsp;

import java.util.Arrays;
import serlab.InvalidInputException;
import serlab.RecentlyUsed;

/**
 * The discrete cosine transform of type II, orthonormal, over the bands of each frame.
 *
 * <p>Source: {@code scipy.fft.dct(type=2, norm="ortho")}, as {@code librosa.feature.mfcc} calls it.
 */
public final class Dct {
    private static final RecentlyUsed<Shape, Dct> RECENT =
            new RecentlyUsed<>(shape -> new Dct(shape.bands(), shape.coefficients()));

    private final double[][] basis;

    private record Shape(int bands, int coefficients) {
    }

    /** A shared transform, built once; for arguments see the constructor. */
    public static Dct of(int bands, int coefficients) {
        return RECENT.get(new Shape(bands, coefficients));
    }

    /**
     * @param bands        length of the input
     * @param coefficients how many of the lowest coefficients to keep, 1 to {@code bands}
     */
    public Dct(int bands, int coefficients) {
        if (coefficients < 1 || coefficients > bands) {
            throw new InvalidInputException("coefficients " + coefficients + ": expected 1 to " + bands
                    + " (the number of mel bands)");
        }
        basis = new double[coefficients][bands];
        for (int k = 0; k < coefficients; k++) {
            double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
            for (int n = 0; n < bands; n++) {
                basis[k][n] = scale * Math.cos(Math.PI * k * (2 * n + 1) / (2.0 * bands));
            }
        }
    }

    /**
     * Transforms every column.
     *
     * @param matrix {@code [bands][frames]}
     * @return {@code float[coefficients][frames]}
     */
    public float[][] apply(double[][] matrix) {
        int frames = matrix[0].length;
        float[][] result = new float[basis.length][frames];
        double[] row = new double[frames];
        for (int k = 0; k < basis.length; k++) {
            Arrays.fill(row, 0);
            int n = 0;
            for (; n + 3 < matrix.length; n += 4) {
                addFour(basis[k], n, matrix, row);
            }
            for (; n < matrix.length; n++) {
                add(basis[k][n], matrix[n], row);
            }
            for (int frame = 0; frame < frames; frame++) {
                result[k][frame] = (float) row[frame];
            }
        }
        return result;
    }

    private static void addFour(double[] weights, int n, double[][] matrix, double[] row) {
        addFour(row, matrix[n], weights[n], matrix[n + 1], weights[n + 1], matrix[n + 2], weights[n + 2], matrix[n + 3],
                weights[n + 3]);
    }

    private static void addFour(double[] row, double[] a, double wa, double[] b, double wb, double[] c, double wc, double[] d,
                                double wd) {
        for (int frame = 0; frame < row.length; frame++) {
            row[frame] += wa * a[frame] + wb * b[frame] + (wc * c[frame] + wd * d[frame]);
        }
    }

    private static void add(double weight, double[] band, double[] row) {
        for (int frame = 0; frame < row.length; frame++) {
            row[frame] += weight * band[frame];
        }
    }
}
