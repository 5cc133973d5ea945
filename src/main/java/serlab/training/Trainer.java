package serlab.training;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.ContentHash;
import serlab.Counted;
import serlab.augment.Augmentations;
import serlab.augment.Need;
import serlab.evaluation.ClassificationReport;
import serlab.model.BuildSettings;
import serlab.model.HeadSpec;
import serlab.model.ModelBundle;
import serlab.model.layer.Cores;

/**
 * Training of a network, which is left with the weights of the epoch that was best on the validation clips, highest UAR and
 * of equals the lower loss, or of the last epoch if the settings say so. Everything random comes from the seed; the thread
 * that trains must not train another network at the same time. A trainer that keeps its state goes on, after an interruption,
 * behind the last epoch that was done, bit for bit as if nothing had happened.
 */
public final class Trainer {
    private static final int MONITORED = 256;
    /** ND4J leaves some 200 KiB of small objects a step in the old generation, which only a full collection frees. */
    private static final int STEPS_PER_COLLECTION = 1000;

    private final TrainingSpec spec;
    private final Augmentations augmentations;
    private final List<String> labels;
    private final long seed;
    private final Optional<TrainingStateFile> kept;
    private final Cores cores;

    /**
     * @param spec          the settings
     * @param augmentations applied to training clips, in order
     * @param labels        names of the classes
     * @param seed          seed of the order of clips, augmentation and dropout
     */
    public Trainer(TrainingSpec spec, Augmentations augmentations, List<String> labels, long seed) {
        this(spec, augmentations, labels, seed, Optional.empty(), Cores.ONE);
    }

    private Trainer(TrainingSpec spec, Augmentations augmentations, List<String> labels, long seed,
                    Optional<TrainingStateFile> kept, Cores cores) {
        this.spec = spec;
        this.augmentations = augmentations;
        this.labels = List.copyOf(labels);
        this.seed = seed;
        this.kept = kept;
        this.cores = cores;
    }

    /** The same trainer, for whose layers those cores work while they are idle; nothing that it learns depends on them. */
    public Trainer on(Cores shared) {
        return new Trainer(spec, augmentations, labels, seed, kept, shared);
    }

    /**
     * The same trainer, which leaves the state of a network's training in a file after every epoch and goes on from what it
     * finds there, if that is of the same training: settings, seed, clips and network. Whoever has the result removes the file.
     *
     * @param file in a folder that need not exist; of no other training, nor of a {@code refit} of this one
     * @param code version of the program: another one may train otherwise
     */
    public Trainer keeping(Path file, String code) {
        return new Trainer(spec, augmentations, labels, seed, Optional.of(new TrainingStateFile(file, code)), cores);
    }

    /**
     * A bundle that has learned, and how.
     *
     * @param curve   of a head the only epoch, which measures what was learned
     * @param heldOut of a head, class probabilities of each training clip by one that had not learned of its speaker,
     *                temperature 1, null for a clip that was never held out; of a network none
     */
    public record Fitted(ModelBundle bundle, LearningCurve curve, float[][] heldOut) {
        /** Of what holds no training clips out. */
        public Fitted(ModelBundle bundle, LearningCurve curve) {
            this(bundle, curve, new float[0][]);
        }
    }

    /** Trains a bundle's network, as {@link #fit(ComputationGraph, Examples, Examples, TrainingListener)}, or learns its head. */
    public Fitted fit(ModelBundle bundle, Examples training, Examples validation, TrainingListener listener) {
        if (bundle.spec() instanceof HeadSpec) {
            return new HeadTrainer(spec, seed).fit(bundle, training, validation, listener);
        }
        return new Fitted(bundle, fit(bundle.network(), training, validation, listener));
    }

    /**
     * As {@link #refit(ComputationGraph, Examples, LearningCurve, TrainingListener)}, for an untrained bundle; a head is
     * learned with the setting that was chosen for the first.
     */
    public ModelBundle refit(ModelBundle bundle, Examples training, Fitted first, TrainingListener listener) {
        if (bundle.spec() instanceof HeadSpec) {
            return new HeadTrainer(spec, seed).refit(first.bundle(), bundle, training);
        }
        refit(bundle.network(), training, first.curve(), listener);
        return bundle;
    }

    /**
     * @throws CancellationException    if the thread is interrupted; the network is then in an undefined state
     * @throws IllegalArgumentException if an augmentation needs voices that the examples do not have
     * @throws DivergedException        if a loss is no longer a number
     * @throws TrainingMemoryException  if the machine has too little memory
     */
    public LearningCurve fit(ComputationGraph network, Examples training, Examples validation,
                              TrainingListener listener) {
        return begin(network, training, shown(validation), listener,
                (pass, course) -> epochs(pass, course, training.sample(MONITORED), validation));
    }

    /**
     * Trains an untrained network of the same kind on other clips, for as many epochs as a first training has chosen and
     * at its learning rates; nothing is measured on the way.
     *
     * @throws CancellationException as {@link #fit(ComputationGraph, Examples, Examples, TrainingListener)}
     * @throws DivergedException     likewise
     */
    public void refit(ComputationGraph network, Examples training, LearningCurve first, TrainingListener listener) {
        List<Epoch> epochs = first.epochs().subList(0, first.bestEpoch());
        begin(network, training, () -> epochs.stream().map(Epoch::validationLoss).toList().toString(), listener, (pass, course) -> {
            for (Epoch epoch : epochs.subList(course.done().size(), epochs.size())) {
                steps(epoch.number(), pass);
                pass.averaged().lend(network);
                pass.distillation().epochDone(epoch.number(), network);
                pass.averaged().restore(network);
                pass.rates().heard(epoch.validationLoss());
                course.keep(pass, epochs.subList(0, epoch.number()), network.params());
            }
            pass.averaged().lend(network);
            return first;
        });
    }

    private LearningCurve begin(ComputationGraph network, Examples training, Supplier<String> chosenBy, TrainingListener listener,
                                 BiFunction<TrainingPass, TrainingCourse, LearningCurve> epochs) {
        augmentations.needing(Need.SPEAKER_STATISTICS).filter(one -> training.voices().isEmpty()).ifPresent(one -> {
            throw new IllegalArgumentException(one.type() + " needs " + Need.SPEAKER_STATISTICS.words() + "; give Examples "
                    + "its voices or leave " + one.type() + " out");
        });
        Nd4j.getRandom().setSeed(BuildSettings.nativeSeed(seed));
        double clipNorm = spec.optimizer().step().clipNorm();
        if (clipNorm > 0) {
            network.setListeners(new GradientClipping(clipNorm));
        }
        Sampling sampling = spec.sampling();
        Targets targets = spec.targets();
        Examples used = sampling.copies() == Sampling.Copies.ALL ? training.withCopiesAsExamples() : training;
        double[] weights = targets.weights(used, labels.size());
        CountedChance chance = new CountedChance(seed);
        cores.serve(network.getLayers());
        try (Cores.Held own = cores.hold(); BatchesAhead batches = new BatchesAhead(
                () -> new Batches(used, labels.size(), targets.labelSmoothing(), weights), sampling.batch(), augmentations,
                sampling.originals(), chance)) {
            TrainingPass pass = new TrainingPass(network, batches, new ClipOrder(used, sampling.order(), labels.size()), chance,
                    spec.schedule().course(spec.epochs()), new AveragedWeights(spec.averaging().decay(), network),
                    new SelfDistillation(targets.selfDistillation(), spec.epochs(), used, labels.size()), listener);
            return epochs.apply(pass, TrainingCourse.begin(kept, () -> identity(network, training, chosenBy), pass));
        } catch (OutOfMemoryError e) {
            throw new TrainingMemoryException(e);
        } finally {
            network.setListeners(List.of());
        }
    }

    /** A text that is another one for whatever else is trained. */
    private String identity(ComputationGraph network, Examples training, Supplier<String> chosenBy) {
        return ContentHash.of(List.of(spec.settings().toString(), augmentations.settings().toString(),
                labels.toString(), String.valueOf(seed), network.getConfiguration().toJson(),
                ContentHash.of(bytes(new float[][] {network.params().toFloatVector()})),
                shown(training).get(), chosenBy.get()));
    }

    private static Supplier<String> shown(Examples examples) {
        return () -> ContentHash.of(IntStream.range(0, examples.size()).mapToObj(i -> examples.classes()[i]
                + ContentHash.of(bytes(examples.features().get(i)))).toList());
    }

    private static byte[] bytes(float[][] matrix) {
        ByteBuffer bytes = ByteBuffer.allocate(matrix.length * matrix[0].length * Float.BYTES);
        for (float[] row : matrix) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    private LearningCurve epochs(TrainingPass pass, TrainingCourse course, Examples monitored, Examples validation) {
        ComputationGraph network = pass.network();
        List<Epoch> epochs = new ArrayList<>();
        INDArray best = network.params().dup();
        course.chosen().ifPresent(weights -> TrainingPass.set(best, weights));
        Epoch chosen = null;
        Stopping stopping = spec.stopping();
        String reason = stopping.epochs() == 1 ? "its only epoch done" : "all " + stopping.epochs() + " epochs done";
        for (int number = 1; number <= stopping.epochs(); number++) {
            boolean known = number <= course.done().size();
            Epoch epoch = known ? course.done().get(number - 1) : measured(number, pass, monitored, validation);
            epochs.add(epoch);
            boolean better = chosen == null || stopping.keep() == Stopping.Keep.LAST || better(epoch, chosen);
            if (better) {
                chosen = epoch;
            }
            if (!known) {
                if (better) {
                    best.assign(network.params());
                }
                pass.distillation().epochDone(number, network);
                pass.averaged().restore(network);
                pass.rates().heard(epoch.validationLoss());
                course.keep(pass, epochs, best);
            }
            pass.listener().epochDone(epoch, better);
            if (stopping.earlyStopping() > 0 && number - chosen.number() >= stopping.earlyStopping()) {
                reason = "no better validation UAR for " + Counted.of(stopping.earlyStopping(), "epoch");
                break;
            }
        }
        network.setParams(best);
        return new LearningCurve(epochs, chosen.number(), reason);
    }

    /** What one pass came to. */
    private record Steps(double loss, double rate, double clipsPerSecond) {
    }

    private Steps steps(int number, TrainingPass pass) {
        ComputationGraph network = pass.network();
        int[] order = pass.order().next(pass.chance());
        long start = System.nanoTime();
        int steps = pass.batches().begin(order, pass.distillation().teacher());
        double loss = 0;
        double firstRate = 0;
        for (int step = 0; step < steps; step++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("training was interrupted in epoch " + number);
            }
            double rate = spec.learningRate() * pass.rates().share(number - 1 + step / (double) steps);
            firstRate = step == 0 ? rate : firstRate;
            LearningRate.set(network, rate);
            Batches batch = pass.batches().next();
            network.fit(new INDArray[] {batch.features()}, new INDArray[] {batch.targets()}, null,
                    batch.masks() == null ? null : new INDArray[] {batch.masks()});
            pass.averaged().stepDone(network);
            if (network.getIterationCount() % STEPS_PER_COLLECTION == 0) {
                System.gc();
            }
            loss += network.score() - network.calcRegularizationScore(true);
            pass.listener().batchDone(number, step + 1, steps);
        }
        if (!Double.isFinite(loss)) {
            throw new DivergedException(number, "training loss is " + loss, firstRate);
        }
        return new Steps(loss / steps, firstRate,
                Math.min(order.length, steps * spec.sampling().batch()) / ((System.nanoTime() - start) / 1e9));
    }

    /** Trains an epoch and measures the averaged weights, which the network is left with. */
    private Epoch measured(int number, TrainingPass pass, Examples monitored, Examples validation) {
        Steps steps = steps(number, pass);
        pass.averaged().lend(pass.network());
        Probabilities seen = Probabilities.of(pass.network(), monitored, labels.size());
        Probabilities unseen = Probabilities.of(pass.network(), validation, labels.size());
        ClassificationReport report = unseen.report(labels);
        Epoch epoch = new Epoch(number, steps.loss, seen.report(labels).uar(), unseen.loss(), report.uar(),
                report.accuracy(), steps.rate, steps.clipsPerSecond);
        if (!Double.isFinite(epoch.validationLoss())) {
            throw new DivergedException(number, "validation loss is " + epoch.validationLoss(), steps.rate);
        }
        return epoch;
    }

    private static boolean better(Epoch epoch, Epoch chosen) {
        return epoch.validationUar() > chosen.validationUar()
                || epoch.validationUar() == chosen.validationUar() && epoch.validationLoss() < chosen.validationLoss();
    }
}
