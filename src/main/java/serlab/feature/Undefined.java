package serlab.feature;

/** What a frame holds for which a feature is not defined, such as the pitch of a frame in which nothing is voiced. */
public enum Undefined {
    /**
     * No value, {@link Float#NaN}: statistics, deltas and scalers leave the frame out, tables leave the cell empty, and a
     * network is given the mean of the training clips. Padding has no value either.
     */
    MISSING,
    /** A number that stands for none, as librosa has it: 0, and 1 for the flatness of silence. It is counted like any other. */
    FILLED;

    /** What stands in such a frame, where librosa has {@code filler}. */
    float value(double filler) {
        return this == MISSING ? Float.NaN : (float) filler;
    }
}
