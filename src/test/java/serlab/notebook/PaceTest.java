package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What bars say of the time that is left. */
class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void rateAndRemainingTimeFollowFromWhatIsDone() {
        Pace pace = new Pace(10, 5 * SECOND);
        assertEquals(", 15.0/s, 4 s left", pace.words(40, 100, 7 * SECOND));
        assertEquals(", 12 min left", pace.words(11, 83, 15 * SECOND));
        assertEquals("", pace.words(10, 100, 7 * SECOND));
    }

    @Test
    void timesAreReadable() {
        assertEquals("59 s", Pace.time(59.4));
        assertEquals("2 min", Pace.time(100));
        assertEquals("1 h 1 min", Pace.time(3660));
    }
}
