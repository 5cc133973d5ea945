package serlab.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.Summary;
import serlab.evaluation.TestScores;

/**
 * All trainings of one experiment that did not fail, at least one.
 *
 * @param runId  tracked run
 * @param trainings in order of fold and seed
 */
public record VariantResult(ExperimentSpec spec, String runId, List<TrainingResult> trainings) {
    public VariantResult {
        trainings = List.copyOf(trainings);
    }

    VariantResult recordedAs(String id) {
        return new VariantResult(spec, id, trainings);
    }

    /** The answers of all trainings, as they are scored. */
    public TestScores scores() {
        return new TestScores(trainings.get(0).labels(), trainings.stream().map(TrainingResult::tested).toList());
    }

    /** How many folds were trained. */
    public int folds() {
        return scores().folds().size();
    }

    /** The seeds that were trained, in ascending order. */
    public List<Long> seeds() {
        return trainings.stream().map(training -> training.key().seed()).distinct().sorted().toList();
    }

    public Summary uar() {
        return summary(ClassificationReport::uar);
    }

    public Summary accuracy() {
        return summary(ClassificationReport::accuracy);
    }

    public Summary macroF1() {
        return summary(report -> report.macro().f1());
    }

    /** Over {@link TestScores#spread}. */
    public Summary summary(ToDoubleFunction<ClassificationReport> metric) {
        return scores().summary(metric);
    }

    /** {@link TestScores#spread} in words: {@code over folds, each the mean of its seeds}. */
    public String spreadInWords() {
        return folds() == 1 ? "over seeds" : seeds().size() == 1 ? "over folds" : "over folds, each the mean of its seeds";
    }

    /** The confusion matrices of all folds and seeds, added up. */
    public ConfusionMatrix pooled() {
        return scores().pooled();
    }

    /** The answers on the test clips of all folds and seeds, each under its own temperature or as they came. */
    public Confidences confidences(boolean calibrated) {
        return TrainingResult.confidences(trainings, calibrated);
    }

    public double minutes() {
        return trainings.stream().mapToDouble(TrainingResult::seconds).sum() / 60;
    }

    /** The training that did best on its validation clips; test clips have no say. */
    public TrainingResult bestOnValidation() {
        return trainings.stream().max(Comparator.comparingDouble(training -> training.validation().uar())).orElseThrow();
    }

    /** Means over folds and seeds, by the names they are tracked under. */
    public Map<String, Double> metrics() {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("test/uar", uar().mean());
        all.put("test/accuracy", accuracy().mean());
        all.put("test/macro_f1", macroF1().mean());
        if (trainings.size() > 1) {
            all.put("test/uar_sd", uar().sd());
            uar().interval().ifPresent(interval -> {
                all.put("test/uar_low", interval.lower());
                all.put("test/uar_high", interval.upper());
            });
        }
        return all;
    }
}
