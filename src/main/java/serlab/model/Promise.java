package serlab.model;

import java.util.Locale;
import serlab.Counted;
import serlab.InvalidInputException;

/**
 * What an answer shall hold for.
 *
 * @param coverage share of a new speaker's clips whose class shall be among those that are left possible
 * @param kind     how sure that is
 * @param byClass  whether it is promised for the clips of each class, instead of for all together
 */
public record Promise(double coverage, Calibration.Kind kind, boolean byClass) {
    /** @throws InvalidInputException if there is no such coverage */
    public Promise {
        if (!(coverage > 0 && coverage < 1)) {
            throw new InvalidInputException("coverage " + coverage + " is no share; expected a number between 0 and 1 such as 0.9");
        }
    }

    /**
     * The sets by which a model keeps it.
     *
     * @throws InvalidInputException if the model cannot promise that
     */
    public PredictionSets by(ModelBundle model) {
        Calibration held = model.calibration().orElseThrow(() -> new InvalidInputException("model '" + model.name()
                + "' has no promise: it keeps no answers to speakers that it did not know; train it again with a split of "
                + "whole speakers, such as split.protocol=speakers, or leave the coverage out"));
        int people = held.people();
        if (kind == Calibration.Kind.GUARANTEED && coverage > people / (people + 1.0)) {
            throw new InvalidInputException(String.format(Locale.ROOT, "model '%s' was calibrated on %s, which "
                    + "guarantees a coverage of %.2f at most; ask for that, or leave --guaranteed out", model.name(), Counted.of(people, "speaker"),
                    Math.floor(100.0 * people / (people + 1)) / 100));
        }
        return held.sets(coverage, kind, byClass, model.labels().size());
    }
}
