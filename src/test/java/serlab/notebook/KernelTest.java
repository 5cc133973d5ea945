package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.feature.FeatureSpec;
import serlab.notebook.kernel.CellWords;

/** A real kernel without corpus and without MLflow: what Tab offers, and what a cell says that cannot be done. */
@Tag("slow")
class KernelTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Map<String, Object>> REQUESTS = List.of(
            Map.of("run", "import serlab.notebook.*;\nvar lab = Laboratory.open();\nlab"),
            Map.of("complete", "lab."), Map.of("complete", "Laboratory."), Map.of("complete", "lab.pub"),
            Map.of("run", "lab.corpus()"), Map.of("run", "lab.runs(\"comparison\")"),
            Map.of("run", "lab.model(\"models:/heard/1\")"), Map.of("run", "lab.model(\"no-such-folder\")"),
            Map.of("run", "lab.run(\"name: x\")"), Map.of("run", "lab.feature(\"mfc\")"),
            Map.of("queue", List.of("System.out.print(\"before \");", "int early = 7;\nvar mine = lab.corpus();\nint late = 8;",
                    "System.out.print(\"behind \");", "var other = mine;")),
            Map.of("run", "lab.clips(mine)"), Map.of("run", "late + 1"), Map.of("run", "\"\" + early"),
            Map.of("queue", List.of("var mine = \"set\";", "System.out.print(mine);")),
            Map.of("run", "String text = null;\ntext.length()"),
            Map.of("run", """
                    import tech.tablesaw.plotly.Plot;
                    import tech.tablesaw.plotly.components.Figure;
                    import tech.tablesaw.plotly.traces.ScatterTrace;
                    Plot.show(new Figure(ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build()));
                    """),
            Map.of("run", "lab.sound(\"no-such.wav\")"),
            Map.of("run", "lab.experiment(\"name: x\\ncorpus: {type: synthetic}\")"),
            Map.of("run", "var few = new serlab.corpus.synthetic.SyntheticSpec(3, 1, 1).open(null);\n"
                    + "lab.on(few).experiment(\"name: x\\ncorpus: {path: somewhere}\")"),
            Map.of("run", "lab.on(few).experiment(\"name: x\")"),
            Map.of("run", """
                    import serlab.model.CustomNetwork;
                    import org.deeplearning4j.nn.conf.layers.*;
                    var own = new CustomNetwork("my-net", 1, (graph, input) -> {
                        graph.addLayer("first", new DenseLayer.Builder().nOut(4).build(), "inptu");
                        return "first";
                    });
                    lab.on(few).experiment("name: z").withModel(own).run()
                    """),
            Map.of("run", "lab.on(lab.withLabels(few, \"[angry, sad]\")).model(\"starter\")"),
            Map.of("stop", "{ System.out.println(1); Thread.sleep(100_000); }"), Map.of("run", "early + 1"),
            Map.of("run", "var sound = lab.sound(lab.clip(few, \"sad\"));"), Map.of("complete", "lab.picture("),
            Map.of("complete", "lab.picture(sound, "), Map.of("complete", "lab.picture(sound, \"mf‸\")"),
            Map.of("complete", "lab.clip(few, \"ca‸\")"), Map.of("complete", "sound."),
            Map.of("complete", "lab.run(\"\"\"\n    features:\n      type: mfcc\n      co‸\n    \"\"\")"),
            Map.of("complete", "var n = \"𝄞\"; lab.run(\"\"\"\n    mo‸\n    \"\"\")"), Map.of("complete", "lab.runFile(\"experiments/published-s‸\")"),
            Map.of("inspect", "import java.util.*;\nvar p = lab.pict‸ure(sound, \"mfcc\")"),
            Map.of("inspect", "lab.of(null).classes(‸)"), Map.of("inspect", "sou‸nd"),
            Map.of("inspect", "lab.run(\"\"\"\n    features: {type: mfcc, coeffi‸cients: 20}\n    \"\"\")"),
            Map.of("inspect", "nothing‸"),
            Map.of("choose", Map.of("code", "lab.on(few).explore(sound)", "chosen", Map.of("feature", "mfcc", "bands", "13", "emotion", "calm"))),
            Map.of("run", "few.clips()"), Map.of("run", "lab.feature(\"{type: mfcc, coefficients: 20}\")"), Map.of("run", "sound.samples()"),
            Map.of("run", "lab.model(\"starter\")"));

    @TempDir
    private static Path root;
    private static TestJupyter jupyter;
    private static JsonNode answers;

    @BeforeAll
    static void ask() throws Exception {
        jupyter = new TestJupyter(root);
        Path requests = Files.write(root.resolve("requests.json"), JSON.writeValueAsBytes(REQUESTS));
        TestJupyter.Outcome outcome = jupyter.run(10, Map.of("SER_DATA", "no/such/corpus", "MLFLOW_TRACKING_URI",
                "http://127.0.0.1:9"), "python", Path.of("src/test/resources/notebook/kernel.py").toAbsolutePath().toString(),
                requests.toString());
        assertEquals(0, outcome.code(), outcome.log());
        answers = JSON.readTree(outcome.log().lines().reduce((first, last) -> last).orElse("")).get("answers");
    }

    @AfterAll
    static void close() {
        jupyter.close();
    }

    @Test
    void aLaboratoryOpensWithoutCorpusAndServer() {
        assertEquals(List.of(), list(answers.at("/0/errors")));
        assertTrue(answers.at("/0/text/0").asText().startsWith("laboratory"), answers.at("/0/text").toString());
    }

    @Test
    void tabOffersEverythingThereIs() {
        Set<String> offered = new TreeSet<>(offered(1));
        assertTrue(Collections.disjoint(offered, Set.of("wait(", "notify()", "notifyAll()", "getClass()")), offered.toString());
        Set<String> there = new TreeSet<>();
        Stream.of(Laboratory.class.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName).forEach(there::add);
        offered.removeIf(name -> !there.contains(name.replaceAll("\\W", "")));
        assertEquals(there, new TreeSet<>(offered.stream().map(name -> name.replaceAll("\\W", "")).toList()));
        assertTrue(offered(2).stream().anyMatch(name -> name.startsWith("open")), answers.get(2).toString());
        assertEquals(List.of("publishedSystems("), offered(3));
    }

    @Test
    void tabKnowsWhatCallsTake() {
        assertEquals(List.of("sound"), offered(26));
        List<String> features = FeatureSpec.catalog().names().stream().map(name -> '"' + name + '"').toList();
        assertEquals(features, offered(27).subList(0, features.size()));
        assertEquals(List.of("mine", "text"), offered(27).subList(features.size(), offered(27).size()));
        assertEquals("feature", answers.at("/27/kinds/0").asText());
        assertEquals(List.of("mfcc"), offered(28));
        assertEquals("mf", answers.at("/28/replaces").asText());
        assertEquals(List.of("calm"), offered(29));
        assertEquals(List.of("damage()", "durationSeconds()", "firstNotFinite()", "sampleRate()", "samples()", "toString()"), offered(30));
        assertEquals(List.of("coefficients: "), offered(31));
        assertEquals(List.of("model: "), offered(32));
        assertEquals("mo", answers.at("/32/replaces").asText());
        assertEquals(List.of("experiments/published-systems.yaml"), offered(33));
    }

    @Test
    void shiftTabShowsDocstrings() {
        assertEquals("Picture SoundLaboratory.picture(Waveform sound, String feature)\nA feature over time, lowest band at the bottom.",
                answers.at("/34/text~1plain").asText());
        assertContains(answers.at("/34/text~1html").asText(), "<p>A feature over time, lowest band at the bottom.</p>");
        assertContains(answers.at("/35/text~1plain").asText(), "Precision, recall and F1 of every emotion, all folds together.");
        assertContains(answers.at("/36/text~1plain").asText(), "sound:Waveform\nA mono recording: samples in [-1, 1]");
        assertEquals("coefficients: coefficients, at most melBands; a whole number from 1 to 32768 (40)",
                answers.at("/37/text~1plain").asText());
        assertEquals("{}", answers.get(38).toString());
    }

    @Test
    void menusDrawAnewInTheirPlace() throws IOException {
        String page = answers.at("/39/page").asText();
        assertContains(page, "<img alt=\"Log-mel spectrogram, 128 bands\" width=\"");
        JsonNode shown = answers.at("/39/data");
        assertEquals("MFCC, 13 coefficients", shown.get("text/plain").asText());
        assertFalse(page.contains(shown.get("image/png").asText()), "another picture");
        JsonNode controls = JSON.readTree(shown.get("application/json").asText()).get("controls");
        assertEquals(List.of("feature", "bands", "hop", "window", "emotion", "clip"), controls.findValuesAsText("name"));
        assertEquals(List.of("mfcc", "13", "512", "2048", "calm"), controls.findValuesAsText("at").subList(0, 5));
        assertEquals(3, controls.get(5).get("values").size());
    }

    @Test
    void valuesAreShownAsShortTables() {
        assertContains(answers.at("/40/html/0").asText(), ">24 clips</caption>");
        assertContains(answers.at("/41/html/0").asText(), ">MFCC, 20 coefficients</caption>");
        assertTrue(answers.at("/42/html/0").asText().matches("(?s).*>\\d{2},\\d{3} numbers</caption>.*"), answers.at("/42/html/0").asText());
        assertContains(answers.at("/43/html/0").asText(), ">trained on</td>");
    }

    private static List<String> offered(int request) {
        return list(answers.at("/" + request + "/matches"));
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() {
        says(4, "SER_DATA names 'no/such/corpus'", "give a folder");
        says(5, "http://127.0.0.1:9 cannot be reached", "MLFLOW_TRACKING_URI");
        says(6, "http://127.0.0.1:9", "MLFLOW_TRACKING_URI");
        says(7, "there is no model 'no-such-folder'", "./ser run");
        says(8, "SER_DATA names 'no/such/corpus'", "give a folder");
        says(9, "mfc", "mfcc");
    }

    @Test
    void cellsBehindAFailedOneDoNotRun() {
        assertEquals(List.of("ok", "error", "aborted", "aborted"), list(answers.at("/10/statuses")));
        assertEquals("before ", answers.at("/10/printed").asText());
        says(11, "mine has no value, because cell [9] did not finish", "run that one first");
        says(12, "late has no value, because cell [9] did not finish", "run that one first");
        assertEquals("7", answers.at("/13/text/0").asText(), answers.get(13).toString());
        assertEquals(List.of("ok", "ok"), list(answers.at("/14/statuses")));
        assertEquals("set", answers.at("/14/printed").asText());
        assertContains(answers.at("/15/errors/0/lines").toString(), "NullPointerException");
    }

    @Test
    void whatTutorialsShowIsShownInTheCell() {
        assertEquals("[]", answers.at("/16/errors").toString());
        assertEquals("interactive chart", answers.at("/16/text/0").asText());
    }

    @Test
    void oneCorpusCounts() {
        says(17, "'no-such.wav' does not exist", "a path starts at the notebook's folder");
        assertContains(lastText(18), "experiment x on synthetic voices: ");
        says(19, "the YAML names a corpus of its own, corpus: {path=somewhere}", "keep one of them");
        assertContains(lastText(20), "experiment x on synthetic voices: 24 clips, 8 emotions (neutral, calm, ");
        says(22, "model 'starter' tells ", "load it all the same with lab.model(\"starter\")");
    }

    @Test
    void anOwnNetworksMistakeIsSaidInOneLine() {
        says(21, "network 'my-net' cannot be built on ", "mend its layers");
    }

    @Test
    void aStoppedCellSaysSo() {
        says(23, "Stopped. Trainings and trials that were finished are kept", "run the cell again to go on");
        assertEquals("8", lastText(24));
    }

    @Test
    void adviceIsInTheWordsOfCells() {
        assertEquals("lab.withLabels(corpus, \"{a: anger}\")", CellWords.of("--set 'corpus.labels={a: anger}'"));
        assertEquals("name it with lab.corpus(\"PATH\"); add augment: [] in the cell's YAML", CellWords.of(
                "name it with --data PATH; add --set augment=[]"));
    }

    private static String lastText(int request) {
        JsonNode texts = answers.at("/" + request + "/text");
        return texts.path(texts.size() - 1).asText();
    }

    private static void says(int request, String what, String mend) {
        JsonNode error = answers.at("/" + request + "/errors/0");
        assertEquals(1, error.path("lines").size(), answers.get(request).toString());
        String line = error.at("/lines/0").asText();
        assertContains(line, what);
        assertContains(line, mend);
        assertEquals("", answers.at("/" + request + "/stderr").asText());
    }

    private static List<String> list(JsonNode array) {
        return JSON.convertValue(array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
