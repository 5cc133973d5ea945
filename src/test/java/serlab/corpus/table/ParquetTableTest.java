package serlab.corpus.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.TestAudio;
import serlab.corpus.locate.CorpusLocator;
import serlab.parquet.ParquetColumn;
import serlab.parquet.ParquetOutput;

/** Manifests and tables of numbers as Parquet are what they are as CSV. */
class ParquetTableTest {
    @TempDir
    private Path root;

    @SafeVarargs
    private Path parquet(String name, List<ParquetColumn> columns, List<Object>... rows) {
        return new AtomicFile(root.resolve(name)).write(out -> {
            try (ParquetOutput output = new ParquetOutput(out, columns)) {
                for (List<Object> row : rows) {
                    output.row(row);
                }
            }
        });
    }

    private static Corpus detected(Path file) {
        return CorpusLocator.detect(file).open(file);
    }

    private static final List<ParquetColumn> NUMBERS = List.of(ParquetColumn.text("Emotion"), ParquetColumn.number("f0"),
            new ParquetColumn("spk", ParquetColumn.Kind.INTEGER), new ParquetColumn("f1", ParquetColumn.Kind.DOUBLE),
            ParquetColumn.text("source"));

    @Test
    void aTableOfNumbersIsOneOfCsv() throws IOException {
        Corpus typed = detected(parquet("t.parquet", NUMBERS, List.of("Happy", 1 / 3f, 2, 0.1, "a.wav"),
                Arrays.asList("sad", null, 4, Math.PI, null), Arrays.asList("sad ", Float.NaN, 4, 1e-3, "c.wav")));
        Corpus text = detected(TestAudio.text(root.resolve("t.csv"), "Emotion,f0,spk,f1,source\n"
                + "Happy," + 1 / 3f + ",2,0.1,a.wav\nsad,,4," + Math.PI + ",\nsad,nan,4,0.001,c.wav\n"));
        assertEquals("t.parquet", typed.name());
        assertEquals(text.labels(), typed.labels());
        assertEquals(text.warnings(), typed.warnings());
        for (int i = 0; i < 3; i++) {
            Clip wanted = text.clips().get(i);
            Clip found = typed.clips().get(i);
            assertEquals(wanted.id() + wanted.label() + wanted.speaker() + wanted.fields(),
                    found.id() + found.label() + found.speaker() + found.fields());
            assertArrayEquals(values(wanted), values(found));
        }
        assertEquals(root.resolve("t.parquet") + ": row 2", typed.clips().get(1).source().location());
    }

    private static float[] values(Clip clip) {
        return assertInstanceOf(RowSource.class, clip.source()).values();
    }

    @Test
    void aManifestNamesRecordings() throws IOException {
        TestAudio.files(root, "wav/a.wav", "wav/b.wav");
        List<ParquetColumn> columns = List.of(ParquetColumn.text("path"), ParquetColumn.text("emotion"),
                ParquetColumn.text("actor"), new ParquetColumn("take", ParquetColumn.Kind.INTEGER));
        Corpus corpus = detected(parquet("m.pq", columns, List.of("wav/a.wav", "sad", "7", 1),
                Arrays.asList("wav/b.wav", "Happy", "8", null)));
        assertEquals(List.of("wav/a.wav", "wav/b.wav"), corpus.clips().stream().map(Clip::id).toList());
        assertEquals(List.of("sad", "happy"), corpus.clips().stream().map(Clip::label).toList());
        assertEquals("1", corpus.clips().get(0).fields().get("take"));
        assertEquals("8", corpus.clips().get(1).speaker());
        Path missing = parquet("missing.parquet", columns, List.of("wav/a.wav", "sad", "7", 1),
                List.of("wav/c.wav", "sad", "7", 1));
        assertContains(assertThrows(InvalidInputException.class, () -> detected(missing)).getMessage(),
                missing + ": row 2: file 'wav/c.wav' does not exist");
        Path unnamed = parquet("unnamed.parquet", List.of(ParquetColumn.text("file"), ParquetColumn.text("x")),
                List.of("wav/a.wav", "y"));
        assertContains(assertThrows(InvalidInputException.class, () -> detected(unnamed)).getMessage(),
                unnamed + ": the header has the columns file, x");
    }

    /** The file is pyarrow's: {@code golden/parquet.py others FILE}. */
    @Test
    void columnsThatNobodyNeedsArePassedOver() {
        Path table = Path.of("src/test/resources/golden/others.parquet");
        Corpus corpus = detected(table);
        assertEquals(List.of("a calm ", "b sad "), corpus.clips().stream().map(clip -> clip.id() + " " + clip.label() + " "
                + clip.speaker()).toList());
        assertArrayEquals(new float[] {0.5f, 1}, values(corpus.clips().get(1)));
        assertArrayEquals(new float[] {Float.NaN, 2}, values(corpus.clips().get(0)));
        assertEquals("columns: when (timestamp values), Emotions (lists or other columns), path (lists or other columns) passed over; "
                + "2 features", corpus.warnings().get(0));
        assertContains(assertThrows(InvalidInputException.class, () -> new CsvSpec("emotions", List.of()).open(table)).getMessage(),
                "column 'Emotions' holds lists or other columns; expected numbers or text: convert it, or name another");
        assertContains(assertThrows(InvalidInputException.class, () -> new CsvSpec("label", List.of("WHEN")).open(table))
                .getMessage(), "column 'when' holds timestamp values; expected numbers or text");
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(table)).getMessage(),
                "column 'path' holds lists or other columns; expected numbers or text");
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestSpec("clip", "", "when").open(table))
                .getMessage(), "corpus.speaker: column 'when' holds timestamp values");
    }

    @Test
    void framesAreNoClips() {
        List<ParquetColumn> columns = List.of(ParquetColumn.text("clip"), ParquetColumn.text("label"),
                new ParquetColumn("frame", ParquetColumn.Kind.INTEGER), ParquetColumn.number("time"), ParquetColumn.number("mfcc.0"));
        Path frames = parquet("frames.parquet", columns, List.of("a", "sad", 0, 0f, 1f), List.of("a", "sad", 1, 0.1f, 2f));
        assertContains(assertThrows(InvalidInputException.class, () -> detected(frames)).getMessage(), frames
                + ": row 2: clip 'a' has a row already, and they are told apart by frame; expected a row per clip");
        Corpus clips = detected(parquet("clips.parquet", columns, List.of("b", "sad", 0, 0f, 1f), List.of("a", "calm", 0, 0f, 2f)));
        assertEquals(List.of("a", "b"), clips.clips().stream().map(Clip::id).toList());
        assertArrayEquals(new float[] {2}, values(clips.clips().get(0)));
    }

    @Test
    void whatIsWrongIsSaidWithItsRow() throws IOException {
        Path infinite = parquet("t.parquet", NUMBERS, List.of("sad", 1f, 2, 0.1, "a"),
                List.of("sad", Float.POSITIVE_INFINITY, 2, 0.1, "a"));
        assertContains(assertThrows(InvalidInputException.class, () -> detected(infinite)).getMessage(),
                infinite + ": row 2: column 'f0' is Infinity; expected a finite number");
        Path none = parquet("none.parquet", NUMBERS);
        assertContains(assertThrows(InvalidInputException.class, () -> detected(none)).getMessage(), "has a header but no row");
        Path foreign = Files.writeString(root.resolve("x.parquet"), "label,f0\nsad,1\n");
        assertContains(assertThrows(InvalidInputException.class, () -> new CorpusLocator(root, Optional.empty()).find("auto",
                Optional.of(foreign))).getMessage(), "'" + foreign + "' does not begin as a Parquet file does; rename it to end in .csv");
        Path renamed = Files.copy(none, root.resolve("renamed.csv"));
        assertEquals("'" + renamed + "' is a Parquet file by its content; rename it to end in .parquet",
                assertThrows(InvalidInputException.class, () -> detected(renamed)).getMessage());
        Path absent = root.resolve("absent.parquet");
        assertContains(assertThrows(InvalidInputException.class, () -> new CorpusLocator(root, Optional.empty()).find("auto",
                Optional.of(absent))).getMessage(), "a .csv or a .parquet table");
    }
}
