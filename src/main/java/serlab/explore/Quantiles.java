package serlab.explore;

/** Quantiles with linear interpolation. Source: {@code numpy.quantile}, its default method. */
final class Quantiles {
    private Quantiles() {
    }

    /** @param sorted at least one value, ascending */
    static double of(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (position - below) * (above - sorted[below]);
    }
}
