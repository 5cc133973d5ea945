package serlab.feature.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.DocumentLimits;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.Mappers;
import serlab.NearestName;
import serlab.part.Declaration;
import serlab.part.DeclaredOption;

/**
 * What is known of an ONNX file without asking: the YAML file beside it ({@code model.yaml} of {@code model.onnx}) and the kind of
 * encoder that it, or an experiment, names as {@code preset}. What an experiment says itself goes before the file beside, and that
 * before the preset.
 */
public final class OnnxDescription {
    private static final String PRESETS = "/serlab/onnx-presets.yaml";
    private static final TypeReference<LinkedHashMap<String, Object>> KEYS = new TypeReference<>() { };
    private static final String PRESET = "preset";
    /** What complete settings hold, which need no description. */
    private static final List<String> COMPUTED = List.of("sha256", "width", "hopLength");

    private OnnxDescription() {
    }

    /**
     * Settings with what is described.
     *
     * @throws InvalidInputException if the YAML file beside is none, or has a key that nobody knows
     */
    public static Map<String, Object> completed(Map<?, ?> given) {
        Map<String, Object> all = new LinkedHashMap<>();
        given.forEach((key, value) -> all.put(String.valueOf(key), value));
        if (given.get("file") == null || given.keySet().containsAll(COMPUTED)) {
            return all;
        }
        Map<String, Object> beside = beside(Path.of(String.valueOf(given.get("file"))));
        Object preset = all.getOrDefault(PRESET, beside.get(PRESET));
        beside.forEach(all::putIfAbsent);
        presets().getOrDefault(String.valueOf(preset), Map.of()).forEach(all::putIfAbsent);
        return all;
    }

    private static Map<String, Object> beside(Path file) {
        String name = String.valueOf(file.getFileName());
        Path yaml = file.resolveSibling((name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name) + ".yaml");
        if (!Files.isRegularFile(yaml)) {
            return Map.of();
        }
        Map<String, Object> described;
        try {
            described = Mappers.BOUNDED_YAML.readValue(DocumentLimits.text(yaml, "'" + yaml + "'", DocumentLimits.LARGEST_YAML), KEYS);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("'" + yaml + "' is to describe the ONNX file beside it, and is no map in YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new InvalidInputException("'" + yaml + "' cannot be read: " + IoReason.of(e), e);
        }
        Set<String> known = new LinkedHashSet<>(List.of("of", "pool"));
        for (Class<?> group : List.of(OnnxInput.class, OnnxOutput.class)) {
            Declaration.of(group).options().stream().map(DeclaredOption::key).forEach(known::add);
        }
        described.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new InvalidInputException(NearestName.suggest("key of '" + yaml + "':", key, known));
        });
        return described;
    }

    private static Map<String, Map<String, Object>> presets() {
        try (InputStream in = OnnxDescription.class.getResourceAsStream(PRESETS)) {
            return Mappers.BOUNDED_YAML.readValue(in, new TypeReference<LinkedHashMap<String, Map<String, Object>>>() { });
        } catch (IOException e) {
            throw new UncheckedIOException(PRESETS + " of this program cannot be read", e);
        }
    }
}
