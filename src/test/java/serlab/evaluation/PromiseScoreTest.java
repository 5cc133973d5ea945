package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import serlab.model.PredictionSets;

class PromiseScoreTest {
    private static final List<Answer> ANSWERS = List.of(
            new Answer("a", "1", 0, new float[] {0.9f, 0.1f, 0}),
            new Answer("b", "1", 1, new float[] {0.5f, 0.4f, 0.1f}),
            new Answer("c", "2", 1, new float[] {0.8f, 0.1f, 0.1f}),
            new Answer("d", "2", 0, new float[] {0.4f, 0.35f, 0.25f}));

    @Test
    void countsWhatTheSetsHoldAndHowLargeTheyAre() {
        PromiseScore score = PromiseScore.of(List.of(new PromiseScore.Given(
                new PredictionSets(0.7, new double[] {0.7, 0.7, 0.7}), ANSWERS)), 3);
        assertEquals(4, score.items());
        assertEquals(0.75, score.covered());
        assertArrayEquals(new double[] {1, 0.5, Double.NaN}, score.byClass());
        assertEquals(0.5, score.worst());
        assertEquals((1 + 2 + 1 + 2) / 4.0, score.size());
        assertEquals(0.5, score.answered());
        assertEquals(0.5, score.right());
    }

    @Test
    void theSurestAnswersComeFirst() {
        RiskCoverage risk = RiskCoverage.of(ANSWERS);
        assertEquals(List.of(0.0, 0.5, 2 / 3.0, 0.5), risk.points().stream().map(RiskCoverage.Point::risk).toList());
        assertEquals(List.of(0.25, 0.5, 0.75, 1.0), risk.points().stream().map(RiskCoverage.Point::answered).toList());
        assertEquals((0 + 0.5 + 2 / 3.0 + 0.5) / 4, risk.area(), 1e-12);
        assertEquals("answered,least_probability,risk", risk.csv().lines().findFirst().orElseThrow());
    }
}
