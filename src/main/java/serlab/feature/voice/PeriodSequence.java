package serlab.feature.voice;

/**
 * Periods one behind the other through the voiced frames of a recording, as openSMILE 2.6.0 goes through them: the first begins with
 * the first frame of a voiced stretch, each next one where the one before ends. A period is the lag, within a tenth of what the frame's
 * pitch says, at which as many samples again are most alike (the highest local maximum of the correlation of both, by a parabola; the
 * pitch's where there is none). A frame takes at least one period that begins by its own beginning, and others as long as two of the
 * longest end within a hop behind it. A period whose correlation is below 0.5 is gone past, but does not count.
 *
 * <p>Jitter: mean magnitude of the changes from one period that counts to the next, over the mean period. Shimmer, dB:
 * 20 log10(1 + mean magnitude of the change of range from a period to what follows it, over the mean range), at most 6.02. A frame
 * whose periods do not count has the jitter and shimmer of the frame before; one without a period has its shimmer.
 *
 * <p>Inferred from pulses of known periods and ranges. Not for several threads.
 */
final class PeriodSequence {
    private static final double SEARCH = 0.1;
    private static final double LEAST_CORRELATION = 0.5;
    private static final int MARGIN = 3;

    private final double[] samples;
    private final int hop;
    private double[] correlations = new double[64];
    private int at;
    private boolean within;
    private double before = Double.NaN;
    private double lastJitter = Double.NaN;
    private double jitter = Double.NaN;
    private double shimmer = Double.NaN;
    private double length;
    private double correlation;

    /** @param hop samples from frame to frame */
    PeriodSequence(double[] samples, int hop) {
        this.samples = samples;
        this.hop = hop;
    }

    double jitter() {
        return jitter;
    }

    double shimmer() {
        return shimmer;
    }

    /** Goes past a frame that is not voiced. */
    void skip() {
        within = false;
        before = Double.NaN;
        lastJitter = Double.NaN;
        shimmer = Double.NaN;
    }

    /**
     * Goes through a frame.
     *
     * @param expected period in samples
     */
    void measure(int frame, double expected) {
        at = within ? at : Math.max(at, hop * frame);
        within = true;
        double change = 0;
        double lengths = 0;
        int changes = 0;
        int periods = 0;
        double rangeChange = 0;
        double ranges = 0;
        int longest = (int) ((1 + SEARCH) * expected);
        boolean first = true;
        for (; first && at <= hop * frame || at + 2 * longest + MARGIN < hop * (frame + 1);
                first = false) {
            if (at + 2 * longest + MARGIN > samples.length) {
                break;
            }
            match((int) ((1 - SEARCH) * expected), longest, expected);
            int end = at + (int) Math.round(length);
            if (correlation >= LEAST_CORRELATION) {
                if (!Double.isNaN(before)) {
                    change += Math.abs(length - before);
                    changes++;
                }
                lengths += length;
                periods++;
                before = length;
                double range = range(at, end);
                double next = range(end, 2 * end - at);
                rangeChange += Math.abs(range - next);
                ranges += (range + next) / 2;
            }
            at = end;
        }
        lastJitter = changes > 0 ? change / changes / (lengths / periods) : lastJitter;
        jitter = first ? Double.NaN : lastJitter;
        shimmer = ranges > 0 ? 20 * Math.log10(1 + Math.min(1, rangeChange / ranges)) : shimmer;
    }

    private void match(int shortest, int longest, double expected) {
        if (correlations.length <= longest - shortest) {
            correlations = new double[longest - shortest + 1];
        }
        for (int lag = shortest; lag <= longest; lag++) {
            correlations[lag - shortest] = correlation(lag);
        }
        int best = 0;
        for (int i = 1; i < longest - shortest; i++) {
            boolean peak = correlations[i] > correlations[i - 1] && correlations[i] >= correlations[i + 1];
            best = peak && (best == 0 || correlations[i] > correlations[best]) ? i : best;
        }
        if (best == 0) {
            length = expected;
            correlation = 0;
            return;
        }
        double left = correlations[best - 1];
        double right = correlations[best + 1];
        double offset = 0.5 * (left - right) / (left - 2 * correlations[best] + right);
        length = shortest + best + offset;
        correlation = correlations[best] - 0.25 * (left - right) * offset;
    }

    /** Of the samples of a period with as many behind them, both without their mean. */
    private double correlation(int lag) {
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = at; i < at + lag; i++) {
            double a = samples[i];
            double b = samples[i + lag];
            x += a;
            y += b;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
        double energies = (xx - x * x / lag) * (yy - y * y / lag);
        return energies > 0 ? (xy - x * y / lag) / Math.sqrt(energies) : 0;
    }

    /** From the lowest to the highest sample between the first and the last. */
    private double range(int from, int to) {
        double low = samples[from + 1];
        double high = low;
        for (int i = from + 2; i < Math.min(to, samples.length) - 1; i++) {
            low = Math.min(low, samples[i]);
            high = Math.max(high, samples[i]);
        }
        return high - low;
    }
}
