package serlab.training;

/** Lowers the learning rate when the validation loss has not fallen for some epochs. */
final class Plateau {
    private final TrainingSpec spec;
    private double rate;
    private double lowest = Double.POSITIVE_INFINITY;
    private int since;
    private boolean changed;

    Plateau(TrainingSpec spec) {
        this.spec = spec;
        this.rate = spec.learningRate();
    }

    /** The learning rate of the next epoch. */
    double rate() {
        return rate;
    }

    /** Whether it is another than the epoch's before. */
    boolean changed() {
        return changed;
    }

    void heard(double validationLoss) {
        changed = false;
        if (validationLoss < lowest) {
            lowest = validationLoss;
            since = 0;
        } else if (++since >= spec.reducePatience()) {
            rate *= spec.reduceFactor();
            changed = true;
            since = 0;
        }
    }
}
