package serlab.tracking.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import serlab.ShutdownHook;
import serlab.tracking.TrackingUnavailableException;

/** The Python environment of a project, made by its script {@code environment/setup}. */
public final class PythonEnvironment {
    private static final String PREFIX = "environment: ";
    private static final String FAILED = "failed: ";

    private PythonEnvironment() {
    }

    /** The environment's folder: {@code SER_VENV}, or {@code environment/.venv} below the project. */
    public static Path folder(Path projectRoot) {
        String chosen = System.getenv("SER_VENV");
        return chosen == null || chosen.isBlank() ? projectRoot.toAbsolutePath().resolve("environment/.venv")
                : Path.of(chosen).toAbsolutePath();
    }

    /** Ends the script and what it has started, which do not hear a signal that was meant for this process alone. */
    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
    }

    /** A program of this project's environment as a shell takes it, or its bare name where there is no such environment. */
    public static String program(String name) {
        Path file = folder(Path.of(System.getProperty("serlab.home", "."))).resolve("bin").resolve(name).normalize();
        String path = file.toString();
        return !Files.isExecutable(file) ? name : path.matches("[\\w./+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    /**
     * Runs the script; returns at once if the stage is there already.
     *
     * @param stage    {@code mlflow} or {@code notebook}
     * @param progress gets a line per step
     * @throws TrackingUnavailableException with the script's reason, if the environment cannot be made
     */
    public static void prepare(Path projectRoot, String stage, Consumer<String> progress) throws TrackingUnavailableException {
        run(projectRoot, "setup", stage, progress);
    }

    /**
     * Runs a script of the folder {@code environment} with one argument.
     *
     * @param progress gets a line per step
     * @throws TrackingUnavailableException with the script's reason, if it fails
     */
    public static void run(Path projectRoot, String name, String argument, Consumer<String> progress)
            throws TrackingUnavailableException {
        Path script = projectRoot.toAbsolutePath().resolve("environment").resolve(name);
        if (!Files.isRegularFile(script)) {
            throw new TrackingUnavailableException("script " + script + " is missing; run in the project's folder");
        }
        String last = "";
        try {
            Process process = new ProcessBuilder("bash", script.toString(), argument)
                    .redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (ShutdownHook stop = ShutdownHook.of("end of set-up", () -> end(process));
                    BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : line;
                    if (!last.startsWith(FAILED)) {
                        progress.accept(last);
                    }
                }
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new TrackingUnavailableException((name.equals("setup") ? "the Python environment cannot be made: " : "")
                        + (last.startsWith(FAILED) ? last.substring(FAILED.length()) : last + " (exit code " + code + ")"));
            }
        } catch (IOException e) {
            throw new TrackingUnavailableException("script " + script + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrackingUnavailableException("interrupted while " + script + " was running", e);
        }
    }
}
