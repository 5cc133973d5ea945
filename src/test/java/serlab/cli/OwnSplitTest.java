package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.evaluation.Csv;
import serlab.experiment.FinishedComparison;

/** Tables of features with a split of their own, whose speakers it keeps apart or not. */
class OwnSplitTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;

    @BeforeAll
    static void prepare() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    /** @param shared whether the first training speaker is tested, too */
    private static Path table(boolean shared) throws IOException {
        StringBuilder text = new StringBuilder("label,speaker,split,a,b\n");
        Random random = new Random(7);
        for (int speaker = 0; speaker < 6; speaker++) {
            for (int i = 0; i < 8; i++) {
                String set = shared && speaker == 0 && i < 2 ? "test" : speaker < 4 ? "train" : speaker == 4 ? "dev" : "test";
                text.append(i % 2 == 0 ? "sad" : "angry").append(",s").append(speaker).append(',').append(set).append(',')
                        .append(i % 2 + random.nextGaussian()).append(',').append(random.nextGaussian()).append('\n');
            }
        }
        return Files.writeString(temporary.resolve(shared + ".csv"), text.toString());
    }

    private static Console run(boolean shared) throws IOException {
        Path file = Files.writeString(temporary.resolve("own.yaml"), """
                name: own
                split: {protocol: column}
                features: {type: table}
                model: {type: logistic-regression}
                """);
        Console run = Console.run("run", file.toString(), "--data", table(shared).toString(), "--out", temporary.resolve("out-" + shared)
                .toString(), "--tracking", "http://127.0.0.1:9", "--quiet");
        assertEquals(0, run.code(), run.err());
        return run;
    }

    @Test
    void speakersOnBothSidesMarkEveryTable() throws Exception {
        Console leaky = run(true);
        assertContains(leaky.out(), "⚠ own ");
        assertContains(leaky.out(), "; ⚠ SPEAKERS: 1 of 2 test speakers is heard in training or validation");
        Map<String, String> row = Csv.rows(temporary.resolve("out-true/results.csv")).get(0);
        assertEquals(List.of("test speakers in training or validation", "0"), List.of(row.get("leaks"), row.get("duplicates")));
        assertEquals(true, FinishedComparison.read(temporary.resolve("out-true")).orElseThrow().variants().get(0).leaky());
        Console apart = run(false);
        assertLacks(apart.out(), "⚠");
        assertEquals("", Csv.rows(temporary.resolve("out-false/results.csv")).get(0).get("leaks"));
        assertEquals(false, FinishedComparison.read(temporary.resolve("out-false")).orElseThrow().variants().get(0).leaky());
    }
}
