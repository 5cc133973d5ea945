package serlab.model.head;

import java.util.List;
import java.util.stream.Stream;

/**
 * Learner of whichever of two kinds of heads does better: its settings are those of the one and then those of the other.
 *
 * @param ridge    preferred where both do equally well
 * @param logistic of the same rows
 */
public record EitherLearner(KernelRidge ridge, LinearLearner logistic) implements HeadLearner {
    @Override
    public List<String> choices() {
        return Stream.concat(ridge.choices().stream().map(choice -> "kernel ridge " + choice),
                logistic.choices().stream().map(choice -> "logistic regression " + choice)).toList();
    }

    @Override
    public double[][][] heldOut(int[] training, int[] heldOut) {
        return Stream.concat(Stream.of(ridge.heldOut(training, heldOut)), Stream.of(logistic.heldOut(training, heldOut)))
                .toArray(double[][][]::new);
    }

    @Override
    public Head learn(int choice) {
        int own = ridge.choices().size();
        return choice < own ? ridge.learn(choice) : logistic.learn(choice - own);
    }

    @Override
    public void close() {
        ridge.close();
        logistic.close();
    }
}
