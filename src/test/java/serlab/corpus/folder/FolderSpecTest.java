package serlab.corpus.folder;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.TestAudio;
import serlab.corpus.locate.CorpusLocator;
import serlab.experiment.CorpusChoice;

class FolderSpecTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"", "wrapped/"})
    void takesLabelsFromFolders(String wrapper) throws IOException {
        TestAudio.files(root, wrapper + "Sad/1.wav", wrapper + "Sad/deep/2.ogg", wrapper + "Angry/1.mp3",
                wrapper + "Angry/2.aif");
        TestAudio.text(root.resolve(wrapper + "Sad/readme.txt"), "no audio");
        Corpus corpus = new FolderSpec().open(root);
        assertEquals(List.of("angry", "sad"), corpus.labels());
        assertEquals(List.of("angry", "angry", "sad", "sad"), corpus.clips().stream().map(Clip::label).toList());
        assertEquals(wrapper + "Angry/1.mp3", corpus.clips().get(0).id());
        assertEquals(List.of(), corpus.speakers());
        assertEquals(2, corpus.warnings().size(), corpus.warnings().toString());
        assertEquals("1 file of other kinds not read: 1 .txt", corpus.warnings().get(0));
        assertTrue(corpus.warnings().get(1).startsWith("4 of 4 clips name no speaker; only random splits"));
        assertEquals(List.of(), corpus.faults());
    }

    @Test
    void aRuleTellsSpeakersFromPaths() throws IOException {
        TestAudio.files(root, "sad/sp07_1.wav", "sad/sp12_1.wav", "happy/sp07_2.wav", "happy/sp12_2.wav", "happy/other.wav");
        Corpus corpus = CorpusChoice.read(new Settings("corpus", Map.of("speaker", "sp(\\d+)")))
                .open(new CorpusLocator(root, Optional.empty()), Optional.of(root));
        assertEquals(List.of("07", "12"), corpus.speakers());
        assertEquals(Map.of("type", "folder", "speaker", "sp(\\d+)"), new FolderSpec("sp(\\d+)").settings());
        assertEquals(Map.of("type", "folder"), new FolderSpec().settings());
        assertContains(corpus.warnings(), "corpus.speaker 'sp(\\d+)' finds no speaker in 1 of 5 paths, such as happy/other.wav");
        assertContains(new FolderSpec().open(root).warnings().toString(), "a rule such as --set 'corpus.speaker=sp(\\d+)'");
        assertEquals("corpus.speaker is 'sp' with 0 groups in brackets; expected one around what names the speaker, such as "
                + "\"sp(\\d+)\" for angry/sp07_3.wav",
                assertThrows(InvalidInputException.class, () -> new FolderSpec("sp")).getMessage());
        assertContains(assertThrows(InvalidInputException.class, () -> new FolderSpec("sp(")).getMessage(),
                "which is no regular expression (Unclosed group)");
    }

    @Test
    void warnsOfLooseFilesAndLonelyLabels() throws IOException {
        TestAudio.files(root, "sad/1.wav", "sad/2.wav", "happy/1.wav", "loose.wav");
        List<String> warnings = new FolderSpec().open(root).warnings();
        assertTrue(warnings.get(0).startsWith("1 recording left out: outside the class folders"), warnings.toString());
        assertContains(warnings, "label 'happy' has one clip; no split can train and test on it");
        assertEquals(3, warnings.size());
    }

    @Test
    void readsAZip() throws IOException {
        Path zip = TestAudio.zip(root.resolve("d.zip"), Map.of("d/joy/1.wav", TestAudio.wav("1"), "d/fear/1.wav",
                TestAudio.wav("2")));
        assertEquals(List.of("fear", "joy"), new FolderSpec().open(zip).labels());
    }

    @Test
    void rejectsAFolderWithoutClassFolders() throws IOException {
        Files.createDirectories(root.resolve("happy"));
        TestAudio.files(root, "a.wav");
        assertContains(assertThrows(InvalidInputException.class, () -> new FolderSpec().open(root)).getMessage(),
                "holds no audio in class folders");
        assertThrows(InvalidInputException.class, () -> new FolderSpec().open(null));
    }

    @Test
    void countsAndNamesWhatIsNotRead() throws IOException {
        TestAudio.files(root, "happy/1.wav", "happy/2.wav", "sad/1.ape", "sad/2.ape", "angry/1.Voc", "happy/3.gsm",
                "happy/._1.wav", "happy/.DS_Store", "notes.txt", "a.csv", "b.csv");
        Corpus corpus = new FolderSpec().open(root);
        assertEquals(List.of("4 recordings not read: 2 .ape in sad, 1 .gsm in happy, 1 .voc in angry; the classes angry, sad "
                + "are MISSING from everything that follows; convert them, each as with: ffmpeg -i " + root
                + "/angry/1.Voc "
                + root + "/angry/1.wav"), corpus.faults());
        assertEquals(corpus.faults().get(0), assertThrows(InvalidInputException.class, corpus::requireWhole).getMessage());
        assertEquals(List.of("3 files of other kinds not read: 2 .csv, 1 .txt",
                "2 hidden files (such as happy/.DS_Store) passed over"), corpus.warnings().subList(0, 2));
    }

    @Test
    void contentDecidesWhatAFileIs() throws IOException {
        TestAudio.files(root, "happy/1.wav", "happy/2.wav", "sad/1.wav");
        Files.writeString(root.resolve("happy/page.wav"), "<!DOCTYPE html><html><body>Not Found</body></html>");
        Files.write(root.resolve("happy/none.wav"), new byte[0]);
        Files.write(root.resolve("sad/2.wav"), "MAC \0\0\0\6".getBytes(StandardCharsets.ISO_8859_1));
        Corpus corpus = new FolderSpec().open(root);
        assertEquals(3, corpus.clips().size());
        assertEquals(List.of("3 recordings not read: 1 .wav that holds Monkey's Audio in sad, 1 .wav that holds nothing in happy, "
                + "1 .wav that holds text in happy; convert them, each as with: ffmpeg -i " + root + "/sad/2.wav " + root
                + "/sad/2-converted.wav"), corpus.faults());
        Path zip = TestAudio.zip(root.resolve("z.zip"), Map.of("d/joy/1.wav", TestAudio.wav("1"), "d/fear/1.wav",
                "not a sound".getBytes(StandardCharsets.UTF_8), "__MACOSX/d/joy/._1.wav", new byte[0]));
        Corpus packed = new FolderSpec().open(zip);
        assertEquals(List.of("1 recording not read: 1 .wav that holds text in fear; class fear is MISSING from everything that "
                + "follows; download or export " + zip + "/d/fear/1.wav again"), packed.faults());
        Files.write(root.resolve("sad/2.wav"), "MThd\0\0\0\6".getBytes(StandardCharsets.ISO_8859_1));
        assertContains(new FolderSpec().open(root).faults().get(0), "download or export ");
        assertEquals("1 hidden file (such as __MACOSX/d/joy/._1.wav) passed over", packed.warnings().get(0));
    }

    @Test
    void recordingsOfOtherFormatsAloneAreNamedWithTheCommand() throws IOException {
        TestAudio.files(root, "sad/my clip.ape");
        String message = assertThrows(InvalidInputException.class, () -> CorpusLocator.detect(root)).getMessage();
        assertContains(message, "1 recording not read: 1 .ape in sad; convert it with: ffmpeg -i '" + root
                + "/sad/my clip.ape' '" + root + "/sad/my clip.wav'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "DC/a01.wav;JE/a01.wav;KL/a01.wav | the class folders dc, je, kl are no emotion words | DC/a01.wav,angry,s1",
        "wav/03a01Fa.wav | the only class folder, 'wav', is no emotion word | file,label,speaker",
        "OAF_angry/1.wav;YAF_angry/1.wav;OAF_sad/1.wav;YAF_Sad/1.wav | name the same emotions more than once "
                + "| --set 'corpus.labels={oaf_angry: angry, yaf_angry: angry, oaf_sad: sad, yaf_sad: sad}'",
        "angry/1.wav;mixed x/1.wav | | ", "Wut/1.wav;Freude/1.wav | | ", "Pleasant_surprise/1.wav;boredom/1.wav | | "})
    void doubtsFoldersThatAreNoEmotions(String files, String doubt, String remedy) throws IOException {
        TestAudio.files(root, files.split(";"));
        String warnings = String.join("\n", new FolderSpec().open(root).warnings());
        assertTrue(doubt == null ? !warnings.contains("class folder") : warnings.contains(doubt)
                && warnings.contains(remedy),
                warnings);
    }

    @Test
    void manyClassesWithFewRecordingsAreDoubted() throws IOException {
        for (int i = 0; i < 12; i++) {
            TestAudio.files(root, "sad " + (char) ('a' + i) + "x/1.wav");
        }
        assertContains(new FolderSpec().open(root).warnings().toString(), "name the same emotions more than once");
        Path other = root.resolve("other");
        for (int i = 0; i < 12; i++) {
            TestAudio.files(other, (i == 0 ? "sad" : "s" + i) + "/1.wav");
        }
        assertContains(new FolderSpec().open(other).warnings().toString(),
                "12 class folders hold 12 recordings, fewer than 4 each");
    }

    @Test
    void aFlatFolderIsToldTheWayOn() throws IOException {
        TestAudio.files(root, "03a01Fa.wav", "03a01Wa.wav");
        String message = assertThrows(InvalidInputException.class, () -> new FolderSpec().open(root)).getMessage();
        assertContains(message, "2 recordings without a folder of an emotion, write a CSV file beside them with the first "
                + "line file,label,speaker and a line such as 03a01Fa.wav,angry,s1");
    }
}
