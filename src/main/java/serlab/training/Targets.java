package serlab.training;

import serlab.part.Declaration;
import serlab.part.Option;

/** Options of what a network is to answer, and how much each clip weighs. */
public record Targets(
        @Option(value = "0", min = 0, max = 0.5, meaning = "share of the target spread evenly over all classes (Szegedy et "
                + "al. 2016)") double labelSmoothing,
        @Option(value = "0", min = 0, max = 0.99, meaning = "share of the target that is the network's own answer after the "
                + "epoch before, growing evenly to this in the last epoch (Kim et al. 2021); 0 for none") double selfDistillation,
        @Option(value = "none", meaning = "whether rare classes weigh more in the loss, n / (classes * count)")
        ClassWeights classWeights) {
    /** What a clip weighs in the loss. */
    public enum ClassWeights {
        /** All alike. */
        NONE,
        /** n / (classes * count of its class). */
        BALANCED
    }

    public Targets {
        Declaration.check(Targets.class, labelSmoothing, selfDistillation, classWeights);
    }

    /** The clip's class alone. */
    public static Targets standard() {
        return Declaration.of(Targets.class).standard();
    }

    /** Weight of each class in the loss, with mean 1 over the examples; null where all are 1. */
    double[] weights(Examples training, int classes) {
        if (classWeights == ClassWeights.NONE) {
            return null;
        }
        int[] counts = training.counts(classes);
        double[] weights = new double[classes];
        for (int c = 0; c < classes; c++) {
            weights[c] = counts[c] == 0 ? 0 : training.size() / (double) (classes * counts[c]);
        }
        return weights;
    }
}
