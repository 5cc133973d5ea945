package serlab.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.corpus.folder.LabeledClips;
import serlab.corpus.split.GroupFolds;
import serlab.corpus.split.LeaveOneActorOut;
import serlab.corpus.split.RandomStratified;
import serlab.corpus.split.SplitProtocol;
import serlab.corpus.split.SplitProtocols;
import serlab.corpus.synthetic.SyntheticSpec;

class DuplicatesTest {
    /** 4 labels, 6 recordings of each by a speaker of its own, each recording three times; sentences in turn. */
    private static final Corpus TRIPLED = corpus(List.of("angry", "happy", "neutral", "sad").stream().flatMap(label ->
            IntStream.range(0, 18).mapToObj(i -> clip(label + i, label, "s" + i / 3, i / 3 % 2 == 0 ? "kids" : "dogs")))
            .toList());
    private static final Corpus KNOWN = TRIPLED.with(Duplicates.of(groups(TRIPLED.clips())));

    private static Clip clip(String id, String label, String speaker, String statement) {
        return new Clip(id, label, speaker, Map.of("statement", statement), new FileSource(Path.of(id)));
    }

    private static Corpus corpus(List<Clip> clips) {
        return new Corpus("test corpus", false, LabeledClips.labels(clips), clips, List.of());
    }

    private static List<List<String>> groups(List<Clip> clips) {
        return List.copyOf(clips.stream().collect(Collectors.groupingBy(clip -> clip.label() + clip.speaker(),
                Collectors.mapping(Clip::id, Collectors.toList()))).values());
    }

    private static List<Split> splits(SplitProtocol protocol, Corpus corpus) {
        return IntStream.range(0, protocol.folds(corpus)).mapToObj(fold -> protocol.split(corpus, fold, 3)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-stratified", "statement-disjoint", "groups", "groups:statement2", "leave-one-actor-out"})
    void duplicatesAreOnOneSide(String name) {
        SplitProtocol protocol = SplitProtocols.named(name.replace("statement2", "source"));
        Corpus own = name.endsWith("2") ? withSource() : KNOWN;
        List<Split> splits = splits(protocol, own);
        assertEquals(DuplicateMark.NONE.across(), DuplicateMark.of(own.duplicates(), splits).across());
        assertEquals(List.of(), DuplicateMark.of(own.duplicates(), splits).words());
        for (Split split : splits) {
            Set<String> training = recordings(own, split.training());
            Set<String> validation = recordings(own, split.validation());
            assertTrue(training.stream().noneMatch(validation::contains), "training and validation share a recording");
            assertEquals(own.clips().size(), split.training().size() + split.validation().size() + split.test().size());
        }
    }

    /** Columns that put the clips of a recording into different groups: only the duplicates hold them together. */
    private static Corpus withSource() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < KNOWN.clips().size(); i++) {
            Clip clip = KNOWN.clips().get(i);
            clips.add(new Clip(clip.id(), clip.label(), clip.speaker(), Map.of("source", "file " + i), clip.source()));
        }
        return corpus(clips).with(KNOWN.duplicates());
    }

    private static Set<String> recordings(Corpus corpus, List<Clip> clips) {
        return clips.stream().map(corpus.duplicates()::recordingOf).collect(Collectors.toSet());
    }

    @Test
    void aRandomSplitStillCoversTheCorpusAndEveryLabelEvenly() {
        List<Split> splits = splits(new RandomStratified(), KNOWN);
        assertEquals(72, splits.stream().flatMap(split -> split.test().stream()).map(Clip::id).distinct().count());
        assertEquals(72, splits.stream().mapToInt(split -> split.test().size()).sum());
        splits.forEach(split -> TRIPLED.labels().forEach(label -> {
            long tested = split.test().stream().filter(clip -> clip.label().equals(label)).count();
            assertTrue(tested == 3 || tested == 6, tested + " clips of " + label);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-stratified", "statement-disjoint", "groups"})
    void corporaWithoutDuplicatesAreDividedAsBefore(String name) {
        Corpus voices = new SyntheticSpec(6, 8, 1).open(null);
        SplitProtocol protocol = SplitProtocols.named(name);
        assertEquals(Map.of("random-stratified", "f1134adf4086225eaca2f5d8a24dfdc4cc8c8dde75a4f1bdaa65bc739d908b3f",
                "statement-disjoint", "97926e46b924942f153dd51aa3ce7d4b2df60e5738a05ce460a1b55c94eb415e",
                "groups", "4300e00de42eb50fe6f837fa722921576c1f46a9541889ba249a3461a45d4f24").get(name),
                protocol.split(voices, 1, 5).fingerprint());
    }

    @Test
    void whoIgnoresThemIsTold() {
        SplitProtocol ignoring = SplitProtocols.named("random-stratified ignoring duplicates");
        List<Split> splits = splits(ignoring, KNOWN);
        assertEquals(splits(new RandomStratified(), TRIPLED).get(0).fingerprint(), splits.get(0).fingerprint());
        DuplicateMark mark = DuplicateMark.of(KNOWN.duplicates(), splits);
        assertEquals(72, mark.tested());
        assertTrue(mark.across() > 50, mark.toString());
        assertEquals("; DUPLICATES: " + mark.across() + " of 72 test clips have a duplicate in training or validation",
                mark.suffix());
        assertEquals("random-stratified ignoring duplicates testing statement=kids",
                SplitProtocols.named("random-stratified ignoring duplicates testing statement=kids").name());
        assertThrows(InvalidInputException.class, () -> SplitProtocols.named("random ignoring duplicates"));
    }

    @Test
    void fixedSidesStandAndAreMarked() {
        Corpus across = TRIPLED.with(Duplicates.of(List.of(List.of("angry0", "angry3"), List.of("sad4", "sad5"))));
        List<Split> splits = splits(new LeaveOneActorOut(), across);
        assertEquals(splits(new LeaveOneActorOut(), TRIPLED).get(2).fingerprint(), splits.get(2).fingerprint());
        assertEquals(new DuplicateMark(2, 72), DuplicateMark.of(across.duplicates(), splits));
        assertEquals("DUPLICATES: 1 of 2 test clips has a duplicate in training or validation",
                new DuplicateMark(1, 2).words().get(0));
    }

    @Test
    void speakersWhoShareARecordingStandTogetherWhereEnoughAreLeft() {
        Corpus shared = TRIPLED.with(Duplicates.of(List.of(List.of("angry0", "angry3"), List.of("sad3", "sad6"))));
        List<Split> splits = splits(GroupFolds.bySpeaker(), shared);
        assertEquals(4, splits.size());
        assertEquals(0, DuplicateMark.of(shared.duplicates(), splits).across());
        List<List<String>> all = List.of(Stream.iterate(0, i -> i < 18, i -> i + 3).map(i -> "angry" + i).toList());
        Corpus everyone = TRIPLED.with(Duplicates.of(all));
        List<Split> asBefore = splits(GroupFolds.bySpeaker(), everyone);
        assertEquals(splits(GroupFolds.bySpeaker(), TRIPLED).stream().map(Split::fingerprint).toList(),
                asBefore.stream().map(Split::fingerprint).toList());
        assertEquals(6, DuplicateMark.of(everyone.duplicates(), asBefore).across());
    }

    @Test
    void aLabelWithTooFewRecordingsIsNamed() {
        Corpus few = TRIPLED.with(Duplicates.of(List.of(IntStream.range(0, 15).mapToObj(i -> "sad" + i).toList())));
        String message = assertThrows(InvalidInputException.class, () -> new RandomStratified().split(few, 0, 1)).getMessage();
        assertTrue(message.startsWith("label 'sad' of test corpus has 18 clips, which sound like 4 recordings and duplicates"), message);
    }
}
