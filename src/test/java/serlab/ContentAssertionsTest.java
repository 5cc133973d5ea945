package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

class ContentAssertionsTest {
    @Test
    void whatFailsSaysAllThatItSaw() {
        assertEquals("expected to contain 'sad', but was: angry and happy", failure(() -> assertContains("angry and happy", "sad")));
        assertEquals("expected to contain 'sad', but was: [angry]", failure(() -> assertContains(List.of("angry"), "sad")));
        assertEquals("expected not to contain 'sad', but was: a sad end", failure(() -> assertLacks("a sad end", "sad")));
        assertEquals("expected not to contain '3', but was: [1, 3]", failure(() -> assertLacks(List.of(1, 3), 3)));
    }

    @Test
    void whatHoldsPasses() {
        assertContains("a sad end", "sad");
        assertContains(List.of(1, 3), 3);
        assertLacks("a sad end", "angry");
        assertLacks(List.of(1, 3), 2);
    }

    private static String failure(Executable assertion) {
        return assertThrows(AssertionFailedError.class, assertion).getMessage();
    }
}
