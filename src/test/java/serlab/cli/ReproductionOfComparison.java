package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.cli.SharedComparison.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Trainings of a comparison that are reproduced. */
interface ReproductionOfComparison extends SharedComparison.Tests {
    @Test
    default void aTrainingIsReproducedToTheLastBitAndADifferenceIsSeen() throws Exception {
        String variant = result().at("/variants/1/run_id").asText();
        String id = shown().children(variant).get(0).at("/info/run_id").asText();
        Console same = Console.run("reproduce", id, "--json", "--quiet");
        assertEquals(0, same.code(), same.out() + same.err());
        assertContains(same.out(), "RAVDESS speech: 48 clips");
        JsonNode report = JSON.readTree(same.lastLine());
        assertTrue(report.get("same").asBoolean(), same.lastLine());
        assertEquals(4, report.get("lines").size());
        assertTrue(report.at("/lines/0/what").asText().startsWith("MFCC, fold "), same.lastLine());

        String weights = ShownRuns.pairs(shown().run(id).at("/data/tags")).get("weights_sha256");
        shown().tag(id, "weights_sha256", "0".repeat(64));
        Console other = Console.run("reproduce", id, "--json", "--quiet");
        shown().tag(id, "weights_sha256", weights);
        assertEquals(1, other.code(), other.out() + other.err());
        JsonNode difference = JSON.readTree(other.lastLine());
        assertFalse(difference.at("/lines/0/same").asBoolean(), other.lastLine());
        assertContains(other.out(), "Not the same.");
    }

    @Test
    default void noOtherCorpusTakesThePlaceOfTheOneThatARunWasTrainedOn() throws Exception {
        String id = shown().children(result().at("/variants/1/run_id").asText()).get(0).at("/info/run_id").asText();
        assertEquals(voices().toString(), ShownRuns.pairs(shown().run(id).at("/data/tags")).get("corpus_path"));
        Path moved = Files.move(voices(), temporary().resolve("moved"));
        try {
            Console gone = Console.run("reproduce", id, "--quiet");
            assertEquals(2, gone.code(), gone.out() + gone.err());
            assertContains(gone.err(), "is not where it was, in '" + voices() + "'");
            assertContains(gone.err(), "--data PATH");

            Path fewer = SmallProject.voices(temporary().resolve("fewer"), 5);
            Console other = Console.run("reproduce", id, "--data", fewer.toString(), "--quiet");
            assertEquals(2, other.code(), other.out() + other.err());
            assertTrue(other.err().matches("(?s).*expected 48 clips with fingerprint [0-9a-f]{16}, found 40 with [0-9a-f]{16}; .*"),
                    other.err());

            Console mended = Console.run("reproduce", id, "--data", moved.toString(), "--quiet");
            assertEquals(0, mended.code(), mended.out() + mended.err());
        } finally {
            Files.move(moved, voices());
        }
        Path clip = SmallProject.firstClip(voices());
        byte[] before = Files.readAllBytes(clip);
        byte[] after = before.clone();
        after[after.length - 1] ^= 1;
        Files.write(clip, after);
        try {
            Console changed = Console.run("reproduce", id, "--quiet");
            assertEquals(2, changed.code(), changed.out() + changed.err());
            assertContains(changed.err(), "expected 48 clips");
            assertContains(changed.err(), "found 48 with");
            tagless(id);
        } finally {
            Files.write(clip, before);
        }
    }

    /** A run of an older version does not say where its corpus lies. */
    private void tagless(String id) throws Exception {
        shown().post("runs/delete-tag", JSON.createObjectNode().put("run_id", id).put("key", "corpus_path"));
        Console asked = Console.run("reproduce", id, "--quiet");
        shown().tag(id, "corpus_path", voices().toString());
        assertEquals(2, asked.code(), asked.out() + asked.err());
        assertContains(asked.err(), "nothing says where the corpus of run '" + id + "'");
    }

    @Test
    default void anIdThatIsNoRunsIsRefused() {
        Console console = Console.run("reproduce", "0123456789abcdef0123456789abcdef");
        assertEquals(2, console.code(), console.err());
        assertContains(console.err(), "run '0123456789abcdef0123456789abcdef'");
    }
}
