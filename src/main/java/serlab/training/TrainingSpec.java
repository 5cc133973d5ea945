package serlab.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.model.BuildSettings;

/**
 * The settings of a training.
 *
 * @param optimizer      {@code adam} (Kingma and Ba 2015) or {@code sgd} (Nesterov momentum 0.9)
 * @param learningRate   first learning rate
 * @param batch          clips per step
 * @param epochs         most passes over the training clips
 * @param earlyStopping  epochs without a better validation UAR after which training ends, 0 for never
 * @param reduceFactor   the learning rate is multiplied by this when validation loss has stopped falling, 1 for never
 * @param reducePatience epochs without a lower validation loss before that happens
 * @param weightDecay    decoupled weight decay, 0 for none
 * @param labelSmoothing share of the target spread evenly over all classes, in [0, 0.5]
 * @param averaging      decay per step of the moving average of weights that is validated and kept, 0 for none
 */
public record TrainingSpec(String optimizer, double learningRate, int batch, int epochs, int earlyStopping,
                           double reduceFactor, int reducePatience, double weightDecay, double labelSmoothing,
                           double averaging) {
    private static final Set<String> OPTIMIZERS = Set.of("adam", "sgd");

    public TrainingSpec {
        if (!OPTIMIZERS.contains(optimizer)) {
            throw new InvalidInputException("training.optimizer is '" + optimizer + "'; known: adam, sgd");
        }
    }

    /** Adam at 5e-4, batches of 32, 60 epochs at most, early stopping after 12, rate halved after 4. */
    public static TrainingSpec standard() {
        return new TrainingSpec("adam", 5e-4, 32, 60, 12, 0.5, 4, 0, 0, 0);
    }

    /**
     * Reads the {@code training} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown key or a value out of range
     */
    public static TrainingSpec of(Map<String, ?> section) {
        Settings s = new Settings("training", section);
        TrainingSpec d = standard();
        TrainingSpec spec = new TrainingSpec(s.choice("optimizer", d.optimizer, OPTIMIZERS),
                s.number("learningRate", d.learningRate, 1e-9, 10), s.integer("batch", d.batch, 2, 4096),
                s.integer("epochs", d.epochs, 1, 100_000), s.integer("earlyStopping", d.earlyStopping, 0, 100_000),
                s.number("reduceFactor", d.reduceFactor, 1e-6, 1),
                s.integer("reducePatience", d.reducePatience, 1, 100_000),
                s.number("weightDecay", d.weightDecay, 0, 10), s.number("labelSmoothing", d.labelSmoothing, 0, 0.5),
                s.number("averaging", d.averaging, 0, 0.99999));
        s.done();
        return spec;
    }

    /** Every setting with its value, as an experiment file would hold them. */
    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("optimizer", optimizer);
        all.put("learningRate", learningRate);
        all.put("batch", batch);
        all.put("epochs", epochs);
        all.put("earlyStopping", earlyStopping);
        all.put("reduceFactor", reduceFactor);
        all.put("reducePatience", reducePatience);
        all.put("weightDecay", weightDecay);
        all.put("labelSmoothing", labelSmoothing);
        all.put("averaging", averaging);
        return all;
    }

    /** How a network is built that is to be trained with these settings. */
    public BuildSettings build(long seed) {
        return BuildSettings.fast(seed, updater(), weightDecay);
    }

    /** A new optimiser with these settings. */
    public IUpdater updater() {
        return optimizer.equals("adam") ? new Adam(learningRate) : new Nesterovs(learningRate, 0.9);
    }
}
