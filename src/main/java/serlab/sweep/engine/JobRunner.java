package serlab.sweep.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import serlab.evaluation.Answer;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.FoldTrainer;
import serlab.experiment.ProcessMemory;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.experiment.TrainingStates;
import serlab.experiment.Validation;
import serlab.sweep.search.Observation;
import serlab.training.Epoch;
import serlab.training.LearningCurve;

/**
 * Runner of one job: it trains its folds and seeds in order, notes its score at every rung, and stops where it is not
 * enough.
 */
final class JobRunner {
    private final Job job;
    private final ExperimentSpec spec;
    private final FoldTrainer trainer;
    private final List<TrainingStates> kept;
    private final Consumer<Message> listener;
    private final Map<Integer, Double> rungs = new LinkedHashMap<>();
    private final List<TrainingResult> trained = new ArrayList<>();
    private final List<Epoch> epochs = new ArrayList<>();
    private double best;

    /** @param states folder for what interrupted trainings go on from */
    JobRunner(Job job, ExperimentSpec spec, FoldTrainer trainer, Path states, Consumer<Message> listener) {
        this.job = job;
        this.spec = spec;
        this.trainer = trainer;
        this.kept = states(states, job);
        this.listener = listener;
    }

    /** Ends a training whose score is too low. */
    private static final class TooLow extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int rung;

        TooLow(int rung) {
            super("pruned at " + rung, null, false, false);
            this.rung = rung;
        }
    }

    Outcome run() throws InterruptedException {
        try {
            for (int i = 0; i < job.units().size(); i++) {
                train(i);
                if (job.byFolds()) {
                    note(i + 1, mean(), i + 1 < job.units().size());
                } else if (i == 0) {
                    job.rungs().stream().filter(rung -> !rungs.containsKey(rung)).forEach(rung -> rungs.put(rung, best));
                }
            }
            return outcome(Outcome.State.COMPLETE, mean(), Observation.COMPLETE);
        } catch (TooLow e) {
            return outcome(Outcome.State.PRUNED, rungs.get(e.rung), e.rung);
        }
    }

    /** What the trainings of a job go on from, to be removed when its outcome is known to whoever asked for it. */
    static List<TrainingStates> states(Path folder, Job job) {
        return IntStream.range(0, job.units().size()).mapToObj(i -> TrainingStates.in(folder, job.id() + "-" + i)).toList();
    }

    private void train(int index) throws InterruptedException {
        TrialTraining unit = job.units().get(index);
        epochs.clear();
        best = 0;
        long start = System.nanoTime();
        try {
            TrainingResult result = job.model() == null
                    ? trainer.validate(spec, unit.fold(), unit.seed(), kept.get(index), (epoch, chosen) -> heard(index, epoch))
                    : trainer.test(spec, unit.fold(), unit.seed(), Path.of(job.model()), kept.get(index),
                            (epoch, chosen) -> heard(index, epoch));
            LearningCurve curve = result.curve();
            add(unit, curve.best().validationUar(), curve.bestEpoch(), result.parameters(), result.seconds(), result.answers());
        } catch (TooLow e) {
            int chosen = 1 + epochs.stream().map(Epoch::validationUar).toList().indexOf(best);
            add(unit, best, chosen, 0, (System.nanoTime() - start) / 1e9, List.of());
            throw e;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw job.model() != null ? e : new IllegalStateException("fold " + unit.fold() + ", seed " + unit.seed() + ": "
                    + e.getMessage(), e);
        }
    }

    /** A training with the validation UAR of the chosen epoch, whatever the network said that was kept. */
    private void add(TrialTraining unit, double uar, int chosen, long parameters, double seconds, List<Answer> answers) {
        trained.add(new TrainingResult(new TrainingKey(spec.name(), unit.fold(), unit.seed()), List.of(),
                new LearningCurve(epochs, chosen, ""), answers, new Validation(uar, 1, List.of()), parameters, seconds,
                Optional.empty()));
    }

    private void heard(int index, Epoch epoch) {
        epochs.add(epoch);
        best = Math.max(best, epoch.validationUar());
        listener.accept(new Message(job.id(), index + 1, epoch.number(), spec.epochs(), epoch.validationUar(),
                null));
        if (!job.byFolds() && index == 0) {
            note(epoch.number(), best, epoch.number() < spec.epochs());
        }
    }

    private void note(int resource, double score, boolean more) {
        if (!job.rungs().contains(resource)) {
            return;
        }
        rungs.put(resource, score);
        Double needed = job.needed().get(resource);
        if (more && needed != null && score < needed) {
            throw new TooLow(resource);
        }
    }

    private double mean() {
        return trained.stream().mapToDouble(training -> training.validation().uar()).average().orElse(0);
    }

    private Outcome outcome(Outcome.State state, double score, int progress) {
        return new Outcome(state, score, progress, rungs, trained, null, ProcessMemory.peak().orElse(0L));
    }
}
