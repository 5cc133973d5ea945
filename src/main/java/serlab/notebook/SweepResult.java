package serlab.notebook;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentFile;
import serlab.notebook.table.TableBuilder;
import serlab.sweep.Finalist;
import serlab.sweep.Judgment;
import serlab.sweep.SweepOutput;
import serlab.sweep.SweepState;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import tech.tablesaw.api.Table;

/** What a sweep found: tables and pictures. */
public final class SweepResult {
    private final CellTraining training;
    private final Corpus corpus;
    private final SweepState state;
    private final Judgment judgment;
    private final SweepOutput output;

    SweepResult(CellTraining training, Corpus corpus, SweepState state, Judgment judgment, SweepOutput output) {
        this.training = training;
        this.corpus = corpus;
        this.state = state;
        this.judgment = judgment;
        this.output = output;
    }

    /** Every trial with the validation UAR that it reached. */
    public Table trials() {
        TableBuilder rows = new TableBuilder("Trials of " + state.spec().name(), "trial", "validation UAR", "state", "settings");
        Map<Integer, Double> scores = new LinkedHashMap<>();
        state.points().keySet().forEach(number -> scores.put(number, state.trial(number).score()));
        for (int number : ranked(scores)) {
            Outcome outcome = state.trial(number);
            rows.add(number, outcome.score(), outcome.state().name().toLowerCase(Locale.ROOT),
                    state.points().get(number).shown());
        }
        return rows.percentages("validation UAR");
    }

    /** Trials from the best score to the worst, those without one last; equal ones in the order of their numbers. */
    static List<Integer> ranked(Map<Integer, Double> scores) {
        Comparator<Integer> best = Comparator.comparingDouble(number -> scores.get(number).isNaN() ? Double.POSITIVE_INFINITY
                : -scores.get(number));
        return scores.keySet().stream().sorted(best.thenComparing(Comparator.naturalOrder())).toList();
    }

    /** The best trials, trained again and tested. */
    public Table finalists() {
        TableBuilder rows = new TableBuilder("Finalists" + state.spec().duplicatesAcross(corpus).suffix()
                + state.spec().speakersAcross(corpus).suffix(), "trial", "chosen", "test UAR", "validation UAR", "in the search",
                "weights", "settings");
        for (Finalist finalist : judgment.ranked()) {
            rows.add(finalist.trial(), finalist.trial() == judgment.chosen().trial() ? "yes" : "", finalist.testUar(),
                    finalist.validationUar(), finalist.searchScore(), (int) finalist.parameters(), finalist.point().shown());
        }
        return rows.percentages("test UAR", "validation UAR", "in the search");
    }

    /** Settings of the finalist that did best on validation clips. */
    public Configuration chosen() {
        return judgment.chosen().point();
    }

    /** Trains the chosen settings as an experiment of their own, named after the sweep; its model is kept and registered. */
    public ComparisonResult train() throws InterruptedException {
        Map<String, Object> settings = new LinkedHashMap<>(state.spec().space().settings(chosen()));
        settings.put("name", state.spec().name() + "-chosen");
        ExperimentFile file = ExperimentFile.parse(ExperimentFile.yaml(settings), "of the sweep");
        return training.run(training.asked(file, List.of(), corpus));
    }

    /** Share of the variance of validation UAR that each setting explains by itself. */
    public Picture importance() {
        return picture("importance.png");
    }

    /** A line per complete trial through its settings. */
    public Picture parallelCoordinates() {
        return picture("parallel-coordinates.png");
    }

    /** UAR against weights and time. */
    public Picture cost() {
        return picture("cost.png");
    }

    /** UAR against weights, with the settings of a trial under the pointer. */
    public Chart interactiveCost() {
        return new Chart(InteractiveCharts.cost(state, judgment), cost());
    }

    private static String words(String name) {
        return name.replace(".png", "").replace('-', ' ');
    }

    private Picture picture(String name) {
        return output.files().entrySet().stream().filter(file -> file.getKey().endsWith(name)).findFirst()
                .map(file -> Picture.of(file.getValue(), words(name) + " of " + state.spec().name()))
                .orElseThrow(() -> new InvalidInputException("the sweep has no picture '" + name + "'"));
    }

    @Override
    public String toString() {
        return Counted.of(state.points().size(), "trial") + "; chosen: " + judgment.chosen().point().shown();
    }
}
