package serlab.feature;

import java.util.Optional;
import serlab.feature.dsp.FrameGrid;

/** A feature computed frame by frame of another one, with as many bands, channels and frames. */
public interface DerivedFeature extends FeatureSpec {
    /** The other one, a sequence. */
    FeatureSpec of();

    @Override
    default boolean mayLackValues() {
        return of().mayLackValues();
    }

    /** Zeros where the clip ends, or frames without a value where values may be missing. */
    @Override
    default float[][] fit(float[][] full, int columns) {
        return Align.START.fit(full, columns, mayLackValues() ? Float.NaN : 0);
    }

    @Override
    default Optional<String> cutting(double seconds) {
        return of().cutting(seconds);
    }

    @Override
    default int[] units() {
        return of().units();
    }

    @Override
    default int bands() {
        return of().bands();
    }

    @Override
    default int channels() {
        return of().channels();
    }

    @Override
    default int encoderLayers() {
        return of().encoderLayers();
    }

    @Override
    default int frames() {
        return of().frames();
    }

    @Override
    default FrameGrid grid() {
        return of().grid();
    }
}
