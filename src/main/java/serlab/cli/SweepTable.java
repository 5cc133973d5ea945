package serlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.Percent;
import serlab.cli.terminal.TextTable;
import serlab.sweep.Finalist;
import serlab.sweep.Judgment;

/** The table that ends a sweep. */
final class SweepTable {
    private static final List<String> HEADER =
            List.of("finalist", "test UAR", "95 % interval", "val UAR", "in search", "parameters", "s/training", "settings");

    private SweepTable() {
    }

    static String of(Judgment judgment) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (Finalist finalist : judgment.ranked()) {
            rows.add(List.of((finalist.trial() == judgment.chosen().trial() ? "* " : "  ") + "trial " + finalist.trial(),
                    Percent.of(finalist.testUar()), finalist.interval().map(e -> e.interval().percent()).orElse("one speaker"),
                    Percent.of(finalist.validationUar()), Percent.of(finalist.searchScore()),
                    String.format(Locale.ROOT, "%,d", finalist.parameters()),
                    String.format(Locale.ROOT, "%.1f", finalist.seconds()), finalist.point().shown()));
        }
        StringBuilder text = new StringBuilder(new TextTable(rows, Set.of(0, HEADER.size() - 1)).ruled());
        text.append("* chosen by validation UAR of the repeats; intervals and tests are clustered by speaker, or by clip where speakers are unknown\n");
        if (!judgment.failed().isEmpty()) {
            text.append("Missing: ").append(judgment.failed().size()).append(judgment.failed().size() == 1
                    ? " training of a finalist" : " trainings of finalists")
                    .append(" failed; means, intervals and tests are over what is left.\n");
            judgment.failed().forEach(failed -> text.append("  ").append(failed.text()).append('\n'));
        }
        judgment.nested().ifPresent(nested -> text.append(String.format(Locale.ROOT,
                "Choosing anew in every fold on its validation clips: test UAR %.1f %% %s%n", 100 * nested.value(),
                nested.interval().percent())));
        judgment.pairs().forEach(pair -> text.append(String.format(Locale.ROOT,
                "Trial %d minus trial %d: %+.1f points %s, p = %.3f after Holm: %s%n", pair.first(),
                pair.second(), 100 * pair.test().value(), pair.test().interval().points(), pair.adjustedP(),
                pair.beyondNoise() ? "beyond noise" : "within noise")));
        text.append("Variance of validation UAR explained: ").append(judgment.importance().stream()
                .map(i -> String.format(Locale.ROOT, "%s %.0f %%", i.key(), 100 * i.share()))
                .collect(Collectors.joining(", "))).append('\n');
        return text.toString();
    }
}
