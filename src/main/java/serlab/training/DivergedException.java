package serlab.training;

/** End of a training whose numbers are no longer finite: with the same settings and seed it would end in the same way. */
public final class DivergedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final int epoch;

    /**
     * @param epoch   in which it was noticed, from 1
     * @param what    what is not finite, such as {@code training loss is NaN}
     * @param highest the learning rate that may be too high
     */
    public DivergedException(int epoch, String what, double highest) {
        super(what + " in epoch " + epoch + "; lower training.learningRate (now " + highest + ")");
        this.epoch = epoch;
    }

    /** The epoch in which it was noticed, from 1. */
    public int epoch() {
        return epoch;
    }
}
