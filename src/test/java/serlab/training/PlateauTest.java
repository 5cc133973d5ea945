package serlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlateauTest {
    private final Plateau plateau = new Plateau(TrainingSpec.of(
            Map.of("learningRate", 0.8, "reduceFactor", 0.5, "reducePatience", 3)));

    @Test
    void halvesAfterPatienceEpochsAndNotEarlier() {
        hear(1.0, 1.0, 1.5);
        assertEquals(0.8, plateau.rate());
        hear(1.2);
        assertEquals(0.4, plateau.rate());
    }

    @Test
    void aLowerLossStartsTheCountAnew() {
        hear(1.0, 1.1, 1.1, 0.9, 1.0, 1.0);
        assertEquals(0.8, plateau.rate());
        hear(1.0);
        assertEquals(0.4, plateau.rate());
    }

    @Test
    void aReductionStartsTheCountAnew() {
        hear(1.0, 2.0, 2.0, 2.0, 2.0, 2.0);
        assertEquals(0.4, plateau.rate());
        hear(2.0);
        assertEquals(0.2, plateau.rate());
    }

    private void hear(double... losses) {
        for (double loss : losses) {
            plateau.heard(loss);
        }
    }
}
