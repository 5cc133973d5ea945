package serlab.model.head;

import java.util.List;

/**
 * A way of learning heads of some rows, with a grid of settings to choose from. For one thread; may keep what several
 * settings have in common.
 */
public interface HeadLearner extends AutoCloseable {
    /** The settings as people write them, the one that bends least to the rows first; at least one. */
    List<String> choices();

    /**
     * Scores of rows that were held out.
     *
     * @param training rows to learn of, ascending
     * @param heldOut  rows to score
     * @return {@code double[choices][heldOut][classes]}
     */
    double[][][] heldOut(int[] training, int[] heldOut);

    /** Learns of all rows with one of the settings. */
    Head learn(int choice);

    /** Frees its memory. */
    @Override
    default void close() {
    }
}
