package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertLacks;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own MLflow server never hears the password and token of another one. */
@Tag("slow")
class LocalServerSecretsTest {
    private static final String PASSWORD = "secret-of-the-team";

    @TempDir
    Path root;

    /** A process with another server's password in its environment. */
    private Process command(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("java", "-cp", System.getProperty("java.class.path"),
                "-Dserlab.home=" + root, "-Duser.home=" + root.resolve("user"), "-Dserlab.log=" + root.resolve("log"),
                Ser.class.getName());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("MLFLOW_TRACKING_URI");
        builder.environment().put("MLFLOW_TRACKING_USERNAME", "team");
        builder.environment().put("MLFLOW_TRACKING_PASSWORD", PASSWORD);
        builder.environment().put("MLFLOW_TRACKING_TOKEN", PASSWORD);
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void theOwnServerIsAskedWithoutAPassword() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath() + " " + exchange.getRequestHeaders().get("Authorization"));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        String said;
        Path mlruns = Files.createDirectories(root.resolve("mlruns"));
        Process standIn = new ProcessBuilder("cat").directory(mlruns.toFile()).start();
        try {
            Files.writeString(mlruns.resolve("server.json"), "{\"pid\": " + standIn.pid() + ", \"port\": "
                    + server.getAddress().getPort() + ", \"started\": "
                    + standIn.info().startInstant().orElseThrow().toEpochMilli() + "}");
            Process process = command("models");
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);
            assertLacks(said, PASSWORD);
        } finally {
            standIn.destroy();
            server.stop(0);
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(PASSWORD), file.toString());
            }
        }
        assertTrue(asked.stream().anyMatch(line -> line.startsWith("/api/")), said + asked);
        assertEquals(List.of(), asked.stream().filter(line -> !line.endsWith(" null")).toList());
    }
}
