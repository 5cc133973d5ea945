package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import serlab.InvalidInputException;
import serlab.Percent;
import serlab.model.Calibration;
import serlab.model.Promise;
import serlab.predict.Predictor;

/**
 * How a sender wants to be answered.
 *
 * @param anyway   whether an emotion is wanted where nobody is heard
 * @param coverage what shall be promised, a share; empty for nothing
 */
record Wishes(boolean anyway, OptionalDouble coverage) {
    private static final String COVERAGE = "coverage";
    private static final String ANYWAY = "answer_anyway";

    /**
     * Of the parts of a form.
     *
     * @throws RequestException if the share is no number
     */
    static Wishes of(boolean anyway, String coverage) {
        try {
            return new Wishes(anyway, coverage.isBlank() ? OptionalDouble.empty() : OptionalDouble.of(Percent.parse("coverage", coverage)));
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "the form's part named coverage is no number; expected a share such as 0.9");
        }
    }

    /**
     * Of MLflow's {@code params}.
     *
     * @throws RequestException if there are others, or of another type
     */
    static Wishes of(JsonNode params) {
        if (params.isMissingNode() || params.isNull()) {
            return new Wishes(false, OptionalDouble.empty());
        }
        Fields.only(params, "params", List.of(COVERAGE, ANYWAY));
        JsonNode coverage = params.path(COVERAGE);
        JsonNode anyway = params.path(ANYWAY);
        if (!params.isObject() || !(coverage.isMissingNode() || coverage.isNumber())
                || !(anyway.isMissingNode() || anyway.isBoolean())) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "params are not as expected: {\"" + COVERAGE + "\": 0.9, \"" + ANYWAY + "\": false}");
        }
        return new Wishes(anyway.asBoolean(), coverage.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(coverage.asDouble()));
    }

    /**
     * A predictor that answers so.
     *
     * @throws RequestException if its model can promise nothing, or not that share
     */
    Predictor of(Predictor predictor) {
        Predictor answering = anyway ? predictor.answeringAnyway() : predictor;
        if (coverage.isEmpty()) {
            return answering;
        }
        Promise promise = promise();
        try {
            return answering.promising(promise);
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.UNSUITABLE_MODEL, e.getMessage());
        }
    }

    private Promise promise() {
        try {
            return new Promise(coverage.getAsDouble(), Calibration.Kind.EXPECTED, false);
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.INVALID_FIELD, e.getMessage());
        }
    }
}
