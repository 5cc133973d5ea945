package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serlab.augment.Augmentations;
import serlab.feature.Scaler;

class BatchesAheadTest {
    private static final int CLASSES = 3;
    private static final int SIZE = 4;
    private static final Augmentations CHANGES = Augmentations.of(List.of("gain-jitter", "mixup"));

    @Test
    void theyAreTheBatchesDrawnInTurn() {
        for (int clips : List.of(1, 3, 4, 8, 9, 11)) {
            List<float[]> inTurn = inTurn(clips, 3);
            List<float[]> ahead = ahead(clips, 3);
            assertEquals(inTurn.size(), ahead.size(), clips + " clips");
            for (int i = 0; i < ahead.size(); i++) {
                assertArrayEquals(inTurn.get(i), ahead.get(i), clips + " clips, batch " + i);
            }
        }
    }

    @Test
    void aLastBatchOfOneClipIsLeftOut() {
        assertEquals(2, ahead(9, 1).size());
        assertEquals(3, ahead(10, 1).size());
        assertEquals(1, ahead(1, 1).size());
    }

    @Test
    void anErrorReachesTheOneWhoWaits() {
        RandomGenerator broken = () -> {
            throw new UnsupportedOperationException("no chance");
        };
        try (BatchesAhead batches = new BatchesAhead(places(4), SIZE, CHANGES, 1, broken)) {
            batches.begin(order(4), Teacher.NONE);
            Exception error = assertThrows(UnsupportedOperationException.class, batches::next);
            assertEquals("no chance", error.getMessage());
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        try (BatchesAhead batches = new BatchesAhead(places(4), SIZE, CHANGES, 1, new SplittableRandom(1))) {
            batches.begin(order(4), Teacher.NONE);
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, batches::next);
            assertTrue(Thread.interrupted(), "the interrupt is kept");
        }
    }

    private static List<float[]> ahead(int clips, int epochs) {
        List<float[]> all = new ArrayList<>();
        try (BatchesAhead batches = new BatchesAhead(places(clips), SIZE, CHANGES, 1, new SplittableRandom(5))) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                int steps = batches.begin(order(clips), Teacher.NONE);
                for (int step = 0; step < steps; step++) {
                    all.add(numbers(batches.next()));
                }
            }
        }
        return all;
    }

    private static List<float[]> inTurn(int clips, int epochs) {
        List<float[]> all = new ArrayList<>();
        Batches batches = places(clips).get();
        SplittableRandom chance = new SplittableRandom(5);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int from = 0; from == 0 || from < clips - 1; from += SIZE) {
                batches.draw(order(clips), from, Math.min(clips, from + SIZE), CHANGES, 1, chance);
                all.add(numbers(batches));
            }
        }
        return all;
    }

    private static float[] numbers(Batches batches) {
        return batches.features().dup('c').data().asFloat();
    }

    private static int[] order(int clips) {
        return IntStream.range(0, clips).toArray();
    }

    private static Supplier<Batches> places(int clips) {
        List<float[][]> features = IntStream.range(0, clips).mapToObj(i -> new float[][] {{i, i + 0.5f}, {-i, 2 * i}})
                .toList();
        Examples examples = new Examples(features, IntStream.range(0, clips).map(i -> i % CLASSES).toArray(),
                Scaler.identity());
        return () -> new Batches(examples, CLASSES, 0, null);
    }
}
