package serlab.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/** Tasks that a worker's process is asked to do: lines of its standard input, begun in their order. */
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
     * @param together tasks at a time, each on a thread of its own; what one of them throws ends the work of all
     * @param orphaned run at once when the input ends in the middle of a task: whoever asked for it is gone
     */
    public static void work(InputStream in, int together, Work work, Runnable orphaned) throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        daemon(() -> {
            read(in, lines);
            orphaned.run();
        }).start();
        ExecutorService threads = Executors.newFixedThreadPool(together, TaskLines::daemon);
        CompletionService<Void> ends = new ExecutorCompletionService<>(threads);
        for (int i = 0; i < together; i++) {
            ends.submit(() -> drain(lines, work));
        }
        try {
            for (int i = 0; i < together; i++) {
                ends.take().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a task failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void drain(BlockingQueue<String> lines, Work work) throws InterruptedException {
        for (String line = lines.take(); !line.equals(END); line = lines.take()) {
            work.accept(line);
        }
        lines.add(END);
        return null;
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "tasks");
        thread.setDaemon(true);
        return thread;
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
