package serlab.predict.live;

/** Counts of durations by millisecond, up to ten seconds: quantiles of any number of them in the same memory. */
public final class MillisecondCounts {
    private static final int LONGEST = 10_000;
    private final long[] counts = new long[LONGEST + 1];
    private long total;

    /** Takes one; a longer one counts as ten seconds. */
    public void add(double seconds) {
        counts[(int) Math.max(0, Math.min(LONGEST, Math.ceil(1000 * seconds)))]++;
        total++;
    }

    /** How many there are. */
    public long count() {
        return total;
    }

    /** The time that a share of them kept to, in milliseconds, rounded up; NaN if there are none. */
    public double quantile(double share) {
        long wanted = (long) Math.ceil(share * total);
        long below = 0;
        for (int ms = 0; ms <= LONGEST && total > 0; ms++) {
            below += counts[ms];
            if (below >= wanted) {
                return ms;
            }
        }
        return Double.NaN;
    }
}
