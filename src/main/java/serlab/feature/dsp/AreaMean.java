package serlab.feature.dsp;

/**
 * Matrices brought to another size: each value becomes the mean of the area that it covers, missing values left out; it is
 * missing where it covers nothing else.
 *
 * <p>Source: OpenCV's {@code INTER_AREA}.
 */
public final class AreaMean {
    private AreaMean() {
    }

    /** Rows of the given number, each the mean of the rows that it covers. */
    public static float[][] rows(float[][] matrix, int rows) {
        int columns = matrix[0].length;
        double step = matrix.length / (double) rows;
        float[][] result = new float[rows][columns];
        for (int row = 0; row < rows; row++) {
            double[] sum = new double[columns];
            double[] missing = new double[columns];
            double from = row * step;
            double to = from + step;
            for (int source = (int) from; source < matrix.length && source < to - 1e-9; source++) {
                double weight = (Math.min(source + 1, to) - Math.max(source, from)) / step;
                for (int column = 0; column < columns; column++) {
                    if (Float.isNaN(matrix[source][column])) {
                        missing[column] += weight;
                    } else {
                        sum[column] += weight * matrix[source][column];
                    }
                }
            }
            for (int column = 0; column < columns; column++) {
                result[row][column] = missing[column] == 0 ? (float) sum[column]
                        : missing[column] > 1 - 1e-9 ? Float.NaN : (float) (sum[column] / (1 - missing[column]));
            }
        }
        return result;
    }

    /** Columns of the given number, each the mean of the columns that it covers. */
    public static float[][] columns(float[][] matrix, int columns) {
        return transposed(rows(transposed(matrix), columns));
    }

    private static float[][] transposed(float[][] matrix) {
        float[][] result = new float[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[row].length; column++) {
                result[column][row] = matrix[row][column];
            }
        }
        return result;
    }
}
