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
        for (TrainingResult training : variant.trainings()) {
            text.append("| ").append(training.key().fold()).append(" | ").append(training.key().seedName()).append(" |")
                    .append(scores(training.report())).append('\n');
        }
        text.append("\n**UAR ").append(variant.uar().percentWithInterval()).append("**, mean ± standard deviation");
        return text.append(variant.trainings().size() > 1 ? " [95 % interval]" : "").append("\n\n").append(subtitle)
                .append('\n').toString();
    }

    /** What is missing from a comparison; empty where nothing is. */
    static String missing(ComparisonResult result) {
        return result.missing().isEmpty() ? "" : "\n**" + String.join("\n- ", result.missing()).replaceFirst("\n", "**\n\n") + "\n";
    }

    /** Of one training. */
    static String of(TrainingResult result, String subtitle) {
        ClassificationReport report = result.report();
        String head = String.format(Locale.ROOT, "**UAR %.1f %%**, accuracy %.1f %%, macro F1 %.1f %%", 100 * report.uar(),
                100 * report.accuracy(), 100 * report.macro().f1()) + "\n\n" + subtitle;
        if (result.curve().epochs().isEmpty()) {
            return head + "; " + result.curve().stopReason() + "\n";
        }
        if (result.curve().epochs().size() == 1) {
            return head + "; " + result.curve().stopReason() + REPRODUCE;
        }
        return head + "; weights of epoch " + result.curve().bestEpoch() + " of " + result.curve().epochs().size() + " ("
                + result.curve().stopReason() + ")" + REPRODUCE;
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
