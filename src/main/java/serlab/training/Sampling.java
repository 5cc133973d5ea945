package serlab.training;

import serlab.part.Declaration;
import serlab.part.Option;

/** Options of what a network is shown: which clips, in what batches, whole or in part. */
public record Sampling(
        @Option(value = "shuffle", key = "sampling", meaning = "which clips an epoch uses: every one once, in random order, "
                + "or drawn with probability 1 / count or 1 / sqrt(count) of their class") Order order,
        @Option(value = "32", min = 2, max = 4096, unit = "clips", meaning = "size of a step") int batch,
        @Option(value = "draw", meaning = "whether a clip is used once an epoch, as it is or as one of its changed copies, "
                + "or every copy is an example of its own") Copies copies,
        @Option(value = "0.5", min = 0, max = 1, meaning = "under draw, the probability that a clip is used as it is")
        double originals,
        @Option(value = "fixed", meaning = "whether a clip is brought to the network's length as the feature says, or "
                + "keeps its length and is seen in windows at random places") Windows windows) {
    /** Which clips an epoch uses. */
    public enum Order {
        /** Every clip once, in random order. */
        SHUFFLE,
        /** Clips drawn with probability 1 / count of their class. */
        BALANCED,
        /** Clips drawn with probability 1 / sqrt(count) of their class. */
        SQUARE_ROOT
    }

    /** What becomes of changed copies. */
    public enum Copies {
        /** A clip is used once an epoch, as it is or as one of them. */
        DRAW,
        /** Each is an example of its own. */
        ALL
    }

    /** What a network sees of a clip. */
    public enum Windows {
        /** The clip, brought to the network's length as the feature says. */
        FIXED,
        /** A part at a random place, with the mean around it where the clip is shorter. */
        RANDOM
    }

    public Sampling {
        Declaration.check(Sampling.class, order, batch, copies, originals, windows);
    }

    /** Every clip once, in batches of 32. */
    public static Sampling standard() {
        return Declaration.of(Sampling.class).standard();
    }
}
