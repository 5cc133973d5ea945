package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Mappers;

/** {@code ./ser bench all} with stand-ins for the benchmarks, whose figures are known. */
class BenchAllTest {
    private static final String LINES = """
            #!/usr/bin/env bash
            # bench NAME --json …
            echo "a table"
            echo "$@" >>"$(dirname "$0")/called"
            case $2 in
            features) echo '{"features": [{"source_rate": 48000, "by": "serlab", "threads": 1, "clips_per_second": 60},
              {"source_rate": 48000, "by": "librosa 1.0", "threads": 1, "clips_per_second": 15},
              {"source_rate": 48000, "by": "serlab", "threads": 2, "clips_per_second": 90}],
              "changes": [{"change": "pitch shift, phase vocoder", "clips_per_second": 50, "other": "librosa 1.0",
              "other_clips_per_second": 8}]}' | tr -d '\\n'; echo;;
            training) if [ "$4" = --threads ]; then echo '{"training": [{"network": "a", "threads": 4, "ratio": 1.75, "share": 0.5}]}'
              else echo '{"training": [{"network": "a", "threads": 1, "ours": 3, "pytorch": 2, "ratio": RATIO, "megaflop": 20, "share": 0.5}]}'; fi;;
            sweep) echo '{"sweep": [{"network": "a", "threads": 2, "ours": 3, "pytorch": 2, "ratio": 1.25}]}';;
            encoder) echo '{"model": "tiny", "encoder": [{"seconds": 4.0, "by": "serlab float32", "milliseconds": 50},
              {"seconds": 4.0, "by": "CTranslate2 4.0 int8", "milliseconds": 20},
              {"seconds": 4.0, "by": "serlab float32, whole feature", "milliseconds": 60}]}' | tr -d '\\n'; echo;;
            trials) echo '{"trials": {"trials": 8, "workers": 2, "ratio": 1.75, "first_trial_s": 2.5}}';;
            serving) echo '{"serving": {"median_ms": 10.94, "p99_ms": 30}}';;
            live) echo '{"live": {"terminal": {"p95_ms": 251}, "page": {"p95_ms": 260}}}';;
            tracking) echo '{"tracking": {"experiment": "small", "wall_ratio": 1.25}}';;
            *) echo "ser: no Python with $2 (--debug shows where)" >&2; exit 2;;
            esac
            """;

    @TempDir
    private Path temporary;
    private SmallProject project;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        script(project.root(), "1.5");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static void script(Path root, String ratio) throws IOException {
        Files.createDirectories(root);
        assertTrue(Files.writeString(root.resolve("ser"), LINES.replace("RATIO", ratio)).toFile().setExecutable(true));
    }

    @Test
    void everyFigureStandsBesideThatOfTheVersionBefore() throws IOException {
        Path before = temporary.resolve("before");
        script(before, "1.2");
        Console measured = Console.run("bench", "all", "--before", before.toString(), "--json");
        assertEquals(0, measured.code(), measured.err());
        Path page = project.root().resolve("out/bench-all/speed.md");
        assertContains(measured.out(), page.toString());
        String table = Files.readString(page);
        assertContains(table, "| features | librosa 1.0, WAV of 48000 Hz | 4.00 times | 4.00 times |\n"
                + "| features | 2 threads / one, WAV of 48000 Hz | 1.50 times | 1.50 times |\n"
                + "| features | librosa 1.0, pitch shift, phase vocoder | 6.25 times | 6.25 times |\n"
                + "| encoder | CTranslate2 4.0 int8, tiny, 4 s of sound | 0.40 times | 0.40 times |\n"
                + "| training | PyTorch, a | 1.50 times | 1.20 times |\n"
                + "| training | arithmetic of a clip, a | 20.0 MFLOP | 20.0 MFLOP |\n"
                + "| training | of the rate of matrix products, a | 50.0 % | 50.0 % |\n"
                + "| training-on-all-cores | PyTorch, a, 4 threads | 1.75 times | 1.75 times |\n");
        assertContains(table, "| sweep | PyTorch, a, 2 at once | 1.25 times | 1.25 times |\n"
                + "| trials | sweep of 8 trials, 2 workers / one | 1.75 times | 1.75 times |\n"
                + "| trials | start of a sweep to its first trial | 2500.0 ms | 2500.0 ms |\n"
                + "| serving | answer to an upload, median | 10.9 ms | 10.9 ms |\n"
                + "| serving | answer to an upload, 99th percentile | 30.0 ms | 30.0 ms |\n"
                + "| live | end of a word to the answer in a terminal, 95 % | 251.0 ms | 251.0 ms |\n"
                + "| live | end of a word to the answer of the web server, 95 % | 260.0 ms | 260.0 ms |\n"
                + "| tracking | small untracked / tracked | 0.80 times | 0.80 times |\n");
        assertContains(table, "Not measured: egemaps: no Python with egemaps\n");
        assertContains(table, "Not measured: inference: no Python with inference\n");
        JsonNode json = Mappers.JSON.readTree(measured.lastLine());
        assertEquals(json, Mappers.JSON.readTree(page.resolveSibling("speed.json").toFile()));
        assertEquals(16, json.get("figures").size());
        assertEquals(1.2, json.at("/figures/4/before").asDouble());
        assertContains(measured.err(), "bench tracking (12 of 12, about 0 min left)");
    }

    @Test
    void someAloneAndQuickly() throws IOException {
        Console measured = Console.run("bench", "all", "--only", "training,training-on-all-cores,serving", "--quick", "--python", "/bin/python",
                "--out", temporary.resolve("out").toString());
        assertEquals(0, measured.code(), measured.err());
        assertEquals("bench training --json --rounds 3 --seconds 1 --python /bin/python\nbench training --json --threads "
                + Runtime.getRuntime().availableProcessors() + " --rounds 3 --seconds 1 --python /bin/python\nbench serving --json --seconds 15\n",
                Files.readString(project.root().resolve("called")));
        assertFalse(Files.readString(temporary.resolve("out/speed.md")).contains("before"));
    }

    @Test
    void whatCannotBeMeasuredIsSaid() {
        assertEquals(1, Console.run("bench", "all", "--only", "egemaps").code());
        Console unknown = Console.run("bench", "all", "--only", "feature");
        assertEquals(2, unknown.code());
        assertContains(unknown.err(), "unknown benchmark 'feature'; did you mean 'features'?");
        Console nowhere = Console.run("bench", "all", "--before", temporary.resolve("no").toString());
        assertEquals(2, nowhere.code());
        assertContains(nowhere.err(), "has no ./ser; expected a checkout of this project");
    }
}
