package serlab.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import serlab.experiment.ExperimentListener;
import serlab.experiment.FailedTraining;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.plot.TrainingCurves;
import serlab.plot.TrainingCurvesPlot;
import serlab.training.Epoch;

/**
 * Display in the cell of how a comparison goes: a bar while features are computed, then the curves of the training at work.
 */
final class LiveTraining implements ExperimentListener, AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final int MINUTE = 60;

    private final LiveCell cell;
    private final Map<TrainingKey, List<Epoch>> epochs = new LinkedHashMap<>();
    private final Map<TrainingKey, Integer> chosen = new LinkedHashMap<>();
    private TrainingKey shown;
    private int trainings;
    private int done;
    private int epochsPlanned;
    private int epochsDone;
    private long begun;
    private long drawn;

    LiveTraining(LiveCell cell) {
        this.cell = cell;
    }

    @Override
    public void featuresProgress(String variant, int clips, int total) {
        if (isTime() || clips == total) {
            cell.progress("Features of " + variant, clips, total);
        }
    }

    @Override
    public void trainingStarts(int count, int planned, int workers) {
        trainings = count;
        epochsPlanned = planned;
        begun = System.nanoTime();
        cell.progress("Epochs", 0, planned);
    }

    @Override
    public void epochDone(TrainingKey training, Epoch epoch, int planned) {
        epochs.computeIfAbsent(training, key -> new ArrayList<>()).add(epoch);
        epochsDone++;
        shown = training;
        if (isTime()) {
            draw();
        }
    }

    @Override
    public void trainingDone(TrainingResult result, int planned) {
        done++;
        epochsPlanned -= Math.max(0, planned - epochs.getOrDefault(result.key(), List.of()).size());
        chosen.put(result.key(), result.curve().bestEpoch());
        shown = result.key();
        draw();
    }

    @Override
    public void trainingFailed(FailedTraining failed, int planned) {
        done++;
        cell.say("failed: " + failed.text());
    }

    @Override
    public void notice(String message) {
        cell.say(message);
    }

    private boolean isTime() {
        boolean time = System.nanoTime() - drawn > PAUSE_NANOS;
        drawn = time ? System.nanoTime() : drawn;
        return time;
    }

    private void draw() {
        List<Epoch> own = epochs.get(shown);
        if (own == null) {
            return;
        }
        DisplayData data = new DisplayData();
        String title = shown.variant() + ", fold " + shown.fold() + ", seed " + shown.seed() + " (" + done + " of " + trainings
                + " trainings done" + remaining() + ")";
        TrainingCurves curves = TrainingCurves.of(own, chosen.getOrDefault(shown, 0));
        Displays.show(Picture.of(TrainingCurvesPlot.png(curves, title)), data);
        cell.show(data);
    }

    /** How fast epochs go by, and how long all that are left take at most; trainings may end early. */
    private String remaining() {
        int left = epochsPlanned - epochsDone;
        if (done == trainings || left <= 0) {
            return "";
        }
        double seconds = (System.nanoTime() - begun) / 1e9 / epochsDone;
        return String.format(Locale.ROOT, "; %.1f s an epoch, at most %s left", seconds, left * seconds < MINUTE
                ? Math.round(left * seconds) + " s" : Math.round(left * seconds / MINUTE) + " min");
    }

    @Override
    public void close() {
        draw();
    }
}
