package serlab.feature.voice;

/**
 * Roots of real polynomials, all at once, by the method of Aberth (1973). Keeps the last roots as a start for the next polynomial;
 * not for several threads.
 */
final class Roots {
    private static final int MOST_STEPS = 80;
    private static final double NEAR = 1e-20;

    private final int order;
    private final double[] real;
    private final double[] imaginary;
    private final double[] value = new double[4];

    /** @param order how many roots there are */
    Roots(int order) {
        this.order = order;
        this.real = new double[order];
        this.imaginary = new double[order];
    }

    int order() {
        return order;
    }

    double real(int root) {
        return real[root];
    }

    double imaginary(int root) {
        return imaginary[root];
    }

    /**
     * Finds the roots of {@code z^order + a[1] z^(order - 1) + … + a[order]}.
     *
     * @param a {@code [order + 1]}, the first is 1
     */
    void find(double[] a) {
        double radius = 0.9;
        for (int i = 0; i < order; i++) {
            real[i] = radius * Math.cos(2 * Math.PI * (i + 0.25) / order);
            imaginary[i] = radius * Math.sin(2 * Math.PI * (i + 0.25) / order);
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            double largest = 0;
            for (int i = 0; i < order; i++) {
                largest = Math.max(largest, improve(a, i));
            }
            if (largest < NEAR) {
                return;
            }
        }
    }

    /** Squared length of the step. */
    private double improve(double[] a, int i) {
        double x = real[i];
        double y = imaginary[i];
        double pr = 1;
        double pi = 0;
        double dr = 0;
        double di = 0;
        for (int k = 1; k <= order; k++) {
            double nextDr = dr * x - di * y + pr;
            di = dr * y + di * x + pi;
            dr = nextDr;
            double nextPr = pr * x - pi * y + a[k];
            pi = pr * y + pi * x;
            pr = nextPr;
        }
        divide(pr, pi, dr, di, 0);
        double sumReal = 0;
        double sumImaginary = 0;
        for (int j = 0; j < order; j++) {
            if (j != i) {
                double gapReal = x - real[j];
                double gapImaginary = y - imaginary[j];
                double square = Math.max(gapReal * gapReal + gapImaginary * gapImaginary, 1e-30);
                sumReal += gapReal / square;
                sumImaginary -= gapImaginary / square;
            }
        }
        double newton = value[0];
        double newtonImaginary = value[1];
        divide(newton, newtonImaginary, 1 - newton * sumReal + newtonImaginary * sumImaginary,
                -newton * sumImaginary - newtonImaginary * sumReal, 2);
        real[i] -= value[2];
        imaginary[i] -= value[3];
        return value[2] * value[2] + value[3] * value[3];
    }

    private void divide(double ar, double ai, double br, double bi, int at) {
        double square = Math.max(br * br + bi * bi, 1e-300);
        value[at] = (ar * br + ai * bi) / square;
        value[at + 1] = (ai * br - ar * bi) / square;
    }
}
