package serlab.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.encoder.Precision;
import serlab.part.Catalog;

/** The extractors that experiment files can name. */
final class FeatureTypes {
    /** Raised whenever equal settings begin to give other numbers. */
    static final int VERSION = 1;

    static final Catalog<FeatureSpec> ALL = new Catalog<>(FeatureSpec.class, "feature type", List.of(
            LogMelSpec.class,
            MfccSpec.class,
            MelSpectrogramSpec.class,
            ZeroCrossingRateSpec.class,
            RmsSpec.class,
            SpectralCentroidSpec.class,
            SpectralBandwidthSpec.class,
            SpectralRolloffSpec.class,
            SpectralFlatnessSpec.class,
            SpectralContrastSpec.class,
            ChromaSpec.class,
            FundamentalFrequencySpec.class,
            DeltaSpec.class,
            StackSpec.class,
            FlattenSpec.class,
            StatisticsSpec.class,
            NormalizeSpec.class,
            WindowSpec.class,
            EncoderSpec.class,
            OnnxSpec.class,
            EgemapsSpec.class,
            VoiceDescriptorSpec.class,
            ImageSpec.class,
            TableSpec.class));

    private FeatureTypes() {
    }

    /**
     * Complete settings of any version as settings of this one: what was not known before, {@code undefined} and
     * {@code precision}, is as it was then.
     */
    static Map<String, Object> recorded(Map<String, ?> settings) {
        Map<String, Object> now = new LinkedHashMap<>(settings);
        now.computeIfPresent("of", (key, of) -> of instanceof List<?> list ? list.stream().map(FeatureTypes::recordedOf).toList()
                : recordedOf(of));
        if (ALL.names(PartialFeature.class).contains(settings.get("type"))) {
            now.putIfAbsent("undefined", Settings.word(Undefined.FILLED));
        }
        if ("encoder".equals(settings.get("type"))) {
            now.putIfAbsent("precision", Settings.word(Precision.FLOAT32));
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

    /** The names of features that stand behind each other; those that several have get {@code _c0}, {@code _c1}… for the feature. */
    static List<String> names(List<FeatureSpec> parts, Function<FeatureSpec, List<String>> ofPart) {
        List<List<String>> own = parts.stream().map(ofPart).toList();
        Map<String, Long> counted = own.stream().flatMap(names -> names.stream().distinct())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        return IntStream.range(0, own.size()).boxed().flatMap(part -> own.get(part).stream()
                .map(name -> counted.get(name) > 1 ? name + "_c" + part : name)).toList();
    }

    /** A name for each frame of each band, all frames of the first band, then of the next. */
    static List<String> perFrame(List<String> bands, int frames, IntFunction<String> suffix) {
        return bands.stream().flatMap(band -> IntStream.range(0, frames).mapToObj(frame -> band + suffix.apply(frame))).toList();
    }

    /** Refuses a combination of something that has no columns in time. */
    static void requireSequence(String type, FeatureSpec of) {
        if (!of.isSequence()) {
            throw new InvalidInputException(type + " of " + of.type() + ": expected a feature with frames in time, such as "
                    + "mfcc");
        }
    }
}
