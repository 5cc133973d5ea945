package serlab.experiment.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import serlab.Percent;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.GroupDifference;
import serlab.evaluation.GroupScore;
import serlab.evaluation.Interval;
import serlab.evaluation.Summary;
import serlab.evaluation.TestScores;
import serlab.experiment.FinishedComparison;
import serlab.experiment.FinishedComparison.Variant;
import serlab.experiment.SpeakerAdjustment;

/** A model under a protocol, with the comparison it was trained in. */
record Row(FinishedComparison comparison, Variant variant) {

    /** What tables call the model. */
    String name() {
        return variant.name() + (variant.transductive() ? " (transductive)" : "") + (variant.leaky() ? " (leaky)" : "");
    }

    /** Had all clips of each test speaker been at hand together; empty where they were not all tested. */
    Optional<Row> adjusted(SpeakerAdjustment how) {
        return comparison.adjusted(variant, how).map(together -> new Row(comparison, together));
    }

    /** The answers of all trainings, as they are scored. */
    TestScores scores() {
        return variant.scores(comparison.labels());
    }

    /** One value per fold: its mean over seeds. */
    Map<Integer, Double> folds(ToDoubleFunction<ClassificationReport> metric) {
        return scores().byFold(metric);
    }

    /** Over folds, each the mean of its seeds. */
    Summary summary(ToDoubleFunction<ClassificationReport> metric) {
        return Summary.of(folds(metric).values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    List<String> seeds() {
        return scores().seeds();
    }

    double minutesPerFold() {
        return variant.trainings().stream().mapToDouble(training -> training.seconds() / 60).average().orElse(0);
    }

    double validationUar() {
        return variant.trainings().stream().mapToDouble(training -> training.validation().uar()).average().orElse(0);
    }

    double temperature() {
        return variant.trainings().stream().mapToDouble(training -> training.validation().temperature()).average().orElse(1);
    }

    /** 95 % interval of the UAR of all test clips together, clustered by speaker; empty where it cannot be had. */
    String interval() {
        return comparison.overall(variant).interval().map(Interval::percent).orElse("–");
    }

    List<GroupScore> groups() {
        return comparison.groups(variant);
    }

    List<GroupDifference> differences() {
        return comparison.differences(variant);
    }

    /** The mean over folds of each seed, ascending: {@code 65.2, 65.8, 65.9}. */
    String perSeed() {
        double[] means = scores().bySeed(ClassificationReport::uar).values().stream().mapToDouble(Double::doubleValue)
                .sorted().toArray();
        return Arrays.stream(means).mapToObj(Percent::number).collect(Collectors.joining(", "));
    }
}
