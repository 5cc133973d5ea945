package serlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import serlab.experiment.ComparisonResult;
import serlab.experiment.TrainingResult;
import serlab.experiment.VariantResult;
import serlab.plot.PlotlyPage;
import serlab.plot.SpectrogramPlot;
import serlab.sweep.Finalist;
import serlab.sweep.Judgment;
import serlab.sweep.SweepState;
import serlab.sweep.engine.Outcome;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** Figures that say under the pointer what a mark stands for. */
final class InteractiveCharts {
    private InteractiveCharts() {
    }

    /** The values as colors; time, band or its middle in Hz, and value under the pointer. */
    static Figure spectrogram(SpectrogramPlot.Spectrogram drawn) {
        float[][] values = drawn.values();
        Object[] times = IntStream.range(0, values[0].length)
                .mapToObj(frame -> String.format(Locale.ROOT, "%.3f", frame * drawn.hopSeconds())).toArray();
        Object[] bands = IntStream.range(0, values.length).mapToObj(band -> drawn.scale() == null ? (Object) band
                : Math.round(drawn.scale().centerHz(band)) + " Hz").toArray();
        double[][] rounded = new double[values.length][values[0].length];
        for (int band = 0; band < values.length; band++) {
            for (int frame = 0; frame < values[band].length; frame++) {
                float value = values[band][frame];
                rounded[band][frame] = Float.isNaN(value) ? value : Math.round(10 * value) / 10.0;
            }
        }
        return new Figure(layout(drawn.title(), "Time (s)", drawn.scale() == null ? drawn.bands() : "Frequency (middle of the band)"),
                HeatmapTrace.builder(times, bands, rounded).build());
    }

    /** A mark per training: UAR by fold, with accuracy and macro F1 under the pointer. */
    static Figure folds(ComparisonResult result) {
        List<Trace> traces = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            double[] folds = variant.trainings().stream().mapToDouble(training -> training.key().fold()).toArray();
            double[] scores = variant.trainings().stream().mapToDouble(training -> 100 * training.report().uar()).toArray();
            traces.add(marks(variant.spec().name(), folds, scores,
                    variant.trainings().stream().map(InteractiveCharts::shown).toList(), 11));
        }
        return new Figure(layout("UAR of every training", "Fold", "UAR (%)"), traces.toArray(Trace[]::new));
    }

    private static String shown(TrainingResult training) {
        return String.format(Locale.ROOT, "%s, fold %d, seed %s: UAR %.1f %%, accuracy %.1f %%, macro F1 %.1f %%",
                training.key().variant(), training.key().fold(), training.key().seedName(), 100 * training.report().uar(),
                100 * training.report().accuracy(), 100 * training.report().macro().f1());
    }

    /** A mark per trial: UAR by number of weights, with the settings under the pointer. */
    static Figure cost(SweepState state, Judgment judgment) {
        List<Integer> complete = state.points().keySet().stream()
                .filter(number -> state.trial(number).state() == Outcome.State.COMPLETE).toList();
        List<Finalist> finalists = judgment.ranked();
        Trace trials = marks("trials, validation UAR",
                complete.stream().mapToDouble(number -> thousands(state.trial(number).trainings().get(0).parameters())).toArray(),
                complete.stream().mapToDouble(number -> 100 * state.trial(number).score()).toArray(),
                complete.stream().map(number -> shown(number, state.trial(number).score(), state)).toList(), 9);
        Trace tested = marks("finalists, test UAR",
                finalists.stream().mapToDouble(finalist -> thousands(finalist.parameters())).toArray(),
                finalists.stream().mapToDouble(finalist -> 100 * finalist.testUar()).toArray(),
                finalists.stream().map(finalist -> shown(finalist.trial(), finalist.testUar(), state)).toList(), 14);
        return new Figure(layout("UAR against weights", "Weights (thousands)", "UAR (%)"), trials, tested);
    }

    private static double thousands(long weights) {
        return weights / 1000.0;
    }

    private static String shown(int trial, double uar, SweepState state) {
        return String.format(Locale.ROOT, "trial %d, UAR %.1f %%: %s", trial, 100 * uar, state.points().get(trial).shown());
    }

    /** Marks of one series; texts are made safe for the script that they stand in. */
    static Trace marks(String name, double[] x, double[] y, List<String> texts, int size) {
        return ScatterTrace.builder(x, y).mode(ScatterTrace.Mode.MARKERS).name(PlotlyPage.label(name))
                .marker(Marker.builder().size(size).opacity(0.8).build())
                .text(texts.stream().map(PlotlyPage::label).toArray(String[]::new)).build();
    }

    static Layout layout(String title, String horizontal, String vertical) {
        return Layout.builder(PlotlyPage.label(title)).xAxis(Axis.builder().title(horizontal).build())
                .yAxis(Axis.builder().title(vertical).build()).showLegend(true).build();
    }
}
