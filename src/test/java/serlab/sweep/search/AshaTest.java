package serlab.sweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class AshaTest {
    private static final Asha THIRDS = new Asha(Asha.Resource.EPOCHS, 2, 3);

    @Test
    void rungsGrowByTheReductionAndStayBelowTheWhole() {
        assertEquals(List.of(2, 6, 18), THIRDS.rungs(20));
        assertEquals(List.of(2, 6), THIRDS.rungs(18));
        assertEquals(List.of(), THIRDS.rungs(2));
    }

    @Test
    void theFirstTrialsGoOnUnconditionally() {
        assertEquals(Map.of(), THIRDS.needed(6, RankedScores.of(List.of())));
        assertEquals(Map.of(), THIRDS.needed(6, RankedScores.of(List.of(Map.of(2, 0.5)))));
    }

    @Test
    void aTrialMustBeAmongTheBestThirdOfThoseThatReachedTheRung() {
        List<Map<Integer, Double>> found = List.of(Map.of(2, 0.5, 6, 0.6), Map.of(2, 0.3), Map.of(2, 0.4, 6, 0.7),
                Map.of(2, 0.2), Map.of(2, 0.45));
        assertEquals(Map.of(2, 0.45, 6, 0.7), THIRDS.needed(10, RankedScores.of(found)));
        assertEquals(Map.of(2, 0.5, 6, 0.7), THIRDS.needed(10, RankedScores.of(found.subList(0, 4))));
        assertEquals(Map.of(2, 0.5), THIRDS.needed(10, RankedScores.of(found.subList(0, 2))));
    }

    @Test
    void refusesARungBelowOneAndNoReduction() {
        assertThrows(InvalidInputException.class, () -> new Asha(Asha.Resource.FOLDS, 0, 3));
        assertThrows(InvalidInputException.class, () -> new Asha(Asha.Resource.FOLDS, 1, 1));
    }
}
