package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.table.ManifestSpec;
import serlab.notebook.table.TypedCsv;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TypedCsvTest {
    private static final List<String> LABELS = List.of("f", "n", "t", "na", "well, yes", "01");
    private static final List<String> SPEAKERS = List.of("01", "1F", "03-01-05", "T", "null", "a \"b\"");

    @TempDir
    private Path root;

    @Test
    void textsStayTextsAndNumbersAreNumbers() throws IOException {
        Path file = Files.writeString(root.resolve("t.csv"), "clip,emotion,speaker,peak,count\n03-01-05,F,01,1.5,3\nb,N,'=1F,,4\n"
                + "c,T,NA,-2e-3,5\n");
        Table table = TypedCsv.read(file, column -> column.equals("peak") ? ColumnType.DOUBLE
                : column.equals("count") ? ColumnType.INTEGER : null);
        assertEquals(List.of("F", "N", "T"), table.stringColumn("emotion").asList());
        assertEquals(List.of("01", "=1F", "NA"), table.stringColumn("speaker").asList());
        assertEquals(List.of("03-01-05", "b", "c"), table.stringColumn("clip").asList());
        assertEquals(Arrays.asList(1.5, null, -2e-3), table.doubleColumn("peak").asList());
        assertEquals(List.of(3, 4, 5), table.intColumn("count").asList());
    }

    @Test
    void aManifestOfRecordingsReadsBackAsItWasWritten() throws IOException {
        Path wav = Files.write(root.resolve("a.wav"), WavEncoder.encode16(new Waveform(new float[] {0, 0.5f, 0.25f}, 8000)));
        List<Clip> clips = IntStream.range(0, LABELS.size()).mapToObj(i -> new Clip("c" + i, LABELS.get(i), SPEAKERS.get(i),
                Map.of(), ClipSource.of(wav))).toList();
        Table table = RecordingFolders.write(new Corpus("six", false, LABELS, clips, List.of()), root.resolve("out"));
        assertEquals(LABELS, table.stringColumn("label").asList());
        assertEquals(SPEAKERS, table.stringColumn("speaker").asList());
        Corpus again = new ManifestSpec().open(root.resolve("out/manifest.csv"));
        assertEquals(LABELS.stream().sorted().toList(), again.labels());
        assertTrue(again.speakers().containsAll(SPEAKERS), again.speakers().toString());
    }

    @Test
    void aTableToCompleteIsReadOnceItIsComplete() throws IOException {
        Path wav = Files.write(root.resolve("b.wav"), WavEncoder.encode16(new Waveform(new float[] {0, 0.5f, 0.25f}, 8000)));
        List<Clip> clips = List.of("x", "y").stream().map(label -> new Clip(label + "1", label, "", Map.of(), ClipSource.of(wav))).toList();
        Corpus own = new Corpus("own", false, List.of("x", "y"), clips, List.of());
        Table table = RecordingFolders.manifest(own, root.resolve("cells"));
        assertEquals("manifest of own.csv", table.name());
        assertEquals(List.of("clip", "file", "label", "speaker"), table.columnNames());
        assertEquals(List.of("x", "y"), table.stringColumn("label").asList());
        Path file = root.resolve("cells/manifest of own.csv");
        Files.writeString(file, Files.readString(file).replace(",x,", ",x,anna").replace(",y,", ",y,bo"));
        assertEquals(List.of("anna", "bo"), RecordingFolders.manifest(own, root.resolve("cells")).stringColumn("speaker").asList());
        assertEquals(List.of("anna", "bo"), new ManifestSpec().open(file).speakers());
    }

    @Test
    void equalScoresKeepTheOrderOfTheirTrials() {
        assertEquals(List.of(4, 2, 9, 1, 3), SweepResult.ranked(Map.of(1, 0.2, 9, 0.5, 2, 0.5, 3, Double.NaN, 4, 0.7)));
    }
}
