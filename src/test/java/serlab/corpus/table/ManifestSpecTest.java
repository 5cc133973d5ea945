package serlab.corpus.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.TestAudio;
import serlab.corpus.locate.CorpusLocator;
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
        assertContains(csv.toString(), "audio/a.wav,'=1+1,'-anna,-0.5\n");
        assertContains(csv.toString(), "''=1+1,\"'+49; x\",\"'@\"\"q\"\"\"\n");
        List<List<String>> read = open(csv.toString()).clips().stream()
                .map(clip -> List.of(clip.id(), clip.label(), clip.speaker(), clip.fields().get("note"))).toList();
        assertEquals(rows, read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "file,mood;audio/a.wav,sad;audio/d.wav,joy | m.csv:1: the header has the columns file, mood; none is known to hold the "
                + "emotions: name it, such as with --set corpus.label=mood",
        "Was,Wie,Wer;audio/a.wav,sad,s1;audio/d.wav,joy,s2 | m.csv:1: the header has the columns Was, Wie, Wer; neither one for "
                + "the recordings nor one for the emotions is known: name them, such as with --set corpus.file=Was --set "
                + "corpus.label=Wie",
        "x;1                                       | neither one for the recordings nor one for the emotions is known: name them, "
                + "such as with --set corpus.file=COLUMN --set corpus.label=COLUMN",
        "file,label,label;audio/a.wav,sad,x        | m.csv:1: column 'label' of the header is empty or named twice",
        "file,label;audio/a.wav,sad;audio/d.wav    | m.csv:3: has 1 column; the header names 2 (file,label)",
        "file,label;;audio/a.wav,sad;audio/b, c.wav,sad | m.csv:4: has 3 columns; the header names 2",
        "file,label;audio/a.wav,sad;audio/x.wav,sad | m.csv:3: file 'audio/x.wav' does not exist",
        "file,label;audio/a.wav,sad;audio/d.wav,   | m.csv:3: the label is empty",
        "file,label;audio/a.wav,sad;audio/a.wav,happy | m.csv:3: file 'audio/a.wav' stands on line 2 already",
        "file,label;audio/a.wav,sad;\"audio/d.wav\"x,sad | m.csv:3: the quotes of this line do not close",
        "file,label                                | m.csv' names no clip"})
    void namesTheLine(String lines, String expected) {
        String message = error(lines.strip().replace(';', '\n'));
        assertContains(message, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "path,emotion,actor                 | file = path, label = emotion, speaker = actor",
        "FileName,EmoClass,SpkrID           | file = FileName, label = EmoClass, speaker = SpkrID",
        "Speaker ID,Wav_File,Label          | file = Wav_File, label = Label, speaker = Speaker ID",
        "File,LABEL,Speaker                 | ",
        "wav,emo,note                       | file = wav, label = emo, no speaker"})
    void findsColumnsByTheirUsualNames(String header, String note) throws IOException {
        boolean speakerFirst = header.startsWith("Speaker");
        boolean noSpeaker = header.endsWith("note");
        Corpus corpus = open(header + (speakerFirst ? "\ns1,audio/a.wav,Sad\ns2,audio/d.wav, happy \n"
                : "\naudio/a.wav,Sad,s1\naudio/d.wav, happy ,s2\n"));
        assertEquals(List.of("happy", "sad"), corpus.labels());
        assertEquals(noSpeaker ? List.of() : List.of("s1", "s2"), corpus.speakers());
        assertEquals(note == null ? List.of() : List.of("columns: " + note), corpus.warnings().stream()
                .filter(warning -> warning.startsWith("columns: ")).toList());
    }

    @Test
    void theColumnOfTheSpeakerStaysAField() throws IOException {
        Clip clip = open("path,emotion,actor\naudio/a.wav,sad,s1\n").clips().get(0);
        assertEquals("s1", clip.speaker());
        assertEquals(Map.of("actor", "s1"), clip.fields());
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|"})
    void readsOtherDelimiters(String delimiter) throws IOException {
        Corpus corpus = open(String.join(delimiter, "file", "label", "speaker") + "\n"
                + String.join(delimiter, "\"audio/b, c.wav\"", "sad", "s1") + "\n");
        assertEquals("audio/b, c.wav", corpus.clips().get(0).id());
        assertTrue(corpus.warnings().get(0).matches("columns: (semicolons|tabs|bars) between columns"),
                corpus.warnings().get(0));
    }

    @Test
    void passesOverRowNumbersInFront() throws IOException {
        for (String name : List.of("", "Unnamed: 0")) {
            Corpus corpus = open(name + ",file,label\n0,audio/a.wav,sad\n1,audio/d.wav,happy\n");
            assertEquals(Map.of(), corpus.clips().get(0).fields());
            assertTrue(corpus.warnings().get(0).contains("row numbers, is passed over"), corpus.warnings().toString());
        }
    }

    @Test
    void columnsThatAreNamedAreTaken() throws IOException {
        Path file = TestAudio.text(root.resolve("m.csv"), "was,label,stimmung,wer\naudio/a.wav,x1,Sad,s1\n");
        Corpus corpus = new ManifestSpec("WAS", "stimmung", "wer").open(file);
        assertEquals(List.of("sad"), corpus.labels());
        assertEquals(List.of("s1"), corpus.speakers());
        String message = assertThrows(InvalidInputException.class, () -> new ManifestSpec("", "stimung",
                "").open(file)).getMessage();
        assertContains(message, "unknown column 'stimung'; did you mean 'stimmung'?");
    }

    @Test
    void frontsOfAnotherComputerAreTakenOffWhereAllFilesAreBehindThem() throws IOException {
        Corpus corpus = open("file,label\nC:\\my data\\audio\\a.wav,sad\nC:\\my data\\audio\\d.wav,happy\n");
        assertEquals(List.of("audio/a.wav", "audio/d.wav"), corpus.clips().stream().map(Clip::id).toList());
        assertArrayEquals(TestAudio.wav("d.wav"), corpus.clips().get(1).source().bytes());
        assertContains(corpus.warnings().toString(), "'C:\\my data\\' in front of the paths is passed over");
    }

    @Test
    void pathsOfAnotherComputerAreNamedAsSuch() {
        String message = error("file,label\nC:\\my data\\audio\\a.wav,sad\nC:\\my data\\audio\\gone.wav,sad\n");
        assertContains(message, "m.csv:2: file 'C:\\my data\\audio\\a.wav' is a path of another computer and does not exist "
                + "here; 2 of 2 are missing; 'audio\\a.wav' is there, so take 'C:\\my data\\' off the paths: "
                + "sed 's|C:\\\\my data\\\\||' 'm.csv' > 'here-m.csv'");
        assertContains(error("file,label\n/home/ann/x.wav,sad\n"), "copy the recordings beside the manifest and write their "
                + "paths relative to it, such as x.wav");
        assertContains(error("file,label\naudio/aa.wav,sad\n"), "did you mean '" + root.resolve("audio/a.wav") + "'?");
    }

    @Test
    void pathsMayBeginAboveTheManifest() throws IOException {
        Files.createDirectories(root.resolve("data/own"));
        Path file = TestAudio.text(root.resolve("data/own/m.csv"), "file,label\naudio/a.wav,sad\naudio/d.wav,happy\n");
        Corpus corpus = new ManifestSpec().open(file);
        assertEquals(List.of("audio/a.wav", "audio/d.wav"), corpus.clips().stream().map(Clip::id).toList());
        assertContains(corpus.warnings().toString(), "the paths begin in " + root.toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void readsUtf16WithItsMark(String charset) throws IOException {
        Path file = Files.write(root.resolve("m.csv"), "\uFEFFfile\tlabel\tspeaker\r\naudio/a.wav\tfröhlich\ts1\r\n"
                .getBytes(charset));
        Corpus corpus = new CorpusLocator(root, Optional.empty()).find("auto", Optional.of(file));
        assertEquals(List.of("fröhlich"), corpus.labels());
        assertEquals(List.of("s1"), corpus.speakers());
    }

    /** As EmoBox writes its lists; paths begin in its own folder, which is above. */
    @Test
    void readsJsonLines() throws IOException {
        TestAudio.files(root, "downloads/cafe/CaFE_48k/Peur/Fort/12-P-2-5.wav", "downloads/cafe/CaFE_48k/Joie/Fort/11-J-2-1.wav");
        Files.createDirectories(root.resolve("data/cafe"));
        String line = "{\"key\": \"cafe-%2$s\", \"dataset\": \"cafe\", \"wav\": \"downloads/cafe/CaFE_48k/%1$s/Fort/%2$s.wav\", "
                + "\"type\": \"raw\", \"sample_rate\": 48000, \"num_frame\": 248653.0, \"task\": \"category\", \"length\": 5.18, "
                + "\"emo\": \"%3$s\", \"channel\": 1}%n";
        Path file = TestAudio.text(root.resolve("data/cafe/cafe.jsonl"), String.format(line, "Peur", "12-P-2-5", "p")
                + String.format(line, "Joie", "11-J-2-1", "j"));
        Corpus corpus = new CorpusLocator(root, Optional.empty()).find("auto", Optional.of(file));
        assertEquals(List.of("j", "p"), corpus.labels());
        assertEquals("downloads/cafe/CaFE_48k/Joie/Fort/11-J-2-1.wav", corpus.clips().get(0).id());
        assertEquals("cafe-11-J-2-1", corpus.clips().get(0).fields().get("key"));
        assertContains(corpus.warnings().toString(), "columns: file = wav, label = emo, no speaker");
        assertContains(corpus.warnings().toString(), "--set 'corpus.labels={j: emotion-j, p: emotion-p}'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"path\": \"audio/a.wav\", \"emotion\": \"Sad\", \"spk\": 7}]",
        "{\"x1\": {\"path\": \"audio/a.wav\", \"emotion\": \"Sad\", \"spk\": 7}}",
        "[\n {\"path\": \"audio/a.wav\",\n  \"emotion\": \"Sad\", \"spk\": 7}\n]"})
    void readsJson(String text) throws IOException {
        Corpus corpus = new ManifestSpec().open(TestAudio.text(root.resolve("m.json"), text));
        assertEquals(List.of("audio/a.wav sad 7"), corpus.clips().stream().map(clip -> clip.id() + " " + clip.label() + " "
                + clip.speaker()).toList());
    }

    @Test
    void brokenJsonIsNamedByItsLine() throws IOException {
        Path file = TestAudio.text(root.resolve("m.jsonl"), "{\"wav\": \"audio/a.wav\", \"emo\": \"sad\"}\n{\"wav\": \n");
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(file)).getMessage(), "m.jsonl:2: is no JSON");
        Path list = TestAudio.text(root.resolve("l.json"), "[1, 2]");
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(list)).getMessage(),
                "l.json:1: expected an object for each recording");
    }

    @ParameterizedTest
    @CsvSource({"{}", "[]", "''"})
    void emptyJsonIsEmpty(String text) throws IOException {
        Path file = TestAudio.text(root.resolve("m.json"), text);
        assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(file));
    }

    @Test
    void endingsMayBeLeftOut() throws IOException {
        assertArrayEquals(TestAudio.wav("a.wav"), open("file,label\naudio/a,sad\n").clips().get(0).source().bytes());
    }

    @Test
    void recordingsOfOtherFormatsAreCountedByLabel() throws IOException {
        TestAudio.files(root, "audio/e.ape");
        Files.writeString(root.resolve("audio/f.wav"), "<html>Not Found</html>");
        Corpus corpus = open("file,label\naudio/a.wav,sad\naudio/e.ape,joy\naudio/f.wav,sad\n");
        assertEquals(List.of("2 recordings not read: 1 .ape in joy, 1 .wav that holds text in sad; class joy is MISSING from "
                + "everything that follows; convert them, each as with: ffmpeg -i " + root + "/audio/e.ape " + root
                + "/audio/e.wav"), corpus.faults());
        assertContains(error("file,label\naudio/e.ape,joy\n"), "names no clip that is read: 1 recording not read");
    }

    @Test
    void codesForLabelsAreDoubted() throws IOException {
        assertContains(open("file,label\naudio/a.wav,0\naudio/d.wav,3\n").warnings().toString(),
                "--set 'corpus.labels={0: emotion-0, 3: emotion-3}'");
    }

    @Test
    void countsLinesInsideQuotes() {
        String message = error("file,label,note\naudio/a.wav,sad,\"two\r\nlines\"\naudio/x.wav,sad,y\n");
        assertContains(message, "m.csv:4: file 'audio/x.wav'");
    }

    @Test
    void rejectsWhatIsNoText() throws IOException {
        Path latin = Files.write(root.resolve("l.csv"), "file,label\n\u00e9,x".getBytes(StandardCharsets.ISO_8859_1));
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(latin)).getMessage(),
                "is not UTF-8 text; save it as CSV in UTF-8, such as with: iconv -f WINDOWS-1252 -t UTF-8 '"
                + latin
                        + "' > '" + root.resolve("utf8-l.csv") + "'");
        assertContains(error(""), "is empty");
        assertThrows(InvalidInputException.class, () -> new ManifestSpec().open(root.resolve("absent.csv")));
    }
}
