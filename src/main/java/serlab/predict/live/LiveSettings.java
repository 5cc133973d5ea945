package serlab.predict.live;

import serlab.InvalidInputException;

/**
 * How a voice is listened to.
 *
 * @param everySeconds  sound between two answers, {@value #SHORTEST_EVERY} to {@value #LONGEST_EVERY} s
 * @param halfSeconds   smoothing: after so many seconds an earlier answer counts half; 0 for none, at most {@value
 *                      #LONGEST_HALF} s
 * @param notSureBelow  least probability of an emotion that is named, 0 to 1
 */
public record LiveSettings(double everySeconds, double halfSeconds, double notSureBelow) {
    private static final double SHORTEST_EVERY = 0.05;
    private static final double LONGEST_EVERY = 5;
    private static final double LONGEST_HALF = 60;
    private static final double USUAL_EVERY = 0.25;
    private static final double USUAL_HALF = 0.25;

    public LiveSettings {
        if (!(everySeconds >= SHORTEST_EVERY && everySeconds <= LONGEST_EVERY)) {
            throw new InvalidInputException("an answer every " + Math.round(1000 * everySeconds) + " ms; expected "
                    + Math.round(1000 * SHORTEST_EVERY) + " to " + Math.round(1000 * LONGEST_EVERY));
        }
        if (!(halfSeconds >= 0 && halfSeconds <= LONGEST_HALF)) {
            throw new InvalidInputException("smoothing of " + halfSeconds + " s; expected 0, for none, to " + LONGEST_HALF);
        }
        if (!(notSureBelow >= 0 && notSureBelow <= 1)) {
            throw new InvalidInputException("'not sure' below " + notSureBelow
                    + ", which is no probability; expected 0 to 1");
        }
    }

    /**
     * Every quarter of a second, an earlier answer counting half after as much, an emotion whatever its probability.
     */
    public static LiveSettings usual() {
        return new LiveSettings(USUAL_EVERY, USUAL_HALF, 0);
    }

    /** The same with so many seconds between two answers. */
    public LiveSettings every(double seconds) {
        return new LiveSettings(seconds, halfSeconds, notSureBelow);
    }

    /** The same with another smoothing. */
    public LiveSettings half(double seconds) {
        return new LiveSettings(everySeconds, seconds, notSureBelow);
    }

    /** The same, with no emotion named that has a lower probability. */
    public LiveSettings sureFrom(double least) {
        return new LiveSettings(everySeconds, halfSeconds, least);
    }
}
