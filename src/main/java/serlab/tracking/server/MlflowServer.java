package serlab.tracking.server;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.tracking.TrackingUnavailableException;

/**
 * The local MLflow server of a project: database, artifacts, log and {@code server.json} in its folder {@code mlruns}.
 * It goes on running when this program ends, and the next one finds it again; {@link #stop} ends it.
 */
public final class MlflowServer {
    private static final int ATTEMPTS = 5;
    private static final int USUAL_PORT = 5000;
    private static final Duration START = Duration.ofSeconds(300);

    private final ServerState state;
    private final boolean reused;

    private MlflowServer(ServerState state, boolean reused) {
        this.state = state;
        this.reused = reused;
    }

    /** What is done while no other program may start or stop the server. */
    private interface Locked<T> {
        T run() throws IOException, InterruptedException, TrackingUnavailableException;
    }

    /**
     * The running server of a project, or else a new one; the Python environment is made first where it is missing.
     *
     * @param projectRoot folder that holds {@code environment/} and {@code mlruns/}
     * @param port        port to listen on; without it 5000 if free, else any free one
     * @param progress    gets a line per step that takes time
     * @throws InvalidInputException        if the port is in use or the server already listens on another one
     * @throws TrackingUnavailableException if the environment or the server cannot be had; the reason in one line
     */
    public static MlflowServer startOrReuse(Path projectRoot, OptionalInt port, Consumer<String> progress)
            throws TrackingUnavailableException {
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
            throw new InvalidInputException("port " + port.getAsInt() + " is outside 1–65535; leave it out to use a free one");
        }
        Path mlruns = projectRoot.toAbsolutePath().resolve("mlruns");
        return locked(mlruns, progress, () -> {
            Optional<ServerState> running = running(mlruns, progress);
            if (running.isPresent()) {
                return reuse(running.get(), port);
            }
            return new MlflowServer(startNew(projectRoot, mlruns, port, progress), false);
        });
    }

    /** The server that runs already, without starting one; empty if there is none. */
    public static Optional<MlflowServer> find(Path projectRoot) throws TrackingUnavailableException {
        Path mlruns = projectRoot.toAbsolutePath().resolve("mlruns");
        try {
            Optional<ServerState> state = ServerState.read(mlruns);
            return state.isPresent() && state.get().process(mlruns).isPresent() && ServerProcess.healthy(state.get().port())
                    ? Optional.of(new MlflowServer(state.get(), true)) : Optional.empty();
        } catch (IOException e) {
            throw new TrackingUnavailableException("folder " + mlruns + " cannot be read: " + IoReason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrackingUnavailableException("interrupted while looking for the MLflow server", e);
        }
    }

    /**
     * Ends the project's server and all its processes.
     *
     * @return whether one was running
     * @throws TrackingUnavailableException if {@code mlruns} cannot be written
     */
    public static boolean stop(Path projectRoot) throws TrackingUnavailableException {
        Path mlruns = projectRoot.toAbsolutePath().resolve("mlruns");
        if (!Files.isDirectory(mlruns)) {
            return false;
        }
        return locked(mlruns, line -> { }, () -> {
            Optional<ProcessHandle> process = process(ServerState.read(mlruns), mlruns);
            if (process.isPresent()) {
                ServerProcess.end(process.get());
            }
            ServerState.remove(mlruns);
            return process.isPresent();
        });
    }

    /** The server's address, to be used as tracking URI and in the browser. */
    public URI address() {
        return ServerProcess.address(state.port());
    }

    /** Whether the server was running before. */
    public boolean reused() {
        return reused;
    }

    private static MlflowServer reuse(ServerState running, OptionalInt port) {
        if (port.isPresent() && port.getAsInt() != running.port()) {
            throw new InvalidInputException("port " + port.getAsInt() + " was asked for, but this project's MLflow server "
                    + "already runs at " + ServerProcess.address(running.port()) + "; use that one or stop it first");
        }
        return new MlflowServer(running, true);
    }

    private static Optional<ProcessHandle> process(Optional<ServerState> known, Path mlruns) throws IOException {
        return known.isPresent() ? known.get().process(mlruns) : Optional.empty();
    }

    /** The remembered server once it is healthy; one that hangs is ended. */
    private static Optional<ServerState> running(Path mlruns, Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<ServerState> known = ServerState.read(mlruns);
        Optional<ProcessHandle> process = process(known, mlruns);
        if (process.isEmpty()) {
            ServerState.remove(mlruns);
            return Optional.empty();
        }
        if (awaitHealth(process.get(), known.get().port())) {
            return known;
        }
        progress.accept("MLflow server at port " + known.get().port() + " does not answer; starting it again");
        ServerProcess.end(process.get());
        ServerState.remove(mlruns);
        return Optional.empty();
    }

    private static ServerState startNew(Path projectRoot, Path mlruns, OptionalInt wanted, Consumer<String> progress)
            throws IOException, InterruptedException, TrackingUnavailableException {
        if (wanted.isPresent() && !ServerProcess.free(wanted.getAsInt())) {
            throw new InvalidInputException("port " + wanted.getAsInt() + " is in use by another program; choose another, such as "
                    + ServerProcess.freePort(wanted.getAsInt()));
        }
        if (PythonEnvironment.folder(projectRoot).toString().contains("%")) {
            throw new TrackingUnavailableException("the Python environment's path " + PythonEnvironment.folder(projectRoot)
                    + " has a percent sign, with which MLflow does not start; name another folder in SER_VENV");
        }
        PythonEnvironment.prepare(projectRoot, "mlflow", progress);
        for (int attempt = 1; ; attempt++) {
            int port = wanted.isPresent() ? wanted.getAsInt() : ServerProcess.freePort(USUAL_PORT);
            progress.accept("starting the MLflow server at " + ServerProcess.address(port));
            ProcessHandle process = ServerProcess.launch(mlruns,
                    PythonEnvironment.folder(projectRoot).resolve("bin/python"), port).toHandle();
            ServerState state = ServerState.of(process, port, mlruns);
            try {
                state.write(mlruns);
                if (awaitStart(process, port, mlruns)) {
                    return state;
                }
            } catch (IOException | InterruptedException e) {
                ServerProcess.end(process);
                throw e;
            }
            boolean ended = !process.isAlive();
            ServerProcess.end(process);
            ServerState.remove(mlruns);
            if (ended && wanted.isEmpty() && attempt < ATTEMPTS && ServerProcess.says(mlruns, ServerProcess.TAKEN)) {
                continue;
            }
            throw new TrackingUnavailableException("the MLflow server " + (ended ? "ended at once"
                    : "did not answer within " + START.toSeconds() + " s") + ": " + ServerProcess.lastWords(mlruns)
                    + " (log: " + mlruns.resolve(ServerProcess.LOG) + ")");
        }
    }

    /** Whether it comes to listen and to answer; another server may answer at the port that both were to have. */
    private static boolean awaitStart(ProcessHandle process, int port, Path mlruns) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!ServerProcess.says(mlruns, ServerProcess.LISTENS)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(100);
        }
        return awaitHealth(process, port);
    }

    private static boolean awaitHealth(ProcessHandle process, int port) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (ServerProcess.healthy(port)) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    /** Holds the lock file of {@code mlruns}, and this class's monitor, since a lock file is no lock within one JVM. */
    private static <T> T locked(Path mlruns, Consumer<String> progress, Locked<T> work) throws TrackingUnavailableException {
        synchronized (MlflowServer.class) {
            try {
                Files.createDirectories(mlruns);
                try (FileChannel channel = FileChannel.open(mlruns.resolve("server.lock"),
                        StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                     FileLock lock = lock(channel, progress)) {
                    return work.run();
                }
            } catch (IOException e) {
                throw new TrackingUnavailableException("the MLflow server cannot run on folder " + mlruns + ": " + IoReason.of(e)
                        + "; free space or make the folder writable", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TrackingUnavailableException("interrupted while the MLflow server was starting or stopping", e);
            }
        }
    }

    private static FileLock lock(FileChannel channel, Consumer<String> progress) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.accept("another program is starting the MLflow server; waiting for it");
        return channel.lock();
    }
}
