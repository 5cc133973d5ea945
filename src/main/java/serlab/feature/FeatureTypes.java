package serlab.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;

/** The extractors that experiment files can name. */
final class FeatureTypes {
    /** Raised whenever equal settings begin to give other numbers. */
    static final int VERSION = 1;

    private static final List<Type> TYPES = List.of(
            new Type(LogMelSpec.TYPE, LogMelSpec::read),
            new Type(MfccSpec.TYPE, MfccSpec::read),
            new Type(MelSpectrogramSpec.TYPE, MelSpectrogramSpec::read),
            new Type(ZeroCrossingRateSpec.TYPE, ZeroCrossingRateSpec::read),
            new Type(RmsSpec.TYPE, RmsSpec::read),
            new Type(SpectralCentroidSpec.TYPE, SpectralCentroidSpec::read),
            new Type(SpectralBandwidthSpec.TYPE, SpectralBandwidthSpec::read),
            new Type(SpectralRolloffSpec.TYPE, SpectralRolloffSpec::read),
            new Type(SpectralFlatnessSpec.TYPE, SpectralFlatnessSpec::read),
            new Type(SpectralContrastSpec.TYPE, SpectralContrastSpec::read),
            new Type(ChromaSpec.TYPE, ChromaSpec::read),
            new Type(FundamentalFrequencySpec.TYPE, FundamentalFrequencySpec::read),
            new Type(DeltaSpec.TYPE, DeltaSpec::read),
            new Type(StackSpec.TYPE, StackSpec::read),
            new Type(FlattenSpec.TYPE, FlattenSpec::read),
            new Type(StatisticsSpec.TYPE, StatisticsSpec::read),
            new Type(NormalizeSpec.TYPE, NormalizeSpec::read),
            new Type(WindowSpec.TYPE, WindowSpec::read),
            new Type(EncoderSpec.TYPE, EncoderSpec::read),
            new Type(ImageSpec.TYPE, ImageSpec::read),
            new Type(TableSpec.TYPE, TableSpec::read));

    /** Types that are not defined in every frame. */
    private static final Set<String> PARTIAL = Set.of(SpectralCentroidSpec.TYPE, SpectralBandwidthSpec.TYPE,
            SpectralRolloffSpec.TYPE, SpectralFlatnessSpec.TYPE, SpectralContrastSpec.TYPE, ChromaSpec.TYPE,
            FundamentalFrequencySpec.TYPE);

    private FeatureTypes() {
    }

    private record Type(String name, Function<Settings, FeatureSpec> reader) {
    }

    static List<String> names() {
        return TYPES.stream().map(Type::name).toList();
    }

    static FeatureSpec read(Settings settings) {
        if (!settings.has("type")) {
            throw new InvalidInputException(settings.path("type") + " is missing; known: " + String.join(", ", names()));
        }
        String name = settings.text("type");
        if (name.equals(CustomFeature.TYPE)) {
            throw CustomFeature.unknown(settings.raw("name"));
        }
        Type type = TYPES.stream().filter(known -> known.name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException(NearestName.suggest("feature type", name, names())));
        FeatureSpec spec = type.reader().apply(settings);
        settings.done();
        return spec;
    }

    /** Complete settings of any version as settings of this one: before {@code undefined} was known, it was filled. */
    static Map<String, Object> recorded(Map<String, ?> settings) {
        Map<String, Object> now = new LinkedHashMap<>(settings);
        now.computeIfPresent("of", (key, of) -> of instanceof List<?> list ? list.stream().map(FeatureTypes::recordedOf).toList()
                : recordedOf(of));
        if (PARTIAL.contains(settings.get("type"))) {
            now.putIfAbsent(Undefined.KEY, Settings.word(Undefined.FILLED));
        }
        return now;
    }

    private static Object recordedOf(Object of) {
        if (!(of instanceof Map<?, ?> settings)) {
            return of;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        settings.forEach((key, value) -> named.put(String.valueOf(key), value));
        return recorded(named);
    }

    /** The feature under {@code of}, or a default where there is none. */
    static FeatureSpec readOf(Settings settings, FeatureSpec otherwise) {
        return settings.has("of") ? read(settings.typed("of")) : otherwise;
    }

    /** The features under {@code of}, or defaults where there is none. */
    static List<FeatureSpec> readList(Settings settings, List<FeatureSpec> otherwise) {
        return settings.has("of") ? settings.typedList("of").stream().map(FeatureTypes::read).toList() : otherwise;
    }

    /** The units of features that stand behind each other: numbers of their own for each. */
    static int[] units(List<FeatureSpec> parts, Function<FeatureSpec, int[]> ofPart) {
        List<Integer> all = new ArrayList<>();
        int next = 0;
        for (FeatureSpec part : parts) {
            int first = next;
            for (int unit : ofPart.apply(part)) {
                all.add(first + unit);
                next = Math.max(next, first + unit + 1);
            }
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Refuses a combination of something that has no columns in time. */
    static void requireSequence(String type, FeatureSpec of) {
        if (!of.isSequence()) {
            throw new InvalidInputException(type + " of " + of.type() + ": expected a feature with frames in time, such as "
                    + MfccSpec.TYPE);
        }
    }
}
