package serlab.predict.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Quantiles of durations, by the millisecond. */
class MillisecondCountsTest {
    @Test
    void durationsAreCountedByMillisecond() {
        MillisecondCounts counts = new MillisecondCounts();
        assertTrue(Double.isNaN(counts.quantile(0.5)), "of none");
        for (int ms = 1; ms <= 100; ms++) {
            counts.add(ms / 1000.0 - 1e-7);
        }
        assertEquals(50, counts.quantile(0.5));
        assertEquals(95, counts.quantile(0.95));
        counts.add(1e6);
        assertEquals(10_000, counts.quantile(1));
    }
}
