package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Tones;
import serlab.audio.file.WavEncoder;
import serlab.parquet.ParquetInput;

/** {@code ./ser predict --parquet FILE}: the rows of {@code --csv}. */
class PredictParquetTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;

    @BeforeAll
    static void prepare() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        Files.createDirectories(temporary.resolve("clips"));
        Files.write(temporary.resolve("clips/a.wav"), WavEncoder.encode16(Tones.syllables(9, 16_000)));
        Files.write(temporary.resolve("clips/b.wav"), WavEncoder.encode16(Tones.syllables(2, 22_050)));
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static Console predict(String... options) {
        List<String> all = new ArrayList<>(List.of("predict", "--model", "starter", temporary.resolve("clips").toString()));
        all.addAll(List.of(options));
        return Console.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itHoldsTheRowsOfCsv(boolean timeline) {
        Path file = temporary.resolve(timeline + ".parquet");
        Console run = timeline ? predict("--parquet", file.toString(), "--timeline") : predict("--parquet", file.toString());
        assertEquals(0, run.code(), run.err());
        List<String> csv = (timeline ? predict("--csv", "--timeline") : predict("--csv")).out().lines().toList();
        assertContains(run.out(), file + ": " + (csv.size() - 1) + " rows");
        try (ParquetInput table = new ParquetInput(file)) {
            assertEquals(csv.get(0), String.join(",", table.names()));
            for (String line : csv.subList(1, csv.size())) {
                String[] expected = line.split(",", -1);
                String[] row = table.next();
                for (int i = 0; i < (timeline ? 12 : 10); i++) {
                    String name = table.names().get(i);
                    assertEquals(name.equals("file") || name.equals("emotion") || expected[i].isEmpty() ? expected[i]
                            : String.format(Locale.ROOT, name.endsWith("_seconds") ? "%.3f" : "%.6f", Double.parseDouble(row[i])),
                            name.equals("file") || name.equals("emotion") || expected[i].isEmpty() ? String.valueOf(row[i] == null ? "" : row[i])
                                    : expected[i], name);
                }
            }
            assertEquals(null, table.next());
        }
    }

    @Test
    void whereItCannotBeWrittenIsSaidBeforeAnythingIsHeard() {
        Console.refused(predict("--parquet", temporary.toString()), "--parquet " + temporary + " is a folder");
    }

    @Test
    void whetherVoicesWereSyntheticIsTrueOrFalse() throws IOException {
        Path file = temporary.resolve("typed.parquet");
        assertEquals(0, predict("--parquet", file.toString()).code());
        byte[] all = Files.readAllBytes(file);
        int footer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(all.length - 8);
        List<SchemaElement> columns = Util.readFileMetaData(new ByteArrayInputStream(all, all.length - 8 - footer, footer)).getSchema();
        assertEquals(List.of(Type.BOOLEAN), columns.stream().filter(column -> column.getName().equals("synthetic"))
                .map(SchemaElement::getType).toList());
        try (ParquetInput table = new ParquetInput(file)) {
            assertEquals("true", table.next()[table.names().indexOf("synthetic")]);
        }
    }

    @Test
    void noRecordingIsWrittenOver() throws IOException {
        byte[] sound = WavEncoder.encode16(Tones.syllables(3, 16_000));
        Path mine = Files.write(temporary.resolve("mine.wav"), sound);
        Path named = Files.write(temporary.resolve("sound.parquet"), sound);
        Path link = Files.createSymbolicLink(temporary.resolve("link.parquet"), mine);
        Path other = Files.writeString(temporary.resolve("notes.txt"), "mine");
        refused("is the recording itself", mine, mine);
        refused("is the recording itself", named, named);
        refused("is the recording itself", mine, link);
        refused("--parquet '" + other + "' does not end in .parquet; name a file to write, such as --parquet answers.parquet", mine, other);
        assertArrayEquals(sound, Files.readAllBytes(mine));
        assertArrayEquals(sound, Files.readAllBytes(named));
        assertEquals("mine", Files.readString(other));
        Path few = Files.writeString(temporary.resolve("FEW.PARQUET"), "earlier");
        Console replaced = Console.run("predict", "--model", "starter", mine.toString(), "--parquet", few.toString());
        assertEquals(0, replaced.code(), replaced.err());
        try (ParquetInput table = new ParquetInput(few)) {
            assertEquals(mine.toString(), table.next()[0]);
        }
    }

    private static void refused(String expected, Path recording, Path table) {
        Console refused = Console.run("predict", "--model", "starter", recording.toString(), "--parquet", table.toString());
        assertEquals(2, refused.code(), refused.err());
        assertContains(refused.err(), expected);
        assertEquals("", refused.out());
    }
}
