package serlab.model.layer;

/**
 * Coefficients of minimal filtering F(2, r): two neighboring outputs of a kernel with r taps, w, on the r + 1 inputs d that
 * they hear are {@code A [(G w) * (B d)]} with r + 1 products instead of 2 r. The rows of the matrices come from the points
 * 0, 1, -1, 2, -2, as many as there are taps, and infinity.
 *
 * <p>Source: S. Winograd, "Arithmetic complexity of computations", SIAM 1980; A. Lavin and S. Gray, "Fast algorithms for
 * convolutional neural networks", CVPR 2016, whose B for F(4, 3) is that of F(2, 5).
 *
 * @param outputs A, {@code [2][r + 1]}
 * @param kernel  G, {@code [r + 1][r]}
 * @param inputs  B, {@code [r + 1][r + 1]}
 */
record WinogradFilter(float[][] outputs, float[][] kernel, float[][] inputs) {
    private static final double[] POINTS = {0, 1, -1, 2, -2};

    /** Whether it is worth its rounding: with three taps no network here trains faster by it. */
    static boolean pays(int taps) {
        return taps == POINTS.length;
    }

    static WinogradFilter of(int taps) {
        float[][] outputs = new float[2][taps + 1];
        float[][] kernel = new float[taps + 1][taps];
        float[][] inputs = new float[taps + 1][];
        for (int j = 0; j < taps; j++) {
            double scale = 1;
            for (int l = 0; l < taps; l++) {
                scale *= l == j ? 1 : POINTS[j] - POINTS[l];
            }
            for (int i = 0; i < taps; i++) {
                kernel[j][i] = (float) (Math.pow(POINTS[j], i) / scale);
            }
            outputs[0][j] = 1;
            outputs[1][j] = (float) POINTS[j];
            inputs[j] = polynomial(taps, j);
        }
        kernel[taps][taps - 1] = 1;
        outputs[1][taps] = 1;
        inputs[taps] = polynomial(taps, -1);
        return new WinogradFilter(outputs, kernel, inputs);
    }

    /** Coefficients of the product of (x - point) over all points but one. */
    private static float[] polynomial(int points, int leftOut) {
        float[] product = new float[points + 1];
        product[0] = 1;
        for (int l = 0; l < points; l++) {
            if (l != leftOut) {
                for (int i = points; i >= 0; i--) {
                    product[i] = (i == 0 ? 0 : product[i - 1]) - (float) POINTS[l] * product[i];
                }
            }
        }
        return product;
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
