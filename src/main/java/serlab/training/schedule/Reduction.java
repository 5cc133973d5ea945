package serlab.training.schedule;

import serlab.part.Declaration;
import serlab.part.Option;

/** Options of a reduction of the learning rate when the validation loss has stopped falling. */
public record Reduction(
        @Option(value = "0.5", min = 1e-6, max = 1, meaning = "what the rate is multiplied by") double reduceFactor,
        @Option(value = "4", min = 1, max = 100_000, unit = "epochs",
                meaning = "time without a lower validation loss before that")
        int reducePatience) {
    public Reduction {
        Declaration.check(Reduction.class, reduceFactor, reducePatience);
    }

    /** To half after 4 epochs. */
    public static Reduction standard() {
        return Declaration.of(Reduction.class).standard();
    }
}
