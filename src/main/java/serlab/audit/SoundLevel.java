package serlab.audit;

import serlab.audio.SilenceTrim;
import serlab.audio.Waveform;

/**
 * How loud a recording is.
 *
 * @param peak       largest absolute amplitude, 1 is full scale
 * @param clipped    whether its peaks are cut off: near full scale, {@value #RUN} samples in a row at the largest or at
 *                   the smallest amplitude
 * @param quietShare share of its duration before and after the part within {@value #QUIET_DB} dB of the loudest frame
 */
record SoundLevel(double peak, boolean clipped, double quietShare) {
    /** Of what has no waveform; nothing is wrong with it. */
    static final SoundLevel NONE = new SoundLevel(1, false, 0);
    /** Below this peak, -60 dB of full scale, there is nothing to hear. */
    static final double SILENT_PEAK = 1e-3;
    private static final double QUIET_DB = 40;
    private static final double NEAR_FULL_SCALE = 0.98;
    private static final int RUN = 3;
    private static final double STEP = 1.0 / 32768;

    static SoundLevel of(Waveform waveform) {
        float lowest = 0;
        float highest = 0;
        for (float sample : waveform.samples()) {
            lowest = Math.min(lowest, sample);
            highest = Math.max(highest, sample);
        }
        boolean clipped = highest >= NEAR_FULL_SCALE && flat(waveform.samples(), highest)
                || lowest <= -NEAR_FULL_SCALE && flat(waveform.samples(), lowest);
        double peak = Math.max(highest, -lowest);
        int kept = SilenceTrim.trim(waveform, QUIET_DB, 0).samples().length;
        double quiet = peak < SILENT_PEAK || waveform.samples().length == 0 ? 1
                : 1 - kept / (double) waveform.samples().length;
        return new SoundLevel(peak, clipped, quiet);
    }

    boolean silent() {
        return peak < SILENT_PEAK;
    }

    private static boolean flat(float[] samples, float extreme) {
        int run = 0;
        for (float sample : samples) {
            run = Math.abs(sample - extreme) < STEP ? run + 1 : 0;
            if (run == RUN) {
                return true;
            }
        }
        return false;
    }
}
