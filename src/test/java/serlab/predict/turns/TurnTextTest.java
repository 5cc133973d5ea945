package serlab.predict.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.predict.ModelFacts;
import serlab.predict.Prediction;

/** Formats of other programs: files that {@code golden/turns/read.py} reads by libraries of those formats. */
class TurnTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/turns");
    private static final ModelFacts FACTS = new ModelFacts(Optional.of("a corpus"), Optional.of(false), List.of("careful"));
    private static final TurnText TEXT = new TurnText(new Conversation("talk, of two.wav", 3725.5, List.of("speaker 1", "speaker 2"), List.of(
            Turn.without(0, 1.25, Prediction.SILENCE), turn(1.25, 3.5, 1, "sad \"so-so\"", 0.75f), turn(3.5, 4, 2, "calm & <quiet>", 0.875f),
            Turn.without(4, 3600.0625, Prediction.NO_VOICE), turn(3600.0625, 3725.5, 1, "calm & <quiet>", 0.5f)),
            List.of("calm & <quiet>", "sad \"so-so\""), List.of("first --> note", "careful")), "a model", FACTS);

    private static Turn turn(double from, double to, int speaker, String emotion, float confidence) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        List.of("calm & <quiet>", "sad \"so-so\"").forEach(each -> probabilities.put(each, each.equals(emotion) ? confidence : 1 - confidence));
        return new Turn(from, to, Optional.of("speaker " + speaker), emotion, probabilities);
    }

    private static void assertGolden(String file, TurnFormat format) throws IOException {
        assertEquals(Files.readString(GOLDEN.resolve(file)), TEXT.as(format));
        assertEquals(format, TurnFormat.ofFile("some.folder/" + file));
    }

    @Test
    void audacityReadsLabels() throws IOException {
        assertGolden("talk.labels.txt", TurnFormat.AUDACITY);
    }

    @Test
    void playersReadSubtitles() throws IOException {
        assertGolden("talk.vtt", TurnFormat.WEBVTT);
    }

    @Test
    void praatReadsTiers() throws IOException {
        assertGolden("talk.TextGrid", TurnFormat.TEXTGRID);
    }

    @Test
    void tablesHaveARowForEachTurn() throws IOException {
        assertGolden("talk.csv", TurnFormat.CSV);
    }

    @Test
    void jsonHasWhatIsKnown() throws IOException {
        JsonNode all = new ObjectMapper().readTree(TEXT.as(TurnFormat.JSON));
        assertEquals(127.6875, all.at("/speakers/0/seconds").asDouble(), 0.001);
        assertEquals(5, all.get("turns").size());
        assertTrue(all.at("/turns/0/speaker").isNull());
        assertEquals("speaker 2", all.at("/turns/2/speaker").asText());
        assertEquals(0.875, all.at("/turns/2/confidence").asDouble());
        assertEquals(0.125, all.at("/turns/2/probabilities").get("sad \"so-so\"").asDouble());
        assertEquals("a corpus", all.get("corpus").asText());
    }

    @Test
    void thePageFindsTheRecordingFromWhereItLies() {
        String page = TurnPage.of(TEXT, Path.of("sounds/talk, of two.wav"), Path.of("pages/here/turns.html"));
        assertContains(page, "src=\"./../../sounds/talk,%20of%20two.wav\"");
        assertContains(page, "calm & \\u003cquiet>");
        assertFalse(page.contains("{{"), "every place is filled");
        assertFalse(page.contains("http:") || page.contains("https:"), "needs no network");
    }

    @Test
    void theEndingOfAFileTellsItsFormat() {
        assertEquals(TurnFormat.TABLE, TurnFormat.ofFile("a.txt"));
        assertEquals(TurnFormat.HTML, TurnFormat.ofFile("A.HTML"));
        assertEquals(TurnFormat.WEBVTT, TurnFormat.of("WebVTT"));
        assertContains(assertThrows(InvalidInputException.class, () -> TurnFormat.ofFile("a.doc")).getMessage(), "--format");
        assertContains(assertThrows(InvalidInputException.class, () -> TurnFormat.of("textgrit")).getMessage(), "textgrid");
    }
}
