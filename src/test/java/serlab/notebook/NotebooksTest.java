package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.Chromium;
import serlab.notebook.TestJupyter.Outcome;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.server.MlflowServer;

/** Every notebook, executed in a real kernel in smoke size beside a real MLflow server, exported and drawn by a browser. */
@Tag("slow")
class NotebooksTest {
    private static final Path NOTEBOOKS = Path.of("notebooks").toAbsolutePath();
    private static final int MINUTES = 20;
    private static final Pattern FIGURES = Pattern.compile("data-figures=\"(\\d+)\" data-broken=\"(\\d+)\" data-charts=\"(\\d+)\"");
    private static final String COUNT = """
            <script>
            window.addEventListener('load', async () => {
                await window.plotlyReady;
                const figures = [...document.images];
                const charts = [...document.querySelectorAll('[id^=chart]')];
                document.documentElement.setAttribute('data-figures', figures.length);
                document.documentElement.setAttribute('data-broken', figures.filter(i => i.naturalWidth === 0).length);
                document.documentElement.setAttribute('data-charts', charts.filter(c => c.querySelector('.main-svg')).length);
            });
            </script>
            """;

    @TempDir
    private static Path root;
    private static TestJupyter jupyter;
    private static final Map<String, Outcome> OUTCOMES = new TreeMap<>();

    static List<String> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ipynb")).sorted().toList();
        }
    }

    @BeforeAll
    static void executeAll() throws Exception {
        jupyter = new TestJupyter(root);
        MlflowServer.startOrReuse(root, OptionalInt.empty(), line -> { });
        ExecutorService two = Executors.newFixedThreadPool(2);
        Map<String, Future<Outcome>> pending = new TreeMap<>();
        for (String notebook : notebooks()) {
            pending.put(notebook, two.submit(() -> execute(notebook)));
        }
        two.shutdown();
        for (Map.Entry<String, Future<Outcome>> one : pending.entrySet()) {
            OUTCOMES.put(one.getKey(), outcome(one.getValue()));
        }
    }

    private static Outcome outcome(Future<Outcome> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return new Outcome(-1, e.getCause().toString());
        }
    }

    @AfterAll
    static void stop() throws TrackingUnavailableException {
        MlflowServer.stop(root);
        jupyter.close();
    }

    private static Outcome execute(String notebook) throws IOException, InterruptedException {
        return jupyter.run(MINUTES, Map.of("SER_NOTEBOOK", "smoke"), "jupyter", "nbconvert", "--execute", "--to", "html",
                "--template", JupyterLab.TEMPLATE, "--output-dir", root.resolve("html").toString(),
                "--ExecutePreprocessor.timeout=" + 60 * MINUTES, "--ExecutePreprocessor.startup_timeout=300",
                NOTEBOOKS.resolve(notebook).toString());
    }

    @Test
    void thereAreTwelveNumberedNotebooks() throws IOException {
        assertEquals(List.of("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"),
                notebooks().stream().map(name -> name.substring(0, 2)).toList());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void noCellThrows(String notebook) throws IOException {
        Outcome outcome = OUTCOMES.get(notebook);
        assertEquals(0, outcome.code(), outcome.log());
        assertLacks(Files.readString(html(notebook)), "data-mime-type=\"application/vnd.jupyter.error\"");
        assertLacks(Files.readString(html(notebook)), "data-mime-type=\"application/vnd.jupyter.stderr\"");
    }

    private static void assertLacks(String page, String what) {
        assertEquals(-1, page.indexOf(what), () -> page.substring(page.indexOf(what)).lines().limit(20).toList().toString());
    }

    /** The sentences of the encoders' notebook, which its cells make of what they have just found. */
    @Test
    void theEncodersNotebookSaysWhatItFound() throws IOException {
        String page = Files.readString(html("11-encoders.ipynb")).replaceAll("<[^>]*>", "");
        assertTrue(Pattern.compile("4 layers of 384 numbers, 30 s at once; the pooled feature of this clip of \\d\\.\\d s has 3072 numbers")
                .matcher(page).find(), "what was loaded");
        assertTrue(Pattern.compile("UAR, best first: layers? [1-4].* \\d+\\.\\d %.*; guessing gives 12\\.5 % \\(synthetic voices, ")
                .matcher(page).find(), "layers");
        assertTrue(Pattern.compile("UAR, best first: [^;]*MFCC \\d+\\.\\d %").matcher(page).find(), "networks");
        assertTrue(Pattern.compile("the nearest clip of another speaker is of the same emotion for \\d+ % of \\d+ clips; by chance it "
                + "would be for about 13 %").matcher(page).find(), "neighbors");
        assertTrue(Pattern.compile("spoken angry, heard [a-z]+ with \\d+ %; the model needs whisper-tiny.en").matcher(page).find(),
                "prediction");
    }

    /** The sentences of the notebook of voice quality. */
    @Test
    void theVoiceQualityNotebookSaysWhatItFound() throws IOException {
        String page = Files.readString(html("12-voice-quality.ipynb")).replaceAll("<[^>]*>", "");
        assertTrue(Pattern.compile("of 88 numbers the strongest: .* \\(eta squared 0\\.\\d\\d; [a-z]+ by [+-]\\d\\.\\d standard deviations\\).*"
                + "\\(synthetic voices, \\d+ clips, 8 emotions, compared within each of 24 speakers; by chance eta squared is about 0\\.0\\d+\\)")
                .matcher(page).find(), "eGeMAPS");
        assertTrue(Pattern.compile("of 40 numbers the strongest: mfcc_").matcher(page).find(), "MFCC");
        assertTrue(Pattern.compile("UAR, best first: .*eGeMAPS, boosted trees \\d+\\.\\d %.*guessing gives 12\\.5 %").matcher(page).find(),
                "classifiers");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyFigureIsDrawn(String notebook) throws IOException, InterruptedException {
        assertEquals(0, OUTCOMES.get(notebook).code(), OUTCOMES.get(notebook).log());
        Path page = root.resolve("html/counted-" + notebook + ".html");
        Files.writeString(page, Files.readString(html(notebook)).replaceAll("<script[^>]*src=\"https?:[^>]*></script>", "")
                .replace("</body>", COUNT + "</body>"));
        Outcome drawn = TestJupyter.finished(root, new ProcessBuilder(Chromium.program().toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--user-data-dir=" + root.resolve("browser-" + notebook), "--virtual-time-budget=20000",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", page.toUri().toString()), 5);
        Matcher counted = FIGURES.matcher(drawn.log());
        assertTrue(counted.find(), () -> drawn.log().substring(0, Math.min(2000, drawn.log().length())));
        assertTrue(Integer.parseInt(counted.group(1)) > 0 || !notebook.matches("0[1-8].*|1[12].*"), "no figure in " + notebook);
        assertEquals("0", counted.group(2), "figures of " + notebook + " that are not drawn");
        assertEquals(notebook.matches("0[127].*") ? "1" : "0", counted.group(3), "interactive charts of " + notebook);
    }

    @Test
    void theStoredNotebooksAreCleanAndSmall() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "environment/strip-notebooks", "--check"));
        notebooks().forEach(name -> command.add(NOTEBOOKS.resolve(name).toString()));
        Outcome outcome = TestJupyter.finished(root, new ProcessBuilder(command), 1);
        assertEquals(0, outcome.code(), outcome.log());
    }

    private static Path html(String notebook) {
        return root.resolve("html").resolve(notebook.replace(".ipynb", ".html"));
    }
}
