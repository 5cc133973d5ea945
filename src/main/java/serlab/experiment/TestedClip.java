package serlab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import serlab.evaluation.TestScores;

/**
 * A test clip and what a network took it for.
 *
 * @param clip       its id
 * @param speaker    who speaks, or empty
 * @param truth      index of its class
 * @param predicted  index of the class it was taken for
 * @param calibrated probabilities of the classes at the network's own temperature; empty if they were not kept
 */
public record TestedClip(String clip, String speaker, int truth, int predicted,
                         @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Float> calibrated) {
    public TestedClip {
        calibrated = calibrated == null ? List.of() : List.copyOf(calibrated);
    }

    /** As it is scored. */
    public TestScores.Answer answer() {
        return new TestScores.Answer(clip, speaker, truth, predicted);
    }
}
