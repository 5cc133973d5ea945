package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.tracking.MlflowServer;
import serlab.tracking.PythonEnvironment;
import serlab.tracking.TrackingUnavailableException;

/** Every notebook, executed in a real kernel in smoke size beside a real MLflow server, exported and drawn by a browser. */
class NotebooksTest {
    private static final Path NOTEBOOKS = Path.of("notebooks").toAbsolutePath();
    private static final int MINUTES = 20;
    private static final Pattern FIGURES = Pattern.compile("data-figures=\"(\\d+)\" data-broken=\"(\\d+)\"");
    private static final String COUNT = """
            <script>
            window.addEventListener('load', () => {
                const figures = [...document.images];
                document.documentElement.setAttribute('data-figures', figures.length);
                document.documentElement.setAttribute('data-broken', figures.filter(i => i.naturalWidth === 0).length);
            });
            </script>
            """;

    @TempDir
    private static Path root;
    private static String home;
    private static final Map<String, Outcome> OUTCOMES = new TreeMap<>();

    /** What came of a notebook: the exit code of its execution, and what was said. */
    private record Outcome(int code, String log) {
    }

    static List<String> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ipynb")).sorted().toList();
        }
    }

    @BeforeAll
    static void executeAll() throws Exception {
        home = System.getProperty("serlab.home");
        System.setProperty("serlab.home", root.toString());
        for (String folder : List.of("environment", "experiments")) {
            Files.createSymbolicLink(root.resolve(folder), Path.of(folder).toAbsolutePath());
        }
        PythonEnvironment.prepare(root, "notebook", line -> { });
        Map<String, String> variables = new JupyterLab(PythonEnvironment.folder(root), root.resolve("jupyter")).prepare();
        MlflowServer.startOrReuse(root, OptionalInt.empty(), line -> { });
        ExecutorService two = Executors.newFixedThreadPool(2);
        Map<String, Future<Outcome>> pending = new TreeMap<>();
        for (String notebook : notebooks()) {
            pending.put(notebook, two.submit(() -> execute(notebook, variables)));
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
        if (home == null) {
            System.clearProperty("serlab.home");
        } else {
            System.setProperty("serlab.home", home);
        }
    }

    private static Outcome execute(String notebook, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(PythonEnvironment.folder(root).resolve("bin/jupyter").toString(),
                "nbconvert", "--execute", "--to", "html", "--output-dir", root.resolve("html").toString(),
                "--ExecutePreprocessor.timeout=" + 60 * MINUTES, "--ExecutePreprocessor.startup_timeout=300",
                NOTEBOOKS.resolve(notebook).toString());
        builder.environment().putAll(variables);
        builder.environment().putAll(Map.of("SER_NOTEBOOK", "smoke", "IPYTHONDIR", root.resolve("ipython").toString(),
                "JUPYTER_CONFIG_DIR", root.resolve("config").toString()));
        builder.environment().remove("SER_DATA");
        return finished(builder, MINUTES);
    }

    private static Outcome finished(ProcessBuilder builder, int minutes) throws IOException, InterruptedException {
        Path log = Files.createTempFile(root, "process", ".log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Outcome(-1, "not done after " + minutes + " minutes: " + Files.readString(log));
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }

    @Test
    void thereAreTenNumberedNotebooks() throws IOException {
        assertEquals(List.of("01", "02", "03", "04", "05", "06", "07", "08", "09", "10"),
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

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyFigureIsDrawn(String notebook) throws IOException, InterruptedException {
        assumeTrue(OUTCOMES.get(notebook).code() == 0, "not executed");
        assumeTrue(browser() != null, "no Chromium here");
        Path page = root.resolve("html/counted-" + notebook + ".html");
        Files.writeString(page, Files.readString(html(notebook)).replaceAll("<script[^>]*src=\"https?:[^>]*></script>", "")
                .replace("</body>", COUNT + "</body>"));
        Outcome drawn = finished(new ProcessBuilder(browser(), "--headless", "--no-sandbox", "--disable-gpu",
                "--user-data-dir=" + root.resolve("browser-" + notebook), "--virtual-time-budget=20000",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", page.toUri().toString()), 5);
        Matcher counted = FIGURES.matcher(drawn.log());
        assertTrue(counted.find(), () -> drawn.log().substring(0, Math.min(2000, drawn.log().length())));
        assertTrue(Integer.parseInt(counted.group(1)) > 0 || !notebook.matches("0[1-8].*"), "no figure in " + notebook);
        assertEquals("0", counted.group(2), "figures of " + notebook + " that are not drawn");
    }

    @Test
    void theStoredNotebooksAreCleanAndSmall() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "environment/strip-notebooks", "--check"));
        notebooks().forEach(name -> command.add(NOTEBOOKS.resolve(name).toString()));
        Outcome outcome = finished(new ProcessBuilder(command), 1);
        assertEquals(0, outcome.code(), outcome.log());
    }

    private static Path html(String notebook) {
        return root.resolve("html").resolve(notebook.replace(".ipynb", ".html"));
    }

    private static String browser() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path))).findFirst().orElse(null);
    }
}
