package serlab.corpus.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.SpeakerMark;
import serlab.corpus.Split;

/** The split that a column gives. */
class ColumnSplitTest {
    /**
     * Five speakers of eight clips; those of a speaker all stand in one set.
     *
     * @param words of the speakers
     */
    private static Corpus corpus(String column, String... words) {
        List<Clip> clips = new ArrayList<>();
        for (int speaker = 0; speaker < words.length; speaker++) {
            for (int i = 0; i < 8; i++) {
                clips.add(new Clip(speaker + "-" + i, i % 2 == 0 ? "sad" : "angry", "s" + speaker,
                        words[speaker].isEmpty() ? Map.of() : Map.of(column, words[speaker]), ClipSource.of(Path.of("c.wav"))));
            }
        }
        return new Corpus("table", false, List.of("angry", "sad"), clips, List.of());
    }

    private static SplitProtocol protocol(Map<String, Object> settings) {
        return SplitProtocols.read(new Settings("split", settings));
    }

    private static Set<String> speakers(List<Clip> clips) {
        return clips.stream().map(Clip::speaker).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"split,train,dev,test", "split_set,Train,Development,Test1", "partition,training,validation,testing",
        "set,TRAIN,devel,eval"})
    void theColumnIsFoundByItsUsualNamesAndWords(String column, String train, String dev, String test) {
        Corpus corpus = corpus(column, train, train, train, dev, test);
        Split split = protocol(Map.of("type", "column")).split(corpus, 0, 1);
        assertEquals(Set.of("s0", "s1", "s2"), speakers(split.training()));
        assertEquals(Set.of("s3"), speakers(split.validation()));
        assertEquals(Set.of("s4"), speakers(split.test()));
        assertTrue(split.speakerIndependent());
        assertEquals(1, protocol(Map.of("type", "column")).folds(corpus));
        assertEquals(List.of("the split is that of column " + column + ": "
                + corpus.clips().stream().collect(Collectors.groupingBy(clip -> clip.fields().get(column), java.util.TreeMap::new,
                        Collectors.counting())).entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "))), protocol(Map.of("type", "column")).notes(corpus));
    }

    @Test
    void aMisspelledWordIsNamed() {
        Corpus corpus = corpus("split", "train", "train", "train", "dev", "tset");
        assertEquals("column 'split' of table says 'tset' of 8 clips; expected train, dev or test: correct it, or leave these clips "
                + "out of the file", assertThrows(InvalidInputException.class,
                () -> protocol(Map.of("type", "column")).split(corpus, 0, 1)).getMessage());
    }

    @Test
    void missingValidationIsDrawnFromTrainingSpeakersAndSaid() {
        Corpus corpus = corpus("split", "train", "train", "train", "train", "test");
        Split split = protocol(Map.of("type", "column", "column", "Split")).split(corpus, 0, 1);
        assertEquals(1, speakers(split.validation()).size());
        assertEquals(3, speakers(split.training()).size());
        assertTrue(split.speakerIndependent());
        assertContains(String.join("\n", protocol(Map.of("type", "column")).notes(corpus)),
                "column split has no validation clips: they are drawn from the training speakers");
    }

    @Test
    void speakersOnBothSidesAreSaidAndNotPromisedApart() {
        Corpus corpus = corpus("split", "train", "train", "dev", "test", "test");
        List<Clip> clips = new ArrayList<>(corpus.clips());
        clips.add(new Clip("x", "sad", "s0", Map.of("split", "test"), ClipSource.of(Path.of("c.wav"))));
        Corpus both = new Corpus("table", false, corpus.labels(), clips, List.of());
        SplitProtocol protocol = protocol(Map.of("type", "column"));
        assertFalse(protocol.split(both, 0, 1).speakerIndependent());
        assertContains(String.join("\n", protocol.notes(both)), "1 of 3 test speakers is heard in training or validation too");
        assertEquals(new SpeakerMark(1, 3), protocol.speakersAcross(both));
        assertEquals("; ⚠ SPEAKERS: 1 of 3 test speakers is heard in training or validation", protocol.speakersAcross(both).suffix());
        assertEquals(new SpeakerMark(0, 2), protocol.speakersAcross(corpus));
        assertEquals("", protocol.speakersAcross(corpus).suffix());
        SplitProtocol part = protocol(Map.of("type", "column", "testing", "split=test"));
        assertEquals(new SpeakerMark(1, 3), part.speakersAcross(both));
    }

    @Test
    void groupsThatCutSpeakersAreMarkedAndRandomSplitsSpeakForThemselves() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clips.add(new Clip("c" + i, i % 2 == 0 ? "sad" : "angry", "s" + i / 2 % 4, Map.of("session", "t" + i / 4),
                    ClipSource.of(Path.of("c.wav"))));
        }
        Corpus corpus = new Corpus("table", false, List.of("angry", "sad"), clips, List.of());
        assertEquals(new SpeakerMark(4, 4), protocol(Map.of("type", "groups", "column", "session")).speakersAcross(corpus));
        assertFalse(protocol(Map.of("type", "groups")).speakersAcross(corpus).any());
        assertFalse(protocol(Map.of("type", "random-stratified")).speakersAcross(corpus).any());
    }

    @Test
    void theTestSetsMayBeChosen() {
        Corpus corpus = corpus("split_set", "Train", "Train", "Development", "Test1", "Test2");
        assertEquals(Set.of("s3", "s4"), speakers(protocol(Map.of("type", "column")).split(corpus, 0, 1).test()));
        assertEquals(Set.of("s3"), speakers(protocol(Map.of("type", "column", "tests", "test1")).split(corpus, 0, 1).test()));
        assertContains(refusal(Map.of("type", "column", "tests", "test9"), corpus),
                "puts no clip into the test set with tests [test9]; it has 8 Development, 8 Test1, 8 Test2, 16 Train");
    }

    @Test
    void whatIsNoSplitIsRefusedInALine() {
        assertContains(refusal(Map.of("type", "column"), corpus("sex", "f", "f", "m")), "table has no column that says train and test");
        assertContains(refusal(Map.of("type", "column", "column", "splt"), corpus("split", "train", "test")), "did you mean 'split'");
        assertContains(refusal(Map.of("type", "column"), corpus("split", "train", "train", "train", "held-out", "test")),
                "column 'split' of table says 'held-out' of 8 clips; expected train, dev or test");
        assertContains(refusal(Map.of("type", "column"), corpus("split", "train", "train", "train", "", "test")),
                "says nothing of 8 clips");
    }

    private static String refusal(Map<String, Object> settings, Corpus corpus) {
        String message = assertThrows(InvalidInputException.class, () -> protocol(settings).split(corpus, 0, 1)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }
}
