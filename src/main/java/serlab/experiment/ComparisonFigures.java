package serlab.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.Reliability;
import serlab.plot.ComparisonPlot;
import serlab.plot.ConfusionMatrixPlot;
import serlab.plot.ReliabilityPlot;
import serlab.plot.TrainingCurves;
import serlab.plot.TrainingCurvesPlot;
import serlab.training.LearningCurve;

/** The pictures of an experiment, as PNG by file name. */
final class ComparisonFigures {
    private ComparisonFigures() {
    }

    /** Both confusion matrices. */
    static Map<String, byte[]> confusion(ConfusionMatrix matrix, String title, String subtitle) {
        Map<String, byte[]> figures = new LinkedHashMap<>();
        figures.put("confusion-counts.png", ConfusionMatrixPlot.png(matrix, false, title, subtitle));
        figures.put("confusion-normalised.png", ConfusionMatrixPlot.png(matrix, true, title, subtitle));
        return figures;
    }

    /** Loss and UAR over epochs. */
    static byte[] curves(LearningCurve training, String title) {
        return TrainingCurvesPlot.png(TrainingCurves.of(training.epochs(), training.bestEpoch()), title);
    }

    /** How sure a variant was of its test clips, before and after its temperatures. */
    static byte[] reliability(VariantResult variant, String subtitle) {
        Map<String, Reliability> panels = new LinkedHashMap<>();
        panels.put("Raw probabilities", variant.confidences(false).reliability());
        panels.put("Calibrated probabilities", variant.confidences(true).reliability());
        return ReliabilityPlot.png(panels, variant.spec().name(), subtitle);
    }

    /** Variants side by side. */
    static byte[] comparison(List<VariantResult> variants, int classes, String title, String subtitle) {
        List<ComparisonPlot.Variant> shown = variants.stream().map(variant -> {
            Map<String, double[]> folds = new LinkedHashMap<>();
            folds.put("UAR", variant.scores().spread(report -> report.uar()));
            folds.put("Accuracy", variant.scores().spread(report -> report.accuracy()));
            folds.put("Macro F1", variant.scores().spread(report -> report.macro().f1()));
            return new ComparisonPlot.Variant(variant.spec().name(), folds);
        }).toList();
        return ComparisonPlot.png(shown, 1.0 / classes, variants.get(0).folds() == 1 ? "seeds" : "folds", title, subtitle);
    }
}
