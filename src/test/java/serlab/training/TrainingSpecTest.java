package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import serlab.InvalidInputException;
import serlab.feature.Scaler;

class TrainingSpecTest {
    @Test
    void anEmptySectionIsTheStandard() {
        assertEquals(TrainingSpec.standard(), TrainingSpec.of(Map.of()));
    }

    @Test
    void settingsReadBackToAnEqualSpec() {
        TrainingSpec spec = new TrainingSpec("sgd", 0.01, "cosine", 2, 0.25, 2, 0.001, 8, 7, 3, "last", 0.9,
                0.1, 0.8, "balanced", "square-root", "all", 0.25, "random", 1.5, "with-validation");
        assertEquals(spec, TrainingSpec.of(spec.settings()));
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
        Adam adam = assertInstanceOf(Adam.class, TrainingSpec.of(Map.of("learningRate", 0.25)).updater());
        assertEquals(0.25, adam.getLearningRate());
        Nesterovs sgd = assertInstanceOf(Nesterovs.class,
                TrainingSpec.of(Map.of("optimizer", "sgd", "learningRate", 0.5)).updater());
        assertEquals(0.5, sgd.getLearningRate());
    }

    @Test
    void balancedWeightsHaveMeanOneOverTheExamples() {
        Examples examples = new Examples(Collections.nCopies(4, new float[1][1]), new int[] {0, 0, 0, 2},
                Scaler.identity());
        double[] weights = TrainingSpec.of(Map.of("classWeights", "balanced")).weights(examples, 3);
        assertArrayEquals(new double[] {4 / 9.0, 0, 4 / 3.0}, weights, 1e-12);
        assertNull(TrainingSpec.standard().weights(examples, 3));
    }

    private static String messageOf(String key, Object value) {
        return assertThrows(InvalidInputException.class, () -> TrainingSpec.of(Map.of(key, value))).getMessage();
    }
}
