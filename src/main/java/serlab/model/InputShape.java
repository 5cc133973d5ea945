package serlab.model;

import serlab.feature.FeatureSpec;

/**
 * What a network takes and gives: {@code [n, 1, bands, frames]} to {@code [n, classes]}.
 *
 * @param channels pictures of equal size that the rows hold one above the other, such as red, green and blue
 * @param bands    rows of the feature matrix, those of all channels
 * @param frames   its columns
 * @param classes  number of emotions, at least 2
 * @param layers   outputs of equal size, one behind the other in the rows, of the layers of an encoder; 1 for none
 */
public record InputShape(int channels, int bands, int frames, int classes, int layers) {
    public InputShape {
        if (bands < 1 || frames < 1) {
            throw new IllegalArgumentException("feature of " + bands + " x " + frames + " is empty");
        }
        if (channels < 1 || bands % channels != 0) {
            throw new IllegalArgumentException("the " + bands + " rows of a feature do not hold " + channels
                    + " pictures of equal size");
        }
        if (layers < 1 || bands % layers != 0) {
            throw new IllegalArgumentException("the " + bands + " rows of a feature do not hold outputs of " + layers
                    + " layers of equal size");
        }
        if (classes < 2) {
            throw new IllegalArgumentException(classes + " classes; at least 2 are needed");
        }
    }

    /** Not of an encoder. */
    public InputShape(int channels, int bands, int frames, int classes) {
        this(channels, bands, frames, classes, 1);
    }

    /** One channel. */
    public InputShape(int bands, int frames, int classes) {
        this(1, bands, frames, classes);
    }

    /** What a network for a feature takes. */
    public static InputShape of(FeatureSpec features, int classes) {
        return new InputShape(features.channels(), features.bands(), features.frames(), classes, features.encoderLayers());
    }

    /** Rows of one channel. */
    int rows() {
        return bands / channels;
    }
}
