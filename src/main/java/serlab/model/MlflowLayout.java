package serlab.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.Mappers;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;

/**
 * The files that make a bundle a model in MLflow's storage format: {@code MLmodel} with the signature, and an input
 * example. A row of input is one recording, its file content in base64; a row of output its emotion, probabilities and notes.
 *
 * <p>Source: MLflow 3, "MLflow Models", storage format and signatures.
 */
final class MlflowLayout {
    static final String DESCRIPTION = "MLmodel";
    static final String EXAMPLE = "input_example.json";
    /** Column of recordings in the scoring protocol. */
    static final String COLUMN = "audio";
    private static final int EXAMPLE_RATE = 8000;
    private static final ObjectMapper YAML = Mappers.of(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private MlflowLayout() {
    }

    static Map<String, byte[]> files(ModelBundle bundle) throws IOException {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("artifact_path", "model");
        Map<String, Object> flavor = new LinkedHashMap<>();
        flavor.put("data", ".");
        flavor.put("format_version", BundleFiles.VERSION);
        model.put("flavors", Map.of("serlab", flavor));
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("artifact_path", EXAMPLE);
        example.put("pandas_orient", "split");
        example.put("type", "dataframe");
        model.put("saved_input_example_info", example);
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("inputs", inline(List.of(column("string", COLUMN))));
        signature.put("outputs", inline(outputs(bundle.labels())));
        signature.put("params", null);
        model.put("signature", signature);
        return Map.of(DESCRIPTION, YAML.writeValueAsBytes(model), EXAMPLE, example());
    }

    private static List<Map<String, Object>> outputs(List<String> labels) {
        List<Map<String, Object>> columns = new ArrayList<>();
        columns.add(column("string", "emotion"));
        labels.forEach(label -> columns.add(column("double", label)));
        columns.add(column("string", "notes"));
        return columns;
    }

    private static Map<String, Object> column(String type, String name) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("type", type);
        column.put("name", name);
        column.put("required", true);
        return column;
    }

    private static String inline(Object value) throws IOException {
        return Mappers.JSON.writeValueAsString(value);
    }

    /** Half a second of a rising tone. */
    private static byte[] example() {
        float[] samples = new float[EXAMPLE_RATE / 2];
        for (int i = 0; i < samples.length; i++) {
            double seconds = i / (double) EXAMPLE_RATE;
            samples[i] = (float) (0.3 * StrictMath.sin(2 * Math.PI * (150 + 200 * seconds) * seconds));
        }
        byte[] wav = WavEncoder.encode16(new Waveform(samples, EXAMPLE_RATE));
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("columns", List.of(COLUMN));
        frame.put("data", List.of(List.of(Base64.getEncoder().encodeToString(wav))));
        return BundleFiles.json(frame);
    }
}
