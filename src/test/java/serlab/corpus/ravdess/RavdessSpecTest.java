package serlab.corpus.ravdess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.TestAudio;
import serlab.corpus.media.OpenArchives;
import serlab.corpus.media.ZipEntrySource;

class RavdessSpecTest {
    private static final String ANGRY = "03-01-05-02-01-02-12";
    private static final String NEUTRAL = "03-01-01-01-02-01-03";
    private static final String SONG = "03-02-03-01-01-01-07";

    @TempDir
    private Path root;

    private Corpus speech() {
        return RavdessSpec.speech().open(root);
    }

    private static List<String> ids(Corpus corpus) {
        return corpus.clips().stream().map(Clip::id).toList();
    }

    @Test
    void readsTheSevenFields() throws IOException {
        TestAudio.files(root, "Actor_12/" + ANGRY + ".wav", "Actor_03/" + NEUTRAL + ".flac");
        Corpus corpus = speech();
        assertEquals("RAVDESS speech", corpus.name());
        assertFalse(corpus.synthetic());
        assertEquals(List.of("neutral", "angry"), corpus.labels());
        assertEquals(List.of(NEUTRAL, ANGRY), ids(corpus));
        Clip angry = corpus.clips().get(1);
        assertEquals("12", angry.speaker());
        assertEquals(Map.of("channel", "speech", "intensity", "strong", "statement", "kids", "repetition", "2", "sex",
                "female", "actor", "12"), angry.fields());
        assertEquals("male", corpus.clips().get(0).fields().get("sex"));
        assertEquals("dogs", corpus.clips().get(0).fields().get("statement"));
        assertArrayEquals(TestAudio.wav(ANGRY + ".wav"), readBytes(angry));
        assertEquals(List.of(), corpus.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Actor_12/", "Audio_Speech_Actors_01-24/Actor_12/", "a/b/c/d/Actor_12/"})
    void findsClipsAtAnyDepth(String folder) throws IOException {
        TestAudio.files(root, folder + ANGRY + ".WAV");
        assertEquals(List.of(ANGRY), ids(speech()));
    }

    @Test
    void readsTheDoubledCopyOnceAndSaysSo() throws IOException {
        TestAudio.files(root, "Actor_12/" + ANGRY + ".wav", "audio_speech_actors_01-24/Actor_12/" + ANGRY + ".wav",
                "Actor_03/" + NEUTRAL + ".wav", "audio_speech_actors_01-24/Actor_03/" + NEUTRAL + ".wav");
        Corpus corpus = speech();
        assertEquals(List.of(NEUTRAL, ANGRY), ids(corpus));
        assertEquals(List.of("2 recordings left out: a clip of the same name was read already"), corpus.warnings());
        assertTrue(corpus.clips().get(0).source().location().endsWith(Path.of("Actor_03", NEUTRAL + ".wav").toString()));
        assertLacks(corpus.clips().get(0).source().location(), "audio_speech");
    }

    @Test
    void choosesSpeechSongOrBoth() throws IOException {
        TestAudio.files(root, "speech/" + ANGRY + ".wav", "song/" + SONG + ".wav");
        assertEquals(List.of(ANGRY), ids(speech()));
        Corpus song = new RavdessSpec(List.of("song")).open(root);
        assertEquals(List.of(SONG), ids(song));
        assertEquals("RAVDESS song", song.name());
        assertEquals("song", song.clips().get(0).fields().get("channel"));
        Corpus both = new RavdessSpec(List.of("song", "speech")).open(root);
        assertEquals("RAVDESS speech + song", both.name());
        assertEquals(2, both.clips().size());
    }

    @Test
    void readsAZipGivenOrLyingInTheFolder() throws IOException {
        Path zip = TestAudio.zip(root.resolve("Audio_Speech_Actors_01-24.zip"),
                Map.of("Actor_12/" + ANGRY + ".wav", TestAudio.wav("zipped")));
        for (Path place : List.of(zip, root)) {
            Corpus corpus = RavdessSpec.speech().open(place);
            assertEquals(List.of(ANGRY), ids(corpus));
            assertArrayEquals(TestAudio.wav("zipped"), readBytes(corpus.clips().get(0)));
            assertTrue(corpus.clips().get(0).source().location().endsWith(".zip!Actor_12/" + ANGRY + ".wav"));
        }
    }

    @Test
    void leavesOutZipEntriesThatPointOutside() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("../../" + NEUTRAL + ".wav", TestAudio.wav("evil"));
        entries.put("/tmp/03-01-01-01-01-01-04.wav", TestAudio.wav("evil"));
        entries.put("Actor_12/" + ANGRY + ".wav", TestAudio.wav("good"));
        Path inner = Files.createDirectories(root.resolve("a/b"));
        Corpus corpus = RavdessSpec.speech().open(TestAudio.zip(inner.resolve("x.zip"), entries));
        assertEquals(List.of(ANGRY), ids(corpus));
        assertEquals(1, corpus.warnings().size());
        assertContains(corpus.warnings().get(0), "2 entries with '..'");
        readBytes(corpus.clips().get(0));
        try (Stream<Path> all = Files.walk(root)) {
            assertEquals(1, all.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void passesOverWhatSystemsDrop() throws IOException {
        TestAudio.files(root, "Actor_12/" + ANGRY + ".wav", "Actor_12/._" + NEUTRAL + ".wav",
                "__MACOSX/Actor_03/" + NEUTRAL + ".wav", ".trash/" + NEUTRAL + ".wav");
        TestAudio.zip(root.resolve("more.zip"), Map.of("__MACOSX/._" + NEUTRAL + ".wav", TestAudio.wav("m"),
                "Actor_03/.hidden/" + NEUTRAL + ".wav", TestAudio.wav("h")));
        TestAudio.text(root.resolve("Actor_12/.DS_Store"), "x");
        Corpus corpus = speech();
        assertEquals(List.of(ANGRY), ids(corpus));
        assertEquals(List.of("6 hidden files (such as .trash) passed over"), corpus.warnings());
        assertEquals(List.of(), corpus.faults());
    }

    @Test
    void leavesOutOtherModalitiesAndNames() throws IOException {
        TestAudio.files(root, ANGRY + ".wav", "01-01-05-02-01-02-12.wav", "02-01-05-02-01-02-12.wav", "notes.mp3",
                "03-01-09-02-01-02-12.wav");
        Corpus corpus = speech();
        assertEquals(List.of(ANGRY), ids(corpus));
        assertEquals(List.of("2 recordings left out: not audio-only (modality 01 or 02)",
                "2 recordings left out: no RAVDESS name"), corpus.warnings());
    }

    @Test
    void videosAreLeftOutAndClipsOfOtherFormatsAreMissed() throws IOException {
        TestAudio.files(root, ANGRY + ".wav", "01-01-05-02-01-02-12.mp4", "03-01-04-02-01-02-12.ape",
                "03-02-04-02-01-02-12.ape", "notes.ape");
        Corpus corpus = speech();
        assertEquals(List.of("1 recording not read: 1 .ape in sad; class sad is MISSING from everything that follows; convert it "
                + "with: ffmpeg -i " + root + "/03-01-04-02-01-02-12.ape " + root + "/03-01-04-02-01-02-12.wav"),
                corpus.faults());
        assertEquals(List.of("1 recording left out: not audio-only (modality 01 or 02)",
                "1 file of other kinds not read: 1 .ape"), corpus.warnings());
    }

    @Test
    void rejectsADamagedZipInOneLine() throws IOException {
        Path zip = TestAudio.zip(root.resolve("x.zip"), Map.of(ANGRY + ".wav", TestAudio.wav("x")));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
        String message = assertThrows(InvalidInputException.class, this::speech).getMessage();
        assertContains(message, "x.zip' is not a readable zip archive");
        assertLacks(message, "\n");
    }

    @Test
    void limitsWhatAnEntryUnpacksTo() throws IOException {
        Path zip = TestAudio.zip(root.resolve("bomb.zip"), Map.of("a.wav", new byte[1000]));
        assertEquals(1000, new ZipEntrySource(new OpenArchives(), zip, "a.wav", 1000).bytes().length);
        String message = assertThrows(InvalidInputException.class,
                () -> new ZipEntrySource(new OpenArchives(), zip, "a.wav", 999).bytes()).getMessage();
        assertContains(message, "a.wav unpacks to more than 999 bytes");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        TestAudio.files(root, SONG + ".wav");
        String message = assertThrows(InvalidInputException.class, this::speech).getMessage();
        assertContains(message, "holds no RAVDESS speech among its 1 audio files");
        assertContains(assertThrows(InvalidInputException.class, () -> RavdessSpec.speech().open(null)).getMessage(),
                "./ser fetch ravdess");
    }

    @Test
    void rejectsUnknownOrRepeatedParts() {
        assertContains(assertThrows(InvalidInputException.class, () -> new RavdessSpec(List.of("sppech"))).getMessage(),
                "did you mean 'speech'?");
        assertThrows(InvalidInputException.class, () -> new RavdessSpec(List.of()));
        assertThrows(InvalidInputException.class, () -> new RavdessSpec(List.of("song", "song")));
    }

    private static byte[] readBytes(Clip clip) throws IOException {
        return clip.source().bytes();
    }
}
