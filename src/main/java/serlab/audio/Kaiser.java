package serlab.audio;

/**
 * A sinc under a Kaiser window with 120 dB of rejection: the low-pass filters of {@link Resampler}.
 *
 * <p>Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", ISCAS 1974.
 */
final class Kaiser {
    private static final double REJECTION_DB = 120;
    private static final double BETA = 0.1102 * (REJECTION_DB - 8.7);

    private final double halfWidth;
    private final double cutOff;

    /**
     * @param halfWidth half the length of the window in samples
     * @param passEnd   end of the pass band in cycles per sample
     * @param stopBegin beginning of the stop band in cycles per sample
     */
    Kaiser(double halfWidth, double passEnd, double stopBegin) {
        this.halfWidth = halfWidth;
        this.cutOff = passEnd + stopBegin;
    }

    /** How long the impulse response must be, in samples, for a transition from one frequency to another. */
    static double length(double passEnd, double stopBegin) {
        return (REJECTION_DB - 7.95) / (2.285 * 2 * Math.PI * (stopBegin - passEnd));
    }

    /** The impulse response at a time in samples, not scaled. */
    double at(double time) {
        double inside = 1 - time * time / (halfWidth * halfWidth);
        return sinc(cutOff * time) * besselI0(BETA * Math.sqrt(Math.max(0, inside)));
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Modified Bessel function of the first kind, order zero, by its power series. */
    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
