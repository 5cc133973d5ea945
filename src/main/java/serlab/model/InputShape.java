package serlab.model;

/**
 * What a network takes and gives: {@code [n, 1, bands, frames]} to {@code [n, classes]}.
 *
 * @param bands   rows of the feature matrix
 * @param frames  its columns
 * @param classes number of emotions, at least 2
 */
public record InputShape(int bands, int frames, int classes) {
    public InputShape {
        if (bands < 1 || frames < 1) {
            throw new IllegalArgumentException("feature of " + bands + " x " + frames + " is empty");
        }
        if (classes < 2) {
            throw new IllegalArgumentException(classes + " classes; at least 2 are needed");
        }
    }
}
