package serlab.cli;

import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import serlab.feature.ProgressListener;

/** How far a walk over a corpus has come, on standard error: a bar with an estimate on a terminal, now and then a line elsewhere. */
final class ClipProgress implements ProgressListener, AutoCloseable {
    private static final int WIDTH = 100;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String task;
    private final boolean quiet;
    private final boolean terminal = System.console() != null;
    private final long started = System.nanoTime();
    private long lastLine = started;
    private ProgressBar bar;

    ClipProgress(String task, boolean quiet) {
        this.task = task;
        this.quiet = quiet;
    }

    @Override
    public void progress(int done, int total) {
        if (quiet) {
            return;
        }
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUnit(" clips", 1)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH)).setUpdateIntervalMillis(500)
                        .build();
            }
            bar.stepTo(done);
            return;
        }
        long now = System.nanoTime();
        if (done == total || now - lastLine >= LINE_NANOS) {
            lastLine = now;
            long left = TimeUnit.NANOSECONDS.toSeconds((long) ((now - started) / (double) done * (total - done)));
            System.err.println(task + ": " + done + " of " + total + " clips"
                    + (done == total ? "" : ", about " + left + " s left"));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
