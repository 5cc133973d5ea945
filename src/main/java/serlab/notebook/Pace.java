package serlab.notebook;

import java.util.Locale;

/**
 * Pace of something that is counted.
 *
 * @param before how many were done when it began
 * @param begun  when that was, in nanoseconds
 */
record Pace(int before, long begun) {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    long nanos(long now) {
        return now - begun;
    }

    /** How many a second, and how long the rest takes at that pace: {@code , 8.3/s, 4 s left}; empty before anything is done. */
    String words(int done, int total, long now) {
        double rate = (done - before) / (nanos(now) / 1e9);
        if (done <= before || nanos(now) <= 0) {
            return "";
        }
        return String.format(Locale.ROOT, rate >= 1 ? ", %.1f/s, %s left" : ", %2$s left", rate, time((total - done) / rate));
    }

    /** {@code 12 s}, {@code 3 min}, {@code 1 h 20 min}. */
    static String time(double seconds) {
        long minutes = Math.round(seconds / MINUTE);
        return seconds < MINUTE ? Math.round(seconds) + " s" : seconds < HOUR ? minutes + " min"
                : minutes / MINUTE + " h " + minutes % MINUTE + " min";
    }
}
