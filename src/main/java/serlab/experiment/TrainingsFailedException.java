package serlab.experiment;

import java.util.List;

/** End of a comparison of which no training came to a result. */
public final class TrainingsFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param failed at least one */
    TrainingsFailedException(List<FailedTraining> failed) {
        super((failed.size() == 1 ? "no training came to a result: "
                : "none of " + failed.size() + " trainings came to a result; the first: ") + failed.get(0).text());
    }
}
