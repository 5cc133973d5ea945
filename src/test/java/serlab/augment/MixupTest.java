package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixupTest {
    /** Mean of max(x, 1 - x) for x from Beta(alpha, alpha): 1 - scipy.special.betainc(a + 1, a, 0.5). */
    @ParameterizedTest
    @CsvSource({"0.2, 0.898810", "1, 0.75", "4, 0.636719"})
    void sharesFollowTheBetaDistribution(double alpha, double mean) {
        SplittableRandom chance = new SplittableRandom(1);
        Mixup mixup = new Mixup(alpha);
        double sum = 0;
        for (int i = 0; i < 40_000; i++) {
            double share = mixup.share(chance);
            assertTrue(share >= 0.5 && share <= 1, "share " + share);
            sum += share;
        }
        assertEquals(mean, sum / 40_000, 0.004);
    }
}
