package serlab.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.evaluation.Csv;

class ManifestSpecTest {
    @TempDir
    private Path root;

    @BeforeEach
    void record() throws IOException {
        TestAudio.files(root, "audio/a.wav", "audio/b, c.wav", "audio/d.wav");
    }

    private Corpus open(String text) throws IOException {
        return new ManifestSpec().open(TestAudio.text(root.resolve("m.csv"), text));
    }

    private String error(String text) {
        String message = assertThrows(InvalidInputException.class, () -> open(text)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void readsColumnsQuotesByteOrderMarkAndWindowsLines() throws IOException {
        Corpus corpus = open("\uFEFFfile,label,speaker,session,note\r\naudio/a.wav,Sad,s1,1,\"says \"\"no\"\"\"\r\n"
                + "\"audio/b, c.wav\",happy,s2,2,\r\naudio\\d.wav,happy,s2,2,\r\n");
        assertEquals("m.csv", corpus.name());
        assertEquals(List.of("happy", "sad"), corpus.labels());
        assertEquals(List.of("audio/a.wav", "audio/b, c.wav", "audio/d.wav"),
                corpus.clips().stream().map(Clip::id).toList());
        Clip a = corpus.clips().get(0);
        assertEquals("sad", a.label());
        assertEquals("s1", a.speaker());
        assertEquals(Map.of("session", "1", "note", "says \"no\""), a.fields());
        assertArrayEquals(TestAudio.wav("a.wav"), a.source().bytes());
        assertEquals(Map.of("session", "2"), corpus.clips().get(1).fields());
        assertEquals(List.of("label 'sad' has one clip; no split can train and test on it"), corpus.warnings());
    }

    @Test
    void textsThatASpreadsheetTakesForFormulasComeBackAsTheyWere() throws IOException {
        List<List<String>> rows = List.of(List.of("audio/a.wav", "=1+1", "-anna", "-0.5"),
                List.of("audio/b, c.wav", "'=1+1", "+49; x", "@\"q\""), List.of("audio/d.wav", "-", "\tx y", "'plain"));
        StringBuilder csv = new StringBuilder("file,label,speaker,note\n");
        rows.forEach(row -> csv.append(Csv.line(row)));
        assertTrue(csv.toString().contains("audio/a.wav,'=1+1,'-anna,-0.5\n"), csv.toString());
        assertTrue(csv.toString().contains("''=1+1,\"'+49; x\",\"'@\"\"q\"\"\"\n"), csv.toString());
        List<List<String>> read = open(csv.toString()).clips().stream()
                .map(clip -> List.of(clip.id(), clip.label(), clip.speaker(), clip.fields().get("note"))).toList();
        assertEquals(rows, read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "file,emotion;audio/a.wav,sad              | m.csv:1: the header has the columns file,emotion; expected file,label",
        "file,label,label;audio/a.wav,sad,x        | m.csv:1: column 'label' of the header is empty or named twice",
        "file,label;audio/a.wav,sad;audio/d.wav    | m.csv:3: has 1 columns; the header names 2 (file,label)",
        "file,label;;audio/a.wav,sad;audio/b, c.wav,sad | m.csv:4: has 3 columns; the header names 2",
        "file,label;audio/a.wav,sad;audio/x.wav,sad | m.csv:3: file 'audio/x.wav' does not exist",
        "file,label;audio/a.wav,sad;audio/d.wav,   | m.csv:3: the label is empty",
        "file,label;audio/a.wav,sad;audio/a.wav,happy | m.csv:3: file 'audio/a.wav' stands on line 2 already",
        "file,label;audio/a.wav,sad;\"audio/d.wav\"x,sad | m.csv:3: the quotes of this line do not close",
        "file,label                                | m.csv' names no clip"})
    void namesTheLine(String lines, String expected) {
        String message = error(lines.strip().replace(';', '\n'));
        assertTrue(message.contains(expected), message);
    }

    @Test
    void countsLinesInsideQuotes() {
        String message = error("file,label,note\naudio/a.wav,sad,\"two\r\nlines\"\naudio/x.wav,sad,y\n");
        assertTrue(message.contains("m.csv:4: file 'audio/x.wav'"), message);
    }

    @Test
    void rejectsWhatIsNoText() throws IOException {
        Path latin = Files.write(root.resolve("l.csv"), "file,label\n\u00e9,x".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(latin)).getMessage()
                .contains("is not UTF-8 text"));
        assertTrue(error("").contains("is empty"));
        assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(root.resolve("absent.csv")));
    }
}
