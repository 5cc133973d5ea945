package serlab.feature;

import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.FrameSettings;

/** A feature with a few numbers per frame, on frames and at a length that all such features set alike. */
public interface FrameFeature extends FeatureSpec {
    /** How the recording is cut into frames. */
    FrameSettings frame();

    /** How {@link #extract} pads and trims. */
    FixedLength length();

    @Override
    default int frames() {
        return length().frames();
    }

    @Override
    default boolean isSequence() {
        return length().align().keepsTime();
    }

    @Override
    default FrameGrid grid() {
        return frame().grid();
    }

    @Override
    default float[][] fit(float[][] full, int frames) {
        return length().fit(full, frames);
    }
}
