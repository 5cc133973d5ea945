package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny sweep on a real cluster of a master and two workers on this machine, one of which is killed. */
@Tag("slow")
class SparkSweepTest {
    private static final Path SPARK = Path.of(System.getenv().getOrDefault("SPARK_HOME", "environment/.spark")).toAbsolutePath();
    private static final int PATIENCE_SECONDS = 900;

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private static Path file;
    private static String master;

    @BeforeAll
    static void startCluster() throws Exception {
        assertTrue(Files.isRegularFile(SPARK.resolve("bin/spark-submit")), "no Spark in " + SPARK + "; run environment/spark");
        project = new SmallProject(temporary.resolve("home"));
        Files.createDirectories(project.root().resolve("environment"));
        Files.createSymbolicLink(project.root().resolve("environment/.spark"), SPARK);
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
        file = Files.writeString(temporary.resolve("sweep.yaml"), """
                name: tiny sweep
                experiment:
                  split: {protocol: groups, fold: 0}
                  features: {type: mfcc, coefficients: 13, frames: 32}
                  model: {type: mfcc-cnn, filters: [4], dense: 8}
                  training: {batch: 8, epochs: 2, earlyStopping: 0}
                search:
                  training.learningRate: {logUniform: [1e-4, 1e-2]}
                sampler: {type: tpe, trials: 4, startup: 2}
                window: 2
                finalists: {count: 1, folds: [0, 1], seeds: [1]}
                """);
        assertEquals(0, cluster("start", "0"), SparkSweepTest::log);
        master = log().lines().filter(line -> line.startsWith("spark://")).findFirst().orElseThrow();
    }

    @AfterAll
    static void endCluster() throws Exception {
        if (project != null) {
            cluster("stop");
            project.close();
        }
    }

    @Test
    void aClusterThatLosesAMachineComesToTheSameResults() throws Exception {
        Path local = temporary.resolve("local");
        assertEquals(0, Console.run("sweep", file.toString(), "--data", voices.toString(), "--out", local.toString(),
                "--workers", "1").code());
        Path spark = temporary.resolve("spark");
        Path said = temporary.resolve("said.txt");
        Process sweep = SweepCommandTest.startAndAwaitATrial(project, said, file.toString(), "--data", voices.toString(),
                "--out", spark.toString(), "--engine", master, "--workers", "2");
        ProcessHandle.of(Long.parseLong(Files.readString(temporary.resolve("run/worker-1.pid")).strip())).orElseThrow()
                .destroyForcibly();
        assertTrue(sweep.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, sweep.exitValue(), Files.readString(said));
        assertTrue(Files.readString(spark.resolve("state/spark.log")).contains("Lost executor"), Files.readString(said));
        assertEquals(SweepCommandTest.found(local), SweepCommandTest.found(spark));
        assertEquals(weights(local), weights(spark));
    }

    @Test
    void aClusterThatIsNotThereIsNamed() {
        Console wrong = Console.run("sweep", file.toString(), "--data", voices.toString(), "--out",
                temporary.resolve("wrong").toString(), "--engine", "spark://127.0.0.1:1");
        assertEquals(2, wrong.code(), wrong.err());
        assertContains(wrong.err(), "no Spark master answers at spark://127.0.0.1:1");
    }

    /** Checksums of the weights of all finalists. */
    private static Map<String, Long> weights(Path out) throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out.resolve("finalists"))) {
            for (Path network : files.filter(path -> path.endsWith("network.zip")).toList()) {
                try (ZipFile zip = new ZipFile(network.toFile())) {
                    sums.put(out.relativize(network).toString(), zip.getEntry("coefficients.bin").getCrc());
                }
            }
        }
        assertEquals(2, sums.size());
        return sums;
    }

    private static int cluster(String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("bash", "environment/spark"),
                Stream.of(words)).toList());
        builder.environment().putAll(Map.of("SPARK_HOME", SPARK.toString(), "SER_SPARK_RUN",
                temporary.resolve("run").toString(), "JAVA_HOME", System.getProperty("java.home")));
        Process script = builder.redirectErrorStream(true).redirectOutput(temporary.resolve("cluster.log").toFile()).start();
        if (!script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            script.destroyForcibly();
        }
        return script.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue();
    }

    private static String log() {
        try {
            return Files.readString(temporary.resolve("cluster.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
