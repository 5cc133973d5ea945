package serlab.experiment;

import java.util.List;
import java.util.Locale;
import serlab.evaluation.ClassificationReport;

/** What stands at the head of a run's page, in Markdown. */
final class Notes {
    private static final String REPRODUCE = "\n\n`./ser reproduce` with this run's id runs it again and compares.\n";
    /** The tag that MLflow shows there. */
    static final String TAG = "mlflow.note.content";

    private Notes() {
    }

    /** Of a comparison: its variants side by side. */
    static String of(List<VariantResult> variants, String subtitle) {
        StringBuilder text = new StringBuilder("| variant | UAR | accuracy | macro F1 |\n|---|---|---|---|\n");
        variants.forEach(variant -> text.append(row(variant)));
        return text.append('\n').append(subtitle).append("; mean ± standard deviation [95 % interval]\n").toString();
    }

    /** Of one variant over folds and seeds. */
    static String of(VariantResult variant, String subtitle) {
        StringBuilder text = new StringBuilder("| fold | seed | UAR | accuracy | macro F1 |\n|---|---|---|---|---|\n");
        for (TrialResult trial : variant.trials()) {
            text.append("| ").append(trial.key().fold()).append(" | ").append(trial.key().seedName()).append(" |")
                    .append(scores(trial.report())).append('\n');
        }
        text.append("\n**UAR ").append(variant.uar().percentWithInterval()).append("**, mean ± standard deviation");
        return text.append(variant.trials().size() > 1 ? " [95 % interval]" : "").append("\n\n").append(subtitle)
                .append('\n').toString();
    }

    /** What is missing from a comparison; empty where nothing is. */
    static String missing(ComparisonResult result) {
        return result.missing().isEmpty() ? "" : "\n**" + String.join("\n- ", result.missing()).replaceFirst("\n", "**\n\n") + "\n";
    }

    /** Of one training. */
    static String of(TrialResult result, String subtitle) {
        ClassificationReport report = result.report();
        String head = String.format(Locale.ROOT, "**UAR %.1f %%**, accuracy %.1f %%, macro F1 %.1f %%", 100 * report.uar(),
                100 * report.accuracy(), 100 * report.macro().f1()) + "\n\n" + subtitle;
        if (result.training().epochs().isEmpty()) {
            return head + "; " + result.training().stopReason() + "\n";
        }
        if (result.training().epochs().size() == 1) {
            return head + "; " + result.training().stopReason() + REPRODUCE;
        }
        return head + "; weights of epoch " + result.training().bestEpoch() + " of " + result.training().epochs().size() + " ("
                + result.training().stopReason() + ")" + REPRODUCE;
    }

    private static String row(VariantResult variant) {
        return "| " + variant.spec().name().replace("|", "\\|") + " | " + variant.uar().percentWithInterval() + " | "
                + variant.accuracy().percent() + " | " + variant.macroF1().percent() + " |\n";
    }

    private static String scores(ClassificationReport report) {
        return String.format(Locale.ROOT, " %.1f %% | %.1f %% | %.1f %% |", 100 * report.uar(), 100 * report.accuracy(),
                100 * report.macro().f1());
    }
}
