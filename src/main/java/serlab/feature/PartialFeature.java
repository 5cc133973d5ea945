package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.Settings;

/** A feature that is not defined in every frame: not in silence, or not where nothing is voiced. */
public sealed interface PartialFeature extends FrameFeature permits SpectralCentroidSpec, SpectralBandwidthSpec,
        SpectralRolloffSpec, SpectralFlatnessSpec, SpectralContrastSpec, ChromaSpec, FundamentalFrequencySpec {
    /** What stands where it is not defined. */
    Undefined undefined();

    @Override
    default boolean mayLackValues() {
        return undefined() == Undefined.MISSING;
    }

    @Override
    default Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(FrameFeature.super.settings());
        settings.put(Undefined.KEY, Settings.word(undefined()));
        return Collections.unmodifiableMap(settings);
    }

    /** Added frames have no value either, unless undefined ones are filled. */
    @Override
    default float[][] fit(float[][] full, int frames) {
        return length().fit(full, frames, undefined().value(0));
    }
}
