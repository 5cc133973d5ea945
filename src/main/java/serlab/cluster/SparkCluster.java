package serlab.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.slf4j.LoggerFactory;
import serlab.AtomicFile;
import serlab.InvalidInputException;

/**
 * The machines of an Apache Spark cluster. A driver, started by Spark's own launcher, has every task done by one of Spark's, which
 * hands it to a worker's process there; a process does one task after the other. All machines see the library, Java, the
 * recordings and the folders of results under the same paths. A task whose machine is lost is done again elsewhere.
 */
public final class SparkCluster implements Cluster, AutoCloseable {
    /** How a cluster's address starts. */
    public static final String SCHEME = "spark://";
    /** The driver's first line: the cluster has given an executor. */
    public static final String READY = "ready";
    /** What a line of a worker's holds that is the outcome of its task. */
    public static final String OUTCOME = "\"outcome\":{";

    /** Environment variable of a worker that names the folder of the files that its executor was sent. */
    public static final String FILES = "SER_CLUSTER_FILES";

    /** Exit codes after SIGINT and SIGTERM. */
    private static final Set<Integer> INTERRUPTED = Set.of(130, 143);
    private static final int REACH_MILLIS = 5000;
    private static final int TRIES = 4;

    private final Path log;
    private final Process relay;
    private final Writer in;
    private final Map<String, CompletableFuture<Reply>> running = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /**
     * What became of a task.
     *
     * @param outcome what its worker answered, or {@code null} when the worker died
     * @param death   how it died, or {@code null}
     */
    public record Reply(String outcome, String death) {
    }

    /**
     * Joins a cluster.
     *
     * @param master  its address, {@code spark://HOST:PORT}
     * @param home    folder of Spark on this machine
     * @param driver  name of the driver's class, which needs no other of this library but those that it encloses
     * @param command starts a worker
     * @param files   sent to each executor once, into a folder that workers are told of by {@value #FILES}
     * @param folder  gets {@code spark.log}; seen by all machines
     * @param most    cores to take, and so tasks at a time
     * @throws InvalidInputException if the cluster does not answer or has no free worker
     */
    public SparkCluster(String master, Path home, String driver, List<String> command, List<Path> files, Path folder,
                        int most) {
        requireReachable(master);
        this.log = folder.resolve("spark.log");
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(submission(master, home, driver, command, files, folder, most))
                    .redirectError(log.toFile());
            builder.environment().put("SPARK_HOME", home.toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            relay = builder.start();
            in = relay.outputWriter(StandardCharsets.UTF_8);
            BufferedReader out = relay.inputReader(StandardCharsets.UTF_8);
            if (!READY.equals(out.readLine())) {
                relay.destroyForcibly();
                throw new InvalidInputException("Spark cluster " + master + " takes no work (" + reason()
                        + "); " + log + " says more");
            }
            Thread reader = new Thread(() -> listen(out), "spark");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Spark could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * Where Spark is on this machine.
     *
     * @throws InvalidInputException if it is nowhere
     */
    public static Path home(Path projectRoot, Map<String, String> environment) {
        String named = environment.getOrDefault("SPARK_HOME", "");
        Path home = named.isBlank() ? projectRoot.resolve("environment/.spark") : Path.of(named);
        if (!Files.isRegularFile(home.resolve("bin/spark-submit"))) {
            throw new InvalidInputException("no Spark in " + home
                    + "; fetch one with environment/spark, or name its folder in SPARK_HOME");
        }
        return home.toAbsolutePath();
    }

    /** @throws InvalidInputException if no master answers at an address */
    public static void requireReachable(String master) {
        if (!master.matches(SCHEME + "[^:/,]+:[0-9]{1,5}")) {
            throw new InvalidInputException("'" + master + "' is no address of a Spark master; expected spark://HOST:PORT");
        }
        String[] address = master.substring(SCHEME.length()).split(":");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])), REACH_MILLIS);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException("no Spark master answers at " + master + " (" + e.getMessage()
                    + "); environment/spark start starts a cluster on this machine", e);
        }
    }

    private static List<String> submission(String master, Path home, String driver, List<String> command, List<Path> files,
                                           Path folder, int most) {
        List<String> all = new ArrayList<>(List.of(home.resolve("bin/spark-submit").toString(), "--master", master,
                "--name", "serlab", "--class", driver, "--driver-memory", "512m",
                "--executor-memory", "512m", "--conf", "spark.cores.max=" + most, "--conf", "spark.task.maxFailures=" + TRIES,
                "--conf", "spark.ui.enabled=false"));
        String host = master.substring(SCHEME.length(), master.lastIndexOf(':'));
        if (host.equals("127.0.0.1") || host.equals("localhost")) {
            all.addAll(List.of("--conf", "spark.driver.host=" + host, "--conf", "spark.driver.bindAddress=" + host));
        }
        if (!files.isEmpty()) {
            all.addAll(List.of("--files", String.join(",", files.stream().map(file -> file.toUri().toString()).toList())));
        }
        all.add(jar(driver, folder.resolve("spark-driver.jar")).toString());
        all.add(folder.resolve("workers.out").toString());
        all.add(Path.of("").toAbsolutePath().toString());
        all.addAll(command);
        return all;
    }

    /** What the cluster needs of this library: the driver's class and those that it encloses. */
    private static Path jar(String driver, Path file) {
        return new AtomicFile(file).write(out -> {
            try (JarOutputStream jar = new JarOutputStream(out)) {
                for (String enclosed : List.of("", "$Workers")) {
                    String name = driver.replace('.', '/') + enclosed + ".class";
                    jar.putNextEntry(new JarEntry(name));
                    try (InputStream bytes = SparkCluster.class.getResourceAsStream('/' + name)) {
                        bytes.transferTo(jar);
                    }
                }
            }
        });
    }

    /** Whether it can be asked for anything. */
    public boolean alive() {
        return relay.isAlive();
    }

    /** Has a task done, once; exceptional when the cluster is lost, as {@link #lost} is or, where it was told to end, as cancelled. */
    public CompletableFuture<Reply> submit(String task) {
        String id = String.valueOf(count.incrementAndGet());
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        running.put(id, reply);
        try {
            synchronized (in) {
                in.write(id + ' ' + task + '\n');
                in.flush();
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(SparkCluster.class).debug("relay", e);
            end();
        }
        return reply;
    }

    @Override
    public String work(String task) throws InterruptedException {
        String death = "";
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                Reply reply = submit(task).get();
                if (reply.outcome() != null) {
                    return reply.outcome();
                }
                death = reply.death();
                LoggerFactory.getLogger(SparkCluster.class).warn("task lost: {}", death);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
            }
        }
        throw new IllegalStateException("its worker was lost " + TRIES + " times (" + death + "); " + log.resolveSibling("workers.out")
                + " says more");
    }

    private void listen(BufferedReader out) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int blank = line.indexOf(' ');
                String answer = line.substring(blank + 1);
                Optional.ofNullable(running.remove(line.substring(0, blank))).ifPresent(reply -> reply.complete(
                        answer.startsWith("{") ? new Reply(answer, null) : new Reply(null, answer)));
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(SparkCluster.class).warn("relay", e);
            relay.destroyForcibly();
        }
        relay.onExit().join();
        end();
    }

    /** Tells everyone who waits that the cluster is gone. */
    private void end() {
        for (String id : List.copyOf(running.keySet())) {
            Optional.ofNullable(running.remove(id)).ifPresent(reply -> {
                if (interrupted()) {
                    reply.completeExceptionally(new CancellationException("stopped"));
                } else {
                    reply.completeExceptionally(lost());
                }
            });
        }
    }

    /** Whether it was told to end, as by Ctrl-C. */
    public boolean interrupted() {
        return !relay.isAlive() && INTERRUPTED.contains(relay.exitValue());
    }

    /** Why the cluster is gone. */
    public ClusterLostException lost() {
        return new ClusterLostException("the Spark cluster was lost (" + reason()
                + "); what is finished is kept, and the same command goes on");
    }

    /** The last error that Spark told of. */
    private String reason() {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("ERROR") || line.contains("Exception")).reduce((a, b) -> b)
                    .map(line -> line.replaceFirst("^.* ERROR ", "")).orElse("no reason given");
        } catch (IOException e) {
            return "no reason given";
        }
    }

    @Override
    public void close() {
        relay.destroy();
    }
}
