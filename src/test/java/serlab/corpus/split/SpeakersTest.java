package serlab.corpus.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.FileSource;
import serlab.corpus.Split;
import serlab.corpus.folder.LabeledClips;
import serlab.corpus.synthetic.SyntheticSpec;

/** The protocol {@code speakers}, which chooses the one that suits the corpus. */
class SpeakersTest {
    private static final Corpus FULL = new SyntheticSpec(24, 8, 1).open(null);

    @Test
    void speakersIsTheProtocolThatSuitsTheCorpus() {
        SplitProtocol speakers = SplitProtocols.named("speakers");
        assertEquals("actor-folds-5", speakers.on(FULL).name());
        assertEquals(SplitProtocols.named("actor-folds-5").split(FULL, 3, 1).fingerprint(), speakers.split(FULL, 3, 1).fingerprint());
        assertEquals("actor-folds-5 testing sex=male", SplitProtocols.named("speakers testing sex=male").on(FULL).name());
        assertEquals(List.of(), speakers.notes(FULL));

        Corpus four = voices(4, speaker -> "0" + speaker);
        assertEquals("groups", speakers.on(four).name());
        assertEquals(4, speakers.folds(four));
        assertTrue(speakers.split(four, 0, 1).speakerIndependent());
        assertEquals(List.of(), speakers.notes(four));

        Corpus two = voices(2, speaker -> "v" + speaker);
        assertEquals("random-stratified", speakers.on(two).name());
        assertEquals(List.of("test corpus is split by random-stratified, because its 2 speakers cannot be told apart in training, "
                + "validation and test with every emotion in training; a voice may stand on both sides, so numbers flatter"),
                speakers.notes(two));
        Corpus unknown = voices(4, speaker -> "");
        assertEquals("random-stratified", speakers.on(unknown).name());
        assertContains(speakers.notes(unknown).toString(), "because its speakers are not known");
        assertContains(speakers.notes(voices(4, speaker -> speaker == 1 ? "" : "b")).toString(), "the speaker of some clips is not known");
    }

    @Test
    void withFewSpeakersMostOfThemTrain() {
        for (int count = 3; count < 10; count++) {
            Corpus corpus = voices(count, speaker -> "v" + speaker);
            Split split = new LeaveOneActorOut().split(corpus, 1, 1);
            assertEquals(1, speakers(split.test()).size());
            assertEquals(count < 7 ? 1 : 2, speakers(split.validation()).size());
            assertEquals(count - 1 - (count < 7 ? 1 : 2), speakers(split.training()).size());
        }
    }

    /** Five clips of each of two emotions by every voice. */
    private static Corpus voices(int count, IntFunction<String> name) {
        return corpus(IntStream.range(0, 10 * count).mapToObj(i ->
                clip("c" + i, i % 2 == 0 ? "sad" : "happy", name.apply(i / 10))).toList());
    }

    private static Clip clip(String id, String label, String speaker) {
        return new Clip(id, label, speaker, Map.of(), new FileSource(Path.of(id)));
    }

    private static Corpus corpus(List<Clip> clips) {
        return new Corpus("test corpus", false, LabeledClips.labels(clips), clips, List.of());
    }

    private static Set<String> speakers(List<Clip> clips) {
        return clips.stream().map(Clip::speaker).collect(Collectors.toSet());
    }
}
