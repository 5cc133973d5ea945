package serlab.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import serlab.sweep.search.Configuration;

/**
 * How far a sweep is.
 *
 * @param phase       {@code search} or {@code finalists}
 * @param done        jobs of the phase that are over
 * @param total       jobs of the phase, at most
 * @param pruned      trials stopped early
 * @param failed      trials given up
 * @param running     jobs under way
 * @param best        the best complete trial so far
 * @param secondsLeft estimate for both phases together
 */
public record SweepStatus(String phase, int done, int total, int pruned, int failed, List<Running> running,
                          Optional<Best> best, OptionalDouble secondsLeft) {
    public SweepStatus {
        running = List.copyOf(running);
    }

    /**
     * A job under way.
     *
     * @param job      its id
     * @param point    its settings
     * @param training which of its trainings, from 1; 0 before the first epoch
     * @param epoch    last epoch done
     * @param epochs   most epochs
     * @param uar      validation UAR of that epoch
     */
    public record Running(String job, Configuration point, int training, int epoch, int epochs, double uar) {
    }

    /**
     * The best complete trial.
     *
     * @param trial its number
     * @param score its mean validation UAR
     */
    public record Best(int trial, Configuration point, double score) {
    }
}
