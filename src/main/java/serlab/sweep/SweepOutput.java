package serlab.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.AtomicFile;
import serlab.Counted;
import serlab.corpus.Corpus;
import serlab.evaluation.Csv;
import serlab.experiment.Agreement;
import serlab.experiment.Answers;
import serlab.experiment.Leaks;
import serlab.experiment.TrainingResult;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.engine.TrialTraining;

/**
 * The files that a judged sweep leaves: one page, pictures, and tables.
 *
 * @param files bytes by name
 */
public record SweepOutput(Map<String, byte[]> files) {
    /** The page that shows everything. */
    public static final String PAGE = "report.html";

    private static final String FINALISTS = "finalists.csv";

    public SweepOutput {
        files = new LinkedHashMap<>(files);
    }

    public static SweepOutput of(SweepState state, Judgment judgment, Corpus corpus) {
        String subtitle = subtitle(state, judgment, corpus);
        SweepFigures figures = new SweepFigures(state, judgment, subtitle);
        Map<String, byte[]> files = new LinkedHashMap<>(figures.all());
        files.put("trials.csv", text(trials(state)));
        files.put(FINALISTS, text(finalists(state.spec(), judgment, corpus)));
        Answers said = answers(state, judgment, corpus.labels());
        files.put(Answers.FILE, said.csv());
        files.put(Answers.PARQUET, said.parquet());
        files.put(PAGE, text(new SweepReport(state, judgment, figures).html(subtitle, figures.all())));
        return new SweepOutput(files);
    }

    /** What the numbers are of. */
    static String subtitle(SweepState state, Judgment judgment, Corpus corpus) {
        return corpus.name() + ", " + corpus.clips().size() + " clips; split "
                + state.spec().anyExperiment().protocol().on(corpus).name() + "; finalists on "
                + Counted.of(judgment.folds().size(), "fold") + " and "
                + Counted.of(state.spec().finalists().seeds().size(), "seed") + "; sweep seed " + state.spec().seed()
                + (judgment.failed().isEmpty() ? "" : "; " + Counted.of(judgment.failed().size(), "training")
                        + " of finalists failed, means are over what is left")
                + state.spec().duplicatesAcross(corpus).suffix()
                + state.spec().speakersAcross(corpus).suffix()
                + String.join("", corpus.marks().stream().map(mark -> "; " + mark).toList());
    }

    /** Writes all files, each whole or not at all. */
    public void write(Path folder) {
        files.forEach((name, bytes) -> new AtomicFile(folder.resolve(name)).write(bytes));
    }

    /** What the finalists' trainings said of their test clips; the variant is the trial. */
    private static Answers answers(SweepState state, Judgment judgment, List<String> labels) {
        List<Answers.Row> rows = new ArrayList<>();
        for (Finalist finalist : judgment.ranked()) {
            for (TrainingResult trained : state.tested(finalist.trial())) {
                trained.answers().forEach(clip -> rows.add(new Answers.Row(clip.clip(), clip.speaker(), name(finalist.trial()),
                        trained.key().fold(), String.valueOf(trained.key().seed()), labels.get(clip.truth()),
                        labels.get(clip.predicted()), Answers.list(clip.probabilities()))));
            }
        }
        return new Answers(labels, rows);
    }

    private static String name(int trial) {
        return "trial " + trial;
    }

    /**
     * That the files in a folder agree with each other, with the models' cards and with what is tracked.
     *
     * @param models folder of the finalists' models
     * @throws IllegalStateException naming the figures that do not
     */
    public static void check(Path folder, SweepState state, Judgment judgment, Path models) {
        Agreement agreement = Agreement.of(folder);
        for (Map<String, String> row : Csv.rows(folder.resolve(FINALISTS))) {
            agreement.means(FINALISTS, name(Integer.parseInt(row.get("trial"))),
                    Map.of("test/uar", Double.valueOf(row.get("test_uar"))));
        }
        for (Finalist finalist : judgment.ranked()) {
            agreement.means("MLflow", name(finalist.trial()), SweepRuns.metrics(finalist));
            for (TrainingResult trained : state.tested(finalist.trial())) {
                agreement.card(name(finalist.trial()), trained.key().fold(), String.valueOf(trained.key().seed()),
                        Job.model(models, finalist.trial(), new TrialTraining(trained.key().fold(), trained.key().seed())));
            }
        }
        agreement.require();
    }

    private static String trials(SweepState state) {
        List<Object> header = new ArrayList<>(List.of("trial", "state", "val_uar", "seconds", "parameters"));
        header.addAll(state.spec().space().keys());
        header.add("failure");
        StringBuilder csv = new StringBuilder(Csv.line(header));
        state.points().forEach((number, point) -> {
            Outcome outcome = state.trial(number);
            List<Object> row = new ArrayList<>(List.of(number, outcome.state().name().toLowerCase(Locale.ROOT),
                    Csv.fixed(outcome.score(), 6), Csv.fixed(outcome.seconds(), 3),
                    outcome.trainings().stream().mapToLong(TrainingResult::parameters).max().orElse(0)));
            state.spec().space().keys().forEach(key -> row.add(point.values().getOrDefault(key, "")));
            row.add(outcome.message() == null ? "" : outcome.message());
            csv.append(Csv.line(row));
        });
        return csv.toString();
    }

    private static String finalists(SweepSpec spec, Judgment judgment, Corpus corpus) {
        String leaks = String.join(", ", Leaks.none().words(spec.speakersAcross(corpus)));
        int duplicates = spec.duplicatesAcross(corpus).across();
        StringBuilder csv = new StringBuilder(Csv.line(List.of("trial", "chosen", "test_uar", "test_uar_low",
                "test_uar_high", "val_uar", "search_val_uar", "parameters", "failed", "leaks", "duplicates", "seconds")));
        for (Finalist finalist : judgment.ranked()) {
            csv.append(Csv.line(List.of(finalist.trial(), finalist.trial() == judgment.chosen().trial(),
                    Csv.fixed(finalist.testUar(), 6),
                    finalist.interval().map(e -> Csv.fixed(e.interval().lower(), 6)).orElse(""),
                    finalist.interval().map(e -> Csv.fixed(e.interval().upper(), 6)).orElse(""),
                    Csv.fixed(finalist.validationUar(), 6), Csv.fixed(finalist.searchScore(), 6), finalist.parameters(),
                    finalist.missing(), leaks, duplicates, Csv.fixed(finalist.seconds(), 3))));
        }
        return csv.toString();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
