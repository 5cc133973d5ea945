package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serlab.feature.Scaler;

class ClipOrderTest {
    /** 90 clips of class 0 and 10 of class 1. */
    private final Examples examples = new Examples(Collections.nCopies(100, new float[1][1]),
            IntStream.range(0, 100).map(i -> i < 90 ? 0 : 1).toArray(), Scaler.identity());

    @Test
    void shufflingUsesEveryClipOnce() {
        int[] order = new ClipOrder(examples, Sampling.Order.SHUFFLE, 2).next(new SplittableRandom(1));
        Arrays.sort(order);
        assertArrayEquals(IntStream.range(0, 100).toArray(), order);
    }

    @Test
    void balancedSamplingDrawsClassesAlike() {
        assertEquals(0.5, shareOfTheRare(Sampling.Order.BALANCED), 0.02);
    }

    @Test
    void squareRootSamplingLiesBetween() {
        assertEquals(Math.sqrt(10) / (Math.sqrt(10) + Math.sqrt(90)), shareOfTheRare(Sampling.Order.SQUARE_ROOT), 0.02);
    }

    private double shareOfTheRare(Sampling.Order sampling) {
        ClipOrder order = new ClipOrder(examples, sampling, 2);
        SplittableRandom chance = new SplittableRandom(1);
        int rare = 0;
        for (int epoch = 0; epoch < 100; epoch++) {
            rare += (int) Arrays.stream(order.next(chance)).filter(i -> i >= 90).count();
        }
        return rare / 10_000.0;
    }
}
