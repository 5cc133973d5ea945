package serlab.audio;

/**
 * A fixed power of positive numbers, of an exponent between 0 and 1, from tables and a short series: to within 1e-10 of the
 * value, in a fraction of the time that {@link Math#pow} takes. Immutable; may be shared between threads.
 */
final class RootTable {
    private static final int MANTISSA_BITS = 52;
    private static final int TABLE_BITS = 8;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final long ONE = Double.doubleToRawLongBits(1);

    private final double[] ofExponent = new double[1 << 11];
    private final double[] ofMantissa = new double[1 << TABLE_BITS];
    private final double[] reciprocal = new double[1 << TABLE_BITS];
    private final double first;
    private final double second;
    private final double third;

    /** @param exponent above 0 and below 1 */
    RootTable(double exponent) {
        for (int i = 1; i < ofExponent.length; i++) {
            ofExponent[i] = Math.pow(2, exponent * (i - Double.MAX_EXPONENT));
        }
        for (int i = 0; i < ofMantissa.length; i++) {
            double at = 1 + i / (double) ofMantissa.length;
            ofMantissa[i] = Math.pow(at, exponent);
            reciprocal[i] = 1 / at;
        }
        first = exponent;
        second = exponent * (exponent - 1) / 2;
        third = second * (exponent - 2) / 3;
    }

    /** The power of a number; 0 of 0 and of those below {@link Double#MIN_NORMAL}. */
    double of(double positive) {
        long bits = Double.doubleToRawLongBits(positive);
        int cell = (int) ((bits & MANTISSA) >>> MANTISSA_BITS - TABLE_BITS);
        double mantissa = Double.longBitsToDouble(bits & MANTISSA | ONE);
        double beyond = mantissa * reciprocal[cell] - 1;
        double series = 1 + beyond * (first + beyond * (second + beyond * third));
        return ofExponent[(int) (bits >>> MANTISSA_BITS)] * ofMantissa[cell] * series;
    }
}
