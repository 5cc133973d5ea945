package serlab.model;

import serlab.model.folded.Window;
import serlab.model.layer.MapFold;

/** How a network reads its feature matrix. */
public enum Layout {
    /** One image of bands x frames, or one per channel of the feature, convolved in both directions. */
    IMAGE,
    /** One channel per band, convolved over the frames. */
    BANDS,
    /** All values as one sequence, band after band. */
    FLAT;

    Window window(int side) {
        return this == IMAGE ? Window.square(side) : Window.row(side);
    }

    /** Channels of the map that is convolved. */
    int channels(InputShape shape) {
        return switch (this) {
            case IMAGE -> shape.channels();
            case BANDS -> shape.bands();
            case FLAT -> 1;
        };
    }

    /** Rows of the map that is convolved. */
    int height(InputShape shape) {
        return this == IMAGE ? shape.rows() : 1;
    }

    /** Its columns. */
    int width(InputShape shape) {
        return this == FLAT ? shape.bands() * shape.frames() : shape.frames();
    }

    /** What makes that map of the feature, null for nothing. */
    MapFold fold(InputShape shape) {
        return this == IMAGE && shape.channels() == 1 ? null
                : new MapFold(1, shape.bands(), shape.frames(), channels(shape), height(shape));
    }
}
