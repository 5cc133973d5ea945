package serlab.sweep.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.slf4j.LoggerFactory;
import serlab.AtomicFile;
import serlab.InvalidInputException;

/**
 * The machines of an Apache Spark cluster. A driver, started by Spark's own launcher, has every job done by a task that
 * starts a worker there. All machines see the library, Java, the recordings and the sweep's folder under the
 * same paths. A job whose machine is lost is done again elsewhere.
 */
public final class SparkEngine implements Engine {
    /** How a cluster's address starts. */
    public static final String SCHEME = "spark://";
    /** The driver's first line: the cluster has given an executor. */
    public static final String READY = "ready";

    private static final int REACH_MILLIS = 5000;

    private final int most;
    private final Path log;
    private final Process relay;
    private final Writer in;
    private final Map<String, Job> running = new ConcurrentHashMap<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /**
     * Joins a cluster.
     *
     * @param master  its address, {@code spark://HOST:PORT}
     * @param home    folder of Spark on this machine
     * @param driver  name of the driver's class, which needs no other of this library
     * @param command starts a worker
     * @param state   folder of the sweep's state; gets {@code spark.log}
     * @param most    cores to take, and so jobs at a time
     * @throws InvalidInputException if the cluster does not answer or has no free worker
     */
    public SparkEngine(String master, Path home, String driver, List<String> command, Path state, int most) {
        requireReachable(master);
        this.most = most;
        this.log = state.resolve("spark.log");
        ProcessBuilder builder = new ProcessBuilder(submission(master, home, driver, command, state, most))
                .redirectError(log.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
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

    private static void requireReachable(String master) {
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

    private static List<String> submission(String master, Path home, String driver, List<String> command, Path state,
                                           int most) {
        List<String> all = new ArrayList<>(List.of(home.resolve("bin/spark-submit").toString(), "--master", master,
                "--name", "serlab sweep", "--class", driver, "--driver-memory", "512m",
                "--executor-memory", "512m", "--conf", "spark.cores.max=" + most, "--conf", "spark.task.maxFailures=1",
                "--conf", "spark.ui.enabled=false"));
        String host = master.substring(SCHEME.length(), master.lastIndexOf(':'));
        if (host.equals("127.0.0.1") || host.equals("localhost")) {
            all.addAll(List.of("--conf", "spark.driver.host=" + host, "--conf", "spark.driver.bindAddress=" + host));
        }
        all.add(jar(driver, state.resolve("spark-driver.jar")).toString());
        all.add(state.resolve("workers.out").toString());
        all.add("env");
        LocalEngine.ENVIRONMENT.forEach((name, value) -> all.add(name + '=' + value));
        all.addAll(command);
        return all;
    }

    /** What the cluster needs of this library. */
    private static Path jar(String driver, Path file) {
        String name = driver.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry(name));
            try (InputStream bytes = SparkEngine.class.getResourceAsStream('/' + name)) {
                bytes.transferTo(jar);
            }
            return file;
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    @Override
    public int free() {
        return relay.isAlive() ? most - running.size() : 0;
    }

    @Override
    public void submit(Job job) {
        running.put(job.id(), job);
        try {
            in.write(job.id() + ' ' + Message.json(job) + '\n');
            in.flush();
        } catch (IOException e) {
            // the relay has just ended, and next() says so
            LoggerFactory.getLogger(SparkEngine.class).debug("relay", e);
        }
    }

    private void listen(BufferedReader out) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int blank = line.indexOf(' ');
                Job job = running.remove(line.substring(0, blank));
                String answer = line.substring(blank + 1);
                events.add(answer.startsWith("{") ? Event.told(job, Message.read(answer, Message.class)) : Event.died(job, answer));
            }
        } catch (IOException | IllegalStateException e) {
            LoggerFactory.getLogger(SparkEngine.class).warn("relay", e);
            relay.destroyForcibly();
        }
    }

    /** @throws IllegalStateException if the cluster has been lost */
    @Override
    public Optional<Event> next(Duration patience) throws InterruptedException {
        Optional<Event> event = Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        if (event.isEmpty() && !relay.isAlive() && !WorkerProcess.INTERRUPTED.contains(relay.exitValue())) {
            throw new IllegalStateException("the Spark cluster was lost (" + reason()
                    + "); finished trials are kept, and the same command goes on");
        }
        return event;
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
