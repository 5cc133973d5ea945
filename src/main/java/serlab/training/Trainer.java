package serlab.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.augment.FeatureAugmentation;
import serlab.evaluation.ClassificationReport;
import serlab.model.ModelBundle;

/**
 * Trains a network and leaves it with the weights of the epoch that was best on the validation clips: highest UAR, of
 * equals the lower loss. Everything random comes from the seed; the thread that trains must not train another network
 * at the same time.
 */
public final class Trainer {
    private static final int MONITORED = 256;

    private final TrainingSpec spec;
    private final List<FeatureAugmentation> augmentations;
    private final List<String> labels;
    private final long seed;

    /**
     * @param spec          the settings
     * @param augmentations applied to training clips, in order
     * @param labels        names of the classes
     * @param seed          seed of the order of clips, augmentation and dropout
     */
    public Trainer(TrainingSpec spec, List<FeatureAugmentation> augmentations, List<String> labels, long seed) {
        this.spec = spec;
        this.augmentations = List.copyOf(augmentations);
        this.labels = List.copyOf(labels);
        this.seed = seed;
    }

    /** Trains the network of a bundle, as {@link #fit(ComputationGraph, Examples, Examples, TrainingListener)}. */
    public TrainingResult fit(ModelBundle bundle, Examples training, Examples validation, TrainingListener listener) {
        return fit(bundle.network(), training, validation, listener);
    }

    /**
     * @throws CancellationException if the thread is interrupted; the network is then in an undefined state
     * @throws IllegalStateException if the loss is no longer a number
     */
    public TrainingResult fit(ComputationGraph network, Examples training, Examples validation,
                              TrainingListener listener) {
        Nd4j.getRandom().setSeed(seed);
        SplittableRandom chance = new SplittableRandom(seed);
        Batches batches = new Batches(training, labels.size());
        Examples monitored = training.sample(MONITORED);
        Plateau plateau = new Plateau(spec);
        List<Epoch> epochs = new ArrayList<>();
        INDArray best = network.params().dup();
        AveragedWeights averaged = new AveragedWeights(spec.averaging(), network);
        Epoch chosen = null;
        String reason = "all " + spec.epochs() + " epochs done";
        for (int number = 1; number <= spec.epochs(); number++) {
            if (plateau.changed()) {
                network.setLearningRate(plateau.rate());
            }
            Epoch epoch = epoch(number, network, training, batches, chance, listener, plateau.rate(),
                    new Monitor(monitored, validation, averaged));
            epochs.add(epoch);
            boolean better = chosen == null || better(epoch, chosen);
            if (better) {
                chosen = epoch;
                best.assign(network.params());
            }
            averaged.restore(network);
            listener.epochDone(epoch, better);
            plateau.heard(epoch.validationLoss());
            if (spec.earlyStopping() > 0 && number - chosen.number() >= spec.earlyStopping()) {
                reason = "no better validation UAR for " + spec.earlyStopping() + " epochs";
                break;
            }
        }
        network.setParams(best);
        return new TrainingResult(epochs, chosen.number(), reason);
    }

    /** What is measured after every epoch: some training clips, the validation clips, by the averaged weights. */
    private record Monitor(Examples training, Examples validation, AveragedWeights averaged) {
    }

    private Epoch epoch(int number, ComputationGraph network, Examples training, Batches batches,
                        SplittableRandom chance, TrainingListener listener, double rate, Monitor monitor) {
        int[] order = shuffled(training.size(), chance);
        long start = System.nanoTime();
        double loss = 0;
        int steps = steps(order.length);
        for (int step = 0; step < steps; step++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("training was interrupted in epoch " + number);
            }
            int from = step * spec.batch();
            int to = Math.min(order.length, from + spec.batch());
            INDArray features = batches.features(order, from, to, augmentations, chance);
            INDArray targets = batches.targets(order, from, to, spec.labelSmoothing());
            network.fit(new INDArray[] {features}, new INDArray[] {targets});
            monitor.averaged().stepDone(network);
            loss += network.score() - network.calcRegularizationScore(true);
            listener.batchDone(number, step + 1, steps);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("training loss is " + loss + " in epoch " + number
                    + "; lower training.learningRate (now " + rate + ")");
        }
        monitor.averaged().lend(network);
        Probabilities seen = Probabilities.of(network, monitor.training(), labels.size());
        Probabilities unseen = Probabilities.of(network, monitor.validation(), labels.size());
        ClassificationReport report = unseen.report(labels);
        return new Epoch(number, loss / steps, seen.report(labels).uar(), unseen.loss(), report.uar(),
                report.accuracy(), rate, Math.min(order.length, steps * spec.batch()) / seconds);
    }

    /** A last batch of one clip is left out: batch normalisation needs two. */
    private int steps(int clips) {
        int whole = clips / spec.batch();
        return Math.max(1, clips % spec.batch() > 1 ? whole + 1 : whole);
    }

    private static int[] shuffled(int size, SplittableRandom chance) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = chance.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static boolean better(Epoch epoch, Epoch chosen) {
        return epoch.validationUar() > chosen.validationUar()
                || epoch.validationUar() == chosen.validationUar() && epoch.validationLoss() < chosen.validationLoss();
    }
}
