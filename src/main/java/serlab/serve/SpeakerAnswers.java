package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.model.SpeakerBias;
import serlab.predict.Prediction;

/** Answers to several recordings of one speaker, taken together: without the emotions that are heard in all of them. */
final class SpeakerAnswers {
    private static final int MOST = 1000;

    private SpeakerAnswers() {
    }

    /**
     * What becomes of {@code {"answers": [{label: probability, …}, …]}}: the answers without the speaker's bias, and the bias.
     *
     * @throws RequestException if the answers are not probabilities of the same emotions
     */
    static Map<String, Object> of(JsonNode body) {
        JsonNode answers = body.path("answers");
        if (!answers.isArray() || answers.isEmpty() || answers.size() > MOST) {
            throw new Fields(body).wrong("", "answers", "no list of 1 to " + MOST + " answers",
                    "{\"answers\": [{\"calm\": 0.2, \"sad\": 0.8}, …]}");
        }
        List<String> labels = new ArrayList<>();
        answers.get(0).fieldNames().forEachRemaining(labels::add);
        List<Prediction> alone = new ArrayList<>();
        for (JsonNode answer : answers) {
            alone.add(new Prediction("", probabilities(answer, labels, alone.size()), 0, List.of()));
        }
        SpeakerBias bias = SpeakerBias.of(Prediction.values(alone));
        Map<String, Double> leaning = new LinkedHashMap<>();
        double[] logits = bias.logits();
        for (int c = 0; c < logits.length; c++) {
            leaning.put(labels.get(c), logits[c]);
        }
        List<Map<String, Object>> together = Prediction.adjusted(alone, bias::removedFrom).stream()
                .map(one -> Map.<String, Object>of("emotion", one.emotion(), "probabilities", one.probabilities())).toList();
        return Map.of("answers", together, "leaning", leaning);
    }

    /** Probabilities of labels as a sender gives them. */
    static Map<String, Float> probabilities(JsonNode answer, List<String> labels, int index) {
        Map<String, Float> values = new LinkedHashMap<>();
        double sum = 0;
        for (String label : labels) {
            double value = answer.path(label).isNumber() ? answer.get(label).asDouble() : -1;
            if (!(value >= 0 && value <= 1)) {
                throw new RequestException(ErrorCode.INVALID_FIELD, "answer " + index + " has no probability from 0 to 1 of '" + label + "'");
            }
            values.put(label, (float) value);
            sum += value;
        }
        if (answer.size() != labels.size() || Math.abs(sum - 1) > 0.01) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "answer " + index + " is not the probabilities of the same emotions as the first, "
                    + "with sum 1");
        }
        return values;
    }
}
