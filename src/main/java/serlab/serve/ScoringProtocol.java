package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.file.AudioLimits;
import serlab.predict.Prediction;
import serlab.predict.Predictor;

/**
 * MLflow's scoring protocol: {@code dataframe_split}, {@code dataframe_records}, {@code instances} or {@code inputs} in
 * JSON, or CSV. A row is one recording, its file content in base64 (as text, as {@code {"b64": …}}, or in a column
 * {@code audio}), or a feature as the model's extractor gives it, {@code [bands][frames]} or {@code [1][bands][frames]},
 * {@code null} for a value that is missing. In JSON {@code params} may hold {@code coverage} and {@code answer_anyway}.
 *
 * <p>Source: MLflow 3, "Local model deployment", input of {@code /invocations}.
 */
final class ScoringProtocol {
    private static final String COLUMN = "audio";
    private static final int DEEPEST = 4;

    private final AudioLimits limits;
    private final SoundBlocks.Opener foreign;

    /** @param foreign opens recordings that FFmpeg decodes */
    ScoringProtocol(AudioLimits limits, SoundBlocks.Opener foreign) {
        this.limits = limits;
        this.foreign = foreign;
    }

    /**
     * {@code {"predictions": [{"emotion": …, label: probability, …, "notes": …}, …], "model": …, …}}, a row each, then what is known of the model.
     *
     * @throws RequestException      if the body or a row has another shape
     * @throws InvalidInputException if a recording cannot be used
     */
    Map<String, Object> predict(Body body, Predictor predictor) {
        List<Map<String, Object>> predictions = new ArrayList<>();
        List<JsonNode> rows = ScoringRows.of(body);
        Predictor asked = body.csv() ? predictor : Wishes.of(ScoringRows.object(body).path("params")).of(predictor);
        for (int i = 0; i < rows.size(); i++) {
            Prediction prediction = row(rows.get(i), "row " + i, asked, 0);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("emotion", prediction.emotion());
            predictor.model().labels().forEach(label -> values.put(label, prediction.probabilities().get(label)));
            if (!prediction.possible().isEmpty()) {
                values.put("possible", prediction.possible());
            }
            values.put("notes", String.join("; ", prediction.notes()));
            predictions.add(values);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("predictions", predictions);
        answer.put("model", predictor.modelName());
        answer.putAll(predictor.facts().fields());
        return answer;
    }

    private Prediction row(JsonNode value, String name, Predictor predictor, int depth) {
        if (value.isObject() && depth < DEEPEST) {
            return row(value.has(COLUMN) ? value.get(COLUMN) : value.path("b64"), name, predictor, depth + 1);
        }
        if (value.isTextual()) {
            return predictor.predict(file(value.asText(), name), name, limits, foreign);
        }
        if (value.isArray() && value.size() == 1 && value.get(0).path(0).isArray() && depth < DEEPEST) {
            return row(value.get(0), name, predictor, depth + 1);
        }
        float[][] feature = feature(value, name);
        try {
            return predictor.predict(feature);
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.INVALID_FIELD, name + ": " + e.getMessage());
        }
    }

    private static byte[] file(String text, String name) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new RequestException(ErrorCode.INVALID_FIELD, name + " is not base64");
        }
    }

    private static float[][] feature(JsonNode value, String name) {
        if (!value.isArray() || value.isEmpty()) {
            throw new RequestException(ErrorCode.INVALID_FIELD, name + " is neither a recording or image in base64 nor a feature of rows of numbers");
        }
        float[][] feature = new float[value.size()][];
        for (int i = 0; i < feature.length; i++) {
            JsonNode row = value.get(i);
            if (!row.isArray() || row.isEmpty() || row.size() != value.get(0).size()) {
                throw new RequestException(ErrorCode.INVALID_FIELD, name + " is no feature: its rows are not all of the same length, above 0");
            }
            feature[i] = new float[row.size()];
            for (int j = 0; j < feature[i].length; j++) {
                feature[i][j] = row.get(j).isNumber() ? row.get(j).floatValue() : Float.NaN;
                if (!Float.isFinite(feature[i][j]) && !row.get(j).isNull()) {
                    throw new RequestException(ErrorCode.INVALID_FIELD, name + " is no feature: [" + i + "][" + j + "] is no finite number");
                }
            }
        }
        return feature;
    }
}
