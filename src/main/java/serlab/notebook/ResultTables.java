package serlab.notebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.PairedTest;
import serlab.evaluation.Summary;
import serlab.experiment.Answers;
import serlab.experiment.ComparisonResult;
import serlab.experiment.SpeakerAdjustment;
import serlab.experiment.TrainingResult;
import serlab.experiment.VariantResult;
import serlab.model.SpeakerBias;
import serlab.notebook.table.TableBuilder;
import serlab.tracking.registry.TrackedRun;
import tech.tablesaw.api.Table;

/** Results as tables. */
final class ResultTables {
    private ResultTables() {
    }

    static Table summary(ComparisonResult result) {
        TableBuilder rows = new TableBuilder(Stream.of(Stream.of(result.provenance()), result.missing().stream(),
                Stream.of(guessing(result))).flatMap(lines -> lines).map(String::strip).collect(Collectors.joining("; ")), "model", "UAR",
                "accuracy", "macro F1", "weights");
        for (VariantResult variant : result.variants()) {
            rows.add(variant.spec().name(), shown(variant.uar()), shown(variant.accuracy()), shown(variant.macroF1()),
                    (int) variant.trainings().get(0).parameters());
        }
        result.failedVariants().forEach((variant, failed) -> rows.add(variant, "failed", "failed", "failed", 0));
        return rows.table();
    }

    /** The models from the best to the last, in words. */
    static String ranking(ComparisonResult result) {
        List<VariantResult> ranked = result.variants().stream()
                .sorted(Comparator.comparingDouble((VariantResult one) -> -one.uar().mean())).toList();
        String all = ranked.stream().map(one -> String.format(Locale.ROOT, "%s %.1f %%", one.spec().name(), 100 * one.uar().mean()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "UAR, best first: %s; %s (%s)", all, guessing(result), result.provenance().strip());
    }

    /** The level of chance. */
    private static String guessing(ComparisonResult result) {
        return String.format(Locale.ROOT, "guessing gives %.1f %%", 100.0 / result.corpus().labels().size());
    }

    private static String shown(Summary summary) {
        return summary.interval().isPresent() ? summary.percentWithInterval() : summary.percent();
    }

    static Table folds(ComparisonResult result) {
        TableBuilder rows = new TableBuilder("Every training; " + guessing(result), "model", "fold", "seed", "UAR", "accuracy", "macro F1", "best epoch");
        for (VariantResult variant : result.variants()) {
            for (TrainingResult training : variant.trainings()) {
                ClassificationReport report = training.report();
                rows.add(variant.spec().name(), training.key().fold(), (int) training.key().seed(), report.uar(),
                        report.accuracy(), report.macro().f1(), training.curve().bestEpoch());
            }
        }
        return rows.percentages("UAR", "accuracy", "macro F1");
    }

    static Table answers(ComparisonResult result) {
        Answers answers = Answers.read(result.answers().getParent()).orElseThrow();
        List<String> header = new ArrayList<>(List.of("clip", "speaker", "variant", "fold", "seed", "truth", "answer"));
        answers.labels().forEach(label -> header.add("calibrated_" + label));
        TableBuilder rows = new TableBuilder("Answers", header.toArray(String[]::new));
        for (Answers.Row row : answers.rows()) {
            List<Object> cells = new ArrayList<>(List.of(row.clip(), row.speaker(), row.variant(), row.fold(), row.seed(),
                    row.truth(), row.answer()));
            row.calibrated().forEach(value -> cells.add((double) value));
            rows.add(cells.toArray());
        }
        return rows.percentages(answers.labels().stream().map("calibrated_"::concat).toArray(String[]::new));
    }

    static Table failed(ComparisonResult result) {
        TableBuilder rows = new TableBuilder("Failed trainings", "model", "fold", "seed", "epoch", "reason");
        result.failed().forEach(one -> rows.add(one.key().variant(), one.key().fold(), one.key().seedName(), one.epoch(),
                one.reason()));
        return rows.table();
    }

    static Table classes(VariantResult variant) {
        TableBuilder rows = new TableBuilder(variant.spec().name(), "emotion", "precision", "recall", "F1", "clips");
        ClassificationReport.of(variant.pooled()).classes().forEach(score -> rows.add(score.name(), score.precision(),
                score.recall(), score.f1(), (int) score.support()));
        return rows.percentages("precision", "recall", "F1");
    }

    /** A clip taken for another emotion, and how probable that seemed at the model's own temperature. */
    private record Mistake(Answer clip, double probability) {
    }

    static Table mistakes(ComparisonResult result, VariantResult variant) {
        TableBuilder rows = new TableBuilder("Mistakes of " + variant.spec().name() + ", the surest first", "clip", "truth", "predicted",
                "calibrated probability");
        List<Mistake> mistakes = new ArrayList<>();
        for (TrainingResult training : variant.trainings()) {
            for (Answer clip : training.answers()) {
                if (!clip.correct()) {
                    float[] sure = clip.calibrated(training.validation().temperature());
                    mistakes.add(new Mistake(clip, sure[clip.predicted()]));
                }
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
        mistakes.forEach(mistake -> rows.add(mistake.clip().clip(), label(result, mistake.clip().truth()),
                label(result, mistake.clip().predicted()), mistake.probability()));
        return rows.probabilities("calibrated probability");
    }

    static Table speakers(ComparisonResult result, VariantResult variant) {
        TableBuilder rows = new TableBuilder("Test speakers of " + variant.spec().name() + ", each clip alone and all together", "speaker", "clips",
                "accuracy", "without bias", "hears too much", "too little");
        if (!result.corpus().knowsSpeakers()) {
            return rows.table().setName("Test speakers of " + variant.spec().name() + ": " + result.corpus().name()
                    + " does not tell of every clip who speaks");
        }
        for (TrainingResult training : variant.trainings()) {
            SpeakerAdjustment.bySpeaker(training.answers()).forEach((speaker, clips) -> {
                double[] bias = SpeakerBias.of(Answer.probabilities(clips)).logits();
                List<Integer> leaning = IntStream.range(0, bias.length).boxed()
                        .sorted(Comparator.comparingDouble(c -> bias[c])).toList();
                rows.add(speaker, clips.size(), Answer.accuracy(clips),
                        Answer.accuracy(SpeakerAdjustment.WITHOUT_BIAS.ofSpeaker(clips)), label(result, leaning.get(bias.length - 1)),
                        label(result, leaning.get(0)));
            });
        }
        return rows.percentages("accuracy", "without bias");
    }

    private static String label(ComparisonResult result, int index) {
        return result.corpus().labels().get(index);
    }

    static Table paired(ComparisonResult result) {
        PairedTest test = result.pairedUar().orElseThrow(() -> new InvalidInputException("a paired test needs two models on "
                + "at least two folds; this result has " + result.variants().size() + " on "
                + result.variants().get(0).trainings().size()));
        TableBuilder rows = new TableBuilder(result.variants().get(0).spec().name() + " minus " + result.variants().get(1).spec().name(),
                "test", "difference in UAR (points)", "95 % interval", "p");
        rows.add("corrected for overlapping training sets", 100 * test.meanDifference(), interval(test.corrected()),
                test.corrected().p());
        return rows.add("Student's, too sure", 100 * test.meanDifference(), interval(test.student()), test.student().p())
                .table();
    }

    private static String interval(PairedTest.Result result) {
        return String.format(Locale.ROOT, "%+.1f to %+.1f", 100 * result.interval().lower(), 100 * result.interval().upper());
    }

    static VariantResult variant(ComparisonResult result, String name) {
        return result.variants().stream().filter(variant -> variant.spec().name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException(NearestName.suggest("model", name,
                        result.variants().stream().map(variant -> variant.spec().name()).toList())));
    }

    static Table runs(String experiment, Iterable<TrackedRun> runs) {
        TableBuilder rows = new TableBuilder("Runs of " + experiment + " in MLflow", "run", "kind", "status", "UAR", "accuracy", "macro F1");
        for (TrackedRun run : runs) {
            rows.add(run.name(), run.tags().getOrDefault("kind", ""), status(run.status()),
                    metric(run, "test/uar"), metric(run, "test/accuracy"), metric(run, "test/macro_f1"));
        }
        return rows.percentages("UAR", "accuracy", "macro F1");
    }

    /** MLflow says killed of a run that was stopped. */
    private static String status(String status) {
        return status.equals("KILLED") ? "stopped" : status.toLowerCase(Locale.ROOT);
    }

    private static Double metric(TrackedRun run, String name) {
        return run.metrics().getOrDefault(name, Double.NaN);
    }
}
