package serlab.training;

import serlab.part.Declaration;
import serlab.part.Option;

/** Options of how long a network is trained, and which weights are kept. */
public record Stopping(
        @Option(value = "60", min = 1, max = 100_000, meaning = "most passes over the training clips") int epochs,
        @Option(value = "12", min = 0, max = 100_000, unit = "epochs",
                meaning = "time without a better validation UAR after which training ends, 0 for never") int earlyStopping,
        @Option(value = "best",
                meaning = "whether the weights of the epoch with the best validation UAR are kept, or the last")
        Keep keep,
        @Option(value = "none", meaning = "whether the network that is kept is trained anew, on training and validation "
                + "clips together, for the epochs that were chosen; figures on validation clips are those of the first network")
        Refit refit) {
    /** Which weights are kept. */
    public enum Keep {
        /** Those of the epoch with the best validation UAR. */
        BEST,
        /** The last. */
        LAST
    }

    /** Whether a network is trained anew once the epochs are chosen. */
    public enum Refit {
        /** It is not. */
        NONE,
        /** On training and validation clips together. */
        WITH_VALIDATION
    }

    public Stopping {
        Declaration.check(Stopping.class, epochs, earlyStopping, keep, refit);
    }

    /** 60 epochs at most, and none after 12 without a better validation UAR. */
    public static Stopping standard() {
        return Declaration.of(Stopping.class).standard();
    }

    /** So many epochs, and the weights of the last one. */
    public static Stopping after(int epochs) {
        return new Stopping(epochs, 0, Keep.LAST, Refit.NONE);
    }
}
