package serlab.model.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does what of a work, and what becomes of failures. */
class CoresTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyPartIsDoneOnce(int count) {
        Cores cores = new Cores(count);
        try (Cores.Held own = cores.hold()) {
            for (int parts = 0; parts < 40; parts++) {
                AtomicIntegerArray done = new AtomicIntegerArray(40);
                cores.each(parts, done::incrementAndGet);
                for (int i = 0; i < 40; i++) {
                    assertEquals(i < parts ? 1 : 0, done.get(i), "part " + i + " of " + parts);
                }
            }
        }
    }

    @Test
    void idleCoresWorkAtTheSameTime() {
        Cores cores = new Cores(3);
        try (Cores.Held own = cores.hold()) {
            CountDownLatch together = new CountDownLatch(3);
            cores.each(3, i -> {
                together.countDown();
                assertTrue(met(together), "three parts did not run at the same time on three cores");
            });
        }
    }

    @Test
    void trainingsHaveOneEachWhereThereAreAsManyAsCores() {
        Cores cores = new Cores(2);
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        try (Cores.Held first = cores.hold(); Cores.Held second = cores.hold()) {
            cores.each(50, i -> workers.add(Thread.currentThread()));
        }
        assertEquals(Set.of(Thread.currentThread()), workers);
    }

    @Test
    void aCoreComesBackWhenATrainingEndsAndAfterEveryWork() {
        Cores cores = new Cores(2);
        try (Cores.Held own = cores.hold()) {
            cores.hold().close();
            for (int again = 0; again < 3; again++) {
                CountDownLatch together = new CountDownLatch(2);
                cores.each(2, i -> {
                    together.countDown();
                    assertTrue(met(together), "the second core was not lent");
                });
            }
        }
    }

    @Test
    void whatAPartThrowsIsThrownWhenAllAreDone() {
        Cores cores = new Cores(2);
        AtomicInteger done = new AtomicInteger();
        try (Cores.Held own = cores.hold()) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> cores.each(8, i -> {
                done.incrementAndGet();
                if (i == 3) {
                    throw new IllegalStateException("part 3");
                }
            }));
            assertEquals("part 3", thrown.getMessage());
            assertEquals(8, done.get());
            assertThrows(OutOfMemoryError.class, () -> cores.each(2, i -> {
                throw new OutOfMemoryError("none left");
            }));
        }
    }

    @Test
    void noTwoThreadsHaveTheSameSpare() {
        Cores cores = new Cores(3);
        AtomicInteger made = new AtomicInteger();
        Cores.Spare<AtomicInteger> spare = new Cores.Spare<>(() -> {
            made.incrementAndGet();
            return new AtomicInteger();
        });
        try (Cores.Held own = cores.hold()) {
            for (int again = 0; again < 50; again++) {
                cores.each(20, spare, (users, i) -> {
                    assertEquals(1, users.incrementAndGet());
                    Thread.onSpinWait();
                    users.decrementAndGet();
                });
            }
        }
        assertTrue(made.get() <= 3, made + " were made for three threads");
    }

    @Test
    void anInterruptedTrainingFinishesItsWorkAndStaysInterrupted() {
        Cores cores = new Cores(2);
        AtomicInteger done = new AtomicInteger();
        Thread.currentThread().interrupt();
        try (Cores.Held own = cores.hold()) {
            cores.each(30, i -> done.incrementAndGet());
        }
        assertTrue(Thread.interrupted());
        assertEquals(30, done.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void noCoresAreRefused() {
        assertEquals("cores: 0, expected 1 or more", assertThrows(IllegalArgumentException.class, () -> new Cores(0)).getMessage());
    }

    private static boolean met(CountDownLatch together) {
        try {
            return together.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
