package serlab.feature;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import serlab.InvalidInputException;
import serlab.NearestName;

/** The extractors that experiment files can name. */
final class FeatureTypes {
    /** Raised whenever equal settings begin to give other numbers. */
    static final int VERSION = 1;

    private static final List<Type> TYPES = List.of(
            new Type(LogMelSpec.defaults(), LogMelSpec::read),
            new Type(MfccSpec.defaults(), MfccSpec::read));

    private FeatureTypes() {
    }

    private record Type(FeatureSpec defaults, Function<SettingsReader, FeatureSpec> reader) {
    }

    static List<String> names() {
        return TYPES.stream().map(type -> type.defaults().type()).toList();
    }

    static FeatureSpec read(Map<String, ?> settings) {
        Object name = settings.get("type");
        if (name == null) {
            throw new InvalidInputException("features: the type is missing; known: " + String.join(", ", names()));
        }
        Type type = TYPES.stream().filter(known -> known.defaults().type().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        NearestName.suggest("feature type", name.toString(), names())));
        return type.reader().apply(new SettingsReader("features", settings, type.defaults().settings()));
    }
}
