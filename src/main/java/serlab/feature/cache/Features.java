package serlab.feature.cache;

import java.util.List;
import java.util.stream.Stream;
import serlab.corpus.Clip;
import serlab.feature.FeatureSpec;

/**
 * The features of a corpus.
 *
 * @param spec    what they are
 * @param items   the clips that could be read, in the corpus's order
 * @param skipped the others, in the corpus's order
 * @param cut     one line for each clip that is too long to be taken at once, in the order of their locations
 */
public record Features(FeatureSpec spec, List<Item> items, List<Skipped> skipped, List<String> cut) {
    public Features {
        items = List.copyOf(items);
        skipped = List.copyOf(skipped);
        cut = List.copyOf(cut);
    }

    /**
     * A clip and its feature.
     *
     * @param feature {@code float[bands][frames]}; shared, nobody writes to it
     */
    public record Item(Clip clip, float[][] feature) {
    }

    /**
     * A clip that could not be used.
     *
     * @param reason one line that names its location
     */
    public record Skipped(Clip clip, String reason) {
    }

    /** The clips that could be read, in the corpus's order. */
    public List<Clip> clips() {
        return items.stream().map(Item::clip).toList();
    }

    /** The features, in the order of {@link #clips()}. */
    public Stream<float[][]> matrices() {
        return items.stream().map(Item::feature);
    }
}
