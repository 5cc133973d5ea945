package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.audio.AudioLimits;
import serlab.predict.Prediction;
import serlab.predict.Predictor;

/**
 * MLflow's scoring protocol: {@code dataframe_split}, {@code dataframe_records}, {@code instances} or {@code inputs}. A
 * row is one recording, its file content in base64 (as text, as {@code {"b64": …}}, or in a column {@code audio}), or a
 * feature as the model's extractor gives it, {@code [bands][frames]} or {@code [1][bands][frames]}.
 *
 * <p>Source: MLflow 3, "Local model deployment", JSON input of {@code /invocations}.
 */
final class ScoringProtocol {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMN = "audio";
    private static final int MOST_ROWS = 256;

    private final AudioLimits limits;

    ScoringProtocol(AudioLimits limits) {
        this.limits = limits;
    }

    /** {@code {"predictions": [{"emotion": …, label: probability, …, "notes": …}, …]}}, a row each. */
    Map<String, Object> predict(JsonNode root, Predictor predictor) {
        List<JsonNode> rows = rows(root);
        if (rows.size() > MOST_ROWS) {
            throw new RequestException(400, rows.size() + " rows; at most " + MOST_ROWS + " are taken at once");
        }
        List<Map<String, Object>> predictions = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Prediction prediction = row(rows.get(i), "row " + i, predictor);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("emotion", prediction.emotion());
            values.putAll(prediction.probabilities());
            values.put("notes", String.join("; ", prediction.notes()));
            predictions.add(values);
        }
        return Map.of("predictions", predictions);
    }

    private static List<JsonNode> rows(JsonNode root) {
        List<JsonNode> rows = new ArrayList<>();
        if (root.path("dataframe_split").isObject()) {
            int column = column(root.get("dataframe_split").path("columns"));
            root.get("dataframe_split").path("data").forEach(row -> rows.add(row.path(column)));
        } else if (root.path("dataframe_records").isArray()) {
            root.get("dataframe_records").forEach(row -> rows.add(row.path(COLUMN)));
        } else if (root.path("instances").isArray()) {
            root.get("instances").forEach(rows::add);
        } else if (root.path("inputs").isArray()) {
            root.get("inputs").forEach(rows::add);
        } else {
            throw new RequestException(400,
                    "expected one of dataframe_split, dataframe_records, instances or inputs in the body");
        }
        return rows;
    }

    private static int column(JsonNode columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).asText().equals(COLUMN)) {
                return i;
            }
        }
        throw new RequestException(400, "dataframe_split has no column '" + COLUMN + "'");
    }

    private Prediction row(JsonNode value, String name, Predictor predictor) {
        if (value.isObject()) {
            return row(value.has(COLUMN) ? value.get(COLUMN) : value.path("b64"), name, predictor);
        }
        if (value.isTextual()) {
            byte[] file;
            try {
                file = Base64.getMimeDecoder().decode(value.asText());
            } catch (IllegalArgumentException e) {
                throw new RequestException(400, name + " is not base64");
            }
            return predictor.predict(file, name, limits);
        }
        if (value.isArray() && value.size() == 1 && value.get(0).path(0).isArray()) {
            return row(value.get(0), name, predictor);
        }
        return predictor.predict(feature(value, name));
    }

    private static float[][] feature(JsonNode value, String name) {
        boolean rows = value.isArray() && !value.isEmpty();
        for (JsonNode row : value) {
            rows &= row.isArray();
            for (JsonNode number : row) {
                rows &= number.isNumber();
            }
        }
        if (!rows) {
            throw new InvalidInputException(name + " is neither a recording or image in base64 nor a feature of rows of numbers");
        }
        return JSON.convertValue(value, float[][].class);
    }
}
