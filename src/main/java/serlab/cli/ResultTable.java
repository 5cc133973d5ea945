package serlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import serlab.cli.terminal.TextTable;
import serlab.evaluation.Interval;
import serlab.evaluation.Summary;
import serlab.experiment.Agreement;
import serlab.experiment.ComparisonResult;
import serlab.experiment.VariantResult;

/** The table that ends a comparison. */
final class ResultTable {
    private static final List<String> HEADER =
            List.of("variant", "UAR", "95 % interval", "accuracy", "macro F1", "parameters", "minutes");

    private ResultTable() {
    }

    /**
     * The table, what its numbers are of, and what is missing.
     *
     * @throws IllegalStateException if it contradicts the answers that were written
     */
    static String of(ComparisonResult result) {
        Agreement agreement = Agreement.of(result.answers().getParent());
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (VariantResult variant : result.variants()) {
            List<String> row = List.of((result.flattered() ? "⚠ " : "") + variant.spec().name() + there(variant.trainings().size(), result.missing(variant)),
                    variant.uar().percent(), interval(variant.uar()), variant.accuracy().percent(),
                    variant.macroF1().percent(), String.format(Locale.ROOT, "%,d", variant.trainings().get(0).parameters()),
                    String.format(Locale.ROOT, "%.1f", variant.minutes()));
            rows.add(row);
            agreement.printed("the table", variant.spec().name(), row.get(1), row.get(2), row.get(3), row.get(4))
                    .means("--json", variant.spec().name(), variant.metrics());
        }
        agreement.require();
        result.failedVariants().forEach((variant, failed) -> rows.add(List.of(variant + there(0, failed), "failed", "–", "–",
                "–", "–", "–")));
        StringBuilder text = new StringBuilder(new TextTable(rows).ruled());
        VariantResult first = result.variants().get(0);
        text.append(result.provenance()).append(first.trainings().size() == 1 ? ""
                : "; mean ± standard deviation " + first.spreadInWords())
                .append("; chance is ").append(String.format(Locale.ROOT, "%.1f %%", 100.0 / result.corpus().labels().size())).append('\n');
        result.pairedUar().ifPresent(test -> text.append(String.format(Locale.ROOT,
                "Difference in UAR, first minus second: %+.1f points %s, p = %.2f (corrected paired t-test)%n",
                100 * test.meanDifference(), test.corrected().interval().points(), test.corrected().p())));
        result.missing().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Where the answer to every clip is. */
    static String answers(Path file) {
        return "Answers, one row per clip: " + file;
    }

    private static String there(int trainings, long failed) {
        return failed == 0 ? "" : ", " + trainings + " of " + (trainings + failed) + (trainings + failed == 1 ? " training"
                : " trainings");
    }

    private static String interval(Summary summary) {
        return summary.interval().map(Interval::percent).orElse("one value");
    }
}
