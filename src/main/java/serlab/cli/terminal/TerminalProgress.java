package serlab.cli.terminal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import serlab.Counted;
import serlab.VisibleText;
import serlab.experiment.ExperimentListener;
import serlab.experiment.FailedTraining;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.training.Epoch;

/** Progress on standard error: a bar with an estimate on a terminal, a line per training elsewhere. */
public final class TerminalProgress implements ExperimentListener, AutoCloseable {
    private static final int WIDTH = 100;

    private final boolean quiet;
    private final boolean terminal;
    private final Map<TrainingKey, Integer> epochs = new HashMap<>();
    private ProgressBar bar;
    private String barName = "";
    private int trainings;
    private int finished;
    private boolean finishedBefore;

    public TerminalProgress(boolean quiet) {
        this.quiet = quiet;
        this.terminal = System.console() != null;
    }

    @Override
    public void featuresProgress(String variant, int done, int total) {
        if (quiet) {
            return;
        }
        if (terminal) {
            bar("Features: " + variant, total).stepTo(done);
        } else if (done == total) {
            System.err.println("features: " + variant + ", " + Counted.of(total, "clip"));
        }
    }

    @Override
    public void trainingStarts(int count, int allEpochs, int workers) {
        trainings = count;
        if (quiet || finishedBefore) {
            return;
        }
        if (terminal) {
            bar("Training", allEpochs);
        } else {
            System.err.println("training: " + count + (count == 1 ? " model" : " models, " + workers
                    + " side by side") + (allEpochs > count ? ", at most " + allEpochs + " epochs together" : ""));
        }
    }

    @Override
    public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
        epochs.put(training, epoch.number());
        if (!quiet && terminal && !finishedBefore) {
            bar.step();
            bar.setExtraMessage(String.format(Locale.ROOT, "val UAR %.0f %%", 100 * epoch.validationUar()));
        }
    }

    @Override
    public void trainingDone(TrainingResult result, int plannedEpochs) {
        finished++;
        if (quiet || finishedBefore) {
            return;
        }
        String line = String.format(Locale.ROOT, "%d/%d  %s, fold %d, seed %d: UAR %.1f %% (%s, %.1f min)", finished,
                trainings, result.key().variant(), result.key().fold(), result.key().seed(),
                100 * result.report().uar(), result.curve().epochs().size() == 1 ? result.curve().stopReason()
                        : "epoch " + result.curve().bestEpoch() + " of " + result.curve().epochs().size(),
                result.seconds() / 60);
        if (terminal) {
            bar.stepBy(plannedEpochs - epochs.getOrDefault(result.key(), 0));
        } else {
            System.err.println("trained: " + line);
        }
    }

    @Override
    public void trainingFailed(FailedTraining failed, int plannedEpochs) {
        finished++;
        if (!quiet && terminal) {
            bar.stepBy(plannedEpochs - epochs.getOrDefault(failed.key(), 0));
        }
        notice(finished + "/" + trainings + "  failed: " + failed.text());
    }

    @Override
    public void finishedBefore(String message) {
        finishedBefore = true;
        notice(message);
    }

    @Override
    public void notice(String message) {
        endBar();
        System.err.println("note: " + VisibleText.line(message));
    }

    /** On a line of its own; bars stay as they are, since others may be moving them. */
    @Override
    public void stopped(String message) {
        System.err.println((terminal && !quiet ? System.lineSeparator() : "") + message);
    }

    private ProgressBar bar(String name, int total) {
        if (bar == null || !barName.equals(name)) {
            endBar();
            barName = name;
            bar = new ProgressBarBuilder().setTaskName(VisibleText.line(name)).setInitialMax(total)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setConsumer(new ConsoleProgressBarConsumer(TerminalStream.beneath(System.err), WIDTH)).setUpdateIntervalMillis(500).build();
        }
        return bar;
    }

    private void endBar() {
        if (bar != null) {
            bar.close();
            bar = null;
            barName = "";
        }
    }

    @Override
    public void close() {
        endBar();
    }
}
