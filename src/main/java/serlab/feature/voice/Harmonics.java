package serlab.feature.voice;

/** Levels of the harmonics of a fundamental frequency in a magnitude spectrum, dB. */
final class Harmonics {
    /** How far from its place a harmonic is looked for, in fundamental frequencies. */
    private static final double SEARCH = 0.5;
    private static final double LEAST = 1e-10;

    private final double binHz;
    private final double[] magnitudes;
    private double hz;

    /**
     * @param binHz      from one bin to the next
     * @param magnitudes of the frame at hand, whose content changes from frame to frame
     */
    Harmonics(double binHz, double[] magnitudes) {
        this.binHz = binHz;
        this.magnitudes = magnitudes;
    }

    /** Goes to a frame with this fundamental frequency. */
    void at(double fundamentalHz) {
        hz = fundamentalHz;
    }

    /** Level of the bin nearest to a harmonic that is a local maximum. */
    double binLevel(int harmonic) {
        int peak = peak(harmonic);
        return decibels(magnitudes[peak < 0 ? Math.min(magnitudes.length - 1, (int) Math.round(harmonic * hz / binHz)) : peak]);
    }

    /** Level of a harmonic, 1 is the fundamental: of the parabola through the local maximum nearest to its place. */
    double level(int harmonic) {
        int peak = peak(harmonic);
        if (peak < 0) {
            return decibels(magnitudes[Math.min(magnitudes.length - 1, (int) Math.round(harmonic * hz / binHz))]);
        }
        return interpolated(peak);
    }

    private double interpolated(int peak) {
        double left = magnitudes[peak - 1];
        double right = magnitudes[peak + 1];
        double curvature = left - 2 * magnitudes[peak] + right;
        double offset = curvature < 0 ? 0.5 * (left - right) / curvature : 0;
        return decibels(Math.abs(offset) > 1 ? magnitudes[peak] : magnitudes[peak] - 0.25 * (left - right) * offset);
    }

    /** The local maximum nearest to the place of a harmonic, -1 if none is within reach. */
    private int peak(int harmonic) {
        double center = harmonic * hz / binHz;
        int nearest = (int) Math.round(center);
        double reach = SEARCH * hz / binHz;
        for (int away = 0; away <= reach; away++) {
            boolean below = isPeak(nearest - away) && center - (nearest - away) <= reach;
            boolean above = isPeak(nearest + away) && nearest + away - center <= reach;
            if (below || above) {
                return below && (!above || center < nearest) ? nearest - away : nearest + away;
            }
        }
        return -1;
    }

    private boolean isPeak(int bin) {
        return bin > 0 && bin < magnitudes.length - 1 && magnitudes[bin] >= magnitudes[bin - 1]
                && magnitudes[bin] > magnitudes[bin + 1];
    }

    /**
     * Level of the strongest harmonic within a fifth of a frequency; NaN if none lies there.
     *
     * @param first the lowest harmonic that counts, 1 for the fundamental
     */
    double strongestNear(double formantHz, int first) {
        double strongest = Double.NaN;
        for (int harmonic = Math.max(first, (int) Math.ceil(0.8 * formantHz / hz)); harmonic * hz <= 1.2 * formantHz; harmonic++) {
            double level = level(harmonic);
            strongest = level > strongest || Double.isNaN(strongest) ? level : strongest;
        }
        return strongest;
    }

    private static double decibels(double magnitude) {
        return 20 * Math.log10(Math.max(magnitude, LEAST));
    }
}
