package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;

class MixStyleTest {
    private static final float[][] PARTNER = {{0, 10, 14, 18}, {0, 5, 5, 5}};

    private static float[][] clip() {
        return new float[][] {{1, 3, 5, 0}, {2, 2, 8, 0}};
    }

    @Test
    void withNoShareOfItsOwnAClipHasThePartnersMomentsAndItsOwnShape() {
        float[][] target = clip();
        MixStyle.mix(target, 0, 3, PARTNER, 1, 4, 0);
        assertArrayEquals(new float[] {10, 14, 18, 0}, target[0], 1e-5f);
        assertEquals(5, (target[1][0] + target[1][1] + target[1][2]) / 3, 1e-5);
        assertTrue(target[1][2] > target[1][0] && target[1][2] - target[1][0] < 0.01, "a partner that does not move");
    }

    @Test
    void halfwayBothMomentsAreMeans() {
        float[][] target = clip();
        MixStyle.mix(target, 0, 3, PARTNER, 1, 4, 0.5);
        assertArrayEquals(new float[] {5.5f, 8.5f, 11.5f, 0}, target[0], 1e-5f);
    }

    @Test
    void withAllOfItsOwnItStaysAsItIs() {
        float[][] target = clip();
        MixStyle.mix(target, 0, 3, PARTNER, 1, 4, 1);
        assertArrayEquals(clip()[0], target[0], 1e-6f);
        assertArrayEquals(clip()[1], target[1], 1e-6f);
    }

    /** Standard deviation of a Beta(alpha, alpha) draw: 1 / (2 sqrt(2 alpha + 1)). */
    @ParameterizedTest
    @CsvSource({"0.1, 0.4564", "0.3, 0.3953", "2, 0.2236"})
    void sharesFollowTheBetaDistribution(double alpha, double deviation) {
        MixStyle style = new MixStyle(alpha, 1, MixStyle.Partners.ANY);
        SplittableRandom chance = new SplittableRandom(3);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 40_000; i++) {
            double share = style.share(chance);
            sum += share;
            squares += (share - 0.5) * (share - 0.5);
        }
        assertEquals(0.5, sum / 40_000, 0.01);
        assertEquals(deviation, Math.sqrt(squares / 40_000), 0.005);
    }

    @Test
    void settingsAreReadWrittenAndKeptToOne() {
        Map<String, Object> own = Map.of("type", "mix-style", "alpha", 0.1, "chance", 0.7, "partners", "same-class");
        assertEquals(own, Augmentation.of(own).settings());
        assertEquals(new MixStyle(0.3, 0.5, MixStyle.Partners.ANY), Augmentation.of("mix-style"));
        assertContains(assertThrows(InvalidInputException.class, () -> Augmentations.of(List.of("mix-style", "mix-style")))
                .getMessage(), "more than one mix-style");
        assertThrows(InvalidInputException.class, () -> Augmentation.of(Map.of("type", "mix-style", "partners", "others")));
    }
}
