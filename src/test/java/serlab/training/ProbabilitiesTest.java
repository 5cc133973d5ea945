package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbabilitiesTest {
    @Test
    void lossIsTheMeanNegativeLogarithmOfTheTrueClass() {
        Probabilities p = new Probabilities(new float[][] {{0.5f, 0.5f}, {0.75f, 0.25f}}, new int[] {0, 1});
        assertEquals((Math.log(2) + Math.log(4)) / 2, p.loss(), 1e-12);
    }

    @Test
    void lossOfACertainErrorIsFinite() {
        Probabilities p = new Probabilities(new float[][] {{1, 0}}, new int[] {1});
        assertEquals(-Math.log(1e-7), p.loss(), 1e-12);
    }

    @Test
    void theFirstOfEquallyProbableClassesIsPredicted() {
        Probabilities p = new Probabilities(new float[][] {{0.2f, 0.4f, 0.4f}, {0.1f, 0.2f, 0.7f}, {0.5f, 0.5f, 0}},
                new int[] {0, 0, 0});
        assertArrayEquals(new int[] {1, 2, 0}, p.predicted());
    }

    @Test
    void reportCountsWhatWasRight() {
        Probabilities p = new Probabilities(new float[][] {{0.9f, 0.1f}, {0.2f, 0.8f}, {0.3f, 0.7f}},
                new int[] {0, 0, 1});
        assertEquals(0.75, p.report(List.of("calm", "happy")).uar(), 1e-12);
        assertEquals(2.0 / 3, p.report(List.of("calm", "happy")).accuracy(), 1e-12);
    }
}
