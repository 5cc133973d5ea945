package serlab.cli.terminal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a piece of work has come, on standard error: a bar with an estimate on a terminal, now and then a line elsewhere. */
public final class WorkProgress implements AutoCloseable {
    private static final int WIDTH = 100;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String task;
    private final String unit;
    private final long unitSize;
    private final boolean quiet;
    private final boolean terminal = System.console() != null;
    private final long started = System.nanoTime();
    private long lastLine = started;
    private long first = -1;
    private ProgressBar bar;

    /**
     * @param task     what is done ({@code Reading})
     * @param unit     what is counted ({@code clips}, {@code MB})
     * @param unitSize how many of what {@link #step} is told make one unit
     */
    public WorkProgress(String task, String unit, long unitSize, boolean quiet) {
        this.task = task;
        this.unit = unit;
        this.unitSize = unitSize;
        this.quiet = quiet;
    }

    /** {@code done} of {@code total} are done; smaller than before is passed over. */
    public synchronized void step(long done, long total) {
        if (quiet) {
            return;
        }
        first = first < 0 ? done : first;
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUnit(" " + unit, unitSize)
                        .startsFrom(first, Duration.ZERO).setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                        .setConsumer(new ConsoleProgressBarConsumer(TerminalStream.beneath(System.err), WIDTH)).setUpdateIntervalMillis(500)
                        .build();
            }
            bar.stepTo(Math.max(done, bar.getCurrent()));
            return;
        }
        long now = System.nanoTime();
        if (done == total || now - lastLine >= LINE_NANOS) {
            lastLine = now;
            long left = TimeUnit.NANOSECONDS.toSeconds(
                    (long) ((now - started) / (double) Math.max(1, done - first) * (total - done)));
            System.err.println(task + ": " + done / unitSize + " of " + total / unitSize + " " + unit
                    + (done == total ? "" : ", about " + left + " s left"));
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
