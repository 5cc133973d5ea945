package serlab.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardTextTest {
    private static final ModelCard CARD = new ModelCard("voices", true, "ab", "actor-folds-5", true, "cd", 2, 7, 30, 5,
            10, 2, 3, 0.5, 0.5, 1 / 3.0, "0.1.0", "", "name: x\n");

    @TempDir
    private Path folder;

    @Test
    void aCardWithDetailsIsReadBackAndToldInWords() throws IOException {
        CardDetails details = new CardDetails("CC0", List.of(0.25, 0.75), List.of(new CardDetails.Group("class", "calm", 5, 0.4, List.of()),
                new CardDetails.Group("sex", "female", 6, 0.7, List.of(0.5, 0.9)), new CardDetails.Group("sex", "male", 4, 0.5, List.of())),
                List.of(new CardDetails.Difference("sex", "female", "male", 0.2, List.of(0.05, 0.35))), 0.03,
                List.of(new CardDetails.Kept(0.9, 0.91, 1.5, 0.6, 7)), 1, List.of(new CardDetails.Step(8, 0.5, List.of())), "More | may help.");
        ModelBundle bundle = ModelHeadTest.learned("kernel-ridge").with(CARD.with(details));
        bundle.save(folder.resolve("told"));
        assertEquals(details, ModelBundle.load(folder.resolve("told")).card().orElseThrow().details());
        String words = Files.readString(folder.resolve("told/model-card.md"));
        for (String part : List.of("30 clips of voices, of 5 speakers, all of them synthetic.", "[25.0, 75.0]", "sex, female less male: +20.0 points [+5.0, +35.0], a clear "
                + "difference", "off by 3 points", "covered 91 %, with 1.5 classes a clip", "it found 50 % [25.0, 75.0] of each class on average (UAR).",
                "| 8 | 50.0 % | – |", "More | may help.", "## What it cannot know", "| calm | 5 | 40.0 % | – |",
                "no human voice went into it")) {
            assertContains(words, part);
        }
        assertContains(Files.readString(folder.resolve("told/model-card.html")), "<td>40.0 %</td>");
    }

    /** Ten clips that are all right: whole numbers, and no interval, though its ends differ by rounding. */
    @Test
    void whatHasNoWidthIsNoInterval() {
        List<Double> flat = List.of(0.9999999999999998, 1.0);
        CardDetails details = new CardDetails("CC0", flat, List.of(new CardDetails.Group("class", "calm", 5, 1, flat),
                new CardDetails.Group("class", "sad", 5, 1, flat)), List.of(), 0, List.of(), 5, List.of(new CardDetails.Step(3, 1, flat)), "More.");
        ModelCard card = new ModelCard("mine", false, "ab", "random-stratified", false, "cd", 0, 1, 10, 0, 10, 0, 0, 1, 1, 1, "0.1.0", "", "name: x\n");
        String words = CardText.of(ModelHeadTest.learned("kernel-ridge").with(card.with(details))).markdown();
        for (String part : List.of("it found 100 % of each class on average (UAR; too few clips for an interval).", "Right answers of all: 100 %; macro F1 100 %.",
                "off by less than 0.1 points", "| 3 | 100.0 % | – |", "| calm | 5 | 100.0 % | – |")) {
            assertContains(words, part);
        }
        assertFalse(words.contains("[100.0, 100.0]") || words.contains("off by 0"), words);
    }

    @Test
    void aBundleFromBeforeThereWereDetailsHasNone() throws IOException {
        ModelBundle bundle = ModelHeadTest.learned("kernel-ridge").with(CARD);
        bundle.save(folder.resolve("old"));
        assertFalse(Files.exists(folder.resolve("old/details.json")));
        assertEquals(CardDetails.NONE, ModelBundle.load(folder.resolve("old")).card().orElseThrow().details());
        assertContains(Files.readString(folder.resolve("old/model-card.md")), "Not measured: it has heard synthetic voices alone, as the starter");
        assertContains(CardText.of(ModelHeadTest.learned("kernel-ridge")).markdown(), "It has no card: nothing is known");
    }
}
