package serlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import serlab.evaluation.Interval;
import serlab.evaluation.Summary;
import serlab.experiment.ComparisonResult;
import serlab.experiment.VariantResult;

/** The table that ends a comparison. */
final class ResultTable {
    private static final List<String> HEADER =
            List.of("variant", "UAR", "95 % interval", "accuracy", "macro F1", "parameters", "minutes");

    private ResultTable() {
    }

    static String of(ComparisonResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (VariantResult variant : result.variants()) {
            rows.add(List.of(variant.spec().name(), variant.uar().percent(), interval(variant.uar()),
                    variant.accuracy().percent(), variant.macroF1().percent(),
                    String.format(Locale.ROOT, "%,d", variant.trials().get(0).parameters()),
                    String.format(Locale.ROOT, "%.1f", variant.minutes())));
        }
        StringBuilder text = new StringBuilder(new TextTable(rows).ruled());
        VariantResult first = result.variants().get(0);
        text.append(result.provenance()).append(first.trials().size() == 1 ? ""
                : "; mean ± standard deviation " + first.spreadInWords())
                .append("; chance is ").append(String.format(Locale.ROOT, "%.1f %%", 100.0 / result.corpus().labels().size())).append('\n');
        result.pairedUar().ifPresent(test -> text.append(String.format(Locale.ROOT,
                "Difference in UAR, first minus second: %+.1f points %s, p = %.2f (corrected paired t-test)%n",
                100 * test.meanDifference(), test.corrected().interval().points(), test.corrected().p())));
        return text.toString();
    }

    private static String interval(Summary summary) {
        return summary.interval().map(Interval::percent).orElse("one value");
    }
}
