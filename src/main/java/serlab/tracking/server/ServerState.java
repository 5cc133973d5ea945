package serlab.tracking.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import serlab.AtomicFile;
import serlab.Mappers;

/**
 * What {@code server.json} remembers of a server that was started.
 *
 * @param pid           its process, which leads its own process group
 * @param port          where it listens on 127.0.0.1
 * @param startedMillis when the process started; tells it from a later process of the same number
 * @param folder        the folder {@code mlruns} that it serves, without links; empty in files of older versions
 */
public record ServerState(long pid, int port, long startedMillis, String folder) {
    private static final String FILE = "server.json";
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    static ServerState of(ProcessHandle process, int port, Path mlruns) throws IOException {
        return new ServerState(process.pid(), port, process.info().startInstant().orElseGet(Instant::now).toEpochMilli(),
                mlruns.toRealPath().toString());
    }

    /** The remembered server; empty if there is none or the file is damaged. */
    public static Optional<ServerState> read(Path mlruns) throws IOException {
        Path file = mlruns.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = Mappers.JSON.readTree(Files.readAllBytes(file));
            return node.hasNonNull("pid") && node.hasNonNull("port")
                    ? Optional.of(new ServerState(node.get("pid").asLong(), node.get("port").asInt(), node.path("started").asLong(),
                            node.path("folder").asText("")))
                    : Optional.empty();
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    void write(Path mlruns) throws IOException {
        new AtomicFile(mlruns.resolve(FILE)).write(Mappers.JSON.writeValueAsBytes(Mappers.JSON.createObjectNode()
                .put("pid", pid).put("port", port).put("started", startedMillis).put("folder", folder)));
    }

    static void remove(Path mlruns) throws IOException {
        Files.deleteIfExists(mlruns.resolve(FILE));
    }

    /**
     * The server's process, if it is alive, the one that was started, and serves this folder: the file is copied with a
     * project, and the server it names goes on serving the folder that it was started in.
     */
    public Optional<ProcessHandle> process(Path mlruns) throws IOException {
        return serves(mlruns.toRealPath())
                ? ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen) : Optional.empty();
    }

    /** By the working folder of the process, which follows a folder that is moved, or else by what the file names. */
    private boolean serves(Path mlruns) {
        try {
            return Path.of("/proc", String.valueOf(pid), "cwd").toRealPath().equals(mlruns);
        } catch (IOException unknown) {
            return folder.isEmpty() || Path.of(folder).equals(mlruns);
        }
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info().startInstant()
                .map(start -> Duration.between(start, Instant.ofEpochMilli(startedMillis)).abs().compareTo(TOLERANCE) < 0)
                .orElse(true);
    }
}
