package serlab.feature;

/** What becomes of the positions of a clip. */
public enum EncoderPool {
    /** Mean, then standard deviation (population) over time: one column. */
    MEAN_DEVIATION,
    /** Mean over time: one column. */
    MEAN,
    /** Standard deviation (population) over time: one column. */
    DEVIATION,
    /** All positions as columns, 50 per second. */
    FRAMES;

    /** Numbers per band of the layers. */
    int statistics() {
        return this == MEAN_DEVIATION ? 2 : 1;
    }

    boolean mean() {
        return this == MEAN_DEVIATION || this == MEAN;
    }

    boolean deviation() {
        return this == MEAN_DEVIATION || this == DEVIATION;
    }
}
