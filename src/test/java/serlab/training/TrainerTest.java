package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.augment.Augmentations;
import serlab.feature.Scaler;
import serlab.model.InputShape;
import serlab.model.NetworkSpec;
import serlab.part.Part;
import serlab.training.optimizer.SgdOptimizer;
import serlab.training.schedule.Schedule;

@Tag("slow")
class TrainerTest {
    private static final int CLASSES = 4;
    private static final List<String> LABELS = List.of("calm", "happy", "sad", "angry");
    private static final TrainingListener SILENT = (epoch, chosen) -> { };

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -3})
    void theSameSeedGivesTheSameBits(long seed) {
        assertArrayEquals(weights(seed), weights(seed));
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        assertFalse(Arrays.equals(weights(1), weights(2)));
    }

    @Test
    void trainingsSideBySideGiveTheBitsOfEachAlone() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<float[]> one = pool.submit(() -> weights(1));
            Future<float[]> two = pool.submit(() -> weights(2));
            assertArrayEquals(weights(1), one.get());
            assertArrayEquals(weights(2), two.get());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void eightClipsAreLearnedByHeart() {
        TrainingSpec spec = spec(Map.of("epochs", 60, "batch", 8, "earlyStopping", 0));
        ComputationGraph network = network(spec, 1, 0);
        Examples clips = examples(8, 5, 0);
        LearningCurve result = new Trainer(spec, Augmentations.none(), LABELS, 1).fit(network, clips, clips, SILENT);
        assertEquals(60, result.epochs().size());
        assertEquals(1.0, result.best().trainingUar());
        assertEquals(1.0, Probabilities.of(network, clips, CLASSES).report(LABELS).uar());
    }

    @Test
    void theNetworkIsLeftWithTheWeightsOfTheBestEpoch() {
        TrainingSpec spec = spec(Map.of("epochs", 12, "earlyStopping", 0));
        ComputationGraph network = network(spec, 1, 0.3);
        Examples misleading = examples(12, 6, 1);
        LearningCurve result = new Trainer(spec, Augmentations.none(), LABELS, 1)
                .fit(network, examples(32, 5, 0), misleading, SILENT);
        assertTrue(result.bestEpoch() < 12, "the last epoch is the best, which proves nothing");
        assertEquals(bestOf(result.epochs()), result.bestEpoch());
        Probabilities again = Probabilities.of(network, misleading, CLASSES);
        assertEquals(result.best().validationLoss(), again.loss());
        assertEquals(result.best().validationUar(), again.report(LABELS).uar());
        assertFalse(result.best().validationLoss() == result.epochs().get(11).validationLoss());
    }

    /** On the same clips it is the same training: as many epochs as were chosen, at the same rates. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.9, 0", "0, 0.5", "0.9, 0.5"})
    void aRefitOnTheSameClipsGivesTheBitsOfTheFirst(double averaging, double selfDistillation) {
        TrainingSpec spec = spec(Map.of("epochs", 12, "earlyStopping", 0, "reducePatience", 2, "averaging", averaging,
                "selfDistillation", selfDistillation));
        Examples clips = examples(32, 5, 0);
        Trainer trainer = new Trainer(spec, Augmentations.none(), LABELS, 1);
        ComputationGraph first = network(spec, 1, 0.3);
        LearningCurve result = trainer.fit(first, clips, examples(12, 6, 1), SILENT);
        assertTrue(result.bestEpoch() < 12, "the last epoch is the best, which proves less");
        ComputationGraph second = network(spec, 1, 0.3);
        trainer.refit(second, clips, result, SILENT);
        assertArrayEquals(first.params().toFloatVector(), second.params().toFloatVector());
    }

    @Test
    void voicesThatAreNotThereCannotBeLent() {
        TrainingSpec spec = spec(Map.of("epochs", 1));
        Examples clips = examples(8, 5, 0);
        Trainer trainer = new Trainer(spec, Augmentations.of(List.of("speaker-style")), LABELS, 1);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> trainer.fit(network(spec, 1, 0), clips, clips, SILENT))
                .getMessage().startsWith("speaker-style needs"));
    }

    @Test
    void trainingEndsThatManyEpochsAfterTheBest() {
        TrainingSpec spec = spec(Map.of("epochs", 50, "earlyStopping", 3));
        List<Boolean> chosen = new ArrayList<>();
        LearningCurve result = new Trainer(spec, Augmentations.none(), LABELS, 1).fit(network(spec, 1, 0.3),
                examples(32, 5, 0), examples(12, 6, 1), (epoch, best) -> chosen.add(best));
        assertEquals(result.bestEpoch() + 3, result.epochs().size());
        assertEquals(List.of(true, false, false, false), chosen.subList(chosen.size() - 4, chosen.size()));
        assertEquals("no better validation UAR for 3 epochs", result.stopReason());
    }

    @Test
    void theLearningRateFallsWithTheValidationLossAtRest() {
        TrainingSpec spec = spec(Map.of("epochs", 12, "earlyStopping", 0, "reducePatience", 2));
        List<Epoch> epochs = new Trainer(spec, Augmentations.none(), LABELS, 1)
                .fit(network(spec, 1, 0), examples(32, 5, 0), examples(12, 6, 1), SILENT).epochs();
        Schedule.Course plateau = spec.schedule().course(spec.epochs());
        for (Epoch epoch : epochs) {
            assertEquals(spec.learningRate() * plateau.share(epoch.number() - 1), epoch.learningRate(), "epoch " + epoch.number());
            plateau.heard(epoch.validationLoss());
        }
        assertTrue(epochs.get(11).learningRate() < spec.learningRate());
    }

    @Test
    void aLastBatchOfOneClipIsLeftOut() {
        TrainingSpec spec = spec(Map.of("epochs", 1, "batch", 8));
        Counter counter = new Counter();
        new Trainer(spec, Augmentations.none(), LABELS, 1).fit(network(spec, 1, 0), examples(17, 5, 0), examples(8, 6, 0), counter);
        assertEquals(List.of("1.1 of 2", "1.2 of 2"), counter.heard);
    }

    /** 33 clips end in a batch of another size, and so do 40 and 72 that are only predicted. */
    @ParameterizedTest
    @ValueSource(strings = {"spectrogram-cnn", "mel-image-cnn", "conv1d", "mfcc-vector-cnn", "logmel-stats-cnn"})
    void batchesOfAnySizeAreTrainedAndPredicted(String type) {
        TrainingSpec spec = spec(Map.of("epochs", 2, "batch", 31));
        Map<String, Object> model = new LinkedHashMap<>(Map.of("type", type, "filters", List.of(4, 4)));
        ComputationGraph network = NetworkSpec.of(model).network(new InputShape(16, 24, CLASSES), spec.build(1));
        LearningCurve result = new Trainer(spec, Augmentations.none(), LABELS, 1)
                .fit(network, examples(33, 5, 0), examples(72, 6, 0), SILENT);
        assertEquals(2, result.epochs().size());
        assertEquals(40, Probabilities.of(network, examples(40, 7, 0), CLASSES).values().length);
    }

    @Test
    void anInterruptionEndsTrainingBeforeTheNextBatch() {
        TrainingSpec spec = spec(Map.of("epochs", 5, "batch", 8));
        Counter counter = new Counter() {
            @Override
            public void batchDone(int epoch, int batch, int batches) {
                super.batchDone(epoch, batch, batches);
                if (epoch == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try {
            Trainer trainer = new Trainer(spec, Augmentations.none(), LABELS, 1);
            CancellationException error = assertThrows(CancellationException.class,
                    () -> trainer.fit(network(spec, 1, 0), examples(16, 5, 0), examples(8, 6, 0), counter));
            assertContains(error.getMessage(), "epoch 2");
            assertEquals(List.of("1.1 of 2", "1.2 of 2", "2.1 of 2"), counter.heard);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aLossThatIsNoNumberNamesTheLearningRate() {
        TrainingSpec spec = spec(Map.of("epochs", 5)).with(SgdOptimizer.of(1)).with(new Explosion());
        Trainer trainer = new Trainer(spec, Augmentations.none(), LABELS, 1);
        IllegalStateException error = assertThrows(IllegalStateException.class,
                () -> trainer.fit(network(spec, 1, 0), examples(32, 5, 0), examples(8, 6, 0), SILENT));
        assertContains(error.getMessage(), "training.learningRate (now 1.0E38)");
    }

    /** Rates that no optimizer would take as its first. */
    @Part(name = "explosion", does = "steps beyond all numbers")
    record Explosion() implements Schedule {
        @Override
        public Course begin(int epochs) {
            return epochsDone -> 1e38;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3})
    void aStepIsNoLongerThanTheClippedGradientAndKeepsItsDirection(double clipNorm) {
        Map<String, Object> plain = Map.of("optimizer", "sgd", "learningRate", 1e-3, "schedule", "constant", "epochs", 1,
                "batch", 16, "keep", "last");
        Map<String, Object> clipped = new LinkedHashMap<>(plain);
        clipped.put("clipNorm", clipNorm);
        INDArray free = step(spec(plain));
        INDArray shortened = step(spec(clipped));
        // one step of Nesterov's momentum from rest is (1 + momentum) gradients long
        double limit = 1.9 * 1e-3 * clipNorm;
        assertTrue(free.norm2Number().doubleValue() > 1.5 * limit, "free step " + free.norm2Number());
        assertEquals(limit, shortened.norm2Number().doubleValue(), 0.02 * limit);
        double cosine = Nd4j.getBlasWrapper().dot(free, shortened)
                / (free.norm2Number().doubleValue() * shortened.norm2Number().doubleValue());
        assertEquals(1, cosine, 1e-3);
    }

    /** How far the trained weights, not the running statistics, move in one step. */
    private static INDArray step(TrainingSpec spec) {
        ComputationGraph network = network(spec, 1, 0);
        Map<String, INDArray> before = new LinkedHashMap<>();
        network.paramTable().forEach((name, values) -> before.put(name, values.dup()));
        new Trainer(spec, Augmentations.none(), LABELS, 1).fit(network, examples(16, 5, 0), examples(8, 6, 0), SILENT);
        List<INDArray> moved = new ArrayList<>();
        network.paramTable().forEach((name, values) -> {
            if (!name.matches(".*_(mean|var)")) {
                moved.add(values.sub(before.get(name)).reshape(values.length()));
            }
        });
        return Nd4j.concat(0, moved.toArray(INDArray[]::new));
    }

    private static class Counter implements TrainingListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void batchDone(int epoch, int batch, int batches) {
            heard.add(epoch + "." + batch + " of " + batches);
        }

        @Override
        public void epochDone(Epoch epoch, boolean chosen) {
            // only batches are counted
        }
    }

    /** Weights after a short training with everything random in it: order, augmentation and dropout. */
    private static float[] weights(long seed) {
        TrainingSpec spec = spec(Map.of("epochs", 3));
        ComputationGraph network = network(spec, seed, 0.3);
        new Trainer(spec, Augmentations.of(List.of("time-shift", "gain-jitter", "frequency-mask", "mixup")), LABELS, seed)
                .fit(network, examples(32, 5, 0), examples(12, 6, 0), SILENT);
        return network.params().reshape(network.params().length()).toFloatVector();
    }

    private static int bestOf(List<Epoch> epochs) {
        Epoch best = epochs.get(0);
        for (Epoch epoch : epochs) {
            int byUar = Double.compare(epoch.validationUar(), best.validationUar());
            if (byUar > 0 || byUar == 0 && epoch.validationLoss() < best.validationLoss()) {
                best = epoch;
            }
        }
        return best.number();
    }

    private static TrainingSpec spec(Map<String, Object> changes) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("learningRate", 0.01, "batch", 8));
        all.putAll(changes);
        return TrainingSpec.of(all);
    }

    private static ComputationGraph network(TrainingSpec spec, long seed, double dropout) {
        NetworkSpec model = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8), "dense", 16,
                "dropout", dropout));
        return model.network(new InputShape(16, 24, CLASSES), spec.build(seed));
    }

    /** Noise with a bright bar whose height tells the class; {@code lie} is added to the class that is told. */
    static Examples examples(int count, long seed, int lie) {
        Random random = new Random(seed);
        List<float[][]> matrices = new ArrayList<>();
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            float[][] matrix = new float[16][24];
            for (int band = 0; band < 16; band++) {
                for (int frame = 0; frame < 24; frame++) {
                    matrix[band][frame] = (float) (0.5 * random.nextGaussian() + (band / 4 == i % CLASSES ? 1.5 : 0));
                }
            }
            matrices.add(matrix);
            classes[i] = (i + lie) % CLASSES;
        }
        return new Examples(matrices, classes, Scaler.identity());
    }
}
