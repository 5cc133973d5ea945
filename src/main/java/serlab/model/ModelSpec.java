package serlab.model;

import java.io.IOException;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.FeatureSpec;
import serlab.part.Catalog;
import serlab.part.Configured;

/** The settings of a model. */
public interface ModelSpec extends Configured {
    /**
     * Tries out whether it can take features, before anything is computed.
     *
     * @throws InvalidInputException if it cannot
     */
    void check(FeatureSpec features, int classes);

    /** Whether features are standardized before it gets them; else it takes them as they are. */
    default boolean standardizes() {
        return true;
    }

    /** What answers before anything has been learned. */
    Classifier untrained(InputShape shape, BuildSettings build);

    /** The file of a bundle that holds what was learned. */
    String file();

    /**
     * What {@link Classifier#archive()} wrote.
     *
     * @throws IOException              if it is no such file, or holds more than one
     * @throws IllegalArgumentException if its numbers are not those of a model with these settings and shape
     */
    Classifier archived(InputShape shape, byte[] file, BundleLimits limits) throws IOException;

    /** The models by name. */
    static Catalog<ModelSpec> catalog() {
        return ModelTypes.ALL;
    }

    /**
     * Reads the {@code model} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    static ModelSpec of(Map<String, ?> section) {
        Settings settings = new Settings("model", section);
        if (CustomNetwork.TYPE.equals(settings.raw("type"))) {
            throw CustomNetwork.unknown(settings.raw("name"));
        }
        return catalog().read(settings);
    }
}
