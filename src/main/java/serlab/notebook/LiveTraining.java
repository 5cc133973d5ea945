package serlab.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import serlab.experiment.ExperimentListener;
import serlab.experiment.TrialKey;
import serlab.experiment.TrialResult;
import serlab.plot.TrainingCurves;
import serlab.plot.TrainingCurvesPlot;
import serlab.training.Epoch;

/** Draws the curves of the training that is furthest along into the cell, over and over, while a comparison runs. */
final class LiveTraining implements ExperimentListener, AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final String name;
    private final String display = UUID.randomUUID().toString();
    private final Map<TrialKey, List<Epoch>> epochs = new LinkedHashMap<>();
    private TrialKey shown;
    private int trainings;
    private int done;
    private long drawn;
    private boolean open;

    LiveTraining(String name) {
        this.name = name;
    }

    @Override
    public void featuresProgress(String variant, int clips, int total) {
        if (clips == total) {
            say("features of " + variant + ": " + total + " clips");
        }
    }

    @Override
    public void trainingStarts(int count, int planned, int workers) {
        trainings = count;
    }

    @Override
    public void epochDone(TrialKey trial, Epoch epoch, int planned) {
        epochs.computeIfAbsent(trial, key -> new ArrayList<>()).add(epoch);
        shown = trial;
        if (System.nanoTime() - drawn > PAUSE_NANOS) {
            draw();
        }
    }

    @Override
    public void trialDone(TrialResult result, int planned) {
        done++;
        draw();
    }

    @Override
    public void notice(String message) {
        say(message);
    }

    private void draw() {
        List<Epoch> own = epochs.get(shown);
        if (own == null || BaseKernel.notebookKernel() == null) {
            return;
        }
        drawn = System.nanoTime();
        Map<String, double[]> losses = new LinkedHashMap<>();
        losses.put("training", own.stream().mapToDouble(Epoch::trainingLoss).toArray());
        losses.put("validation", own.stream().mapToDouble(Epoch::validationLoss).toArray());
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put("training UAR", own.stream().mapToDouble(Epoch::trainingUar).toArray());
        scores.put("validation UAR", own.stream().mapToDouble(Epoch::validationUar).toArray());
        DisplayData data = new DisplayData();
        Displays.show(Picture.of(TrainingCurvesPlot.png(new TrainingCurves(losses, scores, own.size()),
                shown.variant() + ", fold " + shown.fold() + ", seed " + shown.seed() + " (" + done + " of " + trainings
                        + " trainings done)")), data);
        if (open) {
            BaseKernel.notebookKernel().getIO().display.updateDisplay(display, data);
        } else {
            data.putTransientData(DisplayData.DISPLAY_ID_KEY, display);
            BaseKernel.notebookKernel().display(data);
            open = true;
        }
    }

    private void say(String line) {
        System.out.println(name + ": " + line);
    }

    @Override
    public void close() {
        draw();
    }
}
