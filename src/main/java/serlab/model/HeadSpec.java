package serlab.model;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.model.head.Head;
import serlab.model.head.HeadLearner;
import serlab.model.head.Numbers;
import serlab.model.head.Rows;

/**
 * The settings of a head: a model of one row of numbers per clip, learned at once instead of in epochs. Where a setting is a
 * list, one of its values is chosen by cross-validation over the speakers of the training clips.
 */
public interface HeadSpec extends ModelSpec {
    /** Most groups of speakers that are held out in turn. */
    int innerFolds();

    /** Learns of rows; {@code seed} decides whatever is left to chance. */
    HeadLearner learner(Rows rows, long seed);

    /**
     * Reads what {@link Head#numbers()} gave.
     *
     * @throws IllegalArgumentException if that was no head of this kind and shape
     */
    Head read(Map<String, Numbers> numbers, int inputs, int classes);

    @Override
    default void check(FeatureSpec features, int classes) {
        if (features.isSequence()) {
            throw new InvalidInputException("model " + type() + " takes one row of numbers per clip, and features of type "
                    + features.type() + " have " + features.frames() + " moments of time; take what sums them up, such as "
                    + "--set features.type=statistics");
        }
    }

    @Override
    default Classifier untrained(InputShape shape, BuildSettings build) {
        return ModelHead.untrained(shape);
    }

    @Override
    default String file() {
        return ModelHead.FILE;
    }

    @Override
    default Classifier archived(InputShape shape, byte[] file, BundleLimits limits) throws IOException {
        return ModelHead.archived(this, shape, file, limits);
    }

    /** The names of the heads. */
    static List<String> types() {
        return ModelSpec.catalog().names(HeadSpec.class);
    }
}
