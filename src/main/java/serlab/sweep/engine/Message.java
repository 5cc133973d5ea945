package serlab.sweep.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import serlab.experiment.AnswerFiles;

/**
 * What a worker tells, one JSON object a line: progress while {@code outcome} is {@code null}, then the outcome.
 *
 * @param job      id of the job
 * @param training which of the job's trainings, from 1
 * @param epoch    last epoch done
 * @param epochs   most epochs
 * @param uar      validation UAR of that epoch
 * @param outcome  the end, or {@code null}
 */
public record Message(String job, int training, int epoch, int epochs, double uar, Outcome outcome) {
    private static final ObjectMapper JSON = AnswerFiles.calibrated().registerModule(StoredTraining.module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Any of the sweep's records as one line of JSON. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    public static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a " + type.getType() + ": " + e.getOriginalMessage(), e);
        }
    }
}
