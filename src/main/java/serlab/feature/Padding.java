package serlab.feature;

/** What the frames that a short clip does not reach are filled with. */
public enum Padding {
    /**
     * Zeros; source: {@code numpy.pad} in the published systems. They count as values of the feature when a scaler is
     * fitted, as there. A feature that may lack values is padded with frames that lack them.
     */
    ZERO,
    /** The clip's first frame before it and its last frame behind it: after trimming, its own background. */
    EDGE
}
