package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.model.SpeakerBias;

@Tag("slow")
class SpeakerFoldersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHARES = "neutral=1,calm=2,happy=2,sad=2,angry=2,fearful=2,disgust=2,surprised=2";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void speakers() throws IOException {
        for (Clip clip : new SyntheticSpec(2, 1, 5).open(null).clips()) {
            Path file = folder.resolve(clip.speaker()).resolve(clip.id() + ".wav");
            Files.createDirectories(file.getParent());
            Files.write(file, clip.source().bytes());
        }
    }

    private static Console predict(String... more) {
        String[] all = new String[more.length + 5];
        System.arraycopy(new String[] {"predict", "--model", "starter", "--json", "--speaker-of-folder"}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Console.run(all);
    }

    @Test
    void theMeansOfASpeakersAnswersAreTheSharesGiven() throws IOException {
        Console given = predict("--shares", SHARES, folder.toString());
        assertEquals(0, given.code(), given.err());
        for (String speaker : List.of("01", "02")) {
            List<String> lines = given.out().lines().filter(line -> line.contains("/" + speaker + "/")).toList();
            double calm = 0;
            double neutral = 0;
            for (String line : lines) {
                JsonNode one = JSON.readTree(line);
                calm += one.at("/probabilities/calm").asDouble() / lines.size();
                neutral += one.at("/probabilities/neutral").asDouble() / lines.size();
                double most = 0;
                for (JsonNode value : one.get("probabilities")) {
                    most = Math.max(most, value.asDouble());
                }
                assertEquals(most, one.get("probabilities").get(one.get("emotion").asText()).asDouble());
            }
            assertEquals(2.0 / 15, calm, 1e-4, lines.toString());
            assertEquals(1.0 / 15, neutral, 1e-4);
        }
    }

    @Test
    void anEmotionThatIsNotNamedDoesNotOccur() {
        Console given = predict("--shares", "happy=3,sad=1", folder.resolve("01").toString());
        assertEquals(0, given.code(), given.err());
        assertTrue(given.out().lines().allMatch(line -> line.contains("\"emotion\":\"happy\"") || line.contains("\"emotion\":\"sad\"")),
                given.out());
        assertTrue(given.out().lines().allMatch(line -> line.contains("\"angry\":0.0")), given.out());
    }

    @Test
    void aModelThatHearsEachRecordingAloneDoesSoInASpeakersFolder() {
        Console alone = Console.run("predict", "--model", "starter", "--json", folder.toString());
        assertEquals(alone.out(), predict(folder.toString()).out());
        assertFalse(alone.out().isBlank());
    }

    @Test
    void theBiasIsThatOfEachSpeakersOwnAnswers() throws IOException {
        Console alone = predict(folder.toString());
        Console without = predict("--without-bias", folder.toString());
        assertEquals(0, without.code(), without.err());
        for (String speaker : List.of("01", "02")) {
            float[][] said = probabilities(alone, speaker);
            float[][] expected = SpeakerBias.of(said).removedFrom(said);
            float[][] actual = probabilities(without, speaker);
            assertEquals(said.length, actual.length);
            boolean changed = false;
            for (int i = 0; i < said.length; i++) {
                assertArrayEquals(expected[i], actual[i], 1e-5f);
                changed |= Math.abs(said[i][0] - actual[i][0]) > 1e-3;
            }
            assertTrue(changed, speaker);
        }
    }

    private static float[][] probabilities(Console answers, String speaker) throws IOException {
        List<float[]> all = new ArrayList<>();
        for (String line : answers.out().lines().filter(line -> line.contains("/" + speaker + "/")).toList()) {
            List<Float> values = new ArrayList<>();
            JSON.readTree(line).get("probabilities").forEach(value -> values.add((float) value.asDouble()));
            float[] row = new float[values.size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = values.get(c);
            }
            all.add(row);
        }
        return all.toArray(float[][]::new);
    }

    @Test
    void aBiasNeedsASpeakersRecordingsTogether() {
        Console noFolder = Console.run("predict", "--without-bias", folder.toString());
        assertEquals(2, noFolder.code());
        assertContains(noFolder.err(), "--without-bias");
        assertContains(noFolder.err(), "--speaker-of-folder");
        assertEquals(2, predict("--without-bias", "--timeline", folder.toString()).code());
        Console both = predict("--without-bias", "--shares", SHARES, folder.toString());
        assertEquals(2, both.code());
        assertContains(both.err(), "leave --without-bias out");
    }

    @Test
    void sharesThatCannotBeAreRefused() {
        for (List<String> wrong : List.of(List.of("hapy=1", "did you mean 'happy'"), List.of("happy=-1", "--shares happy=-1.0 is no share; expected how often it occurs, 0 or more"),
                List.of("happy=much", "much"), List.of("happy", "happy"))) {
            Console refused = predict("--shares", wrong.get(0), folder.toString());
            assertEquals(2, refused.code(), refused.err());
            assertContains(refused.err(), wrong.get(1));
            assertEquals("", refused.out());
        }
        assertContains(predict("--shares", SHARES, "--timeline", folder.toString()).err(), "leave --timeline out");
        Console noFolder = Console.run("predict", "--shares", SHARES, folder.toString());
        assertEquals(2, noFolder.code());
        assertContains(noFolder.err(), "--speaker-of-folder");
    }
}
