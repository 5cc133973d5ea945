package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.part.Catalog;
import serlab.part.Configured;
import serlab.part.Declaration;
import serlab.part.DeclaredOption;
import serlab.part.Option;
import serlab.part.Options;

/** What holds of every part, whoever adds one. */
class PartsTest {
    static Stream<Arguments> parts() {
        return PartSheet.kinds().entrySet().stream().flatMap(kind -> kind.getValue().names().stream()
                .map(name -> Arguments.of(kind.getKey(), name)));
    }

    private static Configured standard(String section, String name) {
        return PartSheet.kinds().get(section).read(new Settings(section, given(name, Map.of())));
    }

    /** A part with some settings, and with the file that it cannot do without. */
    private static Map<String, Object> given(String name, Map<String, ?> more) {
        Map<String, Object> given = new LinkedHashMap<>(Map.of("type", name));
        if (name.equals("onnx")) {
            given.put("file", "src/test/resources/golden/onnx/tiny.onnx");
        }
        given.putAll(more);
        return given;
    }

    @ParameterizedTest
    @MethodSource("parts")
    void readsBackWhatItWritesAndTellsEveryOption(String section, String name) {
        Configured part = standard(section, name);
        Catalog<?> catalog = PartSheet.kinds().get(section);
        assertEquals(name, part.type());
        assertEquals("type", part.settings().keySet().iterator().next());
        assertEquals(part, catalog.read(new Settings(section, part.settings())));
        String sheet = PartSheet.of(name, List.of());
        assertTrue(sheet.contains(name + " (" + section + "): "), sheet);
        for (DeclaredOption option : catalog.declaration(name).options(name)) {
            assertFalse(option.meaning().isBlank(), option.key());
            assertFalse(option.meaning().endsWith("."), option.meaning());
            assertTrue(sheet.contains(option.meaning()), sheet);
        }
        assertFalse(catalog.declaration(name).sentence(name).endsWith("."), name);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyRangeIsHeldByReadersAndConstructors(String section, String name) throws ReflectiveOperationException {
        Configured part = standard(section, name);
        for (DeclaredOption option : PartSheet.kinds().get(section).declaration(name).options()) {
            if (!Double.isFinite(option.limits().max())) {
                continue;
            }
            double wrong = option.limits().max() + 1;
            String message = assertThrows(InvalidInputException.class, () -> PartSheet.kinds().get(section)
                    .read(new Settings(section, given(name, Map.of(option.key(), wrong))))).getMessage();
            assertTrue(message.startsWith(section + "." + option.key() + " is '"), message);
        }
        constructors(part);
    }

    /** Gives every number of a record, and of the records of options in it, a value above its range. */
    private static void constructors(Object made) throws ReflectiveOperationException {
        Class<?> record = made.getClass();
        RecordComponent[] components = record.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Object value = value(components[i], made);
            if (components[i].isAnnotationPresent(Options.class)) {
                constructors(value);
            }
            Option option = components[i].getAnnotation(Option.class);
            if (option == null || !Double.isFinite(option.max()) || !(value instanceof Number)) {
                continue;
            }
            Object[] values = new Object[components.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = value(components[k], made);
            }
            values[i] = value instanceof Integer ? (Object) (int) (option.max() + 1) : value instanceof Long
                    ? (Object) (long) (option.max() + 1) : (Object) (option.max() + 1);
            var constructor = record.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            Throwable thrown = assertThrows(InvocationTargetException.class, () -> constructor.newInstance(values),
                    record + " does not call Declaration.check with " + components[i].getName()).getCause();
            assertTrue(thrown instanceof InvalidInputException && thrown.getMessage().startsWith(components[i].getName() + " is '"),
                    String.valueOf(thrown));
        }
    }

    private static Object value(RecordComponent component, Object made) throws ReflectiveOperationException {
        component.getAccessor().setAccessible(true);
        return component.getAccessor().invoke(made);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertTrue(assertThrows(InvalidInputException.class, () -> PartSheet.of("mfc", List.of())).getMessage()
                .startsWith("unknown part or command 'mfc'; did you mean 'mfcc'?"));
    }

    /** {@code docs/parts.md} is what the declarations give; what it should be is left in {@code target}. */
    @Test
    void theReferenceIsThatOfTheDeclarations() throws IOException {
        StringBuilder all = new StringBuilder("# What experiment files may name\n\n`./ser models NAME` prints the same of one "
                + "part, third parties' too. How to add one: [extractor](how-to-add/extractor.md), "
                + "[augmentation](how-to-add/augmentation.md), [network](how-to-add/network.md), "
                + "[schedule or optimizer](how-to-add/schedule.md), "
                + "[split](how-to-add/split.md), [corpus](how-to-add/corpus.md).\n");
        PartSheet.kinds().forEach((section, catalog) -> {
            all.append("\n## ").append(section).append("\n");
            catalog.names().forEach(name -> describe(catalog.declaration(name), name, all));
        });
        Path now = Path.of("target/parts.md");
        Files.writeString(now, all);
        assertEquals(Files.readString(Path.of("docs/parts.md")), all.toString(), "copy " + now + " to docs/parts.md");
    }

    private static void describe(Declaration<?> part, String name, StringBuilder into) {
        into.append("\n### ").append(name).append("\n").append(capital(part.sentence(name))).append(".\n");
        List<DeclaredOption> options = part.options(name);
        if (!options.isEmpty()) {
            into.append("\n| option | default | values | unit | meaning |\n|---|---|---|---|---|\n");
            options.forEach(option -> into.append(Stream.of(option.key(), option.standard(), option.values(), option.unit(),
                    option.meaning()).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"))));
        }
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    @Test
    void theReadmeNamesEveryPart() throws IOException {
        String table = PartSheet.kinds().entrySet().stream().map(kind -> "| `" + kind.getKey() + "` | "
                + String.join(", ", kind.getValue().names()) + " |").collect(Collectors.joining("\n"));
        assertTrue(Files.readString(Path.of("README.md")).contains(table), "README.md lacks\n" + table);
    }
}
