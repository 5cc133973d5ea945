package serlab.experiment;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import serlab.Mappers;
import serlab.evaluation.Answer;

/** The two ways in which JSON files hold an {@link Answer}: clip, speaker, truth, predicted, and its probabilities. */
public final class AnswerFiles {
    private AnswerFiles() {
    }

    /** Probabilities at temperature 1, under the name {@code rawProbabilities}. */
    static ObjectMapper raw() {
        return Mappers.JSON.copy().addMixIn(Answer.class, Raw.class);
    }

    /** Probabilities at the temperature of their network, under the name {@code calibrated}; left out where there are none. */
    public static ObjectMapper calibrated() {
        return Mappers.JSON.copy().addMixIn(Answer.class, Calibrated.class);
    }

    /** A value as one line of JSON. */
    static byte[] text(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("value cannot be written as JSON", e);
        }
    }

    private interface Raw {
        @JsonProperty("rawProbabilities")
        @JsonAlias("probabilities")
        float[] probabilities();
    }

    private interface Calibrated {
        @JsonProperty("calibrated")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        float[] probabilities();
    }
}
