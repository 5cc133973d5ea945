package serlab.corpus.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.FileSource;
import serlab.corpus.Split;
import serlab.corpus.folder.LabeledClips;
import serlab.corpus.synthetic.SyntheticSpec;

class SplitProtocolsTest {
    private static final Corpus FULL = new SyntheticSpec(24, 8, 1).open(null);

    static List<SplitProtocol> protocols() {
        List<SplitProtocol> all = new ArrayList<>(SplitProtocols.all());
        all.removeIf(protocol -> protocol.name().equals("inner-actor-folds") // leaves the outer test actors out
                || !protocol.suits(FULL));
        all.add(SplitProtocols.named("groups:actor"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void dividesTheWholeCorpusIntoDisjointSets(SplitProtocol protocol) {
        Set<String> tested = new HashSet<>();
        for (int fold = 0; fold < protocol.folds(FULL); fold++) {
            Split split = protocol.split(FULL, fold, 7);
            Set<String> ids = new HashSet<>(ids(split.training()));
            ids.addAll(ids(split.validation()));
            ids.addAll(ids(split.test()));
            assertEquals(1440, ids.size());
            assertEquals(1440, split.training().size() + split.validation().size() + split.test().size());
            for (String id : ids(split.test())) {
                assertTrue(tested.add(id), id + " is tested twice");
            }
            assertEquals(Set.copyOf(FULL.labels()),
                    split.training().stream().map(Clip::label).collect(Collectors.toSet()));
            if (protocol.speakerIndependent()) {
                Set<String> shared = speakers(split.training());
                shared.retainAll(speakers(split.test()));
                assertEquals(Set.of(), shared);
            }
            assertEquals(protocol.name(), split.protocol());
            assertEquals(fold, split.fold());
            assertEquals(split.fingerprint(), protocol.split(FULL, fold, 7).fingerprint());
        }
        assertEquals(1440, tested.size());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void rejectsFoldsThatDoNotExist(SplitProtocol protocol) {
        int folds = protocol.folds(FULL);
        String message = message(() -> protocol.split(FULL, folds, 1));
        assertTrue(message.startsWith("fold " + folds + " does not exist; " + protocol.name()), message);
        assertThrows(InvalidInputException.class, () -> protocol.split(FULL, -1, 1));
    }

    @Test
    void usesTheActorsOfLunaJimenez() {
        String[] test = {"02 05 14 15 16", "03 06 07 13 18", "10 11 12 19 20", "08 17 21 23 24", "01 04 09 22"};
        String[] validation = {"03 06", "10 11", "08 17", "01 14", "02 05"};
        requireActors("actor-folds-5", validation, test);
    }

    @Test
    void usesTheActorsOfEmoBox() {
        String[] test = {"01 11 20 21", "04 10 12 14", "08 09 19 23", "03 05 07 24", "02 15 16 18", "06 13 17 22"};
        String[] validation = {"04 10", "08 09", "03 24", "02 15", "06 13", "01 20"};
        requireActors("actor-folds-6", validation, test);
    }

    private static void requireActors(String name, String[] validation, String[] test) {
        SplitProtocol protocol = SplitProtocols.named(name);
        assertEquals(test.length, protocol.folds(FULL));
        assertTrue(protocol.speakerIndependent());
        for (int fold = 0; fold < test.length; fold++) {
            Split split = protocol.split(FULL, fold, 1);
            assertEquals(test[fold], String.join(" ", speakers(split.test())));
            assertEquals(validation[fold], String.join(" ", speakers(split.validation())));
            Set<String> training = new TreeSet<>(FULL.speakers());
            training.removeAll(List.of((test[fold] + " " + validation[fold]).split(" ")));
            assertEquals(training, speakers(split.training()));
            assertTrue(split.speakerIndependent());
        }
    }

    @Test
    void leavesOneActorOut() {
        Split last = SplitProtocols.named("leave-one-actor-out").split(FULL, 23, 1);
        assertEquals(Set.of("24"), speakers(last.test()));
        assertEquals(Set.of("01", "02"), speakers(last.validation()));
        assertEquals(24, SplitProtocols.named("leave-one-actor-out").folds(FULL));
    }

    @Test
    void keepsLabelSharesInRandomFolds() {
        Split split = SplitProtocols.named("random-stratified").split(FULL, 2, 5);
        assertFalse(split.speakerIndependent());
        for (String label : FULL.labels()) {
            double all = count(FULL.clips(), label);
            assertEquals(0.2 * all, count(split.test(), label), 1, label);
            assertEquals(0.1 * all, count(split.validation(), label), 1, label);
        }
        assertEquals(288, split.test().size());
        assertEquals(24, speakers(split.test()).size());
    }

    @Test
    void drawsOtherRandomFoldsFromOtherSeeds() {
        for (String name : List.of("random-stratified", "statement-disjoint", "groups")) {
            SplitProtocol protocol = SplitProtocols.named(name);
            assertNotEquals(protocol.split(FULL, 0, 1).fingerprint(), protocol.split(FULL, 0, 2).fingerprint(), name);
        }
        SplitProtocol fixed = SplitProtocols.named("actor-folds-5");
        assertEquals(fixed.split(FULL, 0, 1).fingerprint(), fixed.split(FULL, 0, 2).fingerprint());
    }

    @Test
    void testsTheOtherStatement() {
        SplitProtocol protocol = SplitProtocols.named("statement-disjoint");
        assertEquals(2, protocol.folds(FULL));
        Split split = protocol.split(FULL, 0, 1);
        assertEquals(Set.of("dogs"), split.test().stream().map(c -> c.fields().get("statement"))
                .collect(Collectors.toSet()));
        assertEquals(Set.of("kids"), split.validation().stream().map(c -> c.fields().get("statement"))
                .collect(Collectors.toSet()));
        assertEquals(90, split.validation().size(), 4);
    }

    @Test
    void balancesGroupsOfUnequalSize() {
        List<Clip> clips = new ArrayList<>();
        int[] sizes = {40, 10, 10, 10, 10, 10, 10, 30, 30, 40};
        for (int s = 0; s < sizes.length; s++) {
            for (int i = 0; i < sizes[s]; i++) {
                clips.add(clip("s" + s + "-" + i, i % 2 == 0 ? "sad" : "happy", "s" + s));
            }
        }
        Corpus corpus = corpus(clips);
        for (int fold = 0; fold < 5; fold++) {
            Split split = SplitProtocols.named("groups").split(corpus, fold, 3);
            assertEquals(40, split.test().size(), 0);
            assertTrue(split.validation().size() >= 20, "validation has " + split.validation().size());
            assertTrue(split.speakerIndependent());
        }
    }

    @Test
    void refusesCorporaThatDoNotFit() {
        Corpus others = corpus(List.of(clip("a", "sad", "anna"), clip("b", "sad", "bo"), clip("c", "sad", "cy")));
        assertTrue(message(() -> new ActorFolds("actor-folds-5").split(others, 0, 1)).startsWith("speaker 'anna' of test corpus is not "
                + "a RAVDESS actor 01 to 24, whom actor-folds-5 divides; use groups or random-stratified"));
        Corpus unknown = corpus(List.of(clip("a", "sad", ""), clip("b", "sad", "02")));
        for (String name : List.of("actor-folds-5", "actor-folds-6", "leave-one-actor-out")) {
            assertContains(message(() -> SplitProtocols.named(name).split(unknown, 0, 1)), "needs to know who speaks");
        }
        assertContains(message(() -> SplitProtocols.named("groups").split(unknown, 0, 1)), "clip 'a' has no speaker");
        assertContains(message(() -> SplitProtocols.named("groups:session").split(others, 0, 1)), "clip 'a' has no session");
        assertContains(message(() -> SplitProtocols.named("statement-disjoint").split(others, 0, 1)),
                "does not tell two or more statements");
    }

    @Test
    void refusesLabelsWithFewerClipsThanFolds() {
        List<Clip> clips = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> clip("s" + i, "sad", "")).toList());
        clips.addAll(IntStream.range(0, 4).mapToObj(i -> clip("h" + i, "happy", "")).toList());
        SplitProtocol protocol = SplitProtocols.named("random-stratified");
        assertTrue(message(() -> protocol.split(corpus(clips), 0, 1)).startsWith("label 'happy' of test corpus has 4 "
                + "clips; random-stratified needs at least 5, one for each fold"));
        clips.add(clip("h4", "happy", ""));
        for (int fold = 0; fold < 5; fold++) {
            Split split = protocol.split(corpus(clips), fold, 1);
            assertTrue(count(split.training(), "happy") >= 1);
            assertEquals(1, count(split.test(), "happy"));
        }
    }

    @Test
    void refusesEmptySetsAndLabelsMissingInTraining() {
        Corpus two = new SyntheticSpec(2, 2, 1).open(null);
        assertTrue(message(() -> new ActorFolds("actor-folds-5").split(two, 0, 1))
                .startsWith("the validation set of actor-folds-5 fold 0 on synthetic voices is empty"));
        Corpus lonely = corpus(List.of(clip("a", "sad", "1"), clip("b", "sad", "2"), clip("c", "sad", "3"),
                clip("d", "happy", "1")));
        assertTrue(message(() -> new LeaveOneActorOut().split(lonely, 0, 1))
                .startsWith("label 'happy' has no clip in the training set of leave-one-actor-out fold 0"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void splitsKeepTheirSetsDisjoint(boolean independent) {
        Clip a = clip("a", "sad", "1");
        Clip b = clip("b", "sad", "1");
        Clip c = clip("c", "sad", "2");
        assertTrue(message(() -> new Split("p", 0, independent, List.of(a), List.of(c), List.of(a)))
                .startsWith("clip 'a' stands in the training and the test set"));
        if (independent) {
            assertTrue(message(() -> new Split("p", 0, true, List.of(a), List.of(b), List.of(c)))
                    .startsWith("speaker '1' stands in the training and the validation set"));
        } else {
            assertEquals(1, new Split("p", 0, false, List.of(a), List.of(b), List.of(c)).test().size());
        }
    }

    @Test
    void fingerprintsFollowTheSets() {
        Clip a = clip("a", "sad", "1");
        Clip b = clip("b", "sad", "2");
        Clip c = clip("c", "sad", "3");
        String print = new Split("p", 0, true, List.of(a, b), List.of(), List.of(c)).fingerprint();
        assertEquals(print, new Split("q", 1, false, List.of(b, a), List.of(), List.of(c)).fingerprint());
        assertNotEquals(print, new Split("p", 0, true, List.of(a), List.of(b), List.of(c)).fingerprint());
    }

    @Test
    void answersAnUnknownNameWithTheNearest() {
        assertTrue(message(() -> SplitProtocols.named("actor-fold-5"))
                .startsWith("unknown split protocol 'actor-fold-5'; did you mean 'actor-folds-5'? known: actor-folds-5,"));
        assertContains(message(() -> SplitProtocols.named("groups:")), "write groups:COLUMN");
    }

    private static Clip clip(String id, String label, String speaker) {
        return new Clip(id, label, speaker, Map.of(), new FileSource(Path.of(id)));
    }

    private static Corpus corpus(List<Clip> clips) {
        return new Corpus("test corpus", false, LabeledClips.labels(clips), clips, List.of());
    }

    private static List<String> ids(List<Clip> clips) {
        return clips.stream().map(Clip::id).toList();
    }

    private static Set<String> speakers(List<Clip> clips) {
        return clips.stream().map(Clip::speaker).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long count(List<Clip> clips, String label) {
        return clips.stream().filter(clip -> clip.label().equals(label)).count();
    }

    private static String message(Executable call) {
        return assertThrows(InvalidInputException.class, call).getMessage();
    }

    @Test
    void innerFoldsNeverHoldATestActorOfTheirOuterFold() {
        Corpus corpus = FULL;
        SplitProtocol inner = SplitProtocols.named("inner-actor-folds");
        SplitProtocol outer = SplitProtocols.named("actor-folds-5");
        assertEquals(20, inner.folds(corpus));
        for (int o = 0; o < 5; o++) {
            Set<String> forbidden = speakers(outer.split(corpus, o, 1).test());
            Set<String> tested = new TreeSet<>();
            for (int i = 0; i < 4; i++) {
                Split split = inner.split(corpus, 5 * i + o, 1);
                Set<String> all = speakers(split.training());
                all.addAll(speakers(split.validation()));
                all.addAll(speakers(split.test()));
                assertTrue(Collections.disjoint(forbidden, all), "outer fold " + o + ", inner fold " + i);
                assertEquals(24 - forbidden.size(), all.size());
                assertEquals(2, speakers(split.validation()).size());
                assertTrue(Collections.disjoint(tested, speakers(split.test())));
                int size = speakers(split.test()).size();
                assertTrue(size >= 4 && size <= 6, "inner test actors: " + size);
                tested.addAll(speakers(split.test()));
            }
            assertEquals(24 - forbidden.size(), tested.size());
        }
    }
}
