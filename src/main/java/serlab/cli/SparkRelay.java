package serlab.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import serlab.cluster.SparkCluster;

/**
 * The driver of a Spark cluster: a program of its own that has Spark's class path and nothing of this library but itself. Reads
 * tasks from standard input, {@code ID JSON} on a line, has each done by one task of the cluster, and answers {@code ID JSON} with
 * the outcome or {@code ID} and why there is none. An executor starts a worker's process for each of its cores that has something
 * to do, and keeps it for what comes next. Only constants of other classes are used here, which the compiler copies.
 *
 * <p>Arguments: a file that gets what workers print otherwise, the folder that they work in, then the command line of a worker;
 * all are of the cluster's machines.
 *
 * @param workers of the machine that does the task
 */
public record SparkRelay(Broadcast<SparkRelay.Workers> workers) implements Function<String, String> {
    private static final int PATIENCE_SECONDS = 180;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (JavaSparkContext cluster = new JavaSparkContext(new SparkConf());
                BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            awaitExecutor(cluster);
            SparkRelay relay = new SparkRelay(cluster.broadcast(new Workers(new File(arguments[0]), new File(arguments[1]),
                    Arrays.copyOfRange(arguments, 2, arguments.length))));
            say(answers, SparkCluster.READY);
            ExecutorService waiting = Executors.newCachedThreadPool();
            for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
                int blank = task.indexOf(' ');
                String id = task.substring(0, blank + 1);
                String asked = task.substring(blank + 1);
                waiting.execute(() -> say(answers, id + done(cluster, relay, asked)));
            }
            waiting.shutdownNow();
        }
        Runtime.getRuntime().halt(0);
    }

    /** Spark counts the driver as an executor too. */
    private static void awaitExecutor(JavaSparkContext cluster) throws InterruptedException {
        for (int second = 0; cluster.sc().statusTracker().getExecutorInfos().length < 2; second++) {
            if (second == PATIENCE_SECONDS) {
                throw new IllegalStateException("no worker of the cluster was free within " + PATIENCE_SECONDS + " s");
            }
            Thread.sleep(1000);
        }
    }

    private static String done(JavaSparkContext cluster, SparkRelay relay, String task) {
        try {
            return cluster.parallelize(List.of(task), 1).map(relay).collect().get(0);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static synchronized void say(PrintStream answers, String line) {
        answers.println(line);
        answers.flush();
    }

    /** Has one task done, in an executor of the cluster. */
    @Override
    public String call(String task) throws IOException, InterruptedException {
        return workers.value().work(task, new File(SparkFiles.getRootDirectory()).getAbsolutePath());   // "." in an executor
    }

    /** The workers' processes of one executor, which end with it: their standard input does. Sent to each executor once. */
    static final class Workers implements Serializable {
        private static final long serialVersionUID = 1L;

        private final File log;
        private final File folder;
        private final String[] command;
        private transient Deque<Process> idle;

        Workers(File log, File folder, String... command) {
            this.log = log;
            this.folder = folder;
            this.command = command.clone();
        }

        private synchronized Process take(String files) throws IOException {
            idle = idle == null ? new ArrayDeque<>() : idle;
            for (Process kept = idle.poll(); kept != null; kept = idle.poll()) {
                if (kept.isAlive()) {
                    return kept;
                }
            }
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
            builder.environment().put(SparkCluster.FILES, files);
            return (folder.isDirectory() ? builder.directory(folder) : builder).start();
        }

        private synchronized void give(Process worker) {
            idle.push(worker);
        }

        /** The outcome of a task, or the exit code of the worker that died over it. */
        String work(String task, String files) throws IOException, InterruptedException {
            Process worker = take(files);
            boolean whole = false;
            try {
                Writer in = worker.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = worker.inputReader(StandardCharsets.UTF_8);
                in.write(task + "\n");
                in.flush();
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith("{") && line.contains(SparkCluster.OUTCOME)) {
                        whole = true;
                        return line;
                    }
                }
                return "exit code " + worker.waitFor();
            } finally {
                if (whole) {
                    give(worker);
                } else {
                    worker.destroyForcibly();
                }
            }
        }
    }
}
