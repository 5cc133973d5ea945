package serlab.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import serlab.tracking.server.PythonEnvironment;

/** A project's folder in a temporary place, with the Java kernel in it; Jupyter's programs are run as users run them. */
final class TestJupyter implements AutoCloseable {
    private static final String HOME = "serlab.home";

    private final Path root;
    private final String home = System.getProperty(HOME);
    private final Map<String, String> variables;

    /** What came of a program: its exit code, and what it said. */
    record Outcome(int code, String log) {
    }

    TestJupyter(Path root) throws Exception {
        this.root = root;
        System.setProperty(HOME, root.toString());
        for (String folder : List.of("environment", "experiments", "src")) {
            Files.createSymbolicLink(root.resolve(folder), Path.of(folder).toAbsolutePath());
        }
        PythonEnvironment.prepare(root, "notebook", line -> { });
        variables = new JupyterLab(PythonEnvironment.folder(root), root.resolve("jupyter")).prepare();
    }

    /** Runs a program of the Python environment. */
    Outcome run(int minutes, Map<String, String> further, String program, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(PythonEnvironment.folder(root).resolve("bin").resolve(program).toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(variables);
        builder.environment().putAll(Map.of("IPYTHONDIR", root.resolve("ipython").toString(), "JUPYTER_CONFIG_DIR",
                root.resolve("config").toString()));
        builder.environment().remove("SER_DATA");
        builder.environment().putAll(further);
        return finished(root, builder, minutes);
    }

    /** Runs a process to its end; a late one is ended. */
    static Outcome finished(Path logs, ProcessBuilder builder, int minutes) throws IOException, InterruptedException {
        Path log = Files.createTempFile(logs, "process", ".log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Outcome(-1, "not done after " + minutes + " minutes: " + Files.readString(log));
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }

    @Override
    public void close() {
        if (home == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, home);
        }
    }
}
