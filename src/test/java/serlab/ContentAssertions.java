package serlab;

import java.util.Collection;
import org.junit.jupiter.api.AssertionFailureBuilder;

/** Assertions on parts of texts and collections; one that fails says all that it saw. */
public final class ContentAssertions {
    private ContentAssertions() {
    }

    public static void assertContains(String text, CharSequence part) {
        if (!text.contains(part)) {
            fail("expected to contain '" + part + "', but was: " + text);
        }
    }

    public static void assertContains(Collection<?> elements, Object element) {
        if (!elements.contains(element)) {
            fail("expected to contain '" + element + "', but was: " + elements);
        }
    }

    public static void assertLacks(String text, CharSequence part) {
        if (text.contains(part)) {
            fail("expected not to contain '" + part + "', but was: " + text);
        }
    }

    public static void assertLacks(Collection<?> elements, Object element) {
        if (elements.contains(element)) {
            fail("expected not to contain '" + element + "', but was: " + elements);
        }
    }

    private static void fail(String message) {
        AssertionFailureBuilder.assertionFailure().message(message).buildAndThrow();
    }
}
