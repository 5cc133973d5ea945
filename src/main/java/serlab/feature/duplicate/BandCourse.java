package serlab.feature.duplicate;

/**
 * The course of eight band levels over the time in which a recording sounds, whatever its length: equal for a recording
 * played faster or slower, and nearly so for one of another pitch. A unit vector of the cosine transforms of the courses,
 * slow movements first.
 *
 * @param values of length {@value #LENGTH}, all 0 if there is no sound; shared, nobody writes to it
 */
record BandCourse(float[] values) {
    /** The least product of two contours of one recording. Of 300 copies changed by up to two semitones one fell below. */
    static final double LEAST_PRODUCT = 0.8;
    static final int LENGTH = 312;
    /** Of what has no sound. */
    static final BandCourse NONE = new BandCourse(new float[LENGTH]);
    private static final int TIMES = 40;
    private static final int BANDS = 8;
    /** Deviations before and after the center that are looked at. */
    private static final double REACH = 2;
    private static final double FLOOR_DB = 50;
    /** So many values hold most of a contour. */
    private static final int HEAD = 64;

    static BandCourse of(LogSpectrogram spectrogram) {
        double[][] courses = courses(spectrogram);
        float[] values = new float[LENGTH];
        double norm = 0;
        for (int k = 1; k < TIMES; k++) {
            for (int band = 0; band < BANDS; band++) {
                double sum = 0;
                for (int t = 0; t < TIMES; t++) {
                    sum += courses[band][t] * Math.cos(Math.PI * k * (t + 0.5) / TIMES);
                }
                values[(k - 1) * BANDS + band] = (float) sum;
                norm += sum * sum;
            }
        }
        for (int i = 0; i < LENGTH; i++) {
            values[i] = norm == 0 ? 0 : (float) (values[i] / Math.sqrt(norm));
        }
        return new BandCourse(values);
    }

    /** Band levels at evenly spaced times, {@code double[BANDS][TIMES]}. */
    private static double[][] courses(LogSpectrogram spectrogram) {
        float[][] levels = spectrogram.levels();
        double floor = spectrogram.loudest() - FLOOR_DB;
        double[][] bands = new double[levels.length][BANDS];
        for (int frame = 0; frame < levels.length; frame++) {
            for (int bin = 0; bin < LogSpectrogram.BINS; bin++) {
                bands[frame][bin * BANDS / LogSpectrogram.BINS] += Math.exp(levels[frame][bin] * Math.log(10) / 10);
            }
            for (int band = 0; band < BANDS; band++) {
                bands[frame][band] = Math.max(floor, 10 * Math.log10(bands[frame][band]));
            }
        }
        double[][] courses = new double[BANDS][TIMES];
        for (int t = 0; t < TIMES; t++) {
            double at = spectrogram.center() + spectrogram.deviation() * REACH * (2.0 * t / (TIMES - 1) - 1);
            at = Math.max(0, Math.min(levels.length - 1, at));
            int below = (int) at;
            int above = Math.min(levels.length - 1, below + 1);
            for (int band = 0; band < BANDS; band++) {
                courses[band][t] = bands[below][band] + (at - below) * (bands[above][band] - bands[below][band]);
            }
        }
        return courses;
    }

    /** Length of what follows the first {@value #HEAD} values. */
    double tail() {
        return Math.sqrt(Math.max(0, squares(HEAD, LENGTH)));
    }

    private double squares(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** The product of two contours, -1 to 1; 0 where it cannot reach the least, by the lengths of their tails. */
    static double product(BandCourse a, double tailOfA, BandCourse b, double tailOfB) {
        double head = dot(a.values, b.values, 0, HEAD);
        return head + tailOfA * tailOfB < LEAST_PRODUCT ? 0 : head + dot(a.values, b.values, HEAD, LENGTH);
    }

    private static float dot(float[] a, float[] b, int from, int to) {
        float sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
