package serlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import serlab.Counted;
import serlab.VisibleText;
import serlab.cli.terminal.TerminalStream;
import serlab.experiment.TrainingResult;
import serlab.lab.SweepRun;
import serlab.sweep.SweepSpec;
import serlab.sweep.SweepStatus;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/** A sweep on standard error: a table that is drawn anew in its place on a terminal, a line per trial elsewhere. */
final class SweepDisplay implements SweepRun.Display {
    private static final long REDRAW_NANOS = 300_000_000;
    private static final int WIDTH = 110;
    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    private final boolean quiet;
    private final int workers;
    private final boolean terminal;
    private int drawn;
    private long lastDrawn;

    /** @param workers trainings that may run side by side */
    SweepDisplay(boolean quiet, int workers) {
        this.quiet = quiet;
        this.workers = workers;
        this.terminal = System.console() != null;
    }

    @Override
    public void begins(SweepSpec spec, SweepStatus start) {
        if (quiet) {
            return;
        }
        if (start.done() > 0) {
            System.err.println(start.done() + " of " + Counted.of(start.total(), "trial") + " done before" + (start.failed() == 0 ? ""
                    : "; " + start.failed() + " failed, not to be tried again"));
        }
        if (spec.waits() && workers > spec.window()) {
            System.err.println("window is " + spec.window() + ", so no more trials run side by side; it is part of the result");
        }
    }

    @Override
    public void ends() {
        clear();
    }

    @Override
    public void stopped() {
        clear();
        System.err.println("stopped; finished trials are kept, and the same command goes on");
    }

    @Override
    public synchronized void moved(SweepStatus status) {
        if (!quiet && terminal && System.nanoTime() - lastDrawn > REDRAW_NANOS) {
            draw(status);
        }
    }

    @Override
    public synchronized void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status) {
        if (quiet) {
            return;
        }
        clear();
        System.err.println(line(job, point, outcome, status));
        if (terminal) {
            draw(status);
        }
    }

    @Override
    public synchronized void notice(String message) {
        clear();
        System.err.println("note: " + VisibleText.line(message));
    }

    /** Takes the table away. */
    synchronized void clear() {
        if (drawn > 0) {
            TerminalStream.beneath(System.err).printf(UP_AND_CLEAR, drawn);
            drawn = 0;
        }
    }

    private void draw(SweepStatus status) {
        clear();
        List<String> lines = new ArrayList<>();
        lines.add("─".repeat(WIDTH));
        lines.add(head(status));
        for (SweepStatus.Running running : status.running()) {
            String at = running.epoch() == 0 ? "starts" : String.format(Locale.ROOT, "epoch %3d/%d  val UAR %4.1f %%",
                    running.epoch(), running.epochs(), 100 * running.uar());
            lines.add(String.format(Locale.ROOT, "  %-26s %-30s %s", running.job(), at, running.point().shown()));
        }
        status.best().ifPresent(best -> lines.add(String.format(Locale.ROOT, "  best: trial %d, val UAR %.1f %%, %s",
                best.trial(), 100 * best.score(), best.point().shown())));
        lines.forEach(line -> System.err.println(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
        drawn = lines.size();
        lastDrawn = System.nanoTime();
    }

    private static String head(SweepStatus status) {
        return status.phase() + ": " + status.done() + " of " + status.total() + " done"
                + (status.pruned() > 0 ? ", " + status.pruned() + " pruned" : "")
                + (status.failed() > 0 ? ", " + status.failed() + " failed" : "") + left(status);
    }

    private static String left(SweepStatus status) {
        return status.secondsLeft().isPresent() ? ", about " + duration(status.secondsLeft().getAsDouble()) + " left" : "";
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole < 3600 ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }

    private static String line(Job job, Configuration point, Outcome outcome, SweepStatus status) {
        String what = switch (outcome.state()) {
            case COMPLETE -> String.format(Locale.ROOT, "val UAR %.1f %%", 100 * outcome.score());
            case PRUNED -> String.format(Locale.ROOT, "val UAR %.1f %%, pruned at %d", 100 * outcome.score(),
                    outcome.progress());
            case FAILED -> "failed: " + outcome.message();
        };
        return String.format(Locale.ROOT, "%d/%d  %s: %s (%.1f s; %s)%s", status.done(), status.total(), job.id(), what,
                outcome.trainings().stream().mapToDouble(TrainingResult::seconds).sum(), point.shown(), left(status));
    }
}
