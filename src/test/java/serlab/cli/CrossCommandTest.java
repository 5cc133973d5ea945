package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;
import serlab.Percent;
import serlab.evaluation.Csv;
import serlab.tracking.server.Destination;
import serlab.tracking.server.MlflowServer;

/** Two corpora against each other, from their recordings to what a real MLflow server shows. */
@Tag("slow")
class CrossCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** One against the other both ways, then five folds of six speakers and three of three. */
    private static final int FOLDS = 2 + 3 + 5;
    private static final List<String> CORPORA = List.of("emodb", "ravdess");

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path ravdess;
    private static Path emodb;
    private static Console console;
    private static JsonNode result;
    private static URI address;
    private static List<Service.Run> runs;

    @BeforeAll
    static void crossOnce() throws Exception {
        project = new SmallProject(temporary.resolve("home"));
        project.shareEnvironment();
        ravdess = SmallProject.voices(temporary.resolve("voices"), 6);
        emodb = CorpusFolders.emodb(temporary.resolve("berlin"), 3);
        Files.writeString(file(), """
                name: small
                split: {protocol: actor-folds-5, fold: 0}
                features: {type: mfcc, coefficients: 13, frames: 32}
                model: {type: mfcc-cnn, filters: [4], dense: 8}
                training: {batch: 8, epochs: 2}
                """);
        console = cross();
        assertEquals(0, console.code(), console.err());
        result = JSON.readTree(console.lastLine());
        address = MlflowServer.find(project.root()).orElseThrow().address();
        MlflowClient server = Destination.at(address, Map.of()).client();
        runs = server.searchRuns(List.of(server.getExperimentByName("small across corpora").orElseThrow().getExperimentId()), "",
                Service.ViewType.ACTIVE_ONLY, 1000).getItems();
    }

    @AfterAll
    static void stop() throws Exception {
        MlflowServer.stop(project.root());
        project.close();
    }

    private static Path file() {
        return project.root().resolve("experiments/cross.yaml");
    }

    private static Path out() {
        return project.root().resolve("out/small-across-corpora");
    }

    private static Console cross(String... options) {
        return Console.run(Stream.concat(Stream.of("cross", file().toString(), "--data", ravdess.toString(), "--data",
                emodb.toString(), "--json", "--workers", "2"), Stream.of(options)).toArray(String[]::new));
    }

    private static String tag(Service.Run run, String name) {
        return run.getData().getTagsList().stream().filter(tag -> tag.getKey().equals(name)).map(Service.RunTag::getValue)
                .findFirst().orElse("");
    }

    private static double metric(Service.Run run, String name) {
        return run.getData().getMetricsList().stream().filter(metric -> metric.getKey().equals(name)).findFirst().orElseThrow()
                .getValue();
    }

    /** By fold, the recall of every class over the answers of clips of one corpus, then their mean, then that of the folds. */
    private static double uar(String variant, List<Integer> folds, String test) {
        List<Map<String, String>> rows = Csv.rows(out().resolve("answers.csv")).stream().filter(row ->
                row.get("variant").equals(variant) && row.get("clip").startsWith(test + "/")).toList();
        return folds.stream().mapToDouble(fold -> rows.stream().filter(row -> row.get("fold").equals(String.valueOf(fold)))
                .collect(Collectors.groupingBy(row -> row.get("truth"), Collectors.averagingDouble(row ->
                        row.get("truth").equals(row.get("answer")) ? 1 : 0))).values().stream()
                .mapToDouble(Double::doubleValue).average().orElseThrow()).average().orElseThrow();
    }

    @Test
    void everyCellIsTheMeanOfTheAnswersThatWereWritten() {
        Map<String, List<Integer>> folds = Map.of("emodb to ravdess", List.of(0), "ravdess to emodb", List.of(1), "emodb to emodb",
                List.of(2, 3, 4), "ravdess to ravdess", List.of(5, 6, 7, 8, 9));
        assertEquals(CORPORA, JSON.convertValue(result.get("corpora"), List.class));
        assertEquals(2 * 4, result.get("cells").size());
        for (JsonNode cell : result.get("cells")) {
            String where = cell.get("train").asText() + " to " + cell.get("test").asText();
            assertEquals(uar(cell.get("model").asText(), folds.get(where), cell.get("test").asText()), cell.get("uar").asDouble(),
                    1e-9, where);
            assertEquals(cell.get("test").asText().equals("emodb") ? 18 : 36, cell.get("test_clips").asInt(), where);
            assertEquals(cell.get("test").asText().equals("emodb") ? 3 : 6, cell.get("test_speakers").asInt(), where);
            assertTrue(cell.get("uar_low").asDouble() <= cell.get("uar").asDouble()
                    && cell.get("uar").asDouble() <= cell.get("uar_high").asDouble(), cell.toString());
        }
    }

    @Test
    void theTableSaysWhatItsNumbersAreOf() {
        for (String line : List.of("emodb: 18 clips, 3 speakers, German; ravdess: 36 clips, 6 speakers, English", "chance is 16.7 %",
                "6 emotions: neutral, happy, sad, angry, fearful, disgust", "emodb 3 folds, ravdess 5 folds", "seed 1; UAR in %",
                "95 % interval over test speakers")) {
            assertContains(console.out(), line);
            assertContains(result.get("facts").toString(), line);
        }
        assertContains(console.err(), "corpus.labels: common to all are");
        assertContains(console.err(), "dropped");
        assertContains(console.out(), "small, per corpus (transductive: standardized by the unlabeled clips of each corpus)");
    }

    @Test
    void tablePictureAndPageAreWritten() throws Exception {
        List<Map<String, String>> rows = Csv.rows(out().resolve("cross.csv"));
        assertEquals(8, rows.size());
        assertEquals(List.of("false", "false", "false", "false", "true", "true", "true", "true"),
                rows.stream().map(row -> row.get("transductive")).toList());
        assertTrue(ImageIO.read(out().resolve("cross.png").toFile()).getWidth() > 600);
        String page = Files.readString(out().resolve("cross.html"));
        assertContains(page, "data:image/png;base64,");
        assertTrue(!page.contains("src=\"http") && page.contains("small across corpora"), "the page works offline");
        assertEquals(result.get("cells"), JSON.readTree(out().resolve("cross.json").toFile()).get("cells"));
    }

    @Test
    void everyCellIsARunBelowTheMatrix() throws Exception {
        Service.Run top = runs.stream().filter(run -> tag(run, "cross").equals("emodb, ravdess")).findFirst().orElseThrow();
        Map<String, Double> cells = new TreeMap<>();
        for (Service.Run run : runs) {
            if (tag(run, "kind").equals("cell")) {
                assertEquals(top.getInfo().getRunId(), tag(run, "mlflow.parentRunId"));
                assertEquals(Service.RunStatus.FINISHED, run.getInfo().getStatus());
                cells.put(tag(run, "variant") + tag(run, "train_corpus") + tag(run, "test_corpus"), metric(run, "test/uar"));
            }
        }
        Map<String, Double> told = new TreeMap<>();
        result.get("cells").forEach(cell -> told.put(cell.get("model").asText() + cell.get("train").asText()
                + cell.get("test").asText(), cell.get("uar").asDouble()));
        assertEquals(told, cells);
        assertEquals(told.get("smallemodbravdess"), metric(top, "cross/small/emodb_to_ravdess"));
        double across = (told.get("smallemodbravdess") + told.get("smallravdessemodb")) / 2;
        assertEquals(across, metric(top, "cross/small/mean_across"), 1e-12);
        assertEquals((told.get("smallemodbemodb") + told.get("smallravdessravdess")) / 2, metric(top, "cross/small/mean_within"), 1e-12);
        assertContains(console.out(), "small: mean UAR of the cells across corpora " + Percent.of(across) + ", within ");
        assertEquals(2 * FOLDS, runs.stream().filter(run -> tag(run, "kind").equals("training")).count());
        Set<String> files = new TreeSet<>();
        JSON.readTree(HTTP.send(HttpRequest.newBuilder(address.resolve("/api/2.0/mlflow/artifacts/list?run_id="
                + top.getInfo().getRunId())).build(), HttpResponse.BodyHandlers.ofString()).body()).get("files")
                .forEach(artifact -> files.add(artifact.get("path").asText()));
        assertTrue(files.containsAll(Set.of("cross.csv", "cross.json", "cross.html", "plots")), files.toString());
    }

    @Test
    void aTrainingAcrossCorporaIsReproducedBitForBit() {
        Service.Run training = runs.stream().filter(run -> tag(run, "kind").equals("training") && tag(run, "fold").equals("1")
                && tag(run, "variant").equals("small")).findFirst().orElseThrow();
        assertEquals(ravdess + "," + emodb, tag(training, "corpus_path"));
        Console again = Console.run("reproduce", training.getInfo().getRunId(), "--json");
        assertEquals(0, again.code(), again.out() + again.err());
    }

    @Test
    void whatWasTrainedBeforeAKillIsNotTrainedAgain() throws Exception {
        Path copy = temporary.resolve("killed");
        try (Stream<Path> all = Files.walk(out())) {
            for (Path path : all.toList()) {
                Path to = copy.resolve(out().relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                }
            }
        }
        Files.move(copy.resolve("trainings"), copy.resolve("unfinished"));
        Files.delete(copy.resolve("unfinished/small-fold-1-seed-1.json"));
        Files.delete(copy.resolve("cross.csv"));
        Map<String, Long> before = networks(copy);
        Console again = cross("--out", copy.toString());
        assertEquals(0, again.code(), again.err());
        assertContains(again.err(), "going on where the last run stopped: 19 of 20 trainings are done");
        Map<String, Long> after = networks(copy);
        List<String> changed = new ArrayList<>(after.keySet());
        changed.removeIf(path -> after.get(path).equals(before.get(path)));
        assertEquals(List.of("small/fold-1-seed-1"), changed);
        assertEquals(Files.readString(out().resolve("cross.csv")), Files.readString(copy.resolve("cross.csv")));
    }

    private static Map<String, Long> networks(Path folder) throws Exception {
        Map<String, Long> times = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(one -> one.endsWith("model/network.zip") && one.toString().contains("fold-")).toList()) {
                times.put(folder.relativize(path.getParent().getParent()).toString().replace('\\', '/'),
                        Files.getLastModifiedTime(path).toMillis());
            }
        }
        return times;
    }
}
