package serlab.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/** Tasks that a worker's process is asked to do: lines of its standard input, one after the other. */
public final class TaskLines {
    private static final String END = "";

    private TaskLines() {
    }

    /** Does a task. */
    @FunctionalInterface
    public interface Work {
        void accept(String task) throws InterruptedException;
    }

    /**
     * Works until the input ends.
     *
     * @param orphaned run at once when the input ends in the middle of a task: whoever asked for it is gone
     */
    public static void work(InputStream in, Work work, Runnable orphaned) throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            read(in, lines);
            orphaned.run();
        }, "tasks");
        reader.setDaemon(true);
        reader.start();
        for (String line = lines.take(); !line.equals(END); line = lines.take()) {
            work.accept(line);
        }
    }

    private static void read(InputStream in, BlockingQueue<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(TaskLines.class).debug("input ended", e);
        }
        lines.add(END);
    }
}
