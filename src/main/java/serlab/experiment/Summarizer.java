package serlab.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.corpus.Corpus;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.Csv;
import serlab.evaluation.GroupDifference;
import serlab.evaluation.GroupScore;
import serlab.model.CardText;
import serlab.model.ModelBundle;
import serlab.tracking.ModelTask;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;
import serlab.tracking.registry.RegisteredVersion;

/** Summary of the trainings of a comparison in means, intervals, tables and pictures, on disk and in the tracked runs. */
final class Summarizer {
    /** How long to wait for the tracking server's ids of the runs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ComparisonSpec spec;
    private final OutputFolder out;
    private final Path model;
    private final Recorder recorder;
    private final Tracker tracker;
    private final List<Path> plots = new ArrayList<>();
    private final Map<String, Map<String, Double>> tracked = new HashMap<>();

    Summarizer(ComparisonSpec spec, OutputFolder out, Path model, Recorder recorder, Tracker tracker) {
        this.spec = spec;
        this.out = out;
        this.model = model;
        this.recorder = recorder;
        this.tracker = tracker;
    }

    /** Says in the runs of a comparison that it came to nothing, and why. */
    void nothing(List<FailedTraining> failed, Map<String, Run> runs, Run parent) {
        runs.forEach((variant, run) -> missing(run, variant, failed, List.of()));
        if (parent != null) {
            Recorder.missing(parent, failed, failed.size());
        }
    }

    /**
     * @param results at least one
     * @param missing trainings that failed
     */
    ComparisonResult summarize(PreparedCorpus data, List<TrainingResult> results, List<FailedTraining> missing, Map<String, Run> runs,
                               Run parent) {
        List<VariantResult> variants = new ArrayList<>();
        List<FailedTraining> failed = new ArrayList<>(missing);
        for (ExperimentSpec variant : spec.variants()) {
            List<TrainingResult> own = results.stream().filter(r -> r.key().variant().equals(variant.name())).toList();
            if (!own.isEmpty()) {
                variants.add(new VariantResult(variant, "", own));
            }
        }
        if (spec.ensemble()) {
            variants.addAll(new EnsembleRows(spec, out, recorder, data).of(variants, failed, runs, parent));
        }
        tracker.flush(PATIENCE);
        variants.replaceAll(variant -> variant.recordedAs(runs.get(variant.spec().name()).id()));
        String subtitle = ComparisonResult.provenance(spec, data.corpus(), variants.get(0));
        FinishedComparison finished = FinishedComparison.of(spec, data.corpus(), variants, failed);
        for (int i = 0; i < variants.size(); i++) {
            VariantResult variant = variants.get(i);
            Run run = runs.get(variant.spec().name());
            record(variant, run, subtitle);
            groups(finished, finished.variants().get(i), run);
            run.tags(Map.of(Notes.TAG, Notes.of(variant, subtitle)));
        }
        runs.forEach((variant, run) -> missing(run, variant, failed, variants));
        finished.write(out);
        if (parent != null) {
            byte[] picture = ComparisonFigures.comparison(variants, data.corpus().labels().size(), title(data), subtitle);
            parent.artifact("plots/comparison.png", picture);
            plots.add(0, out.write("comparison.png", picture));
        }
        byte[] table = Recorder.text(table(variants, failed, data.corpus()));
        out.write("results.csv", table);
        Answers said = Answers.of(data.corpus().labels(), variants);
        Path answers = said.write(out.root());
        out.write("experiment.yaml", Recorder.text(ExperimentFile.yaml(spec.settings())));
        Run top = parent != null ? parent : runs.get(variants.get(0).spec().name());
        top.artifact("results.csv", table);
        top.artifact(Answers.FILE, said.csv());
        top.artifact(Answers.PARQUET, said.parquet());
        Path kept = keepBest(variants, data);
        Optional<String> page = tracker.page(top, "test/uar");
        ComparisonResult result = new ComparisonResult(spec, data.corpus(), data.skipped().size(), variants, failed, plots,
                answers, page, kept);
        if (parent != null) {
            Recorder.missing(parent, failed, failed.size() + results(variants));
            parent.tags(Map.of(Notes.TAG, Notes.of(variants, subtitle) + Notes.missing(result)));
        }
        if (!result.difference().isEmpty()) {
            top.metrics(result.difference(), 0);
        }
        check(result);
        return result;
    }

    private static int results(List<VariantResult> variants) {
        return variants.stream().mapToInt(variant -> variant.trainings().size()).sum();
    }

    /** Says of a variant's run what is missing; one without any result has failed. */
    private void missing(Run run, String variant, List<FailedTraining> failed, List<VariantResult> variants) {
        List<FailedTraining> own = failed.stream().filter(one -> one.key().variant().equals(variant)).toList();
        int there = results(variants.stream().filter(one -> one.spec().name().equals(variant)).toList());
        Recorder.missing(run, own, own.size() + there);
        if (there == 0) {
            recorder.finish(run, RunStatus.FAILED);
        }
    }

    /** That what was written and tracked agrees. */
    private void check(ComparisonResult result) {
        Agreement agreement = Agreement.of(out.root()).results();
        for (VariantResult variant : result.variants()) {
            String name = variant.spec().name();
            for (TrainingResult training : variant.trainings()) {
                TrainingKey key = training.key();
                agreement.card(name, key.fold(), key.seedName(), training.bundle())
                        .tracked(name, key.fold(), key.seedName(), recorder.tracked(key));
            }
            agreement.means("MLflow", name, tracked.get(name));
        }
        agreement.require();
    }

    private String title(PreparedCorpus data) {
        return data.corpus().synthetic() ? spec.name() + " (synthetic voices)" : spec.name();
    }

    private void record(VariantResult variant, Run run, String subtitle) {
        ConfusionMatrix pooled = variant.pooled();
        ClassificationReport report = ClassificationReport.of(pooled);
        Map<String, Double> metrics = new LinkedHashMap<>(variant.metrics());
        metrics.put("parameters", (double) variant.trainings().get(0).parameters());
        metrics.put("system/training_minutes", variant.minutes());
        Optional<Promises> promises = Promises.of(variant.trainings());
        promises.ifPresent(kept -> metrics.putAll(kept.metrics()));
        run.metrics(metrics, 0);
        tracked.put(variant.spec().name(), metrics);
        recorder.tables(run, pooled, report);
        String folder = OutputFolder.fileName(variant.spec().name());
        promises.ifPresent(kept -> Map.of("coverage.csv", kept.csv(), "risk-coverage.csv", kept.risk().csv())
                .forEach((name, text) -> {
                    run.artifact("report/" + name, Recorder.text(text));
                    out.write(folder + "/" + name, Recorder.text(text));
                }));
        ComparisonFigures.confusion(pooled, variant.spec().name(), subtitle).forEach((name, png) -> {
            run.artifact("plots/" + name, png);
            plots.add(out.write(folder + "/" + name, png));
        });
        byte[] reliability = ComparisonFigures.reliability(variant, subtitle);
        run.artifact("plots/reliability.png", reliability);
        plots.add(out.write(folder + "/reliability.png", reliability));
        out.write(folder + "/classification-report.txt", Recorder.text(report.toText()));
        TrainingResult shown = variant.bestOnValidation();
        if (shown.curve().epochs().isEmpty() || variant.spec().learnsAtOnce()) {
            return;
        }
        byte[] curves = ComparisonFigures.curves(shown.curve(), variant.spec().name() + ", fold " + shown.key().fold()
                + ", seed " + shown.key().seed());
        run.artifact("plots/training-curves.png", curves);
        plots.add(out.write(folder + "/training-curves.png", curves));
    }

    /** Scores by speaker, sex and whatever else the corpus tells of its clips. */
    private void groups(FinishedComparison finished, FinishedComparison.Variant variant, Run run) {
        byte[] table = Recorder.text(GroupScore.csv(finished.groups(variant)));
        run.artifact("report/groups.csv", table);
        out.write(OutputFolder.fileName(variant.name()) + "/groups.csv", table);
        byte[] differences = Recorder.text(GroupDifference.csv(finished.differences(variant)));
        run.artifact("report/group-differences.csv", differences);
        out.write(OutputFolder.fileName(variant.name()) + "/group-differences.csv", differences);
    }

    /** One row per training: the columns say of what, and what flatters it. Failed ones have no figures and say why. */
    private String table(List<VariantResult> variants, List<FailedTraining> failed, Corpus corpus) {
        ExperimentSpec first = spec.variants().get(0);
        String leaks = String.join(", ", ComparisonResult.leaks(first, corpus));
        int duplicates = first.duplicatesAcross(corpus).across();
        StringBuilder csv = new StringBuilder(Csv.line(List.of("model", "protocol", "fold", "seed", "uar", "accuracy",
                "macro_f1", "val_uar", "best_epoch", "epochs", "parameters", "leaks", "duplicates", "failure", "minutes")));
        for (VariantResult variant : variants) {
            for (TrainingResult training : variant.trainings()) {
                ClassificationReport report = training.report();
                csv.append(Csv.line(List.of(variant.spec().name(), variant.spec().protocol().name(), training.key().fold(),
                        training.key().seedName(), Csv.fixed(report.uar(), 6), Csv.fixed(report.accuracy(), 6),
                        Csv.fixed(report.macro().f1(), 6), Csv.fixed(training.validation().uar(), 6),
                        training.curve().bestEpoch(), training.curve().epochs().size(), training.parameters(), leaks, duplicates, "",
                        Csv.fixed(training.seconds() / 60, 3))));
            }
        }
        failed.forEach(one -> csv.append(Csv.line(List.of(one.key().variant(), first.protocol().name(),
                one.key().fold(), one.key().seedName(), "", "", "", "", "", "", "", leaks, duplicates, one.reason(), ""))));
        return csv.toString();
    }

    /** Keeps a copy of the model that did best on validation clips for predictions, if they can read it; its folder. */
    private Path keepBest(List<VariantResult> variants, PreparedCorpus data) {
        TrainingResult best = variants.stream().map(VariantResult::bestOnValidation)
                .reduce((a, b) -> b.validation().uar() > a.validation().uar() ? b : a)
                .orElseThrow();
        ExperimentSpec own = specOf(variants, best);
        Map<String, String> tags = RegisteredVersion.tags(best.report().uar(), best.interval(),
                new ModelTask(data.corpus().name(), data.corpus().synthetic(), data.fingerprint(), own.protocol().name(),
                        data.corpus().labels()));
        if (!own.isPortable()) {
            recorder.register(best.key(), spec.name(), tags);
            return best.bundle();
        }
        ModelBundle kept = ModelBundle.load(best.bundle());
        recorder.register(best.key(), spec.name(), RegisteredVersion.tags(tags, CardText.summary(kept)));
        kept.save(model);
        return model;
    }

    private static ExperimentSpec specOf(List<VariantResult> variants, TrainingResult training) {
        return variants.stream().map(VariantResult::spec).filter(variant -> variant.name().equals(training.key().variant()))
                .findFirst().orElseThrow();
    }
}
