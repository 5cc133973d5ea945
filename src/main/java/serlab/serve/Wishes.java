package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
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
record Wishes(boolean anyway, Optional<Double> coverage) {
    private static final String COVERAGE = "coverage";
    private static final String ANYWAY = "answer_anyway";

    /**
     * Of the parts of a form.
     *
     * @throws RequestException if the share is no number
     */
    static Wishes of(boolean anyway, String coverage) {
        try {
            return new Wishes(anyway, coverage.isBlank() ? Optional.empty() : Optional.of(Percent.parse("coverage", coverage)));
        } catch (InvalidInputException e) {
            throw new RequestException(400, "the form's part named coverage is no number; expected a share such as 0.9");
        }
    }

    /**
     * Of MLflow's {@code params}.
     *
     * @throws RequestException if there are others, or of another type
     */
    static Wishes of(JsonNode params) {
        if (params.isMissingNode() || params.isNull()) {
            return new Wishes(false, Optional.empty());
        }
        params.fieldNames().forEachRemaining(name -> {
            if (!List.of(COVERAGE, ANYWAY).contains(name)) {
                throw new RequestException(400, "there is no parameter '" + Upload.plain(name) + "'; expected " + COVERAGE + " or "
                        + ANYWAY);
            }
        });
        JsonNode coverage = params.path(COVERAGE);
        JsonNode anyway = params.path(ANYWAY);
        if (!params.isObject() || !(coverage.isMissingNode() || coverage.isNumber())
                || !(anyway.isMissingNode() || anyway.isBoolean())) {
            throw new RequestException(400, "params are not as expected: {\"" + COVERAGE + "\": 0.9, \"" + ANYWAY + "\": false}");
        }
        return new Wishes(anyway.asBoolean(), coverage.isMissingNode() ? Optional.empty() : Optional.of(coverage.asDouble()));
    }

    /**
     * A predictor that answers so.
     *
     * @throws RequestException if its model can promise nothing
     */
    Predictor of(Predictor predictor) {
        Predictor answering = anyway ? predictor.answeringAnyway() : predictor;
        try {
            return coverage.isEmpty() ? answering : answering.promising(new Promise(coverage.get(), Calibration.Kind.EXPECTED, false));
        } catch (InvalidInputException e) {
            throw new RequestException(400, e.getMessage());
        }
    }
}
