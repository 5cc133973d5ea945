package serlab.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;

class LabelChoiceTest {
    private final Corpus corpus = corpus("neutral", "calm", "calm", "sad", "boredom", "angry");

    private static Corpus corpus(String... labels) {
        List<Clip> clips = java.util.stream.IntStream.range(0, labels.length).mapToObj(i -> new Clip("c" + i, labels[i], "s",
                Map.of(), new FileSource(Path.of("c" + i + ".wav")))).toList();
        return new Corpus("six", false, Arrays.stream(labels).distinct().toList(), clips, List.of());
    }

    @Test
    void aListKeepsItsLabelsInTheOrderOfTheCorpus() {
        Corpus two = LabelChoice.read(List.of("Sad", "neutral")).of(corpus);
        assertEquals(List.of("neutral", "sad"), two.labels());
        assertEquals(List.of("c0", "c3"), two.clips().stream().map(Clip::id).toList());
        assertEquals("six [neutral, sad]", two.name());
        assertEquals(List.of("corpus.labels: 2 of calm dropped, 1 of boredom dropped, 1 of angry dropped"), two.warnings());
    }

    @Test
    void aMapDropsAndRenames() {
        Corpus three = LabelChoice.read(Map.of("boredom", "drop", "calm", "Neutral", "sad", "low")).of(corpus);
        assertEquals(List.of("neutral", "low", "angry"), three.labels());
        assertEquals(List.of("neutral", "neutral", "neutral", "low", "angry"),
                three.clips().stream().map(Clip::label).toList());
        assertEquals(List.of("corpus.labels: 2 of calm counted as neutral, 1 of sad counted as low, 1 of boredom dropped"),
                three.warnings());
    }

    @Test
    void aMapGroupsLabelsUnderNewNames() {
        Corpus two = LabelChoice.read(Map.of("positive", List.of("Calm", "neutral"), "drop", List.of("boredom"), "sad", "negative",
                "angry", "negative")).of(corpus);
        assertEquals(List.of("positive", "negative"), two.labels());
        assertEquals(List.of("corpus.labels: 1 of neutral counted as positive, 2 of calm counted as positive, 1 of sad counted "
                + "as negative, 1 of boredom dropped, 1 of angry counted as negative"), two.warnings());
        assertContains(assertThrows(InvalidInputException.class, () -> LabelChoice.read(Map.of("a", List.of("sad"), "b",
                List.of("sad")))).getMessage(), "makes 'sad' both");
    }

    @Test
    void commonLabelsAreThoseThatEveryCorpusHas() {
        Corpus both = several(Map.of("x", List.of("sad", "calm", "angry"), "y", List.of("angry", "sad", "joy", "joy")));
        Corpus common = LabelChoice.read("common").of(both);
        assertEquals(List.of("sad", "angry"), common.labels());
        assertEquals("both [sad, angry]", common.name());
        assertEquals(4, common.clips().size());
        assertEquals(List.of("corpus.labels: common to all are sad, angry; dropped 1 of calm in x, 2 of joy in y"),
                common.warnings());
        assertEquals("common", LabelChoice.read("common").settings());
    }

    @Test
    void withoutTwoCommonLabelsItIsSaidWhatEachCorpusHas() {
        Corpus both = several(Map.of("x", List.of("sad", "calm"), "y", List.of("joy", "calm")));
        assertEquals("corpus.labels is common, but only calm is in all corpora: x has sad, calm; y has calm, joy; rename labels "
                + "of a corpus with its own labels, such as labels: {joy: happy}", assertThrows(InvalidInputException.class,
                        () -> LabelChoice.read("common").of(both)).getMessage());
        assertContains(assertThrows(InvalidInputException.class, () -> LabelChoice.read("common").of(corpus)).getMessage(),
                "six is one corpus");
    }

    private static Corpus several(Map<String, List<String>> labels) {
        List<Clip> clips = new java.util.ArrayList<>();
        new java.util.TreeMap<>(labels).forEach((name, own) -> own.forEach(label -> clips.add(new Clip(name + "/" + clips.size(),
                label, "", Map.of(Clip.CORPUS, name), new FileSource(Path.of("c.wav"))))));
        return new Corpus("both", false, clips.stream().map(Clip::label).distinct().toList(), clips, List.of());
    }

    @Test
    void namesMayBeSwapped() {
        assertEquals(List.of("angry", "sad"), LabelChoice.read(Map.of("sad", "angry", "angry", "sad"))
                .of(corpus("sad", "angry")).clips().stream().map(Clip::label).toList());
    }

    @Test
    void withoutAChoiceACorpusStaysAsItIs() {
        assertSame(corpus, LabelChoice.read(null).of(corpus));
    }

    @Test
    void aLostClassIsNamedWhereItIsAskedFor() {
        Corpus half = new Corpus("half", false, List.of("sad"), corpus("sad").clips(), List.of(),
                List.of("24 .m4a in angry"));
        String message = assertThrows(InvalidInputException.class,
                () -> LabelChoice.read(List.of("angry")).of(half)).getMessage();
        assertContains(message, "unknown label 'angry'; known: sad; 24 .m4a in angry");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"calmm | unknown label 'calmm'; did you mean 'calm'? known: calm"})
    void unknownLabelsNameTheNearest(String label, String expected) {
        for (Object choice : List.of(List.of(label), Map.of(label, "x"))) {
            String message = assertThrows(InvalidInputException.class,
                    () -> LabelChoice.read(choice).of(corpus)).getMessage();
            assertTrue(message.startsWith("corpus.labels: " + expected), message);
        }
    }

    @Test
    void whatIsNoChoiceIsRefused() {
        for (Object wrong : List.of("angry", List.of(), Map.of(), 5, List.of(List.of("x")), Map.of("sad", " "))) {
            String message = assertThrows(InvalidInputException.class, () -> LabelChoice.read(wrong)).getMessage();
            assertTrue(message.startsWith("corpus.labels "), message);
        }
        assertContains(assertThrows(InvalidInputException.class, () -> LabelChoice.read(Map.of("sad", "drop")).of(corpus("sad")))
                .getMessage(), "drops every clip");
    }
}
