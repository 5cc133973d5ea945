package serlab.corpus.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.Duplicates;
import serlab.corpus.Split;

/** Protocols that divide several corpora. */
class SeveralCorporaSplitsTest {
    private static final List<String> LABELS = List.of("angry", "sad");

    /** @param speakers of each corpus; 0 where they are not known */
    private static Corpus corpora(Map<String, Integer> speakers) {
        List<Clip> clips = new ArrayList<>();
        speakers.forEach((name, count) -> {
            for (int speaker = 0; speaker < Math.max(count, 1); speaker++) {
                for (int i = 0; i < 20; i++) {
                    clips.add(new Clip(name + "/" + speaker + "-" + i, LABELS.get(i % 2), count == 0 ? "" : name + "/" + speaker,
                            Map.of(Clip.CORPUS, name), ClipSource.of(Path.of("c.wav"))));
                }
            }
        });
        clips.sort(Comparator.comparing(Clip::id));
        return new Corpus("all", false, LABELS, clips, List.of());
    }

    private static Set<String> of(Collection<Clip> clips, Function<Clip, String> what) {
        return clips.stream().map(what).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Clip> seen(Split split) {
        return Stream.concat(split.training().stream(), split.validation().stream()).toList();
    }

    @Test
    void crossCorpusTrainsOnOneAndTestsOnTheOthers() {
        Corpus corpus = corpora(Map.of("a", 6, "b", 2, "c", 4));
        CrossCorpus protocol = (CrossCorpus) SplitProtocols.named("cross-corpus");
        List<CrossCorpus.Fold> plan = protocol.plan(corpus);
        assertEquals(List.of("a", "b", "c"), plan.subList(0, 3).stream().map(CrossCorpus.Fold::corpus).toList());
        assertEquals(3 + 5 + 2 + 4, protocol.folds(corpus));
        for (int fold = 0; fold < plan.size(); fold++) {
            Split split = protocol.split(corpus, fold, 1);
            String trained = plan.get(fold).corpus();
            assertEquals(Set.of(trained), of(seen(split), Clip::corpus));
            Set<String> tested = new TreeSet<>(plan.get(fold).within() ? Set.of(trained) : corpus.members());
            assertTrue(plan.get(fold).within() || tested.remove(trained));
            assertEquals(tested, of(split.test(), Clip::corpus));
            Set<String> speakers = of(split.test(), Clip::speaker);
            assertTrue(of(seen(split), Clip::speaker).stream().noneMatch(speakers::contains));
            assertEquals(!trained.equals("b"), split.speakerIndependent(), "fold " + fold);
        }
        assertEquals(plan.stream().filter(CrossCorpus.Fold::within).count() > 0 ? 240 : 0, IntStream.range(3, plan.size())
                .mapToObj(fold -> protocol.split(corpus, fold, 1).test()).flatMap(List::stream).map(Clip::id).distinct().count());
    }

    @Test
    void aRecordingThatIsTestedIsNotTrainedOnWhicheverCorpusHasItToo() {
        Corpus corpus = corpora(Map.of("a", 4, "b", 4)).with(Duplicates.of(List.of(List.of("a/0-0", "b/0-0"))));
        for (String name : List.of("cross-corpus", "leave-one-corpus-out", "folds-per-corpus")) {
            SplitProtocol protocol = SplitProtocols.named(name);
            for (int fold = 0; fold < protocol.folds(corpus); fold++) {
                Split split = protocol.split(corpus, fold, 1);
                assertEquals(List.of(), corpus.duplicates().acrossSides(split), name + " fold " + fold);
            }
            Split ignoring = SplitProtocols.named(name + " ignoring duplicates").split(corpus, 0, 1);
            assertEquals(corpus.clips().size(), name.equals("folds-per-corpus") ? seen(ignoring).size() + ignoring.test().size()
                    : new HashSet<>(Stream.concat(seen(ignoring).stream(), ignoring.test().stream()).toList()).size());
        }
    }

    @Test
    void aCorpusOfWhichEveryRecordingIsTestedIsRefused() {
        Corpus corpus = corpora(Map.of("a", 2, "b", 2));
        Corpus copies = corpus.with(Duplicates.of(corpus.clips().stream().filter(clip -> clip.corpus().equals("a"))
                .map(clip -> List.of(clip.id(), clip.id().replace("a/", "b/"))).toList()));
        assertContains(refusal("cross-corpus", copies), "every recording of a stands in a corpus that is tested, too");
        assertContains(refusal("leave-one-corpus-out", copies), "every recording of b stands in a corpus that is tested, too");
    }

    @Test
    void leaveOneCorpusOutValidatesOnSpeakersOfEveryOtherCorpus() {
        Corpus corpus = corpora(Map.of("a", 6, "b", 5, "c", 0));
        SplitProtocol protocol = SplitProtocols.named("leave-one-corpus-out");
        assertEquals(3, protocol.folds(corpus));
        Split third = protocol.split(corpus, 2, 1);
        assertEquals(Set.of("c"), of(third.test(), Clip::corpus));
        assertEquals(Set.of("a", "b"), of(third.validation(), Clip::corpus));
        Set<String> trained = of(third.training(), Clip::speaker);
        assertTrue(of(third.validation(), Clip::speaker).stream().noneMatch(trained::contains));
        assertFalse(third.speakerIndependent(), "who speaks in c is not known");
        assertTrue(protocol.split(corpora(Map.of("a", 6, "b", 5)), 0, 1).speakerIndependent());
    }

    @Test
    void foldsPerCorpusTestEverySpeakerOfEveryCorpusOnce() {
        Corpus corpus = corpora(Map.of("a", 6, "b", 3));
        SplitProtocol protocol = SplitProtocols.named("folds-per-corpus");
        List<String> tested = new ArrayList<>();
        for (int fold = 0; fold < protocol.folds(corpus); fold++) {
            Split split = protocol.split(corpus, fold, 1);
            assertTrue(split.speakerIndependent());
            assertTrue(of(split.training(), Clip::corpus).containsAll(List.of("a", "b")));
            split.test().forEach(clip -> tested.add(clip.id()));
        }
        assertEquals(corpus.clips().stream().map(Clip::id).sorted().toList(), tested.stream().sorted().toList());
    }

    @Test
    void unknownSpeakersAndSingleCorporaAreRefusedInALine() {
        Corpus silent = corpora(Map.of("a", 4, "b", 0));
        assertContains(refusal("cross-corpus", silent), "b does not tell who speaks in every clip");
        assertContains(refusal("folds-per-corpus", silent), "b does not tell who speaks in every clip");
        assertContains(refusal("leave-one-actor-out", silent), "which b does not tell");
        assertContains(refusal("groups", silent), "clip 'b/0-0' has no speaker");
        assertContains(refusal("cross-corpus", corpora(Map.of("a", 4, "b", 1))), "b has one");
        assertContains(refusal("leave-one-corpus-out", corpora(Map.of("a", 4))), "needs several corpora, and all is one");
        assertEquals(2, SplitProtocols.named("cross-corpus with diagonal=false").folds(silent));
        assertEquals(Set.of("b"), of(seen(SplitProtocols.named("cross-corpus with diagonal=false").split(silent, 1, 1)),
                Clip::corpus));
    }

    private static String refusal(String protocol, Corpus corpus) {
        String message = assertThrows(InvalidInputException.class, () -> SplitProtocols.named(protocol).split(corpus, 0, 1))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }
}
