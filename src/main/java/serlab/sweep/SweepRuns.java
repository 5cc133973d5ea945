package serlab.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import serlab.corpus.Corpus;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.ConfusionMatrix;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.TrainingResult;
import serlab.model.CardText;
import serlab.model.ModelBundle;
import serlab.plot.ConfusionMatrixPlot;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.engine.TrialTraining;
import serlab.tracking.ModelSignature;
import serlab.tracking.ModelTask;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;
import serlab.tracking.registry.RegisteredVersion;

/**
 * What the runs of a sweep hold.
 *
 * @param models folder of the finalists' models
 */
record SweepRuns(SweepState state, Corpus corpus, Path models) {
    private static final String SCORE = "val/best_uar";
    private static final String TEST = "test/";
    private static final String MODEL = "model";
    private static final String BEST = "best-on-validation";

    /** Tells of a job that is over, and ends its run. */
    static void job(Run run, int trial, Outcome outcome, List<String> labels) {
        outcome.trainings().stream().limit(1).forEach(training -> epochs(run, training));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(SCORE, outcome.score());
        metrics.put("system/training_seconds", outcome.seconds());
        metrics.put("parameters", (double) outcome.trainings().stream().mapToLong(TrainingResult::parameters).max().orElse(0));
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("trial", String.valueOf(trial));
        tags.put("state", outcome.state().name().toLowerCase(Locale.ROOT));
        if (outcome.message() != null) {
            tags.put("mlflow.note.content", outcome.message());
            tags.put("failure", outcome.message());
        }
        List<Answer> tested = outcome.trainings().stream().flatMap(training -> training.answers().stream()).toList();
        if (!tested.isEmpty()) {
            tags.put("fold", String.valueOf(outcome.trainings().get(0).key().fold()));
            tags.put("seed", String.valueOf(outcome.trainings().get(0).key().seed()));
            metrics.put("val/best_epoch", (double) outcome.trainings().get(0).curve().bestEpoch());
            ClassificationReport.of(ConfusionMatrix.of(labels, tested)).metrics().forEach((name, value) -> metrics.put(TEST + name, value));
        }
        run.metrics(metrics, 0);
        run.tags(tags);
        run.finish(outcome.state() == Outcome.State.FAILED ? RunStatus.FAILED : RunStatus.FINISHED);
    }

    private static void epochs(Run run, TrainingResult training) {
        training.curve().epochs().forEach(epoch -> run.metrics(epoch.metrics(), epoch.number()));
    }

    /** Tells what a finalist's folds and seeds come to; its best model is logged, and registered if it is the choice. */
    void finalist(Run run, Finalist finalist, Judgment judgment) {
        ExperimentSpec spec = state.spec().experiment(finalist.point());
        List<TrainingResult> trainings = state.tested(finalist.trial());
        run.metrics(metrics(finalist), 0);
        ConfusionMatrix pooled = ConfusionMatrix.of(corpus.labels(), trainings.stream().flatMap(t -> t.answers().stream()).toList());
        String title = "Trial " + finalist.trial();
        String subtitle = SweepOutput.subtitle(state, judgment, corpus);
        run.artifact("plots/confusion-counts.png", ConfusionMatrixPlot.png(pooled, false, title, subtitle));
        run.artifact("plots/confusion-normalised.png", ConfusionMatrixPlot.png(pooled, true, title, subtitle));
        run.artifact("report/classification-report.txt", SweepOutput.text(ClassificationReport.of(pooled).toText()));
        run.tags(Map.of("mlflow.note.content", note(finalist, trainings, subtitle)));
        missing(run, judgment.failed().stream().filter(failed -> failed.trial() == finalist.trial()).toList());
        TrainingResult best = trainings.stream()
                .reduce((a, b) -> b.validation().uar() > a.validation().uar() ? b : a).orElseThrow();
        Path model = Job.model(models, finalist.trial(), new TrialTraining(best.key().fold(), best.key().seed()));
        run.model(MODEL, model, ModelSignature.of(spec.features().bands(), spec.features().frames(), corpus.labels().size()));
        if (finalist.trial() == judgment.chosen().trial()) {
            double uar = best.report().uar();
            ModelBundle bundle = ModelBundle.load(model);
            run.register(MODEL, state.spec().name(), BEST, RegisteredVersion.tags(RegisteredVersion.tags(uar,
                    best.interval(), ModelTask.of(bundle.card().orElseThrow(), bundle.labels())), CardText.summary(bundle)));
        }
    }

    private static void missing(Run run, List<FailedRepeat> failed) {
        if (!failed.isEmpty()) {
            run.tags(Map.of("missing", failed.stream().map(FailedRepeat::text).collect(Collectors.joining(" | "))));
        }
    }

    private String note(Finalist finalist, List<TrainingResult> trainings, String subtitle) {
        StringBuilder text = new StringBuilder("| fold | seed | test UAR | validation UAR |\n|---|---|---|---|\n");
        trainings.forEach(training -> text.append(String.format(Locale.ROOT, "| %d | %d | %.1f %% | %.1f %% |%n",
                training.key().fold(), training.key().seed(),
                100 * training.report().uar(),
                100 * training.validation().uar())));
        return text.append("\n").append(finalist.point().shown()).append("\n\n").append(subtitle).append('\n').toString();
    }

    /** Tells what the sweep comes to. */
    void sweep(Run run, Optional<Judgment> judgment, Map<String, byte[]> files) {
        files.forEach((name, bytes) -> run.artifact((name.endsWith(".png") ? "plots/" : "") + name, bytes));
        judgment.ifPresent(judged -> {
            run.metrics(metrics(judged.chosen()), 0);
            run.tags(Map.of("mlflow.note.content", note(judged), "chosen", "trial " + judged.chosen().trial()));
            missing(run, judged.failed());
        });
    }

    static Map<String, Double> metrics(Finalist finalist) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(TEST + "uar", finalist.testUar());
        metrics.put(SCORE, finalist.validationUar());
        metrics.put("val/uar_in_search", finalist.searchScore());
        metrics.put("parameters", (double) finalist.parameters());
        metrics.put("system/training_seconds", finalist.seconds());
        finalist.interval().map(ClusteredUar::interval).ifPresent(interval -> {
            metrics.put(TEST + "uar_low", interval.lower());
            metrics.put(TEST + "uar_high", interval.upper());
        });
        return metrics;
    }

    private String note(Judgment judgment) {
        StringBuilder text = new StringBuilder("| finalist | test UAR | validation UAR | settings |\n|---|---|---|---|\n");
        for (Finalist finalist : judgment.ranked()) {
            text.append(String.format(Locale.ROOT, "| trial %d%s | %.1f %%%s | %.1f %% | %s |%n", finalist.trial(),
                    finalist.trial() == judgment.chosen().trial() ? " (chosen)" : "", 100 * finalist.testUar(),
                    finalist.interval().map(e -> ' ' + e.interval().percent()).orElse(""), 100 * finalist.validationUar(),
                    finalist.point().shown().replace("|", "\\|")));
        }
        List<Judgment.Pair> beyond = judgment.pairs().stream().filter(Judgment.Pair::beyondNoise).toList();
        text.append('\n').append(beyond.isEmpty() ? "No difference between finalists is beyond noise."
                : beyond.size() + " of " + judgment.pairs().size() + " differences between finalists are beyond noise.");
        return text.append("\n\n").append(SweepOutput.subtitle(state, judgment, corpus)).append('\n').toString();
    }
}
