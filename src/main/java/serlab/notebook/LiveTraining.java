package serlab.notebook;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import serlab.Html;
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
    private static final MIMEType HTML = MIMEType.parse("text/html");

    private final LiveCell cell;
    private final Map<TrainingKey, List<Epoch>> epochs = new LinkedHashMap<>();
    private final Map<TrainingKey, Integer> chosen = new LinkedHashMap<>();
    private TrainingKey shown;
    private Picture picture;
    private String title = "";
    private TrainingKey at;
    private int atEpoch;
    private Pace pace;
    private long heard;
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
        cell.progress("Features of " + variant, clips, total);
    }

    @Override
    public void trainingStarts(int count, int planned, int workers) {
        trainings = count;
        epochsPlanned = planned;
        begun = System.nanoTime();
    }

    @Override
    public void batchDone(TrainingKey training, int epoch, int batch, int batches) {
        boolean same = training.equals(at);
        if (!same && at != null && System.nanoTime() - heard < PAUSE_NANOS) {
            return; // of trainings side by side, one is shown
        }
        if (!same || epoch != atEpoch) {
            at = training;
            atEpoch = epoch;
            pace = new Pace(batch - 1, System.nanoTime());
        }
        heard = System.nanoTime();
        if (isTime()) {
            String what = name(training) + ", epoch " + epoch;
            String rest = " batches" + pace.words(batch, batches, heard);
            DisplayData data = new DisplayData();
            data.putText(String.format(Locale.ROOT, "%s: %d of %d%s", what, batch, batches, rest));
            data.putData(HTML, LiveCell.bar(what, batch, batches, rest) + (picture == null ? "" : "<br><img alt=\"" + Html.escaped(title)
                    + "\" width=\"" + picture.width() + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png())
                    + "\">"));
            cell.show(data);
        }
    }

    @Override
    public void epochDone(TrainingKey training, Epoch epoch, int planned) {
        epochs.computeIfAbsent(training, key -> new ArrayList<>()).add(epoch);
        epochsDone++;
        shown = training;
        if (picture == null || isTime()) {
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
        title = name(shown) + " (" + done + " of " + trainings + " trainings done" + remaining() + ")";
        picture = Picture.of(TrainingCurvesPlot.png(TrainingCurves.of(own, chosen.getOrDefault(shown, 0)), title), title);
        DisplayData data = new DisplayData();
        Displays.show(picture, data);
        cell.show(data);
    }

    private static String name(TrainingKey training) {
        return training.variant() + ", fold " + training.fold() + ", seed " + training.seedName();
    }

    /** How fast epochs go by, and how long all that are left take at most; trainings may end early. */
    private String remaining() {
        int left = epochsPlanned - epochsDone;
        if (done == trainings || left <= 0) {
            return "";
        }
        double seconds = (System.nanoTime() - begun) / 1e9 / epochsDone;
        return String.format(Locale.ROOT, "; %.1f s an epoch, at most %s left", seconds, Pace.time(left * seconds));
    }

    @Override
    public void close() {
        draw();
    }
}
