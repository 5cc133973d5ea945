package serlab.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.Counted;
import serlab.Percent;
import serlab.plot.ParallelCoordinatesPlot;
import serlab.plot.PlotlyPage;
import serlab.plot.PlotlyPage.Width;
import serlab.sweep.engine.Outcome;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** A judged sweep as one page that works without network. */
final class SweepReport {
    private static final double ABSENT = -0.12;

    private final SweepState state;
    private final Judgment judgment;
    private final SweepFigures figures;

    SweepReport(SweepState state, Judgment judgment, SweepFigures figures) {
        this.state = state;
        this.judgment = judgment;
        this.figures = figures;
    }

    String html(String subtitle, Map<String, byte[]> pictures) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("trials", String.valueOf(state.points().size()));
        facts.put("of them pruned", String.valueOf(state.outcomes().values().stream()
                .filter(outcome -> outcome.state() == Outcome.State.PRUNED).count()));
        facts.put("test UAR of the choice", Percent.of(judgment.chosen().testUar()));
        facts.put("promised by the search", Percent.of(judgment.chosen().searchScore()));
        PlotlyPage page = new PlotlyPage(state.spec().name(), subtitle, facts);
        page.section("Finalists", finalistsText()).table(List.of("Finalist", "Test UAR", "95 % interval", "Validation UAR",
                "In the search", "Weights", "Time", "Settings"), finalists());
        page.section("Differences", "Differences in test UAR on the same clips, tested by speaker and seed, p after Holm's "
                + "correction for " + judgment.pairs().size() + (judgment.pairs().size() == 1 ? " pair" : " pairs")
                + ". What is within noise should be decided by cost.").table(List.of("Pair", "Difference", "95 % interval", "p",
                "p after Holm", "Verdict"), pairs());
        page.section("Cost", "A bigger or slower network should earn its cost.").picture(pictures.get("cost.png"),
                "UAR against number of weights and time").chart(cost(), Width.FULL);
        page.section("Settings", "A line per complete trial; point at one to read its settings. Below an axis: the trial does "
                + "not have the setting.").chart(parallel(), Width.FULL)
                .picture(pictures.get("parallel-coordinates.png"), "Parallel coordinates of all complete trials");
        page.section("Importance", "Share of the variance of validation UAR that each setting explains by itself (epsilon "
                + "squared; ranges in quarters). What settings do only together is not seen, and a sampler that learns tries "
                + "good values more often.").chart(importance(), Width.FULL);
        page.section("Trials", "Every trial with the validation UAR at its end.").table(List.of("Trial", "Validation UAR",
                "State", "Time", "Settings"), trials());
        return page.html();
    }

    private String finalistsText() {
        String nested = judgment.nested().map(value -> String.format(Locale.ROOT, " Choosing anew in every fold on its "
                + "validation clips gives %s %s on test clips.", Percent.of(value.value()),
                value.interval().percent())).orElse("");
        return "The best trials of the search, trained again on " + Counted.of(judgment.folds().size(), "fold") + " and "
                + Counted.of(state.spec().finalists().seeds().size(), "seed") + ". The one marked was chosen by its validation UAR; the test "
                + "clips had no say." + nested + " In " + judgment.untouched().size() + " of the folds no test clip had been "
                + "validated on by the search; in the others the test figures may flatter the finalists a little.";
    }

    private List<List<String>> finalists() {
        List<List<String>> rows = new ArrayList<>();
        for (Finalist finalist : judgment.ranked()) {
            rows.add(List.of("trial " + finalist.trial() + (finalist.trial() == judgment.chosen().trial() ? " ★" : ""),
                    Percent.of(finalist.testUar()), finalist.interval().map(e -> e.interval().percent())
                            .orElse("one speaker"), Percent.of(finalist.validationUar()),
                    Percent.of(finalist.searchScore()), String.format(Locale.ROOT, "%,d", finalist.parameters()),
                    seconds(finalist.seconds()), finalist.point().shown()));
        }
        return rows;
    }

    private List<List<String>> pairs() {
        return judgment.pairs().stream().map(pair -> List.of("trial " + pair.first() + " − trial " + pair.second(),
                String.format(Locale.ROOT, "%+.1f points", 100 * pair.test().value()),
                pair.test().interval().points(),
                probability(pair.test().p()), probability(pair.adjustedP()),
                pair.beyondNoise() ? "beyond noise" : "within noise")).toList();
    }

    private List<List<String>> trials() {
        List<List<String>> rows = new ArrayList<>();
        state.points().forEach((number, point) -> {
            Outcome outcome = state.trial(number);
            rows.add(List.of("trial " + number, Percent.of(outcome.score()), switch (outcome.state()) {
                case COMPLETE -> "complete";
                case PRUNED -> "pruned at " + outcome.progress();
                case FAILED -> "failed: " + outcome.message();
            }, seconds(outcome.seconds()), point.shown()));
        });
        return rows;
    }

    private Figure cost() {
        List<Trace> traces = new ArrayList<>();
        Map<Integer, Outcome> complete = figures.complete();
        traces.add(ScatterTrace.builder(complete.values().stream().mapToDouble(o -> o.trainings().get(0).seconds()).toArray(),
                        complete.values().stream().mapToDouble(o -> 100 * o.score()).toArray())
                .mode(ScatterTrace.Mode.MARKERS).name("trials, validation UAR").marker(Marker.builder().size(8).opacity(0.6).build())
                .text(complete.keySet().stream().map(number -> label(number)).toArray(String[]::new)).build());
        traces.add(ScatterTrace.builder(judgment.ranked().stream().mapToDouble(Finalist::seconds).toArray(),
                        judgment.ranked().stream().mapToDouble(f -> 100 * f.testUar()).toArray())
                .mode(ScatterTrace.Mode.MARKERS).name("finalists, test UAR").marker(Marker.builder().size(13).build())
                .text(judgment.ranked().stream().map(f -> label(f.trial())).toArray(String[]::new)).build());
        return new Figure(layout("UAR against time", "Time of one training (s)", "UAR (%)", true),
                traces.toArray(Trace[]::new));
    }

    private Figure parallel() {
        List<ParallelCoordinatesPlot.Axis> axes = figures.axes();
        double low = figures.complete().values().stream().mapToDouble(Outcome::score).min().orElse(0);
        double high = figures.complete().values().stream().mapToDouble(Outcome::score).max().orElse(1);
        List<Trace> traces = new ArrayList<>();
        figures.complete().forEach((number, outcome) -> {
            double[] positions = figures.positions(state.points().get(number));
            double[] x = new double[positions.length + 1];
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = i;
                y[i] = i == positions.length ? (outcome.score() - low) / Math.max(1e-9, high - low)
                        : Double.isNaN(positions[i]) ? ABSENT : positions[i];
            }
            String label = label(number);
            traces.add(ScatterTrace.builder(x, y).mode(ScatterTrace.Mode.LINE_AND_MARKERS).name("trial " + number)
                    .text(Collections.nCopies(x.length, label).toArray(String[]::new)).build());
        });
        List<String> names = new ArrayList<>(axes.stream().map(axis -> PlotlyPage.label(axis.name())).toList());
        names.add("validation UAR");
        double[] at = IntStream.range(0, names.size()).asDoubleStream().toArray();
        Layout layout = Layout.builder("Settings of complete trials")
                .xAxis(Axis.builder().tickSettings(TickSettings.builder().tickMode(TickSettings.TickMode.ARRAY)
                        .arrayTicks(at, names.toArray(String[]::new)).build())
                        .build()).yAxis(Axis.builder().visible(false).build()).showLegend(true).build();
        return new Figure(layout, traces.toArray(Trace[]::new));
    }

    private Figure importance() {
        return new Figure(layout("Variance explained", "", "Share (%)", false), BarTrace.builder(
                judgment.importance().stream().map(i -> PlotlyPage.label(i.key())).toArray(),
                judgment.importance().stream().mapToDouble(i -> 100 * i.share()).toArray()).build());
    }

    private String label(int number) {
        return PlotlyPage.label("trial " + number + ", validation " + Percent.of(state.trial(number).score()) + ": "
                + state.points().get(number).shown());
    }

    private static Layout layout(String title, String horizontal, String vertical, boolean legend) {
        return Layout.builder(title).xAxis(Axis.builder().title(horizontal).build())
                .yAxis(Axis.builder().title(vertical).build()).showLegend(legend).build();
    }

    private static String probability(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
