package serlab.feature;

import serlab.InvalidInputException;
import serlab.feature.dsp.FrameGrid;

/** A feature that somebody made before: it is read rather than computed of a recording, and says nothing of time. */
public interface PreparedFeature extends FeatureSpec {
    @Override
    default boolean ofRecordings() {
        return false;
    }

    /** It does not tell which moments its columns stand for, so nothing can be combined with it. */
    @Override
    default boolean isSequence() {
        return false;
    }

    @Override
    default FrameGrid grid() {
        throw new InvalidInputException("features of type " + type() + " have no frames in time and cannot be combined; use "
                + "them alone");
    }

    /** It has its length already. */
    @Override
    default float[][] fit(float[][] full, int frames) {
        return full;
    }
}
