package serlab.feature.dsp;

import be.tarsos.dsp.pitch.McLeodPitchMethod;

/**
 * The pitch trackers by name, written in lower case with dashes in experiment files. Those of TarsosDSP sum up every lag of
 * a frame one by one: where {@link #YIN} takes a second, {@link #TARSOS_YIN} takes about 20 and {@link #MPM} 40.
 */
public enum PitchMethod {
    /**
     * YIN as librosa has it. Periodicity: 1 minus the cumulative mean normalized difference at the period chosen, or at the
     * deepest trough of an unvoiced frame; looks for periods from {@code fMinHz} to {@code fMaxHz} alone.
     *
     * <p>Source: A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music", JASA 111,
     * 2002; on voiced frames the frequency is that of {@code librosa.yin} 0.11.
     */
    YIN {
        @Override
        public int longestPeriod(int frameLength) {
            return frameLength - 1;
        }

        @Override
        public PitchTracker create(FrameSettings frame, double fMinHz, double fMaxHz, double threshold) {
            return new Yin(frame, fMinHz, fMaxHz, threshold);
        }
    },
    /**
     * YIN of TarsosDSP ({@link be.tarsos.dsp.pitch.Yin}, after aubio), in single precision. Differs from {@link #YIN}:
     * compares the two halves of a frame, so that a glide is heard a quarter of a frame early and periods are shorter than
     * half a frame; its periodicity does not fall with the period, so that more frames are voiced at the same
     * {@code threshold}; takes the first trough from two samples on, so that a frame whose first trough is a period above
     * {@code fMaxHz} is unvoiced; an unvoiced frame has periodicity 0.
     *
     * <p>Its fast relative {@code FastYin} is not used: rounding lifts its periodicity of an exactly periodic sound above
     * 1, and it calls such a frame unvoiced (70 Hz at 22050 Hz, a period of 315 samples).
     */
    TARSOS_YIN {
        @Override
        public int longestPeriod(int frameLength) {
            return frameLength / 2 - 1;
        }

        @Override
        public PitchTracker create(FrameSettings frame, double fMinHz, double fMaxHz, double threshold) {
            var yin = new be.tarsos.dsp.pitch.Yin(frame.sampleRate(), frame.frameLength(), threshold);
            return new TarsosPitch(frame, fMinHz, fMaxHz, threshold, 1, yin::getPitch);
        }
    },
    /**
     * McLeod pitch method of TarsosDSP ({@link McLeodPitchMethod}). Periodicity: the highest peak of the normalized square
     * difference, its "clarity"; the period is that of the first peak of at least 0.9 of it. A frame whose period lies
     * outside of {@code fMinHz} to {@code fMaxHz} has periodicity 0: the clarity of white noise reaches 1, at lags at which
     * few samples are left. (With the library's own 0.97 instead of 0.9 these lags win in a quarter of the frames of a
     * sawtooth with noise 10 dB below it.)
     *
     * <p>TarsosDSP's class finds nothing below 80 Hz whatever it is asked, and its result is not a number where a lag has
     * only zeros: it is told a sampling rate at which {@code fMinHz} is above 80 Hz, and zeros at the ends of a frame are
     * cut.
     *
     * <p>Source: P. McLeod and G. Wyvill, "A smarter way to find pitch", ICMC 2005.
     */
    MPM {
        @Override
        public int longestPeriod(int frameLength) {
            return frameLength - 1;
        }

        @Override
        public PitchTracker create(FrameSettings frame, double fMinHz, double fMaxHz, double threshold) {
            double scale = MPM_LOWEST_HZ / fMinHz;
            float rate = (float) (frame.sampleRate() * scale);
            return new TarsosPitch(frame, fMinHz, fMaxHz, threshold, scale, samples -> {
                float[] sound = TarsosPitch.withoutZeroEnds(samples);
                return new McLeodPitchMethod(rate, sound.length, MPM_CUTOFF).getPitch(sound);
            });
        }
    };

    private static final double MPM_LOWEST_HZ = 81;
    private static final double MPM_CUTOFF = 0.9;

    /** The longest period, in samples, that is found in a frame. */
    public abstract int longestPeriod(int frameLength);

    /** A tracker with the settings of the extractor {@code f0}. */
    public abstract PitchTracker create(FrameSettings frame, double fMinHz, double fMaxHz, double threshold);
}
