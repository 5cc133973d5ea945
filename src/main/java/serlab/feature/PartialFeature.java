package serlab.feature;

/** A feature that is not defined in every frame: not in silence, or not where nothing is voiced. */
public interface PartialFeature extends FrameFeature {
    /** What stands where it is not defined. */
    Undefined undefined();

    @Override
    default boolean mayLackValues() {
        return undefined() == Undefined.MISSING;
    }

    /** Added frames have no value either, unless undefined ones are filled. */
    @Override
    default float[][] fit(float[][] full, int frames) {
        return length().fit(full, frames, undefined().value(0));
    }
}
