package serlab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class EgemapsAgreementTest {
    @Test
    void ranksDecideAndEqualOnesShareTheirs() {
        assertEquals(1, EgemapsAgreement.spearman(new double[] {1, 2, 30}, new double[] {-5, 0, 1}), 1e-12);
        assertEquals(-1, EgemapsAgreement.spearman(new double[] {1, 2, 3}, new double[] {9, 8, -7}), 1e-12);
        assertEquals(0.8660254037844387, EgemapsAgreement.spearman(new double[] {1, 1, 2}, new double[] {1, 2, 3}), 1e-12);
    }

    @Test
    void countsFramesAndVoicing() {
        EgemapsAgreement agreement = new EgemapsAgreement(List.of("a", "b"), List.of("loudness", "pitch"), 1);
        agreement.add(new float[][] {{1}, {5}}, new float[][] {{2}, {5}}, new float[][] {{1, 1, 1, 2}, {0, 30, 40, 20}},
                new float[][] {{1, 1, 2, 2}, {0, 30.04f, 40.06f, 0}});
        agreement.add(new float[][] {{3}, {4}}, new float[][] {{4}, {4}}, new float[][] {{1}, {0}}, new float[][] {{1}, {0}});
        assertEquals(2, agreement.recordings());
        assertEquals(Map.of("loudness", 0.8, "pitch", 0.4), agreement.framesWithinTolerance());
        assertEquals(0.8, agreement.voicedAlike());
        assertEquals(0.5, agreement.samePitch());
        assertEquals(List.of(new EgemapsAgreement.Functional("a", 1, 0.5), new EgemapsAgreement.Functional("b", 1, 0)),
                agreement.functionals());
    }

    @Test
    void refusesOtherShapes() {
        EgemapsAgreement agreement = new EgemapsAgreement(List.of("a"), List.of("pitch"), 0);
        assertThrows(InvalidInputException.class, () -> agreement.add(new float[][] {{1}}, new float[][] {{2}},
                new float[][] {{1, 1}}, new float[][] {{1}}));
    }
}
