package serlab.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import serlab.corpus.Corpus;
import serlab.evaluation.ClusteredUar;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;

/**
 * Writes a judged sweep into tracked runs: a parent with the report, below it a run per trial and one per finalist, below
 * a finalist one per fold and seed. All of it is recorded at the end, once, however often the sweep was interrupted.
 */
public final class SweepRecorder {
    /** Fact of the store: key of the parent run. */
    static final String RECORDED = "recorded";

    private final Tracker tracker;
    private final SweepState state;
    private final Judgement judgement;
    private final Corpus corpus;
    private final Map<String, String> common;

    public SweepRecorder(Tracker tracker, SweepState state, Judgement judgement, Corpus corpus, Provenance provenance) {
        this.tracker = tracker;
        this.state = state;
        this.judgement = judgement;
        this.corpus = corpus;
        Map<String, String> tags = new LinkedHashMap<>(provenance.tags());
        tags.put("corpus", corpus.name());
        tags.put("corpus_synthetic", String.valueOf(corpus.synthetic()));
        tags.put("sweep", state.spec().name());
        this.common = tags;
    }

    /** The key of the parent run, if the sweep has been recorded. */
    public static Optional<String> recorded(TrialStore store) {
        return store.fact(RECORDED);
    }

    /** Records everything and notes it in the store. */
    public Run record(SweepOutput output, TrialStore store) {
        Run parent = open(state.spec().name(), null, "sweep", state.spec().space().base());
        try {
            parent.parameters(searched());
            output.files().forEach((name, bytes) -> parent.artifact((name.endsWith(".png") ? "plots/" : "") + name, bytes));
            parent.metrics(best(judgement.chosen()), 0);
            parent.tags(Map.of("mlflow.note.content", note(), "chosen", "trial " + judgement.chosen().trial()));
            state.points().forEach((number, point) -> trial(parent, number, point));
            judgement.ranked().forEach(finalist -> finalist(parent, finalist));
            parent.finish(RunStatus.FINISHED);
            store.setFact(RECORDED, parent.key());
            return parent;
        } finally {
            parent.close();
        }
    }

    private Run open(String name, Run parent, String kind, Map<String, Object> settings) {
        Map<String, String> tags = new LinkedHashMap<>(common);
        tags.put("kind", kind);
        Run run = tracker.start(new RunRequest(state.spec().name(), name, parent == null ? null : parent.key(), tags));
        run.artifact("experiment.yaml", SweepOutput.text(ExperimentFile.yaml(settings)));
        return run;
    }

    private Map<String, String> searched() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("sampler", state.spec().sampler());
        parameters.put("trials", String.valueOf(state.points().size()));
        parameters.put("seed", String.valueOf(state.spec().seed()));
        parameters.put("window", String.valueOf(state.spec().window()));
        parameters.put("pruner", state.spec().pruner().map(Asha::settings).map(String::valueOf).orElse("none"));
        state.spec().space().parameters().forEach(p -> parameters.merge("search." + p.key(), String.valueOf(p.domain()),
                (a, b) -> a + ", " + b));
        return parameters;
    }

    private void trial(Run parent, int number, Point point) {
        Outcome outcome = state.trial(number);
        try (Run run = open("trial " + number + ": " + point.shown(), parent, "trial", state.spec().space().settings(point))) {
            run.parameters(parameters(point));
            outcome.trainings().stream().limit(1).forEach(training -> epochs(run, training));
            run.metrics(Map.of("val/best_uar", outcome.score(), "system/training_seconds", outcome.seconds(), "parameters",
                    (double) outcome.trainings().stream().mapToLong(Outcome.Trained::parameters).max().orElse(0)), 0);
            run.tags(Map.of("trial", String.valueOf(number), "state", outcome.state().name().toLowerCase(Locale.ROOT)));
            run.finish(outcome.state() == Outcome.State.FAILED ? RunStatus.FAILED : RunStatus.FINISHED);
        }
    }

    private void finalist(Run parent, Finalist finalist) {
        Map<String, Object> settings = state.spec().space().settings(finalist.point());
        try (Run run = open("finalist, trial " + finalist.trial(), parent, "finalist", settings)) {
            run.parameters(parameters(finalist.point()));
            run.metrics(best(finalist), 0);
            for (Outcome.Trained training : state.tested(finalist.trial())) {
                try (Run own = open("trial " + finalist.trial() + ", fold " + training.fold() + ", seed " + training.seed(),
                        run, "finalist training", settings)) {
                    own.parameters(parameters(finalist.point()));
                    epochs(own, training);
                    own.metrics(Map.of("val/best_uar", training.validationUar(), "system/training_seconds",
                            training.seconds(), "parameters", (double) training.parameters()), 0);
                    own.finish(RunStatus.FINISHED);
                }
            }
            run.finish(RunStatus.FINISHED);
        }
    }

    private Map<String, String> parameters(Point point) {
        Map<String, String> flat = Overlay.flat(state.spec().experiment(point).settings());
        flat.remove("name");
        return flat;
    }

    private static void epochs(Run run, Outcome.Trained training) {
        for (int epoch = 1; epoch <= training.epochs().size(); epoch++) {
            run.metrics(training.epochs().get(epoch - 1), epoch);
        }
    }

    private static Map<String, Double> best(Finalist finalist) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test/uar", finalist.testUar());
        metrics.put("val/uar", finalist.validationUar());
        metrics.put("val/uar_in_search", finalist.searchScore());
        metrics.put("parameters", (double) finalist.parameters());
        metrics.put("system/training_seconds", finalist.seconds());
        finalist.interval().map(ClusteredUar::interval).ifPresent(interval -> {
            metrics.put("test/uar_low", interval.lower());
            metrics.put("test/uar_high", interval.upper());
        });
        return metrics;
    }

    private String note() {
        StringBuilder text = new StringBuilder("| finalist | test UAR | validation UAR | settings |\n|---|---|---|---|\n");
        for (Finalist finalist : judgement.ranked()) {
            text.append(String.format(Locale.ROOT, "| trial %d%s | %.1f %%%s | %.1f %% | %s |%n", finalist.trial(),
                    finalist.trial() == judgement.chosen().trial() ? " (chosen)" : "", 100 * finalist.testUar(),
                    finalist.interval().map(e -> String.format(Locale.ROOT, " [%.1f, %.1f]", 100 * e.interval().lower(),
                            100 * e.interval().upper())).orElse(""), 100 * finalist.validationUar(),
                    finalist.point().shown().replace("|", "\\|")));
        }
        List<Judgement.Pair> beyond = judgement.pairs().stream().filter(Judgement.Pair::beyondNoise).toList();
        text.append('\n').append(beyond.isEmpty() ? "No difference between finalists is beyond noise."
                : beyond.size() + " of " + judgement.pairs().size() + " differences between finalists are beyond noise.");
        return text.append("\n\n").append(SweepOutput.subtitle(state, judgement, corpus)).append('\n').toString();
    }
}
