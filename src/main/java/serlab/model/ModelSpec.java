package serlab.model;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.feature.FeatureSpec;

/** The settings of a model. */
public interface ModelSpec {
    /** The name in experiment files. */
    String type();

    /** Every setting with its value, as an experiment file would hold them. */
    Map<String, Object> settings();

    /**
     * Tries out whether it can take features, before anything is computed.
     *
     * @throws InvalidInputException if it cannot
     */
    void check(FeatureSpec features, int classes);

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

    /** The known types. */
    static List<String> types() {
        return NetworkSpec.types();
    }

    /**
     * Reads the {@code model} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    static ModelSpec of(Map<String, ?> section) {
        Settings settings = new Settings("model", section);
        String type = settings.text("type");
        if (type.equals(CustomNetwork.TYPE)) {
            throw CustomNetwork.unknown(settings.raw("name"));
        }
        if (!types().contains(type)) {
            throw new InvalidInputException(NearestName.suggest("model", type, types()));
        }
        ModelSpec spec = NetworkSpec.read(type, settings);
        settings.done();
        return spec;
    }
}
