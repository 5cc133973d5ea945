package serlab.feature;

import java.util.List;
import java.util.Optional;
import serlab.feature.dsp.FrameGrid;

/** A feature that several features of the same moments are put together to. */
interface CombinedFeature extends FeatureSpec {
    /** The features, at least one. */
    List<FeatureSpec> of();

    @Override
    default Optional<String> cutting(double seconds) {
        return of().stream().flatMap(one -> one.cutting(seconds).stream()).findFirst();
    }

    @Override
    default FrameGrid grid() {
        return of().get(0).grid();
    }

    @Override
    default boolean mayLackValues() {
        return of().stream().anyMatch(FeatureSpec::mayLackValues);
    }
}
