package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;
import static serlab.cli.SharedComparison.FOLDS;
import static serlab.cli.SharedComparison.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import serlab.experiment.Answers;

/** What a comparison prints and leaves in its folder. */
interface ResultOfComparison extends SharedComparison.Tests {
    @Test
    default void theLastLineIsTheResultAsJson() {
        assertEquals(2, result().get("variants").size());
        List<String> names = new ArrayList<>();
        for (JsonNode variant : result().get("variants")) {
            names.add(variant.get("name").asText());
            assertTrue(variant.get("run_id").asText().matches("[0-9a-f]{32}"), variant.toString());
            for (String metric : List.of("test/uar", "test/accuracy", "test/macro_f1")) {
                double value = variant.get("metrics").get(metric).asDouble(-1);
                assertTrue(value >= 0 && value <= 1, metric + " is " + value);
            }
        }
        assertEquals(List.of("log-mel", "MFCC"), names);
        assertContains(names, result().get("best").asText());
        assertEquals(0, result().get("skipped").asInt(-1));
    }

    @Test
    default void everyPlotThatIsNamedIsAPicture() throws Exception {
        List<Path> plots = console().out().lines().map(String::strip).filter(line -> line.endsWith(".png")).map(Path::of)
                .toList();
        assertEquals(9, plots.size(), plots.toString());
        for (Path plot : plots) {
            assertTrue(ImageIO.read(plot.toFile()).getWidth() > 300, plot.toString());
        }
    }

    @Test
    default void theTableHasOneRowPerTraining() throws Exception {
        List<String> rows = Files.readAllLines(out().resolve("results.csv"));
        assertTrue(rows.get(0).startsWith("model,protocol,fold,seed,uar,"), rows.get(0));
        assertEquals(1 + 2 * FOLDS, rows.size());
        assertTrue(rows.stream().skip(1).allMatch(row -> row.matches("(log-mel|MFCC),groups,[01],1,0\\.\\d{6},.*")),
                rows.toString());
        assertEquals(0, Console.run("run", out().resolve("experiment.yaml").toString(), "--print").code());
    }

    @Test
    default void theSameFileGivesTheSameNumbersWithOneWorkerAndWithTwo() throws Exception {
        for (String workers : List.of("1", "2")) {
            Path elsewhere = temporary().resolve("elsewhere-" + workers + "/again");
            Console again = shared().again("--workers", workers, "--quiet", "--out", elsewhere.toString());
            assertEquals(0, again.code(), again.err());
            JsonNode repeated = JSON.readTree(again.lastLine());
            for (int i = 0; i < 2; i++) {
                assertEquals(result().at("/variants/" + i + "/metrics"), repeated.at("/variants/" + i + "/metrics"));
            }
            assertEquals(scores(out()), scores(elsewhere));
            try (Stream<Path> siblings = Files.list(elsewhere.getParent())) {
                assertEquals(List.of(elsewhere), siblings.toList());
            }
        }
    }

    /** The rows of a table without the minutes, which differ from run to run. */
    private static List<String> scores(Path folder) throws Exception {
        return Files.readAllLines(folder.resolve("results.csv")).stream()
                .map(row -> row.substring(0, row.lastIndexOf(','))).toList();
    }

    @Test
    default void aSuiteTrainsWhatDiffersOnceAndGoesOnWithWhatIsMissing() throws Exception {
        Path folder = Files.createDirectories(project().root().resolve("experiments/suite"));
        Files.writeString(folder.resolve("system.yaml"), """
                name: system
                split: {protocol: groups, folds: [0]}
                features: {type: mfcc, coefficients: 20, frames: 32}
                model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
                training: {batch: 8, epochs: 1}
                """);
        Path file = Files.writeString(folder.resolve("suite.yaml"), """
                name: small suite
                systems: [{file: system.yaml, published: {accuracy: 0.9}}]
                protocols:
                  - name: as published
                  - {name: the same, set: {leaks: []}}
                  - {name: both folds, set: {split: {protocol: groups, folds: [0, 1]}}}
                """);
        String[] command = {"compare", file.toString(), "--data", voices().toString(), "--workers", "1"};
        Console first = Console.run(command);
        assertEquals(0, first.code(), first.err());
        assertContains(first.out(), "the same settings as 'as published': not trained again");
        List<String> rows = Files.readAllLines(project().root().resolve("out/small-suite/results.csv"));
        assertEquals(4, rows.size());
        assertEquals(rows.get(1).replace("as published", "the same"), rows.get(2));
        assertTrue(rows.get(3).startsWith("system,both folds,false,1,2,"), rows.get(3));
        Answers answers = Answers.read(project().root().resolve("out/small-suite")).orElseThrow();
        assertEquals(List.of("system, as published", "system, the same", "system, both folds"), answers.variants());
        assertEquals(answers.scores("system, as published").trainings(), answers.scores("system, the same").trainings());
        Console again = Console.run(command);
        assertEquals(0, again.code(), again.err());
        assertLacks(again.err(), "training:");
        assertEquals(rows, Files.readAllLines(project().root().resolve("out/small-suite/results.csv")));
    }
}
