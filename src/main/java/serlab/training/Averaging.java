package serlab.training;

import serlab.part.Declaration;
import serlab.part.Option;

/** Options of the moving average of the weights, which is what is validated and kept. */
public record Averaging(
        @Option(value = "0", min = 0, max = 0.99999, key = "averaging",
                meaning = "share of the old average that a step keeps, 0 for the weights themselves") double decay) {
    public Averaging {
        Declaration.check(Averaging.class, decay);
    }

    /** The weights themselves. */
    public static Averaging none() {
        return new Averaging(0);
    }
}
