package serlab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A training that a worker is asked for, and what it answers; each is a line of JSON.
 *
 * @param kind        {@value #KIND}
 * @param version     of the library that asks
 * @param commit      of its working tree, empty if it is none
 * @param comparison  settings of all variants, as YAML
 * @param clips       number of clips that can be used
 * @param fingerprint SHA-256 of these
 * @param key         which training
 * @param model       folder that gets the model
 * @param first       file of the state of its first network
 * @param refit       file of the state of the one that is trained anew
 */
record TrainingTask(String kind, String version, String commit, String comparison, int clips, String fingerprint,
                    TrainingKey key, String model, String first, String refit) {
    static final String KIND = "training";
    private static final ObjectMapper JSON = AnswerFiles.raw();

    /**
     * What became of it.
     *
     * @param outcome its parts
     */
    record Answer(Outcome outcome) {
    }

    /**
     * Parts of an answer, of which one is not {@code null}.
     *
     * @param host     name of the machine
     * @param training the result
     * @param failed   why there is none
     * @param request  whether it failed by a fault of the request
     * @param unfit    why the machine cannot do any training of the comparison
     */
    record Outcome(String host, KeptTraining training, FailedTraining failed, boolean request, String unfit) {
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
