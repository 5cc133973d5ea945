package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.model.InferenceSpec.Normalize;

class InferenceSpecTest {
    private final InferenceSpec three = new InferenceSpec(true, 3, List.of(0.92, 1.0), Normalize.PER_SPEAKER, 1.5);

    @Test
    void windowsAreSpreadFromTheFirstFrameToTheLast() {
        assertArrayEquals(new int[] {0, 5, 10}, three.starts(20, 10));
        assertArrayEquals(new int[] {0}, three.starts(10, 10));
        assertArrayEquals(new int[] {4}, new InferenceSpec(true, 1, List.of(1.0), Normalize.PER_SPEAKER, 1).starts(19, 10));
    }

    @Test
    void aShortClipIsInTheMiddleOfItsOneWindow() {
        assertArrayEquals(new int[] {-2}, three.starts(6, 10));
        assertArrayEquals(new int[] {-3}, three.starts(5, 10));
    }

    @Test
    void settingsReadBack() {
        assertEquals(three, InferenceSpec.of(three.settings()));
        assertEquals(InferenceSpec.standard(), InferenceSpec.of(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"windows, 0", "windows, 10", "speeds, 3", "window, 2"})
    void wrongSettingsAreRefused(String key, Object value) {
        InvalidInputException error = assertThrows(InvalidInputException.class,
                () -> InferenceSpec.of(new Settings("testing", Map.of(key, value)), true, Normalize.TRAINING_CLIPS));
        assertContains(error.getMessage(), "testing");
    }

    @Test
    void windowsNeedWholeClips() {
        assertContains(assertThrows(InvalidInputException.class,
                () -> new InferenceSpec(false, 2, List.of(1.0), Normalize.TRAINING_CLIPS, 1)).getMessage(),
                "training.windows to random");
        assertThrows(InvalidInputException.class,
                () -> new InferenceSpec(true, 2, List.of(3.0), Normalize.TRAINING_CLIPS, 1));
    }

    @Test
    void aPoolIsTheNormalizedGeometricMean() {
        float[] pool = LogOpinionPool.of(List.of(new float[] {0.9f, 0.1f}, new float[] {0.5f, 0.5f}));
        // sqrt(.45) : sqrt(.05) = 3 : 1
        assertArrayEquals(new float[] {0.75f, 0.25f}, pool, 1e-6f);
    }

    @Test
    void aTemperatureDividesTheLogits() {
        float[] cooler = LogOpinionPool.of(List.of(new float[] {0.8f, 0.2f}), 2);
        assertArrayEquals(new float[] {2 / 3f, 1 / 3f}, cooler, 1e-6f);
        float[] sharper = LogOpinionPool.of(List.of(new float[] {0.8f, 0.2f}), 0.5);
        assertArrayEquals(new float[] {16 / 17f, 1 / 17f}, sharper, 1e-6f);
        float[] same = {0.3f, 0.7f};
        assertArrayEquals(same, LogOpinionPool.of(List.of(same), 1));
    }
}
