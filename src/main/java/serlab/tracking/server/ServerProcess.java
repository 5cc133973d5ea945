package serlab.tracking.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The operating system's side of the local server: its command, its group of processes, its port and health. */
public final class ServerProcess {
    static final String LOG = "server.log";
    private static final List<String> FOREIGN = List.of("MLFLOW_", "_MLFLOW_", "DATABRICKS_", "PYTHON");
    /** What the log says once the server has its port. */
    static final String LISTENS = "Uvicorn running on";
    /** What it says when another program has got there first. */
    static final String TAKEN = "address already in use";
    private static final String HOST = "127.0.0.1";
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration TERM = Duration.ofSeconds(10);
    private static final Duration KILL = Duration.ofSeconds(3);
    /** Gives the server a session of its own, so that a Ctrl-C in the terminal does not reach it. */
    private static final String OWN_SESSION = "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER).proxy(HttpClient.Builder.NO_PROXY).build();

    private ServerProcess() {
    }

    static URI address(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }

    /** Starts the server with its files in {@code mlruns}, which is its working folder. */
    static Process launch(Path mlruns, Path python, int port) throws IOException {
        List<String> command = List.of(python.toString(), "-c", OWN_SESSION, python.toString(), "-m", "mlflow", "server",
                "--backend-store-uri", "sqlite:///mlflow.db", "--artifacts-destination", "./artifacts",
                "--host", HOST, "--port", Integer.toString(port), "--workers", "1");
        ProcessBuilder builder = new ProcessBuilder(command).directory(mlruns.toFile()).redirectErrorStream(true)
                .redirectInput(new File("/dev/null")).redirectOutput(mlruns.resolve(LOG).toFile());
        adapt(builder.environment());
        return builder.start();
    }

    /** Takes out of an environment what is meant for another server, its password and token among it, and what changes Python. */
    public static void adapt(Map<String, String> environment) {
        environment.keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
        environment.put("DO_NOT_TRACK", "true");
        environment.put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
    }

    public static boolean healthy(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(port).resolve("/health")).timeout(ANSWER).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether the port can be bound; port 0 always can. */
    static boolean free(int port) {
        try (ServerSocket socket = bound(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** {@code preferred} if it is free, else any free port. */
    static int freePort(int preferred) throws IOException {
        if (free(preferred)) {
            return preferred;
        }
        try (ServerSocket socket = bound(0)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Ends the process and all of its group: asked first, then forced. */
    static void end(ProcessHandle leader) throws IOException, InterruptedException {
        List<ProcessHandle> all = Stream.concat(Stream.of(leader), leader.descendants()).toList();
        signal("TERM", leader.pid());
        if (!awaitEnd(all, TERM)) {
            signal("KILL", leader.pid());
            all.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(all, KILL);
        }
    }

    private static void signal(String name, long group) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " -" + group)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(5, TimeUnit.SECONDS);
    }

    private static boolean awaitEnd(List<ProcessHandle> processes, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    /** Whether the server's log holds these words. */
    static boolean says(Path mlruns, String words) throws IOException {
        return log(mlruns).contains(words);
    }

    /** The last line of the server's log that is not empty. */
    static String lastWords(Path mlruns) throws IOException {
        String text = log(mlruns).strip();
        return text.isEmpty() ? "no log" : text.substring(text.lastIndexOf('\n') + 1);
    }

    private static String log(Path mlruns) throws IOException {
        Path log = mlruns.resolve(LOG);
        return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    }
}
