package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import serlab.ContentHash;
import serlab.feature.TinyEncoder;

/**
 * Tiny features, a suite, a matrix of corpora, a comparison and a sweep on a real cluster of a master and two
 * workers on this machine, one of which is killed at last.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkTest {
    private static final Path SPARK = Path.of(System.getenv().getOrDefault("SPARK_HOME", "environment/.spark")).toAbsolutePath();
    private static final int PATIENCE_SECONDS = 900;
    /** A tracking server that does not answer. */
    private static final String NOWHERE = "http://127.0.0.1:9";

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
        assertEquals(0, cluster("start", "0"), SparkTest::log);
        master = log().lines().filter(line -> line.startsWith("spark://")).findFirst().orElseThrow();
    }

    @AfterAll
    static void endCluster() throws Exception {
        if (project != null) {
            cluster("stop");
            project.close();
        }
    }

    /** Workers have no encoder of that name: they take the weights that their executor was sent. */
    @Test
    @Order(1)
    void featuresOfAnEncoderAreComputedWithTheWeightsThatAreSent() throws Exception {
        Path weights = TinyEncoder.float16().write(temporary.resolve("whisper/model.bin"));
        assertEquals(0, Console.run("fetch", "tiny", "--from", weights.toString()).code());
        sameFiles("encoder", "features", "encoder", "--set", "model=tiny", "--data", voices.toString(), "--quiet");
        assertEquals(List.of(), files(temporary.resolve("encoder by Spark/cluster")).keySet().stream()
                .filter(name -> name.endsWith(".bin")).toList());
    }

    @Test
    @Order(2)
    void numbersOfAnExplorationAreTheSame() throws Exception {
        sameFiles("explored", "explore", "--features", "zcr", "--data", voices.toString(), "--quiet");
    }

    @Test
    @Order(3)
    void aSuiteAndAMatrixOfCorporaComeToTheSameAnswers() throws Exception {
        Files.writeString(temporary.resolve("a.yaml"), """
                name: small
                features: {type: mfcc, coefficients: 13, frames: 32}
                model: {type: mfcc-cnn, filters: [4], dense: 8}
                training: {batch: 8, epochs: 1, earlyStopping: 0}
                """);
        Path suite = Files.writeString(temporary.resolve("suite.yaml"), """
                name: small suite
                systems: [{file: a.yaml}]
                protocols:
                  - {name: fair, set: {split: {protocol: groups, fold: 0}}}
                  - {name: doubled, set: {split: {protocol: groups, fold: 0}, leaks: [doubled-clips]}}
                """);
        sameAnswers("suite", "compare", suite.toString(), "--data", voices.toString());
        sameAnswers("matrix", "cross", temporary.resolve("a.yaml").toString(), "--transductive", "none", "--data",
                voices.toString(), "--data", CorpusFolders.emodb(temporary.resolve("berlin"), 3).toString());
    }

    /** What a command leaves by Spark, with a cache that is empty before, is what it leaves here. */
    private static void sameFiles(String name, String... words) throws Exception {
        Path local = temporary.resolve(name);
        both(local, words);
        Map<String, String> here = files(local);
        assertTrue(here.size() > 1, here.toString());
        Map<String, String> there = files(temporary.resolve(name + " by Spark"));
        there.keySet().removeIf(file -> file.startsWith("cluster"));
        assertEquals(here, there);
    }

    private static void sameAnswers(String name, String... words) throws Exception {
        Path local = temporary.resolve(name);
        Path spark = temporary.resolve(name + " by Spark");
        both(local, Stream.concat(Stream.of(words), Stream.of("--tracking", NOWHERE)).toArray(String[]::new));
        assertEquals(Files.readString(local.resolve("answers.csv")), Files.readString(spark.resolve("answers.csv")));
        assertTrue(weights(local, "").size() > 1, local.toString());
        assertEquals(weights(local, ""), weights(spark, ""));
    }

    private static void both(Path local, String... words) throws IOException {
        Console here = Console.run(with(words, "--out", local.toString()));
        assertEquals(0, here.code(), here.err());
        assertEquals(0, Console.run("cache", "--clear").code());
        Path spark = local.resolveSibling(local.getFileName() + " by Spark");
        Console there = Console.run(with(words, "--out", spark.toString(), "--engine", master, "--workers", "2"));
        assertEquals(0, there.code(), there.err());
        assertTrue(Files.isDirectory(spark.resolve("cluster")), there.err());
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    /** Hashes of all files below a folder. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                hashes.put(folder.relativize(file).toString(), ContentHash.of(file));
            }
        }
        return hashes;
    }

    /** The executor of a training is killed, then the process that asked for it; the same command goes on. */
    @Test
    @Order(4)
    void aComparisonGoesOnBehindALostExecutorAndALostDriver() throws Exception {
        String comparison = Files.writeString(temporary.resolve("comparison.yaml"), """
                name: tiny comparison
                split: {protocol: groups, folds: [0, 1]}
                seeds: [1, 2, 3]
                features: {type: mfcc, coefficients: 13, frames: 32}
                model: {type: mfcc-cnn, filters: [4], dense: 8}
                training: {batch: 8, epochs: 40, earlyStopping: 0}
                """).toString();
        Path local = temporary.resolve("compared");
        Console.run("run", comparison, "--data", voices.toString(), "--out", local.toString(), "--workers", "1", "--tracking", NOWHERE);
        Path spark = temporary.resolve("compared by Spark");
        String[] words = {"run", comparison, "--data", voices.toString(), "--out", spark.toString(), "--engine", master,
            "--workers", "2", "--tracking", NOWHERE};
        Path said = temporary.resolve("compared.txt");
        Process driver = project.start(said, words);
        List<ProcessHandle> executors = new ArrayList<>();
        await(driver, said, () -> executors.addAll(busy()));
        executors.get(0).destroyForcibly();
        await(driver, said, () -> Files.readString(spark.resolve("cluster/spark.log")).contains("Lost executor"));
        await(driver, said, () -> kept(spark) > 0);
        driver.destroyForcibly().waitFor();
        int before = kept(spark);
        Console again = Console.run(words);
        assertEquals(0, again.code(), again.err());
        assertContains(again.err(), "going on where the last run stopped: " + before + " of 6 training");
        assertEquals(Files.readString(local.resolve("answers.csv")), Files.readString(spark.resolve("answers.csv")));
        assertEquals(6, weights(local, "").size());
        assertEquals(weights(local, ""), weights(spark, ""));
    }

    @Test
    @Order(5)
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
        assertEquals(2, weights(local, "finalists").size());
        assertEquals(weights(local, "finalists"), weights(spark, "finalists"));
    }

    @Test
    void aClusterThatIsNotThereIsNamed() {
        Console wrong = Console.run("sweep", file.toString(), "--data", voices.toString(), "--out",
                temporary.resolve("wrong").toString(), "--engine", "spark://127.0.0.1:1");
        assertEquals(2, wrong.code(), wrong.err());
        assertContains(wrong.err(), "no Spark master answers at spark://127.0.0.1:1");
    }

    /** Something that comes to hold. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Process process, Path said, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertTrue(process.isAlive() && System.nanoTime() < end, Files.readString(said));
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    /** How many trainings of a comparison are done. */
    private static int kept(Path out) throws IOException {
        Path folder = out.resolve("unfinished");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.filter(file -> file.toString().matches(".*-fold-\\d+-seed-\\d+[.]json")).count();
        }
    }

    private static boolean isOurs(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("-Dserlab.home=" + project.root());
    }

    /** The executors that have started a worker's process: Spark knows them, and they have something to do. */
    private static List<ProcessHandle> busy() throws IOException {
        List<ProcessHandle> all = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            ProcessHandle.of(Long.parseLong(Files.readString(temporary.resolve("run/worker-" + i + ".pid")).strip()))
                    .ifPresent(worker -> worker.children().filter(one -> one.children().anyMatch(SparkTest::isOurs))
                            .forEach(all::add));
        }
        return all;
    }

    /** Checksums of the weights of all models below a folder. */
    private static Map<String, Long> weights(Path out, String below) throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out.resolve(below))) {
            for (Path network : files.filter(path -> path.endsWith("network.zip")).toList()) {
                try (ZipFile zip = new ZipFile(network.toFile())) {
                    sums.put(out.relativize(network).toString(), zip.getEntry("coefficients.bin").getCrc());
                }
            }
        }
        sums.remove("model/network.zip");
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
