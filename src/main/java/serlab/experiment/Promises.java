package serlab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import serlab.evaluation.Answer;
import serlab.evaluation.Csv;
import serlab.evaluation.PromiseScore;
import serlab.evaluation.RiskCoverage;
import serlab.model.Calibration;
import serlab.model.CardDetails;

/**
 * What the models of some trainings promise for new speakers, against what became of it on their test speakers.
 *
 * @param labels    class names
 * @param trainings those that can promise something
 */
record Promises(List<String> labels, List<TrainingResult> trainings) {
    private static final List<Double> ASKED = List.of(0.5, 0.6, 0.7, 0.8, 0.9, 0.95);
    private static final double USUAL = 0.9;

    /** Empty if one of the trainings has nothing to promise by, or no test clips. */
    static Optional<Promises> of(List<TrainingResult> trainings) {
        return trainings.stream().allMatch(training -> training.validation().calibration().isPresent()
                && !training.answers().isEmpty())
                ? Optional.of(new Promises(trainings.get(0).labels(), trainings)) : Optional.empty();
    }

    private PromiseScore score(double coverage, Calibration.Kind kind, boolean byClass) {
        return PromiseScore.of(trainings.stream().map(training -> new PromiseScore.Given(training.validation().calibration()
                .orElseThrow().sets(coverage, kind, byClass, labels.size()), calibrated(training))).toList(), labels.size());
    }

    private static List<Answer> calibrated(TrainingResult training) {
        return training.answers().stream().map(answer -> answer.with(answer.calibrated(training.validation().temperature())))
                .toList();
    }

    /** The surest answers of all trainings first. */
    RiskCoverage risk() {
        return RiskCoverage.of(trainings.stream().flatMap(training -> calibrated(training).stream()).toList());
    }

    /** Fewest speakers that a training was calibrated on. */
    private int people() {
        return trainings.stream().mapToInt(training -> training.validation().calibration().orElseThrow().people()).min()
                .orElseThrow();
    }

    /** What became of a promise of 90 %. */
    CardDetails.Kept usual() {
        PromiseScore usual = score(USUAL, Calibration.Kind.EXPECTED, false);
        return new CardDetails.Kept(USUAL, usual.covered(), usual.size(), usual.answered(), people());
    }

    /** By the names they are tracked under: of a promise of 90 %, and the area under risk against coverage. */
    Map<String, Double> metrics() {
        PromiseScore usual = score(USUAL, Calibration.Kind.EXPECTED, false);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test/coverage_90", usual.covered());
        metrics.put("test/coverage_90_worst_class", usual.worst());
        metrics.put("test/set_size_90", usual.size());
        metrics.put("test/answered_90", usual.answered());
        metrics.put("test/risk_coverage_area", risk().area());
        metrics.put("val/calibration_speakers", (double) people());
        return metrics;
    }

    /** One row per promise, of both kinds, for all clips and for those of each class. */
    String csv() {
        List<Object> header = new ArrayList<>(List.of("promise", "kind", "for", "speakers", "clips", "coverage", "set_size",
                "answered", "right_of_answered"));
        labels.forEach(label -> header.add("coverage_" + label));
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (Calibration.Kind kind : Calibration.Kind.values()) {
            for (boolean byClass : new boolean[] {false, true}) {
                for (double asked : ASKED) {
                    PromiseScore score = score(asked, kind, byClass);
                    List<Object> row = new ArrayList<>(List.of(asked, kind.name().toLowerCase(Locale.ROOT),
                            byClass ? "each class" : "all", people(), score.items(), Csv.fixed(score.covered(), 6),
                            Csv.fixed(score.size(), 4), Csv.fixed(score.answered(), 6), share(score.right())));
                    for (double share : score.byClass()) {
                        row.add(share(share));
                    }
                    csv.append(Csv.line(row));
                }
            }
        }
        return csv.toString();
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : Csv.fixed(value, 6);
    }
}
