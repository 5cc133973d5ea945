package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.augment.Augmentations;
import serlab.model.InputShape;
import serlab.model.NetworkSpec;

/** A training that is interrupted in an epoch goes on behind the one before, and ends with the bits of one that was not. */
class TrainingResumeTest {
    private static final List<String> LABELS = List.of("calm", "sad", "angry", "happy");
    private static final int EPOCHS = 6;
    private static final String CODE = "1.0 abc";

    @TempDir
    private Path folder;
    private final Examples clips = TrainerTest.examples(40, 5, 0);
    private final Examples others = TrainerTest.examples(20, 6, 1);

    /** What was heard of a training; at one batch it breaks off. */
    private static final class Ear implements TrainingListener {
        private final int epoch;
        private final List<Integer> trained = new ArrayList<>();
        private final List<Epoch> heard = new ArrayList<>();
        private int known;

        Ear(int epoch) {
            this.epoch = epoch;
        }

        @Override
        public void resumed(int epochs, double seconds) {
            assertTrue(seconds > 0, seconds + " s");
            known = epochs;
        }

        @Override
        public void batchDone(int now, int batch, int batches) {
            if (batch == 1) {
                trained.add(now);
            }
            if (now == epoch && batch == 2) {
                throw new CancellationException("killed");
            }
        }

        @Override
        public void epochDone(Epoch done, boolean chosen) {
            heard.add(done);
        }
    }

    private record Plan(TrainingSpec spec, Augmentations augmentations, String type, long seed) {
        static Plan of(String settings, long seed) {
            Map<String, Object> training = new LinkedHashMap<>(Map.of("epochs", EPOCHS, "batch", 8, "earlyStopping", 0,
                    "reducePatience", 1));
            Map<String, Object> more = switch (settings) {
                case "adam" -> Map.of();
                case "sgd" -> Map.of("optimizer", "sgd", "learningRate", 0.05, "clipNorm", 0.5);
                case "averaging" -> Map.of("averaging", 0.9, "keep", "last", "schedule", "cosine", "warmupEpochs", 2);
                case "self-distillation" -> Map.of("selfDistillation", 0.5, "labelSmoothing", 0.1);
                default -> Map.of("sampling", "square-root", "averaging", 0.9, "selfDistillation", 0.3, "optimizer", "adam",
                        "weightDecay", 0.01);
            };
            training.putAll(more);
            List<String> augmentations = settings.equals("everything")
                    ? List.of("time-shift", "gain-jitter", "noise", "frequency-mask", "mixup") : List.of("mixup");
            return new Plan(TrainingSpec.of(training), Augmentations.of(augmentations),
                    settings.equals("everything") ? "logmel-stats-cnn" : "spectrogram-cnn", seed);
        }

        ComputationGraph network() {
            return NetworkSpec.of(Map.of("type", type, "filters", List.of(4, 4), "dropout", 0.3))
                    .network(new InputShape(16, 24, LABELS.size()), spec.build(seed));
        }

        Trainer trainer() {
            return new Trainer(spec, augmentations, LABELS, seed);
        }
    }

    private static List<String> measured(List<Epoch> epochs) {
        return epochs.stream().map(epoch -> new Epoch(epoch.number(), epoch.trainingLoss(), epoch.trainingUar(), epoch.validationLoss(),
                epoch.validationUar(), epoch.validationAccuracy(), epoch.learningRate(), 0).toString()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "sgd", "averaging", "self-distillation", "everything"})
    void itEndsWithTheBitsOfOneThatWasNeverInterrupted(String settings) {
        Plan plan = Plan.of(settings, 7);
        Path file = folder.resolve("new/training.state");
        ComputationGraph whole = plan.network();
        LearningCurve expected = plan.trainer().fit(whole, clips, others, (epoch, chosen) -> { });
        for (int epoch : new int[] {1, 3, 6}) {
            assertThrows(CancellationException.class,
                    () -> plan.trainer().keeping(file, CODE).fit(plan.network(), clips, others, new Ear(epoch)));
        }
        Ear last = new Ear(0);
        ComputationGraph network = plan.network();
        LearningCurve curve = plan.trainer().keeping(file, CODE).fit(network, clips, others, last);
        assertEquals(List.of(6), last.trained);
        assertEquals(5, last.known);
        assertEquals(measured(expected.epochs()), measured(last.heard));
        assertEquals(measured(expected.epochs()), measured(curve.epochs()));
        assertEquals(expected.bestEpoch(), curve.bestEpoch());
        assertEquals(expected.stopReason(), curve.stopReason());
        assertArrayEquals(whole.params().toFloatVector(), network.params().toFloatVector());
        Ear none = new Ear(0);
        plan.trainer().keeping(file, CODE).fit(network = plan.network(), clips, others, none);
        assertEquals(List.of(), none.trained);
        assertArrayEquals(whole.params().toFloatVector(), network.params().toFloatVector());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "everything"})
    void soDoesARefit(String settings) {
        Plan plan = Plan.of(settings, 7);
        Path file = folder.resolve("refit.state");
        LearningCurve first = new LearningCurve(plan.trainer().fit(plan.network(), clips, others, (epoch, chosen) -> { }).epochs(), 5, "");
        ComputationGraph whole = plan.network();
        plan.trainer().refit(whole, others, first, (epoch, chosen) -> { });
        assertThrows(CancellationException.class,
                () -> plan.trainer().keeping(file, CODE).refit(plan.network(), others, first, new Ear(4)));
        ComputationGraph network = plan.network();
        Ear ear = new Ear(0);
        plan.trainer().keeping(file, CODE).refit(network, others, first, ear);
        assertEquals(List.of(4, 5), ear.trained);
        assertArrayEquals(whole.params().toFloatVector(), network.params().toFloatVector());
    }

    @Test
    void anotherTrainingBeginsAtItsBeginning() throws IOException {
        Plan plan = Plan.of("adam", 7);
        Path file = folder.resolve("training.state");
        assertThrows(CancellationException.class,
                () -> plan.trainer().keeping(file, CODE).fit(plan.network(), clips, others, new Ear(3)));
        byte[] state = Files.readAllBytes(file);
        assertEquals(2, known(plan, file, CODE, clips));
        for (Plan other : List.of(Plan.of("adam", 8), Plan.of("sgd", 7), Plan.of("everything", 7))) {
            Files.write(file, state);
            assertEquals(0, known(other, file, CODE, clips), other.toString());
        }
        Files.write(file, state);
        assertEquals(0, known(plan, file, "1.1 abc", clips));
        Files.write(file, state);
        assertEquals(0, known(plan, file, CODE, TrainerTest.examples(40, 4, 0)));
        Files.write(file, state);
        Ear otherwise = new Ear(3);
        assertThrows(CancellationException.class, () -> plan.trainer().keeping(file, CODE).fit(plan.network(), clips,
                TrainerTest.examples(20, 7, 1), otherwise));
        assertEquals(0, otherwise.known, "other validation clips");
        for (int length : new int[] {0, 10, state.length / 2, state.length - 1}) {
            Files.write(file, Arrays.copyOf(state, length));
            assertEquals(0, known(plan, file, CODE, clips), length + " bytes");
        }
        state[state.length / 2] ^= 1;
        Files.write(file, state);
        assertEquals(0, known(plan, file, CODE, clips));
    }

    /** How many epochs a training goes on behind. */
    private int known(Plan plan, Path file, String code, Examples training) {
        Ear ear = new Ear(3);
        assertThrows(CancellationException.class,
                () -> plan.trainer().keeping(file, code).fit(plan.network(), training, others, ear));
        return ear.known;
    }

    @Test
    void aStateThatCannotBeWrittenDoesNotEndTheTraining() throws IOException {
        Plan plan = Plan.of("adam", 7);
        Path file = Files.writeString(folder.resolve("file"), "no folder").resolve("training.state");
        Ear ear = new Ear(0);
        plan.trainer().keeping(file, CODE).fit(plan.network(), clips, others, ear);
        assertEquals(EPOCHS, ear.heard.size());
    }

    @Test
    void chanceThatIsCountedIsTheSame() {
        CountedChance counted = new CountedChance(3);
        SplittableRandom plain = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            assertEquals(plain.nextInt(7 + i), counted.nextInt(7 + i));
            assertEquals(plain.nextDouble(), counted.nextDouble());
            assertEquals(plain.nextGaussian(), counted.nextGaussian());
            assertEquals(plain.nextFloat(), counted.nextFloat());
            assertEquals(plain.nextBoolean(), counted.nextBoolean());
            assertEquals(plain.nextLong(5, 1L << 40), counted.nextLong(5, 1L << 40));
        }
        CountedChance later = new CountedChance(3);
        later.advanceTo(counted.steps());
        assertEquals(counted.nextLong(), later.nextLong());
    }
}
