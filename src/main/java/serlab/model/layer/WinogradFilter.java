package serlab.model.layer;

/**
 * Coefficients of minimal filtering F(4, r): four neighboring outputs of a kernel with r taps, w, on the r + 3 inputs d that
 * they hear are {@code A [(G w) * (B d)]} with r + 3 products instead of 4 r. The rows of the matrices come from the points
 * 0, 1, -1, 2, -2, 1/2, -1/2, two more than there are taps, and infinity.
 *
 * <p>Source: S. Winograd, "Arithmetic complexity of computations", SIAM 1980; A. Lavin and S. Gray, "Fast algorithms for
 * convolutional neural networks", CVPR 2016, whose B for F(4, 3) is made in the same way from the first five points.
 *
 * @param outputs A, {@code [4][r + 3]}
 * @param kernel  G, {@code [r + 3][r]}
 * @param inputs  B, {@code [r + 3][r + 3]}
 */
record WinogradFilter(float[][] outputs, float[][] kernel, float[][] inputs) {
    /** Outputs that are computed together. */
    static final int OUTPUTS = 4;
    private static final double[] POINTS = {0, 1, -1, 2, -2, 0.5, -0.5};

    /** Whether it is worth its rounding: with three taps no network here trains faster by it. */
    static boolean pays(int taps) {
        return taps + OUTPUTS - 2 == POINTS.length;
    }

    static WinogradFilter of(int taps) {
        int points = taps + OUTPUTS - 2;
        float[][] outputs = new float[OUTPUTS][points + 1];
        float[][] kernel = new float[points + 1][taps];
        float[][] inputs = new float[points + 1][];
        for (int j = 0; j < points; j++) {
            double scale = 1;
            for (int l = 0; l < points; l++) {
                scale *= l == j ? 1 : POINTS[j] - POINTS[l];
            }
            for (int i = 0; i < taps; i++) {
                kernel[j][i] = (float) (Math.pow(POINTS[j], i) / scale);
            }
            for (int i = 0; i < OUTPUTS; i++) {
                outputs[i][j] = (float) Math.pow(POINTS[j], i);
            }
            inputs[j] = polynomial(points, j);
        }
        kernel[points][taps - 1] = 1;
        outputs[OUTPUTS - 1][points] = 1;
        inputs[points] = polynomial(points, -1);
        return new WinogradFilter(outputs, kernel, inputs);
    }

    /** Coefficients of the product of (x - point) over all points but one. */
    private static float[] polynomial(int points, int leftOut) {
        double[] product = new double[points + 1];
        product[0] = 1;
        for (int l = 0; l < points; l++) {
            if (l != leftOut) {
                for (int i = points; i >= 0; i--) {
                    product[i] = (i == 0 ? 0 : product[i - 1]) - POINTS[l] * product[i];
                }
            }
        }
        float[] rounded = new float[points + 1];
        for (int i = 0; i <= points; i++) {
            rounded[i] = (float) product[i];
        }
        return rounded;
    }

    /** Each matrix mirrored at its diagonal. */
    WinogradFilter mirrored() {
        return new WinogradFilter(transposed(outputs), transposed(kernel), transposed(inputs));
    }

    private static float[][] transposed(float[][] matrix) {
        float[][] mirrored = new float[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                mirrored[j][i] = matrix[i][j];
            }
        }
        return mirrored;
    }
}
