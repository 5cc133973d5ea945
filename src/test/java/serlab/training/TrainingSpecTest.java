package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import serlab.InvalidInputException;
import serlab.feature.Scaler;
import serlab.training.Sampling.Copies;
import serlab.training.Sampling.Order;
import serlab.training.Sampling.Windows;
import serlab.training.Stopping.Keep;
import serlab.training.Stopping.Refit;
import serlab.training.Targets.ClassWeights;
import serlab.training.optimizer.Optimizer;
import serlab.training.optimizer.SgdOptimizer;
import serlab.training.optimizer.StepOptions;
import serlab.training.schedule.ConstantSchedule;
import serlab.training.schedule.CosineSchedule;
import serlab.training.schedule.Reduction;

class TrainingSpecTest {
    @Test
    void anEmptySectionIsTheStandard() {
        assertEquals(TrainingSpec.standard(), TrainingSpec.of(Map.of()));
    }

    @Test
    void settingsReadBackToAnEqualSpec() {
        TrainingSpec spec = new TrainingSpec(new SgdOptimizer(new StepOptions(0.01, 0.001, 1.5), 0.9), new CosineSchedule(2),
                new Sampling(Order.SQUARE_ROOT, 8, Copies.ALL, 0.25, Windows.RANDOM),
                new Targets(0.1, 0.8, ClassWeights.BALANCED), new Averaging(0.9), new Stopping(7, 3, Keep.LAST,
                Refit.WITH_VALIDATION), new Reduction(0.25, 2));
        assertEquals(spec, TrainingSpec.of(spec.settings()));
        assertEquals("{optimizer=sgd, learningRate=0.01, schedule=cosine, warmupEpochs=2, reduceFactor=0.25, "
                + "reducePatience=2, weightDecay=0.001, batch=8, epochs=7, earlyStopping=3, keep=last, averaging=0.9, labelSmoothing=0.1, "
                + "selfDistillation=0.8, classWeights=balanced, sampling=square-root, copies=all, originals=0.25, "
                + "windows=random, clipNorm=1.5, refit=with-validation}", spec.settings().toString());
    }

    @Test
    void sectionsSayTheSameAsFlatKeys() {
        Map<String, Object> flat = Map.of("optimizer", "sgd", "learningRate", 0.01, "weightDecay", 0.1,
                "schedule", "plateau",
                "warmupEpochs", 2, "reducePatience", 3, "sampling", "balanced", "batch", 8, "averaging", 0.9);
        Map<String, Object> rest = Map.of("labelSmoothing", 0.1, "epochs", 7, "keep", "last");
        Map<String, Object> all = new LinkedHashMap<>(flat);
        all.putAll(rest);
        TrainingSpec sections = TrainingSpec.of(Map.of(
                "optimizer", Map.of("type", "sgd", "learningRate", 0.01, "weightDecay", 0.1),
                "schedule", Map.of("type", "plateau", "warmupEpochs", 2, "reducePatience", 3),
                "sampling", Map.of("type", "balanced", "batch", 8), "averaging", Map.of("decay", 0.9),
                "targets", Map.of("labelSmoothing", 0.1), "stopping", Map.of("epochs", 7, "keep", "last")));
        assertEquals(TrainingSpec.of(all), sections);
        assertEquals(TrainingSpec.of(all).settings(), sections.settings());
    }

    @Test
    void optionsOfAnOptimizerStandWithIt() {
        TrainingSpec spec = TrainingSpec.of(Map.of("optimizer", Map.of("type", "adam", "beta1", 0.8, "learningRate", 0.01)));
        assertEquals(0.8, assertInstanceOf(Adam.class, spec.optimizer().updater()).getBeta1());
        assertEquals(Map.of("type", "adam", "beta1", 0.8), spec.settings().get("optimizer"));
        assertEquals(0.01, spec.settings().get("learningRate"));
        assertEquals(spec, TrainingSpec.of(spec.settings()));
        TrainingSpec heavy = TrainingSpec.of(Map.of("optimizer", Map.of("type", "sgd", "momentum", 0.5),
                "learningRate", 0.1));
        assertEquals(new SgdOptimizer(StepOptions.of(0.1), 0.5), heavy.optimizer());
    }

    @Test
    void javaCallersBuildItFromSections() {
        TrainingSpec spec = TrainingSpec.standard().with(SgdOptimizer.of(0.1)).with(new ConstantSchedule(1))
                .with(new Averaging(0.9)).with(Stopping.after(3)).with(Targets.standard()).with(Sampling.standard());
        assertEquals(TrainingSpec.of(Map.of("optimizer", "sgd", "learningRate", 0.1, "schedule", "constant",
                "warmupEpochs", 1,
                "averaging", 0.9, "epochs", 3, "earlyStopping", 0, "keep", "last")), spec);
        assertEquals("learningRate is '0'; expected a number from 1.0E-9 to 10",
                assertThrows(InvalidInputException.class, () -> SgdOptimizer.of(0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> spec.with((Optimizer) null));
        assertEquals("unknown optimizer 'adma'; did you mean 'adam'? known: adam, sgd",
                assertThrows(InvalidInputException.class, () -> Optimizer.catalog().standard("adma")).getMessage());
    }

    @Test
    void aSettingStandsOnce() {
        assertEquals("training has epochs and stopping.epochs; keep one of them", assertThrows(InvalidInputException.class,
                () -> TrainingSpec.of(Map.of("epochs", 3, "stopping", Map.of("epochs", 4)))).getMessage());
    }

    @Test
    void anUnknownKeyOfASectionNamesTheNearest() {
        assertTrue(messageOf("targets", Map.of("labelsmoothing", 0.1)).startsWith(
                "unknown training.targets key 'labelsmoothing'; did you mean 'labelSmoothing'?"));
        assertTrue(messageOf("sampling", Map.of("typ", "balanced")).startsWith(
                "unknown training.sampling key 'typ'; did you mean 'type'?"));
        assertTrue(messageOf("optimizer", Map.of("type", "adam", "momentum", 0.1)).startsWith(
                "unknown training.optimizer key 'momentum'"));
        assertTrue(messageOf("schedule", Map.of("type", "cosine", "reduceFactor", 0.1)).startsWith(
                "unknown training.schedule key 'reduceFactor'"));
        assertEquals("training.stopping is '5'; expected keys and values, such as {type: …}", messageOf("stopping", 5));
        assertEquals("training.optimizer.beta1 is '1'; expected a number from 0 to 0.99999",
                messageOf("optimizer", Map.of("type", "adam", "beta1", 1)));
        assertEquals("training.sampling is 'balancd'; did you mean 'balanced'? expected shuffle or balanced or square-root",
                messageOf("sampling", "balancd"));
        assertTrue(messageOf("schedule", "cosin").startsWith("unknown schedule 'cosin'; did you mean 'cosine'?"));
    }

    @Test
    void whatIsLaidOverReplacesASettingHoweverItIsWritten() {
        Map<String, Object> under = Map.of("optimizer", Map.of("type", "adam", "learningRate", 0.01, "beta1", 0.8),
                "stopping", Map.of("epochs", 60, "keep", "last"));
        assertEquals(TrainingSpec.of(Map.of("optimizer", Map.of("type", "adam", "beta1", 0.8), "learningRate", 0.02,
                "epochs", 5,
                "keep", "last")), over(under, Map.of("epochs", 5, "learningRate", 0.02)));
        assertEquals(TrainingSpec.of(Map.of("optimizer", "sgd", "learningRate", 0.01, "epochs", 60, "keep", "last")),
                over(under, Map.of("optimizer", "sgd")));
        assertEquals(over(under, Map.of("optimizer", "sgd")), over(under, Map.of("optimizer", Map.of("type", "sgd"))));
        assertEquals(TrainingSpec.of(Map.of("optimizer", Map.of("type", "adam", "beta1", 0.7), "epochs", 5)),
                over(Map.of("optimizer", "adam", "epochs", 9), Map.of("optimizer", Map.of("beta1", 0.7),
                        "stopping", Map.of("epochs", 5))));
    }

    private static TrainingSpec over(Map<String, ?> under, Map<String, ?> over) {
        return TrainingSpec.of(TrainingSpec.laidOver(under, over));
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        String message = messageOf("learningrate", 0.1);
        assertContains(message, "unknown training key 'learningrate'");
        assertContains(message, "did you mean 'learningRate'?");
    }

    @Test
    void anUnknownOptimizerNamesTheKnownOnes() {
        String message = messageOf("optimizer", "adan");
        assertContains(message, "'adan'; did you mean 'adam'?");
        assertContains(message, "sgd");
    }

    @ParameterizedTest
    @CsvSource({"learningRate, 0", "learningRate, 11", "batch, 1", "batch, 2.5", "epochs, 0", "earlyStopping, -1",
        "reduceFactor, 1.1", "reducePatience, 0", "weightDecay, -0.1", "warmupEpochs, -1", "originals, 1.5", "labelSmoothing, 0.6", "selfDistillation, 1", "learningRate, NaN"})
    void aValueOutOfRangeNamesItsKeyAndItself(String key, String value) {
        String message = messageOf(key, value);
        assertTrue(message.startsWith("training." + key + " is '" + value + "'; expected "), message);
    }

    @Test
    void theOptimizerHasTheLearningRate() {
        Adam adam = assertInstanceOf(Adam.class, TrainingSpec.of(Map.of("learningRate", 0.25)).optimizer().updater());
        assertEquals(0.25, adam.getLearningRate());
        Nesterovs sgd = assertInstanceOf(Nesterovs.class,
                TrainingSpec.of(Map.of("optimizer", "sgd", "learningRate", 0.5)).optimizer().updater());
        assertEquals(0.5, sgd.getLearningRate());
    }

    @Test
    void balancedWeightsHaveMeanOneOverTheExamples() {
        Examples examples = new Examples(Collections.nCopies(4, new float[1][1]), new int[] {0, 0, 0, 2},
                Scaler.identity());
        double[] weights = TrainingSpec.of(Map.of("classWeights", "balanced")).targets().weights(examples, 3);
        assertArrayEquals(new double[] {4 / 9.0, 0, 4 / 3.0}, weights, 1e-12);
        assertNull(TrainingSpec.standard().targets().weights(examples, 3));
    }

    private static String messageOf(String key, Object value) {
        return assertThrows(InvalidInputException.class, () -> TrainingSpec.of(Map.of(key, value))).getMessage();
    }
}
