package serlab.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.Settings;

class DeclarationTest {
    /** What a sound is cut with. */
    enum Blade { BROAD, VERY_FINE }

    /** Options that several parts share. */
    record Grid(@Option(value = "16000", min = 1000, unit = "Hz", meaning = "samples per second") int rate,
                @Option(value = "half the rate", computed = "half", above = 0, meaning = "highest frequency") double top) {
        Grid {
            Declaration.check(Grid.class, rate, top);
            if (top > rate / 2.0) {
                throw new InvalidInputException("top " + top + ": expected at most " + rate / 2.0);
            }
        }

        static Object half(Given before) {
            return before.number("rate") / 2;
        }
    }

    /** Every kind of option. */
    @Part(name = "saw", does = "cuts straight")
    @Part(name = "jig-saw", does = "cuts curves", sets = {"blade: very-fine", "depths: [3]", "sampling: 8000"})
    record Saw(@PartName String type,
               @Options(rename = "rate=sampling") Grid grid,
               @Option(value = "broad", meaning = "its blade") Blade blade,
               @Option(value = "[1, 2]", min = 0, max = 9, meaning = "how deep") List<Integer> depths,
               @Option(value = "true", meaning = "whether it is loud") boolean loud,
               @Option(value = "oak", choices = {"oak", "pine"}, meaning = "what is cut") String wood,
               @Option(value = "0.5", like = Grid.class, likeKey = "top", meaning = "how fast") double speed,
               @Option(value = "7", meaning = "where chance begins", quiet = true) long seed) implements Configured {
        Saw {
            Declaration.check(Saw.class, type, grid, blade, depths, loud, wood, speed, seed);
        }
    }

    /** Cannot be told from its declaration. */
    record Undeclared(int something) implements Configured {
    }

    private static final Catalog<Configured> TOOLS = new Catalog<>(Configured.class, "tool", List.of(Saw.class));

    private static String refusal(Map<String, ?> section) {
        return assertThrows(InvalidInputException.class, () -> TOOLS.read(new Settings("tool", section))).getMessage();
    }

    @Test
    void plainTextsAreReadAsTheParserOfYamlReadsThem() throws Exception {
        for (String text : List.of("0", "7", "-3", "16000", "007", "12345678901", "0.5", "-12.25", "00.5", ".5", "1.", "0.1234567890123456789", "1e-3", "1_000", "0x10", "oak", "very-fine", "a-", "-a",
                "null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", "[1, 2]", "{a: b}", "Oak", "inf", "a b", "1a", "12:30")) {
            Object expected = Mappers.BOUNDED_YAML.readValue(text, Object.class);
            Object parsed = DeclaredOption.parsed(text, "text");
            assertEquals(expected, parsed, text);
            assertEquals(expected == null ? null : expected.getClass(), parsed == null ? null : parsed.getClass(), text);
        }
    }

    @Test
    void whatIsNotGivenTakesTheDefaultOfItsName() {
        assertEquals(new Saw("saw", new Grid(16_000, 8000), Blade.BROAD, List.of(1, 2), true, "oak", 0.5, 7),
                TOOLS.read(new Settings("", Map.of("type", "saw"))));
        assertEquals(new Saw("jig-saw", new Grid(8000, 4000), Blade.VERY_FINE, List.of(3), true, "oak", 0.5, 7),
                TOOLS.standard("jig-saw"));
        assertEquals(Declaration.of(Saw.class).standard(), TOOLS.standard("saw"));
    }

    @Test
    void settingsNameEveryOptionInOrderAndReadBack() {
        Configured saw = TOOLS.read(new Settings("", Map.of("type", "saw", "depths", 4, "top", "3000", "loud", "false")));
        assertEquals("{type=saw, sampling=16000, top=3000.0, blade=broad, depths=[4], loud=false, wood=oak, speed=0.5}",
                saw.settings().toString());
        assertEquals(saw, TOOLS.read(new Settings("", saw.settings())));
        Configured seeded = TOOLS.read(new Settings("", Map.of("type", "saw", "seed", 8)));
        assertEquals(8L, seeded.settings().get("seed"));
        assertThrows(UnsupportedOperationException.class, () -> saw.settings().put("a", 1));
    }

    @Test
    void wrongValuesAreNamedWithWhatIsExpected() {
        assertEquals("tool.sampling is 'fast'; expected a whole number at least 1000", refusal(Map.of("type", "saw", "sampling",
                "fast")));
        assertEquals("tool.sampling is '2.5'; expected a whole number at least 1000", refusal(Map.of("type", "saw", "sampling",
                2.5)));
        assertEquals("tool.top is '0'; expected a number above 0", refusal(Map.of("type", "saw", "top", 0)));
        assertEquals("tool.top is 'NaN'; expected a number above 0", refusal(Map.of("type", "saw", "top", "NaN")));
        assertEquals("tool.depths is '[1, 10]'; expected a list, each entry a whole number from 0 to 9",
                refusal(Map.of("type", "saw", "depths", List.of(1, 10))));
        assertTrue(refusal(Map.of("type", "saw", "depths", List.of())).startsWith("tool.depths is '[]'; expected a list"));
        assertEquals("tool.blade is 'veryfine'; did you mean 'very-fine'? expected broad or very-fine",
                refusal(Map.of("type", "saw", "blade", "veryfine")));
        assertEquals("tool.wood is 'birch'; expected oak or pine", refusal(Map.of("type", "saw", "wood", "birch")));
        assertEquals("tool.loud is '1'; expected true or false", refusal(Map.of("type", "saw", "loud", 1)));
    }

    @Test
    void unknownNamesAndKeysAreAnsweredWithTheNearest() {
        assertEquals("unknown tool 'jigsaw'; did you mean 'jig-saw'? known: jig-saw, saw", refusal(Map.of("type", "jigsaw")));
        assertTrue(refusal(Map.of("type", "saw", "depth", 1)).startsWith("unknown tool key 'depth'; did you mean 'depths'?"));
        assertEquals("tool.type is missing; known: saw, jig-saw", refusal(Map.of("loud", true)));
    }

    @Test
    void aConstructorChecksAsAReaderDoes() {
        assertEquals("speed is '0'; expected a number above 0", assertThrows(InvalidInputException.class, () -> new Saw("saw",
                new Grid(16_000, 8000), Blade.BROAD, List.of(1), true, "oak", 0, 7)).getMessage());
        assertEquals("tool.top 9000.0: expected at most 8000.0", refusal(Map.of("type", "saw", "top", 9000)));
        assertEquals("tool.sampling is '16'; expected a whole number at least 1000", refusal(Map.of("type", "saw", "sampling", 16)));
        assertThrows(IllegalArgumentException.class, () -> new Saw("saw", null, Blade.BROAD, List.of(1), true, "oak", 1, 7));
        assertThrows(IllegalArgumentException.class,
                () -> new Saw("axe", new Grid(16_000, 8000), Blade.BROAD, List.of(1), true, "oak", 1, 7));
        assertThrows(IllegalArgumentException.class, () -> Declaration.check(Saw.class, "saw"));
    }

    @Test
    void optionsTellWhatTablesSay() {
        List<DeclaredOption> options = Declaration.of(Saw.class).options("jig-saw");
        assertEquals(List.of("sampling", "top", "blade", "depths", "loud", "wood", "speed", "seed"),
                options.stream().map(DeclaredOption::key).toList());
        assertEquals(List.of("8000", "half the rate", "very-fine", "[3]", "true", "oak", "0.5", "7"),
                options.stream().map(DeclaredOption::standard).toList());
        assertEquals("Hz", options.get(0).unit());
        assertEquals("broad, very-fine", options.get(2).values());
        assertEquals("a number above 0", options.get(6).values());
        assertEquals("how fast", options.get(6).meaning());
        assertEquals("cuts curves", Declaration.of(Saw.class).sentence("jig-saw"));
    }

    @Test
    void aRecordThatDeclaresNothingIsACallersMistake() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Undeclared(1).settings()).getMessage();
        assertContains(message, "Undeclared.something declares nothing; expected @Option, @Options or @PartName");
    }
}
