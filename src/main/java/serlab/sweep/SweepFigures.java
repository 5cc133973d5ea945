package serlab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.evaluation.ClusteredUar;
import serlab.experiment.TrainingResult;
import serlab.plot.CostPlot;
import serlab.plot.ParallelCoordinatesPlot;
import serlab.plot.SharesPlot;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Domain;
import serlab.sweep.search.Parameter;

/** The pictures of a sweep, as PNG by file name. */
final class SweepFigures {
    private static final int MOST_TICKS = 5;

    private final SweepState state;
    private final Judgment judgment;
    private final String subtitle;

    SweepFigures(SweepState state, Judgment judgment, String subtitle) {
        this.state = state;
        this.judgment = judgment;
        this.subtitle = subtitle;
    }

    Map<String, byte[]> all() {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        pictures.put("cost.png", CostPlot.png(systems(), "Cost against UAR", subtitle));
        pictures.put("parallel-coordinates.png", ParallelCoordinatesPlot.png(axes(), lines(), "Validation UAR",
                "Complete trials by their settings, the chosen one marked", subtitle));
        Map<String, Double> shares = new LinkedHashMap<>();
        judgment.importance().forEach(importance -> shares.put(importance.key(), importance.share()));
        pictures.put("importance.png", SharesPlot.png(shares,
                "Variance of validation UAR that each setting explains by itself", subtitle));
        return pictures;
    }

    /** Finalists with their names, then complete trials without. */
    private List<CostPlot.System> systems() {
        List<CostPlot.System> systems = new ArrayList<>();
        judgment.ranked().forEach(finalist -> systems.add(new CostPlot.System("trial " + finalist.trial(),
                finalist.parameters(), finalist.seconds(), finalist.testUar(),
                finalist.interval().map(ClusteredUar::interval).orElse(null))));
        complete().forEach((number, outcome) -> {
            TrainingResult first = outcome.trainings().get(0);
            systems.add(new CostPlot.System("", first.parameters(), first.seconds(), outcome.score(), null));
        });
        return systems;
    }

    /** Outcomes of the trials that were not cut short, by number. */
    Map<Integer, Outcome> complete() {
        Map<Integer, Outcome> complete = new LinkedHashMap<>();
        state.points().keySet().forEach(number -> {
            Outcome outcome = state.trial(number);
            if (outcome != null && outcome.state() == Outcome.State.COMPLETE) {
                complete.put(number, outcome);
            }
        });
        return complete;
    }

    List<ParallelCoordinatesPlot.Axis> axes() {
        List<ParallelCoordinatesPlot.Axis> axes = new ArrayList<>();
        for (String key : shownKeys()) {
            Map<String, Double> ticks = new LinkedHashMap<>();
            for (Parameter parameter : of(key)) {
                List<Object> grid = parameter.domain() instanceof Domain.Range range
                        ? new Domain.Range(range.low(), range.high(), range.log(), range.integer(), MOST_TICKS).grid()
                        : parameter.domain().grid();
                grid.forEach(value -> ticks.put(Configuration.shown(value), position(key, value)));
            }
            axes.add(new ParallelCoordinatesPlot.Axis(key, ticks));
        }
        return axes;
    }

    private List<ParallelCoordinatesPlot.Line> lines() {
        List<ParallelCoordinatesPlot.Line> lines = new ArrayList<>();
        complete().forEach((number, outcome) -> lines.add(new ParallelCoordinatesPlot.Line(
                positions(state.points().get(number)), outcome.score(), number == judgment.chosen().trial())));
        return lines;
    }

    /** Where a point lies on every axis, NaN where it has no such setting. */
    double[] positions(Configuration point) {
        return shownKeys().stream().mapToDouble(key -> point.values().containsKey(key)
                ? position(key, point.values().get(key)) : Double.NaN).toArray();
    }

    /** Keys with more than one value. */
    private List<String> shownKeys() {
        List<String> keys = state.spec().space().keys().stream().filter(key -> values(key).size() > 1
                || of(key).get(0).domain() instanceof Domain.Range).toList();
        return keys.isEmpty() ? state.spec().space().keys() : keys;
    }

    private List<Parameter> of(String key) {
        return state.spec().space().parameters().stream().filter(parameter -> parameter.key().equals(key)).toList();
    }

    /** The choices of a key under any condition. */
    private List<Object> values(String key) {
        return of(key).stream().flatMap(parameter -> parameter.domain().grid().stream()).distinct().toList();
    }

    private double position(String key, Object value) {
        Parameter first = of(key).get(0);
        if (of(key).size() == 1 && first.domain() instanceof Domain.Range) {
            return first.domain().position(value);
        }
        List<Object> values = values(key);
        return values.contains(value) ? (values.indexOf(value) + 0.5) / values.size() : Double.NaN;
    }
}
