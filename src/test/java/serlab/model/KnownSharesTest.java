package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;

class KnownSharesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void agreesWithTheConvexDualSolvedByScipy() throws Exception {
        JsonNode golden = JSON.readTree(KnownSharesTest.class.getResourceAsStream("/golden/known-shares.json"));
        for (JsonNode one : golden.get("cases")) {
            float[][] expected = JSON.treeToValue(one.get("matched"), float[][].class);
            float[][] actual = new KnownShares(JSON.treeToValue(one.get("shares"), double[].class))
                    .match(JSON.treeToValue(one.get("probabilities"), float[][].class));
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], 1e-4f);
            }
        }
        assertEquals(3, golden.get("cases").size());
    }

    @Test
    void aClassThatHasTakenTooMuchGivesItBack() {
        float[][] said = {{0.9f, 0.1f}, {0.8f, 0.2f}, {0.6f, 0.4f}, {0.7f, 0.3f}};
        float[][] matched = new KnownShares(new double[] {1, 1}).match(said);
        assertTrue(matched[0][0] > 0.5 && matched[1][0] > 0.5 && matched[2][0] < 0.5 && matched[3][0] < 0.5);
        for (int i = 0; i < said.length; i++) {
            assertEquals(1, matched[i][0] + matched[i][1], 1e-6);
            assertArrayEquals(matched[i], new KnownShares(new double[] {1, 1}).match(reweighted(said, 1f / 21))[i], 1e-4f);
        }
    }

    private static float[][] reweighted(float[][] said, float weight) {
        float[][] all = new float[said.length][];
        for (int i = 0; i < all.length; i++) {
            float sum = said[i][0] * weight + said[i][1];
            all[i] = new float[] {said[i][0] * weight / sum, said[i][1] / sum};
        }
        return all;
    }

    @Test
    void certainAnswersAreMovedToo() {
        float[][] matched = new KnownShares(new double[] {3, 1}).match(new float[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}});
        for (float[] clip : matched) {
            assertArrayEquals(new float[] {0.75f, 0.25f}, clip, 1e-4f);
        }
    }

    @Test
    void sharesAreCountedFromClasses() {
        assertArrayEquals(new double[] {0.25, 0, 0.75}, KnownShares.counted(new int[] {2, 2, 0, 2}, 3).shares());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0, 0", "1, -1", "1, NaN", "1, Infinity"})
    void sharesThatAreNoneAreRefused(String shares) {
        double[] values = List.of(shares.split(", ")).stream().mapToDouble(Double::parseDouble).toArray();
        assertContains(assertThrows(InvalidInputException.class, () -> new KnownShares(values)).getMessage(),
                "expected numbers that are not negative");
    }
}
