package serlab.feature.voice;

/**
 * Periods of a voiced frame, matched from one to the next by normalized cross-correlation, and how they vary: jitter, the mean
 * magnitude of the difference of neighboring periods over the mean period; shimmer, the mean magnitude of the level difference of
 * neighboring periods' ranges from lowest to highest value, dB. NaN where fewer than two pairs match.
 *
 * <p>Source: the definitions of Praat's "Jitter (local)" and "Shimmer (local, dB)". Not for several threads.
 */
final class Periods {
    private static final double SEARCH = 0.2;
    private static final double LEAST_CORRELATION = 0.5;
    private static final int MOST = 128;

    private final double[] samples;
    private final double[] period = new double[MOST];
    private final double[] range = new double[MOST + 1];
    private double jitter;
    private double shimmer;

    Periods(double[] samples) {
        this.samples = samples;
    }

    double jitter() {
        return jitter;
    }

    double shimmer() {
        return shimmer;
    }

    /**
     * Measures the samples from {@code from} to {@code to}.
     *
     * @param expected period in samples
     */
    void measure(int from, int to, double expected) {
        jitter = Double.NaN;
        shimmer = Double.NaN;
        int half = (int) Math.round(expected / 2);
        int most = (int) Math.ceil((1 + SEARCH) * expected) + 1;
        int at = from + half;
        int end = Math.min(to, samples.length);
        for (int i = at; i < Math.min(end, at + (int) Math.round(expected)); i++) {
            at = Math.abs(samples[i]) > Math.abs(samples[at]) ? i : at;
        }
        int count = 0;
        while (count < MOST && at + most + half < end) {
            double lag = match(at, half, expected);
            if (Double.isNaN(lag)) {
                break;
            }
            range[count] = rangeAround(at, half);
            period[count++] = lag;
            at += (int) Math.round(lag);
        }
        if (count < 2) {
            return;
        }
        if (at + half < end) {
            range[count] = rangeAround(at, half);
        }
        sumUp(count, at + half < end);
    }

    private void sumUp(int count, boolean lastRange) {
        double sum = period[0];
        double change = 0;
        for (int i = 1; i < count; i++) {
            sum += period[i];
            change += Math.abs(period[i] - period[i - 1]);
        }
        jitter = change / (count - 1) / (sum / count);
        double level = 0;
        int pairs = lastRange ? count : count - 1;
        for (int i = 0; i < pairs; i++) {
            level += Math.abs(20 * Math.log10(Math.max(range[i + 1], 1e-9) / Math.max(range[i], 1e-9)));
        }
        shimmer = level / pairs;
    }

    /** The lag at which the surroundings of a sample come again, between samples by a parabola; NaN if they do not. */
    private double match(int at, int half, double expected) {
        int low = (int) Math.floor((1 - SEARCH) * expected);
        int high = (int) Math.ceil((1 + SEARCH) * expected);
        int best = -1;
        double most = LEAST_CORRELATION;
        for (int lag = low; lag <= high; lag++) {
            double correlation = correlation(at, lag, half);
            if (correlation > most) {
                most = correlation;
                best = lag;
            }
        }
        if (best < 0) {
            return Double.NaN;
        }
        double left = correlation(at, best - 1, half);
        double right = correlation(at, best + 1, half);
        double curvature = left - 2 * most + right;
        double offset = curvature < 0 ? 0.5 * (left - right) / curvature : 0;
        return best + (Math.abs(offset) > 1 ? 0 : offset);
    }

    private double correlation(int at, int lag, int half) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = at - half; i < at + half; i++) {
            double x = samples[i];
            double y = samples[i + lag];
            product += x * y;
            first += x * x;
            second += y * y;
        }
        return product / Math.sqrt(Math.max(first * second, 1e-30));
    }

    private double rangeAround(int at, int half) {
        int low = at;
        int high = at;
        for (int i = at - half; i < at + half; i++) {
            low = samples[i] < samples[low] ? i : low;
            high = samples[i] > samples[high] ? i : high;
        }
        return top(high, 1) + top(low, -1);
    }

    /** The highest value between samples around the highest sample, by a parabola. */
    private double top(int at, int sign) {
        if (at == 0 || at == samples.length - 1) {
            return sign * samples[at];
        }
        double left = sign * samples[at - 1];
        double middle = sign * samples[at];
        double right = sign * samples[at + 1];
        double curvature = left - 2 * middle + right;
        return curvature < 0 && middle >= left && middle >= right
                ? middle - 0.125 * (left - right) * (left - right) / curvature : middle;
    }
}
