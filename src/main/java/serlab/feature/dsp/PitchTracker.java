package serlab.feature.dsp;

/** An estimator of the fundamental frequency of frames, one after the other. For one thread. */
public interface PitchTracker {
    /**
     * A frame's fundamental frequency.
     *
     * @param signal the whole recording, zero beyond its ends
     * @param index  number of the frame
     */
    Estimate estimate(float[] signal, int index);

    /**
     * What is found in a frame.
     *
     * @param hz          estimate, whether voiced or not
     * @param voiced      whether the frame is periodic enough
     * @param periodicity how periodic it is, 0 to 1; 0 for silence
     */
    record Estimate(double hz, boolean voiced, double periodicity) {
        static final Estimate NONE = new Estimate(Double.NaN, false, 0);
    }
}
