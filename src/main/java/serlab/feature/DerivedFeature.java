package serlab.feature;

/** A feature computed frame by frame of another one, with as many bands, channels and frames. */
sealed interface DerivedFeature extends FeatureSpec permits DeltaSpec, NormaliseSpec {
    /** The other one, a sequence. */
    FeatureSpec of();

    @Override
    default int bands() {
        return of().bands();
    }

    @Override
    default int channels() {
        return of().channels();
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
