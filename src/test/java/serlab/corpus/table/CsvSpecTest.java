package serlab.corpus.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.TestAudio;
import serlab.corpus.locate.CorpusLocator;

class CsvSpecTest {
    @TempDir
    private Path root;

    private Corpus open(String text) throws IOException {
        return open(CsvSpec.defaults(), text);
    }

    private Corpus open(CsvSpec spec, String text) throws IOException {
        return spec.open(TestAudio.text(root.resolve("t.csv"), text));
    }

    private static float[] values(Clip clip) {
        return assertInstanceOf(RowSource.class, clip.source()).values();
    }

    @Test
    void readsFeaturesLabelSpeakerAndFields() throws IOException {
        Corpus corpus = open("\uFEFFlabel,f0,speaker,f1,source\r\nHappy,1.5,02,-2e-1,a.wav\r\n\r\nsad,3,04,4,\r\n");
        assertEquals("t.csv", corpus.name());
        assertEquals(List.of("happy", "sad"), corpus.labels());
        Clip first = corpus.clips().get(0);
        assertEquals("row 000001", first.id());
        assertEquals("02", first.speaker());
        assertEquals(Map.of("source", "a.wav"), first.fields());
        assertArrayEquals(new float[] {1.5f, -0.2f}, values(first));
        assertArrayEquals(new float[] {3, 4}, values(corpus.clips().get(1)));
        assertTrue(corpus.clips().get(1).source().location().endsWith("t.csv:4"));
        assertArrayEquals(new byte[] {0, 0, (byte) 0xC0, 0x3F, (byte) 0xCD, (byte) 0xCC, 0x4C, (byte) 0xBE},
                first.source().bytes());
    }

    @Test
    void clipsAreCalledByTheirNamesAndPlacesAreNoFeatures() throws IOException {
        Corpus corpus = open("clip,label,speaker,frame,time,f0\nb,sad,1,0,0.5,7\na,calm,2,0,0.25,8\n");
        assertEquals(List.of("a", "b"), corpus.clips().stream().map(Clip::id).toList());
        assertArrayEquals(new float[] {8}, values(corpus.clips().get(0)));
        assertEquals(Map.of("frame", "0", "time", "0.25"), corpus.clips().get(0).fields());
        assertEquals("calm", corpus.clips().get(0).label());
        Corpus ids = open("id,clip,label,f0\nx,b,sad,7\ny,a,calm,8\n");
        assertEquals(List.of("x", "y"), ids.clips().stream().map(Clip::id).toList());
        assertArrayEquals(new float[] {1, 2}, values(open("time,label,f0\n1,sad,2\n").clips().get(0)));
    }

    @Test
    void severalRowsOfAClipAreNoted() throws IOException {
        Corpus corpus = open("clip,label,f0\nb,sad,7\na,calm,8\na,calm,9\n");
        assertEquals(List.of("row 000001", "row 000002", "row 000003"), corpus.clips().stream().map(Clip::id).toList());
        assertEquals("3 rows of 2 clips: those of one clip may stand in training and test, and that flatters; --set "
                + "split=groups:clip keeps them together", corpus.warnings().get(0));
        assertEquals("a", corpus.clips().get(1).fields().get("clip"));
        assertEquals(List.of("row 000001", "row 000002"), open("clip,label,f0\n,sad,7\na,calm,8\n").clips().stream()
                .map(Clip::id).toList());
    }

    @Test
    void wholeNumbersThatGapsMadeFractionsAreWholeNumbers() throws IOException {
        Corpus corpus = open("f0,label,speaker\n1,0.0,1.0\n2,1.0,\n3,1.0,1.5\n4,0.0,10.0\n");
        assertEquals(List.of("1", "", "1.5", "10"), corpus.clips().stream().map(Clip::speaker).toList());
        assertContains(String.join("\n", corpus.warnings()), "the labels 0.0, 1.0 are codes; to give them names, or to leave some out, "
                + "add --set 'corpus.labels={0.0: emotion-0, 1.0: emotion-1}'");
    }

    @Test
    void readsTheColumnsOfPandas() throws IOException {
        Corpus corpus = open(new CsvSpec("Emotions", List.of("Note")),
                "Unnamed: 0,0,1,Emotions,note\n0,5,6,sad,x\n1,7,8,sad,\n");
        assertArrayEquals(new float[] {5, 6}, values(corpus.clips().get(0)));
        assertEquals(Map.of("note", "x"), corpus.clips().get(0).fields());
        assertArrayEquals(new float[] {8}, values(open(",a,label\n7,8,sad\n").clips().get(0)));
    }

    @Test
    void emptyCellsAndNanAreMissingValuesAndCounted() throws IOException {
        Corpus corpus = open("f0,f1,label\n1,,sad\nnan,2,sad\n3,NA,calm\n4,5,calm\n");
        assertArrayEquals(new float[] {1, Float.NaN}, values(corpus.clips().get(0)));
        assertArrayEquals(new float[] {Float.NaN, 2}, values(corpus.clips().get(1)));
        assertTrue(corpus.warnings().stream().anyMatch(line -> line.startsWith("3 of 8 values are missing")),
                corpus.warnings().toString());
    }

    @Test
    void readsThousandsOfColumns() throws IOException {
        String header = IntStream.range(0, 2376).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String row = IntStream.range(0, 2376).mapToObj(i -> i + ".25").collect(Collectors.joining(","));
        float[] read = values(open(header + ",label\n" + row + ",sad\n").clips().get(0));
        assertEquals(2376, read.length);
        assertEquals(2375.25f, read[2375]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "f0,mood;1,sad                  | t.csv:1: column 'label' is missing; the header has f0, mood",
        "f0,f0,label;1,2,sad            | t.csv:1: column 2 of the header, 'f0', is empty or named twice",
        "speaker,label;x,sad            | t.csv:1: no column holds features",
        "f0,f1,label;1,2,sad;1,sad      | t.csv:3: has 2 columns; the header names 3",
        "f0,f1,label;1,2,sad;1,-,sad    | t.csv:3: column 'f1' is '-', not a number; fill it in",
        "f0,f1,label;1,2,sad;;1,inf,sad | t.csv:4: column 'f1' is 'inf', not a number",
        "f0,f1,label;1,1e99,sad         | t.csv:2: column 'f1' is 1e99; expected a finite number",
        "f0,noise,label;1,a.wav,sad     | t.csv:2: column 'noise' is 'a.wav', not a number; a manifest lists recordings",
        "f0,label;1,sad;2,              | t.csv:3: column 'label', the label, is empty",
        "id,f0,label;a,1,sad;a,2,sad    | t.csv:3: id 'a' stands on line 2 already",
        "clip,label,frame,time,f0;a,sad,0,0,1;b,sad,0,0,1;a,sad,1,0.1,2 | t.csv:4: clip 'a' has a row already, and they are told apart "
                + "by frame; expected a row per clip, such as ./ser features statistics --set of=mfcc",
        "path,label,frame,f0;a,sad,0,1;a,sad,1,2 | t.csv:3: path 'a' has a row already",
        "label,frame,f0;sad,0,1;sad,0,2;sad,1,2 | t.csv:4: the rows are frames of clips that are not named; expected a row per clip",
        "id,clip,label,frame,f0;1,a,sad,0,1;2,a,sad,1,2 | t.csv:3: clip 'a' has a row already",
        "f0,label                       | t.csv' has a header but no row",
        "f0,label;1,\"sad               | t.csv:2: the quotes of this line do not close"})
    void namesTheLine(String lines, String expected) {
        String message = assertThrows(InvalidInputException.class, () -> open(lines.strip().replace(';', '\n')))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        assertContains(message, expected);
    }

    @Test
    void findsLabelAndSpeakerByUsualNamesAndReadsDecimalCommas() throws IOException {
        Corpus corpus = open(";f0;EmoClass;spk;path\n0;0,75;sad;s1;x\n1;-1,5e2;joy;s2;y\n");
        assertEquals(List.of("joy", "sad"), corpus.labels());
        assertEquals(List.of("s1", "s2"), corpus.speakers());
        assertArrayEquals(new float[] {0.75f}, values(corpus.clips().get(0)));
        assertArrayEquals(new float[] {-150f}, values(corpus.clips().get(1)));
        assertEquals("columns: label = emoclass; speaker = spk; the first column, row numbers, is passed over; semicolons between "
                + "columns; 1 feature", corpus.warnings().get(0));
    }

    @Test
    void tablesAndManifestsAreToldApart() throws IOException {
        for (String manifest : List.of("path,emotion\nx.wav,sad\n", "FileName,EmoAct,EmoVal,EmoClass\na.wav,4,3.5,H\n",
                "Was,Wie\na.m4a,sad\n", "file,label\n", "wav;emo\na;sad\n")) {
            assertTrue(CsvSpec.listsFiles(TestAudio.text(root.resolve("m.csv"), manifest)), manifest);
        }
        for (String table : List.of("f0,label\n1,sad\n", "clip,label,f0\nsad/1.wav,sad,0.5\n",
                "source,label,f0\na.wav,sad,1\n",
                "path,f0,f1,f2,f3,f4,f5,f6,f7,f8,f9,label\nx.wav,1,2,3,4,5,6,7,8,9,1e3,sad\n")) {
            assertFalse(CsvSpec.listsFiles(TestAudio.text(root.resolve("t.csv"), table)), table);
        }
    }

    @Test
    void namesAFieldThatIsMissing() {
        assertContains(assertThrows(InvalidInputException.class,
                () -> open(new CsvSpec("label", List.of("session2")), "f0,label\n1,sad\n")).getMessage(),
                "t.csv:1: column 'session2' is missing");
        assertThrows(InvalidInputException.class, () -> new CsvSpec("a", List.of("A")));
    }

    @Test
    void rejectsWhatIsNoText() throws IOException {
        assertContains(assertThrows(InvalidInputException.class, () -> open("")).getMessage(), "is empty");
        Path latin = Files.write(root.resolve("l.csv"), "f0,label\n1,\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertContains(assertThrows(InvalidInputException.class, () -> CsvSpec.defaults().open(latin)).getMessage(),
                "is not UTF-8 text");
        assertThrows(InvalidInputException.class, () -> CsvSpec.defaults().open(root.resolve("absent.csv")));
    }

    @Test
    void isTakenForATableUnlessItListsFiles() throws IOException {
        Path table = TestAudio.text(root.resolve("table.csv"), "f0,label\n1,sad\n");
        assertEquals("csv", CorpusLocator.detect(table).type());
        Path manifest = TestAudio.text(root.resolve("m.csv"), "File,label\na.wav,sad\n");
        assertEquals("manifest", CorpusLocator.detect(manifest).type());
    }

    @Test
    void fingerprintsFollowTheNumbers() throws IOException {
        String before = CorpusFingerprint.of(open("f0,label\n1,sad\n")).hex();
        assertEquals(before, CorpusFingerprint.of(open("f0,label\n1.0,sad\n")).hex());
        assertNotEquals(before, CorpusFingerprint.of(open("f0,label\n2,sad\n")).hex());
        assertInstanceOf(RowSource.class, new CorpusLocator(root, Optional.empty())
                .find("csv", Optional.of(root.resolve("t.csv"))).clips().get(0).source());
    }
}
