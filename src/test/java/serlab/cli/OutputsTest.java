package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run, a comparison, a suite and a sweep leave: the names and the content of every text file, and every word that a
 * tracking server is sent, in their order, as a copy in {@code golden/outputs} holds them. Files of users, their scripts
 * and the records of earlier runs rest on these. Times, machine, paths and hashes are left out; numbers may differ in the
 * fourth digit after the point, as they do from processor to processor. Where a change is meant, copy what
 * {@code target/outputs} holds afterwards.
 */
@Tag("slow")
class OutputsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Nobody listens there, so that everything stays in the outbox. */
    private static final String NOBODY = "http://127.0.0.1:9";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:[eE][-+]?\\d+)?|-?\\d+[eE]-?\\d+");
    private static final Pattern TEXT_FILE = Pattern.compile(".*\\.(csv|json|txt|yaml|md)|.*/MLmodel");
    private static final Pattern OF_THE_MACHINE = Pattern.compile("\"(seconds|minutes|clipsPerSecond|peakMemory|timestamp|"
            + "system/[a-z_]+|training_seconds|bytes|library|commit|mlflow\\.source\\.git\\.commit|commit_changed|library_version|"
            + "jvm|native_libraries|onednn|system|host_class|native_threads|native_backend|created|utc_time_created|"
            + "model_size_bytes|clips_per_second|workers)\":(\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\dE]+)");
    private static final double TOLERANCE = 5e-4;

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;

    @BeforeAll
    static void prepare() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 4);
    }

    @AfterAll
    static void leave() {
        project.close();
    }

    private static final String COMMON = """
            split: {protocol: groups, folds: [0, 1]}
            training: {optimizer: {type: sgd}, learningRate: 0.001, batch: 4, epochs: 5, earlyStopping: 0}
            """;
    private static final String MFCC = """
            features: {type: mfcc, coefficients: 13, frames: 32}
            model: {type: mfcc-cnn, filters: [8], dense: 32, dropout: 0}
            """;
    private static final String LOG_MEL = """
            features: {type: log-mel, bands: 24, frames: 24}
            model: {type: spectrogram-cnn, filters: [8], dense: 32, dropout: 0}
            """;

    @Test
    void ofARun() throws Exception {
        Path file = file("one.yaml", "name: one experiment\n" + COMMON + MFCC + "augment: [noise, {type: time-shift, frames: 4}]\n");
        compare("run", "run", file);
    }

    @Test
    void ofAComparison() throws Exception {
        Path file = file("two.yaml", "name: two variants\n" + COMMON + "seeds: [1, 2]\nvariants:\n"
                + "  - " + ("name: log-mel\n" + LOG_MEL).replace("\n", "\n    ").stripTrailing() + "\n"
                + "  - " + ("name: MFCC\n" + MFCC).replace("\n", "\n    ").stripTrailing() + "\n");
        compare("comparison", "compare", file);
    }

    @Test
    void ofAnEnsemble() throws Exception {
        file("a.yaml", "name: first\n" + COMMON + LOG_MEL);
        file("b.yaml", "name: second\n" + COMMON + MFCC);
        compare("ensemble", "run", file("ensemble.yaml", "name: together\nensemble: [a.yaml, b.yaml]\n"));
    }

    @Test
    void ofASuite() throws Exception {
        file("c.yaml", "name: third\n" + COMMON + LOG_MEL);
        file("d.yaml", "name: fourth\n" + COMMON + MFCC);
        compare("suite", "compare", file("suite.yaml", """
                name: small suite
                systems:
                  - {file: c.yaml, published: {accuracy: 0.78}}
                  - {name: last, file: d.yaml}
                protocols:
                  - {name: as it is}
                  - {name: the same, set: {split: {protocol: groups, folds: [0, 1]}}}
                  - {name: doubled, set: {split: {protocol: groups, fold: 0}, leaks: [doubled-clips]}}
                """));
    }

    @Test
    void ofASweep() throws Exception {
        Path file = file("sweep.yaml", "name: small sweep\nexperiment:\n"
                + ("  " + (COMMON.replace("folds: [0, 1]", "fold: 0") + MFCC).replace("\n", "\n  ")).stripTrailing() + "\n"
                + """
                search:
                  training.learningRate: {logUniform: [1e-4, 1e-2]}
                sampler: {type: tpe, trials: 3, startup: 2}
                pruner: {type: asha, resource: epochs, first: 1, reduction: 2}
                window: 2
                finalists: {count: 2, folds: [0, 1], seeds: [1]}
                """);
        compare("sweep", "sweep", file);
    }

    private static Path file(String name, String yaml) throws IOException {
        return Files.writeString(project.root().resolve("experiments").resolve(name), yaml);
    }

    private static void compare(String name, String command, Path file) throws Exception {
        Path out = temporary.resolve("out-" + name);
        Path mlruns = project.root().resolve("mlruns");
        try (Stream<Path> left = Files.exists(mlruns) ? Files.list(mlruns) : Stream.empty()) {
            for (Path one : left.toList()) {
                Files.delete(one);
            }
        }
        Console console = Console.run(command, file.toString(), "--data", voices.toString(), "--workers", "1", "--json",
                "--tracking", NOBODY, "--out", out.toString());
        assertEquals(0, console.code(), console.err());
        List<String> lines = new ArrayList<>(List.of("# " + command));
        lines.add(console.lastLine());
        boolean whole = name.equals("run");
        files(out, whole, lines);
        lines.add("# tracked");
        tracked(mlruns.resolve("outbox.db"), whole, lines);
        List<String> plain = lines.stream().flatMap(String::lines).map(OutputsTest::plain).toList();
        Path written = Path.of("target/outputs").resolve(name + ".txt");
        Files.createDirectories(written.getParent());
        Files.write(written, plain);
        try (InputStream golden = OutputsTest.class.getResourceAsStream("/golden/outputs/" + name + ".txt")) {
            List<String> expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            for (int i = 0; i < Math.min(expected.size(), plain.size()); i++) {
                int line = i;
                String there = plain.get(i);
                assertEquals(NUMBER.matcher(expected.get(i)).replaceAll("#"), NUMBER.matcher(there).replaceAll("#"),
                        () -> "line " + (line + 1) + " of " + written);
                assertTrue(near(expected.get(i), there), () -> "line " + (line + 1) + " of " + written + " is " + there
                        + "; expected " + expected.get(line));
            }
            assertEquals(expected.size(), plain.size());
        }
    }

    private static boolean near(String expected, String there) {
        Matcher one = NUMBER.matcher(expected);
        Matcher other = NUMBER.matcher(there);
        while (one.find() && other.find()) {
            double a = Double.parseDouble(one.group());
            double b = Double.parseDouble(other.group());
            if (Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a))) {
                return false;
            }
        }
        return true;
    }

    /** Without what differs from machine to machine and from day to day. */
    private static String plain(String line) {
        String text = line.replace(temporary.toString(), "TMP").replaceAll("\\b[0-9a-f]{32,64}\\b|\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "HASH")
                .replaceAll("\\\\\"", "\"");
        return OF_THE_MACHINE.matcher(text).replaceAll("\"$1\":…").replaceAll("(library|commit): .*", "$1: …");
    }

    /** @param whole whether to look into models and journals */
    private static void files(Path out, boolean whole, List<String> lines) throws Exception {
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = out.relativize(file).toString();
                if (name.startsWith("state/")) {
                    continue;
                }
                lines.add("## " + name);
                if (TEXT_FILE.matcher(name).matches() && (whole || !name.contains("/model/") && !name.startsWith("trainings/"))
                        && !name.endsWith("input_example.json")) {
                    lines.add(text(name, Files.readString(file)));
                }
            }
        }
        Path store = out.resolve("state/sweep.db");
        if (Files.exists(store)) {
            lines.add("# store");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store)) {
                for (String table : List.of("SELECT name, value FROM fact ORDER BY name", "SELECT number, point FROM trial ORDER BY number",
                        "SELECT id, outcome FROM job ORDER BY id")) {
                    try (ResultSet rows = connection.createStatement().executeQuery(table)) {
                        while (rows.next()) {
                            lines.add(rows.getString(1) + " " + rows.getString(2));
                        }
                    }
                }
            }
        }
    }

    /** A table whose last column or whose column of minutes says how long something took goes without it. */
    private static String text(String name, String text) {
        if (!name.endsWith(".csv") || !text.contains("minutes") && !text.contains("seconds")) {
            return text;
        }
        List<String[]> rows = text.lines().map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)).toList();
        StringBuilder all = new StringBuilder();
        for (String[] row : rows) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < row.length; c++) {
                boolean time = List.of("minutes", "seconds", "minutes_per_training").contains(rows.get(0)[c]);
                cells.add(time && row != rows.get(0) ? "…" : row[c]);
            }
            all.append(String.join(",", cells)).append('\n');
        }
        return all.toString();
    }

    /**
     * Every run in the order in which it was opened, and below it all that was told of it.
     *
     * @param artifacts whether to look into files
     */
    private static void tracked(Path outbox, boolean artifacts, List<String> lines) throws Exception {
        Map<String, String> names = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + outbox)) {
            try (ResultSet runs = connection.createStatement().executeQuery(
                    "SELECT key, experiment, name, parent, tags, ended FROM run ORDER BY rowid")) {
                while (runs.next()) {
                    names.put(runs.getString(1), runs.getString(3));
                    lines.add("## " + runs.getString(2) + " | " + runs.getString(3) + " | below " + names.get(runs.getString(4))
                            + " | " + sorted(JSON.readTree(runs.getString(5))) + " | " + runs.getInt(6));
                    events(connection, runs.getString(1), artifacts, lines);
                }
            }
        }
    }

    private static void events(Connection connection, String run, boolean artifacts, List<String> lines) throws Exception {
        try (ResultSet events = connection.createStatement().executeQuery(
                "SELECT kind, body, content FROM event WHERE run = '" + run + "' ORDER BY number")) {
            while (events.next()) {
                JsonNode body = JSON.readTree(events.getString(2));
                lines.add(events.getString(1) + " " + sorted(body));
                String path = body.path("path").asText();
                if (artifacts && events.getString(1).equals("ARTIFACT") && TEXT_FILE.matcher(path).matches()) {
                    lines.add(text(path, new String(events.getBytes(3), StandardCharsets.UTF_8)));
                }
            }
        }
    }

    /** Objects of parameters, tags and metrics in the order of their names: a server keeps none. */
    private static JsonNode sorted(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            fields.put(field.getKey(), sorted(field.getValue()));
        }
        ObjectNode result = JSON.createObjectNode();
        fields.forEach(result::set);
        return result;
    }
}
