package serlab.notebook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.experiment.ExperimentFile;
import serlab.feature.FeatureSpec;

/** A feature in words: {@code MFCC, 20 coefficients}, {@code change of MFCC, 20 coefficients}. */
final class FeatureTitle {
    private static final int USUAL_HOP = 512;
    private static final String OF = "of";
    private static final String BANDS = "bands";
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("log-mel", "log-mel spectrogram"), Map.entry("mfcc", "MFCC"),
            Map.entry("zcr", "zero-crossing rate"), Map.entry("rms", "RMS level"), Map.entry("f0", "pitch"), Map.entry("egemaps", "eGeMAPS"),
            Map.entry("onnx", "outputs of an ONNX file"), Map.entry("statistics", "statistics"), Map.entry("chroma", "chroma"));
    private static final List<String> NUMBERS = List.of(BANDS, "coefficients");

    private FeatureTitle() {
    }

    /** Its name with the numbers that shape it; a hop length where it is another than usual. */
    static String of(FeatureSpec spec) {
        String title = of(spec.settings());
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }

    private static String of(Map<String, Object> settings) {
        String type = String.valueOf(settings.get("type"));
        return switch (type) {
            case "delta" -> (settings.get("order").equals(2) ? "change of the change of " : "change of ") + inner(settings);
            case "statistics" -> words((List<?>) settings.get("statistics")) + " of " + inner(settings);
            case "normalise" -> inner(settings) + ", normalized";
            case "window" -> inner(settings) + String.format(Locale.ROOT, ", %.1f s from %.1f s", number(settings, "duration"),
                    number(settings, "offset"));
            case "stack", "flatten" -> inner(settings) + (type.equals("flatten") ? ", as one row" : "");
            case "encoder" -> "encoder " + settings.get("model") + (settings.get("layers") instanceof List<?> layers
                    ? (layers.size() == 1 ? ", layer " : ", layers ") + words(layers) : "");
            default -> NAMES.getOrDefault(type, type.replace('-', ' ')) + NUMBERS.stream().filter(settings::containsKey)
                    .map(key -> ", " + settings.get(key) + " " + key).collect(Collectors.joining()) + hop(settings);
        };
    }

    private static String hop(Map<String, Object> settings) {
        return settings.get("hopLength") instanceof Integer hop && hop != USUAL_HOP ? String.format(Locale.ROOT, ", hop %,d", hop) : "";
    }

    private static double number(Map<String, Object> settings, String key) {
        return ((Number) settings.get(key)).doubleValue();
    }

    private static String inner(Map<String, Object> settings) {
        return settings.get(OF) instanceof List<?> list ? list.stream().map(FeatureTitle::ofValue).collect(Collectors.joining(", then "))
                : ofValue(settings.get(OF));
    }

    private static String ofValue(Object value) {
        return value instanceof Map<?, ?> map ? of(ExperimentFile.castMap(map)) : of(Map.of("type", value));
    }

    private static String words(List<?> list) {
        return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
