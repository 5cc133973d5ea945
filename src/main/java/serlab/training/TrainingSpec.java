package serlab.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import serlab.Settings;
import serlab.model.BuildSettings;

/**
 * The settings of a training.
 *
 * @param optimizer      {@code adam} (Kingma and Ba 2015) or {@code sgd} (Nesterov momentum 0.9)
 * @param learningRate   first learning rate
 * @param schedule       how it changes: {@code plateau}, {@code cosine} or {@code constant}
 * @param warmupEpochs   epochs over which it rises to its first value
 * @param reduceFactor   under {@code plateau}, what it is multiplied by when validation loss has stopped falling
 * @param reducePatience under {@code plateau}, epochs without a lower validation loss before that happens
 * @param weightDecay    decoupled weight decay, 0 for none (Loshchilov and Hutter 2019)
 * @param batch          clips per step
 * @param epochs         most passes over the training clips
 * @param earlyStopping  epochs without a better validation UAR after which training ends, 0 for never
 * @param keep           {@code best}: the weights of the epoch with the best validation UAR; {@code last}: the last
 * @param averaging      decay per step of the moving average of weights that is validated and kept, 0 for none
 * @param labelSmoothing share of the target spread evenly over all classes, in [0, 0.5]
 * @param selfDistillation share of the target that is the network's own answer after the epoch before, in [0, 1): 0 in the
 *                       first epoch, growing evenly to this in the last (progressive self-knowledge distillation, Kim et
 *                       al. 2021); 0 for none
 * @param classWeights   {@code none}, or {@code balanced}: rare classes weigh more in the loss, n / (classes * count)
 * @param sampling       {@code shuffle}: every clip once an epoch; {@code balanced} and {@code square-root}: clips are
 *                       drawn with probability 1 / count or 1 / sqrt(count) of their class
 * @param copies         {@code draw}: a clip is used once an epoch, as it is or as one of its changed copies;
 *                       {@code all}: every copy is an example of its own
 * @param originals      under {@code draw}, the probability that a clip is used as it is
 * @param windows        {@code fixed}: a clip is brought to the network's length as the feature says; {@code random}: it
 *                       keeps its length, and training sees a window at a random place, with the mean around it where
 *                       the clip is shorter
 * @param clipNorm       largest norm of the gradient of the mean loss over all trained weights together, 0 for no limit
 * @param refit          {@code none}, or {@code with-validation}: the network that is kept is trained anew, on training and
 *                       validation clips together, for the epochs that were chosen; figures on validation clips and the
 *                       temperature are those of the first network
 */
public record TrainingSpec(String optimizer, double learningRate, String schedule, int warmupEpochs,
                           double reduceFactor, int reducePatience, double weightDecay, int batch, int epochs,
                           int earlyStopping, String keep, double averaging, double labelSmoothing,
                           double selfDistillation, String classWeights, String sampling, String copies,
                           double originals, String windows, double clipNorm, String refit) {
    private static final String RANDOM = "random";
    private static final String WITH_VALIDATION = "with-validation";
    static final String BEST = "best";
    static final String BALANCED = "balanced";
    static final String SHUFFLE = "shuffle";
    static final String SQUARE_ROOT = "square-root";
    static final String ALL = "all";

    /** Adam at 5e-4, batches of 32, 60 epochs at most, early stopping after 12, rate halved after 4. */
    public static TrainingSpec standard() {
        return new TrainingSpec("adam", 5e-4, Schedule.PLATEAU, 0, 0.5, 4, 0, 32, 60, 12, BEST, 0, 0, 0, "none",
                SHUFFLE, "draw", 0.5, "fixed", 0, "none");
    }

    /**
     * Reads the {@code training} section of an experiment file.
     *
     * @throws serlab.InvalidInputException for an unknown key or a value out of range
     */
    public static TrainingSpec of(Map<String, ?> section) {
        Settings s = new Settings("training", section);
        TrainingSpec d = standard();
        TrainingSpec spec = new TrainingSpec(s.choice("optimizer", d.optimizer, Set.of("adam", "sgd")),
                s.number("learningRate", d.learningRate, 1e-9, 10), s.choice("schedule", d.schedule, Schedule.NAMES),
                s.integer("warmupEpochs", d.warmupEpochs, 0, 100_000), s.number("reduceFactor", d.reduceFactor, 1e-6, 1),
                s.integer("reducePatience", d.reducePatience, 1, 100_000),
                s.number("weightDecay", d.weightDecay, 0, 10), s.integer("batch", d.batch, 2, 4096),
                s.integer("epochs", d.epochs, 1, 100_000), s.integer("earlyStopping", d.earlyStopping, 0, 100_000),
                s.choice("keep", d.keep, Set.of(BEST, "last")), s.number("averaging", d.averaging, 0, 0.99999),
                s.number("labelSmoothing", d.labelSmoothing, 0, 0.5),
                s.number("selfDistillation", d.selfDistillation, 0, 0.99),
                s.choice("classWeights", d.classWeights, Set.of("none", BALANCED)),
                s.choice("sampling", d.sampling, Set.of(SHUFFLE, BALANCED, SQUARE_ROOT)),
                s.choice("copies", d.copies, Set.of("draw", ALL)), s.number("originals", d.originals, 0, 1),
                s.choice("windows", d.windows, Set.of("fixed", RANDOM)), s.number("clipNorm", d.clipNorm, 0, 1e6),
                s.choice("refit", d.refit, Set.of("none", WITH_VALIDATION)));
        s.done();
        return spec;
    }

    /** Every setting with its value, as an experiment file would hold them. */
    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("optimizer", optimizer);
        all.put("learningRate", learningRate);
        all.put("schedule", schedule);
        all.put("warmupEpochs", warmupEpochs);
        all.put("reduceFactor", reduceFactor);
        all.put("reducePatience", reducePatience);
        all.put("weightDecay", weightDecay);
        all.put("batch", batch);
        all.put("epochs", epochs);
        all.put("earlyStopping", earlyStopping);
        all.put("keep", keep);
        all.put("averaging", averaging);
        all.put("labelSmoothing", labelSmoothing);
        all.put("selfDistillation", selfDistillation);
        all.put("classWeights", classWeights);
        all.put("sampling", sampling);
        all.put("copies", copies);
        all.put("originals", originals);
        all.put("windows", windows);
        all.put("clipNorm", clipNorm);
        all.put("refit", refit);
        return all;
    }

    /** The settings that mean something to a head, which has no epochs. */
    public Map<String, Object> settingsOfHeads() {
        Map<String, Object> all = settings();
        all.keySet().retainAll(Set.of("classWeights", "copies", "originals", "refit"));
        return all;
    }

    /** How a network is built that is to be trained with these settings. */
    public BuildSettings build(long seed) {
        return BuildSettings.fast(seed, updater(), weightDecay);
    }

    /** A new optimizer with these settings. */
    public IUpdater updater() {
        return optimizer.equals("adam") ? new Adam(learningRate) : new Nesterovs(learningRate, 0.9);
    }

    /** Whether changed copies of clips are ever trained on. */
    public boolean usesCopies() {
        return copies.equals(ALL) || originals < 1;
    }

    /** Whether features must keep the length of their recordings. */
    public boolean wholeClips() {
        return windows.equals(RANDOM);
    }

    /** Whether the network that is kept is trained anew with the validation clips. */
    public boolean refits() {
        return refit.equals(WITH_VALIDATION);
    }

    boolean keepsBest() {
        return keep.equals(BEST);
    }

    /** Weight of each class in the loss, with mean 1 over the examples; null where all are 1. */
    double[] weights(Examples training, int classes) {
        if (!classWeights.equals(BALANCED)) {
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
