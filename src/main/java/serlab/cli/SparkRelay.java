package serlab.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import serlab.sweep.engine.SparkEngine;

/**
 * The driver of a sweep on a Spark cluster: a program of its own that has Spark's class path and nothing of this library
 * but itself. Reads jobs from standard input, {@code ID JSON} on a line, has each done by one task of the cluster, and
 * answers {@code ID JSON} with the outcome or {@code ID} and why there is none. A task starts a worker and passes the job on.
 * Only constants of other classes are used here, which the compiler copies.
 *
 * <p>Arguments: a file that gets what workers print otherwise, then the command line of a worker; both are of the
 * cluster's machines.
 *
 * @param log     gets what workers print otherwise
 * @param command starts a worker
 */
public record SparkRelay(File log, List<String> command) implements Function<String, String> {
    private static final int PATIENCE_SECONDS = 180;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        SparkRelay task = new SparkRelay(new File(arguments[0]), List.of(Arrays.copyOfRange(arguments, 1, arguments.length)));
        try (JavaSparkContext cluster = new JavaSparkContext(new SparkConf());
                BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            awaitExecutor(cluster);
            say(answers, SparkEngine.READY);
            ExecutorService waiting = Executors.newCachedThreadPool();
            for (String job = jobs.readLine(); job != null; job = jobs.readLine()) {
                int blank = job.indexOf(' ');
                String id = job.substring(0, blank + 1);
                String asked = job.substring(blank + 1);
                waiting.execute(() -> say(answers, id + done(cluster, task, asked)));
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

    private static String done(JavaSparkContext cluster, SparkRelay task, String job) {
        try {
            return cluster.parallelize(List.of(job), 1).map(task).collect().get(0);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static synchronized void say(PrintStream answers, String line) {
        answers.println(line);
        answers.flush();
    }

    /** Has one job done, in an executor of the cluster. */
    @Override
    public String call(String job) throws IOException, InterruptedException {
        Process worker = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
        try (Writer in = worker.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = worker.inputReader(StandardCharsets.UTF_8)) {
            in.write(job + "\n");
            in.flush();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("{") && line.contains("\"outcome\":{")) {
                    return line;
                }
            }
            return "exit code " + worker.waitFor();
        } finally {
            worker.destroyForcibly();
        }
    }
}
