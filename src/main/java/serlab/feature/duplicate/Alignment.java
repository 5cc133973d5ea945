package serlab.feature.duplicate;

/**
 * How two details lie over each other.
 *
 * @param semitones by how much the second is higher
 * @param tempo     how much faster the second is; 1 if it is as fast
 * @param agreement correlation of the two where they are laid over each other, over all heard frames of the first
 * @param texture   the same of their {@linkplain Detail#texture() quick changes}
 */
record Alignment(double semitones, double tempo, double agreement, double texture) {
    /** Of copies changed by up to two semitones or 5 % in tempo or speed the least had 0.90, of human takes the most 0.85. */
    static final double LEAST_AGREEMENT = 0.87;
    /** Of such copies the least had 0.82, of takes the most 0.64, of synthetic voices 0.67, and of espeak's 0.73. */
    static final double LEAST_TEXTURE = 0.78;
    /** Beyond these tempos nothing is looked for. */
    private static final double MOST_TEMPO = 1.5;
    private static final double LEAST_COVERED = 0.8;
    private static final int LEAST_FRAMES = 20;
    private static final int MOST_SHIFT = 8;
    private static final int BINS_PER_SEMITONE = 2;
    /** Below this after the coarse search the fine one is not worth it. */
    private static final double PROMISING = 0.5;

    private static final Alignment NONE = new Alignment(0, 1, 0, 0);

    /** Whether the two are one recording. */
    boolean proves() {
        return agreement >= LEAST_AGREEMENT && texture >= LEAST_TEXTURE;
    }

    /** The best alignment of two details, 0 if they cannot be one recording. */
    static Alignment of(Detail first, Detail second) {
        double scale = second.deviation() / first.deviation();
        if (!(scale < MOST_TEMPO && scale > 1 / MOST_TEMPO) || first.heard().cardinality() < LEAST_FRAMES) {
            return NONE;
        }
        return new Search(first, second).best(scale);
    }

    /** Looks for the shift of frequency, the shift of time and the scale of time at which two details agree best. */
    private static final class Search {
        private final Detail first;
        private final Detail second;
        /** Bins up, frames later, frames of the second for one of the first. */
        private double[] at;
        private double best = -1;

        Search(Detail first, Detail second) {
            this.first = first;
            this.second = second;
        }

        Alignment best(double scale) {
            for (int shift = -MOST_SHIFT; shift <= MOST_SHIFT; shift++) {
                for (int later = -4; later <= 4; later += 2) {
                    attempt(new double[] {shift, later, scale}, 2);
                }
            }
            if (best < PROMISING) {
                return NONE;
            }
            best = -1;
            attempt(at, 1);
            for (double[] steps = {1, 1, 0.01}; steps[0] > 0.1; steps = new double[] {steps[0] / 2, steps[1] / 2, steps[2] / 2}) {
                climb(steps);
            }
            double texture = best < LEAST_AGREEMENT ? 0 : new Search(first.texture(), second.texture())
                    .agreement(at, 1, LEAST_COVERED);
            return new Alignment(at[0] / BINS_PER_SEMITONE, 1 / at[2], best, texture);
        }

        private void climb(double[] steps) {
            for (boolean better = true; better;) {
                better = false;
                for (int i = 0; i < steps.length; i++) {
                    for (int sign = -1; sign <= 1; sign += 2) {
                        double[] tried = at.clone();
                        tried[i] += sign * steps[i];
                        better |= attempt(tried, 1);
                    }
                }
            }
        }

        private boolean attempt(double[] tried, int step) {
            double agreement = agreement(tried, step, LEAST_COVERED);
            if (agreement > best) {
                best = agreement;
                at = tried;
                return true;
            }
            return false;
        }

        /** Correlation over the heard frames; -1 if fewer than a share of them have a counterpart. */
        private double agreement(double[] at, int step, double leastCovered) {
            int shift = (int) Math.floor(at[0]);
            float up = (float) (at[0] - shift);
            int lowest = Math.max(0, -shift);
            int highest = Math.min(LogSpectrogram.BINS, LogSpectrogram.BINS - shift - 1);
            double[] sums = new double[5];
            int frames = 0;
            int covered = 0;
            for (int n = first.heard().nextSetBit(0); n >= 0; n = first.heard().nextSetBit(n + step)) {
                frames++;
                double other = second.center() + at[1] + at[2] * (n - first.center());
                int below = (int) Math.floor(other);
                if (below >= 0 && below + 1 < second.steps().length) {
                    covered++;
                    add(sums, first.steps()[n], second.steps()[below], second.steps()[below + 1], (float) (other - below),
                            lowest, highest, shift, up);
                }
            }
            if (covered == 0 || covered < leastCovered * frames) {
                return -1;
            }
            double count = covered * (double) (highest - lowest);
            double covariance = sums[0] - sums[1] * sums[2] / count;
            double variances = (sums[3] - sums[1] * sums[1] / count) * (sums[4] - sums[2] * sums[2] / count);
            return variances <= 0 ? 0 : covariance / Math.sqrt(variances);
        }

        private static void add(double[] sums, byte[] a, byte[] b, byte[] next, float later, int lowest, int highest,
                                int shift, float up) {
            float product = 0;
            float sumOfA = 0;
            float sumOfB = 0;
            float squaresOfA = 0;
            float squaresOfB = 0;
            for (int bin = lowest; bin < highest; bin++) {
                int k = bin + shift;
                float low = b[k] + later * (next[k] - b[k]);
                float high = b[k + 1] + later * (next[k + 1] - b[k + 1]);
                float y = low + up * (high - low);
                float x = a[bin];
                product += x * y;
                sumOfA += x;
                sumOfB += y;
                squaresOfA += x * x;
                squaresOfB += y * y;
            }
            sums[0] += product;
            sums[1] += sumOfA;
            sums[2] += sumOfB;
            sums[3] += squaresOfA;
            sums[4] += squaresOfB;
        }
    }
}
