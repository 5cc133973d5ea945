package serlab.model.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InTurnTest {
    private static final int PARTS = 40;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyPartComesAfterTheOneBeforeWhoeverDoesIt() {
        Cores cores = new Cores(4);
        List<Integer> first = Collections.synchronizedList(new ArrayList<>());
        List<Integer> second = Collections.synchronizedList(new ArrayList<>());
        InTurn order = new InTurn(List.of("first", "second"));
        try (Cores.Held own = cores.hold()) {
            cores.each(PARTS, i -> order.part(i, part -> {
                busy(i % 3);
                part.at("second", second::add);
                part.at("first", first::add);
            }));
        }
        List<Integer> all = IntStream.range(0, PARTS).boxed().toList();
        assertEquals(all, first);
        assertEquals(all, second);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nobodyWaitsForAPartThatFailed() {
        Cores cores = new Cores(3);
        IllegalStateException failure = new IllegalStateException("no memory left");
        CountDownLatch behind = new CountDownLatch(1);
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        InTurn order = new InTurn(List.of("sum"));
        try (Cores.Held own = cores.hold()) {
            assertSame(failure, assertThrows(IllegalStateException.class, () -> cores.each(PARTS, i -> order.part(i, part -> {
                if (i == 3) {
                    behind.countDown();
                } else if (i == 2) {
                    awaited(behind);
                    throw failure;
                }
                part.at("sum", done::add);
            }))));
        }
        assertTrue(List.of(0, 1).containsAll(done), done.toString());
    }

    private static void busy(int much) {
        for (int i = 0; i < 100_000 * much; i++) {
            Thread.onSpinWait();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTurnThatIsLeftOutIsNoticed() {
        InTurn order = new InTurn(List.of("first", "second"));
        order.part(0, part -> List.of("first", "second").forEach(name -> part.at(name, number -> assertEquals(0, number))));
        assertThrows(IllegalStateException.class, () -> order.part(1, part -> part.at("first", number -> assertEquals(1, number))));
    }
}
