package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Mappers;

class BenchTrialsTest {
    @TempDir
    private Path temporary;
    private SmallProject project;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    /** Real workers: a trial each. */
    @Test
    @Tag("slow")
    void timesASweepByOneWorkerAndByTwo() throws IOException {
        Console console = Console.run("bench", "trials", "--trials", "2", "--epochs", "1", "--json");
        assertEquals(0, console.code(), console.err());
        JsonNode trials = Mappers.JSON.readTree(console.out().lines().reduce("", (before, line) -> line)).get("trials");
        assertEquals(trials.get("one_s").asDouble() / trials.get("several_s").asDouble(), trials.get("ratio").asDouble(), 1e-9);
        double first = trials.get("first_trial_s").asDouble();
        assertTrue(first > 0 && first < trials.get("several_s").asDouble(), () -> "first trial after " + first + " s");
        assertContains(console.out(), "2 trials of 1 epoch: ");
    }

    @Test
    void refusesNoTrialsAndASingleWorker() {
        Console trials = Console.run("bench", "trials", "--trials", "0");
        assertEquals(2, trials.code());
        assertContains(trials.err(), "--trials is 0; expected 1 to 1000");
        assertContains(Console.run("bench", "trials", "--workers", "1").err(), "--workers is 1; expected 2 to 64");
    }
}
