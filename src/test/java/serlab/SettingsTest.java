package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SettingsTest {
    @Test
    void valuesAreReadByName() {
        Settings s = new Settings("a", Map.of("i", 3, "n", 0.5, "t", "word", "l", List.of(1), "s", Map.of("x", 1)));
        assertEquals(3, s.integer("i", 1, 0, 9));
        assertEquals(0.5, s.number("n", 1, 0, 1));
        assertEquals("word", s.text("t"));
        assertEquals("word", s.choice("t", "other", Set.of("word", "other")));
        assertEquals(List.of(1), s.list("l", List.of()));
        assertEquals(1, s.section("s").integer("x", 0, 0, 9));
        s.done();
    }

    @Test
    void whatIsMissingOrEmptyTakesTheDefault() {
        Map<String, Object> empty = new HashMap<>();
        empty.put("i", null);
        Settings s = new Settings("a", empty);
        assertEquals(7, s.integer("i", 7, 0, 9));
        assertEquals(0.25, s.number("n", 0.25, 0, 1));
        assertEquals("other", s.text("t", "other"));
        assertEquals(List.of(2), s.list("l", List.of(2)));
        assertFalse(s.has("i"));
        s.section("s").done();
        s.done();
    }

    @Test
    void numbersWrittenAsTextAreNumbers() {
        Settings s = new Settings("a", Map.of("n", "5e-4", "i", "12"));
        assertEquals(5e-4, s.number("n", 0, 0, 1));
        assertEquals(12, s.integer("i", 0, 0, 20));
    }

    @Test
    void boundsBelongToTheRange() {
        Settings s = new Settings("a", Map.of("low", 1, "high", 3));
        assertEquals(1, s.integer("low", 2, 1, 3));
        assertEquals(3, s.integer("high", 2, 1, 3));
        assertThrows(InvalidInputException.class, () -> s.integer("low", 2, 2, 3));
        assertThrows(InvalidInputException.class, () -> s.number("high", 2, 1, 2.9));
    }

    @Test
    void wrongValuesNameKeyValueAndWhatWasExpected() {
        assertMessage("a.k is '2.5'; expected a whole number from 0 to 9", () -> holding(2.5).integer("k", 0, 0, 9));
        assertMessage("a.k is 'NaN'; expected a number from 0.0 to 1.0", () -> holding("NaN").number("k", 0, 0, 1));
        assertMessage("a.k is 'many'; expected a number", () -> holding("many").integer("k", 0, 0, 9));
        assertMessage("a.k is 'true'; expected a number", () -> holding(true).number("k", 0, 0, 9));
        assertMessage("a.k is '[1]'; expected a text", () -> holding(List.of(1)).text("k"));
        assertMessage("a.k is '1'; expected a list, such as [1, 2]", () -> holding(1).list("k", List.of()));
        assertMessage("a.k is '1'; expected keys and values, such as {type: …}", () -> holding(1).section("k"));
        assertMessage("a.other is missing", () -> holding(1).text("other"));
    }

    @Test
    void anUnknownChoiceNamesTheNearest() {
        assertMessage("unknown a.k 'adan'; did you mean 'adam'? known: adam, sgd",
                () -> holding("adan").choice("k", "sgd", Set.of("adam", "sgd")));
    }

    @Test
    void aKeyThatNobodyAskedForIsRefusedWithTheNearest() {
        Settings s = new Settings("training", Map.of("epoch", 3));
        s.integer("epochs", 1, 1, 9);
        assertMessage("unknown training key 'epoch'; did you mean 'epochs'? known: epochs", s::done);
    }

    @Test
    void theTopLevelHasNoName() {
        Settings s = new Settings("", Map.of("nam", 3));
        assertMessage("name is missing", () -> s.text("name"));
        assertMessage("unknown key 'nam'; did you mean 'name'? known: name", s::done);
    }

    @Test
    void aKeyThatIsNotTextIsRefused() {
        String message = assertThrows(InvalidInputException.class, () -> Settings.of("a", Map.of(1, 2))).getMessage();
        assertTrue(message.startsWith("a: key 1 is not text"), message);
    }

    private static Settings holding(Object value) {
        return new Settings("a", Map.of("k", value));
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(InvalidInputException.class, call).getMessage());
    }
}
