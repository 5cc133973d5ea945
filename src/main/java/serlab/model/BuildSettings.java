package serlab.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How a network is built, apart from its architecture.
 *
 * @param seed        seed of the initial weights
 * @param updater     optimizer with its first learning rate
 * @param weightDecay decoupled weight decay of kernels and dense weights, 0 for none (Loshchilov and Hutter 2019)
 * @param layers      fast layers or Deeplearning4j's own
 * @param type        type of all numbers; FAST layers need FLOAT
 */
public record BuildSettings(long seed, IUpdater updater, double weightDecay, LayerSet layers, DataType type) {
    private static final long INSTEAD_OF_ZERO = 0x5EED;

    /** Float numbers and the fast layers. */
    public static BuildSettings fast(long seed, IUpdater updater, double weightDecay) {
        return new BuildSettings(seed, updater, weightDecay, LayerSet.FAST, DataType.FLOAT);
    }

    /** The seed as ND4J's generator gets it: that takes 0 for "no seed" and draws from the clock. */
    public static long nativeSeed(long seed) {
        return seed == 0 ? INSTEAD_OF_ZERO : seed;
    }
}
