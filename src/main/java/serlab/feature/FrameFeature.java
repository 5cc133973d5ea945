package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.FrameSettings;

/** A feature with a few numbers per frame, on frames and at a length that all such features set alike. */
public sealed interface FrameFeature extends FeatureSpec permits ZeroCrossingRateSpec, RmsSpec, PartialFeature {
    /** How the recording is cut into frames. */
    FrameSettings frame();

    /** How {@link #extract} pads and trims. */
    FixedLength length();

    /** What files call the samples of a frame. */
    default String frameLengthKey() {
        return FrameSettings.FFT_SIZE;
    }

    /** The settings that other frame features lack, by name in the order in which they are shown. */
    default Map<String, Object> ownSettings() {
        return Map.of();
    }

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
    default Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", type());
        frame().write(settings, frameLengthKey());
        settings.putAll(ownSettings());
        length().write(settings);
        return Collections.unmodifiableMap(settings);
    }

    @Override
    default float[][] fit(float[][] full, int frames) {
        return length().fit(full, frames);
    }
}
