package serlab.notebook;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Wait for something that cannot be counted: after two seconds the cell says what it waits for, and how long it has. */
final class Waiting {
    private static final int PATIENCE_SECONDS = 2;

    private Waiting() {
    }

    /** What {@code work} gives. */
    static <T> T during(String what, Supplier<T> work) {
        LiveCell cell = new LiveCell();
        long begun = System.nanoTime();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "waiting");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleAtFixedRate(() -> show(cell, what, begun), PATIENCE_SECONDS, 1, TimeUnit.SECONDS);
        try {
            return work.get();
        } finally {
            clock.shutdownNow();
            cell.clear();
        }
    }

    private static void show(LiveCell cell, String what, long begun) {
        DisplayData data = new DisplayData();
        data.putText(what + ", " + Pace.time((System.nanoTime() - begun) / 1e9));
        cell.show(data);
    }
}
