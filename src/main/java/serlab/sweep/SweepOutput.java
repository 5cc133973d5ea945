package serlab.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.AtomicFile;
import serlab.corpus.Corpus;
import serlab.evaluation.Csv;

/**
 * The files that a judged sweep leaves: one page, pictures, and tables.
 *
 * @param files bytes by name
 */
public record SweepOutput(Map<String, byte[]> files) {
    /** The page that shows everything. */
    public static final String PAGE = "report.html";

    public SweepOutput {
        files = new LinkedHashMap<>(files);
    }

    public static SweepOutput of(SweepState state, Judgement judgement, Corpus corpus) {
        String subtitle = subtitle(state, judgement, corpus);
        SweepFigures figures = new SweepFigures(state, judgement, subtitle);
        Map<String, byte[]> files = new LinkedHashMap<>(figures.all());
        files.put("trials.csv", text(trials(state)));
        files.put("finalists.csv", text(finalists(judgement)));
        files.put(PAGE, text(new SweepReport(state, judgement, figures).html(subtitle, figures.all())));
        return new SweepOutput(files);
    }

    /** What the numbers are of. */
    static String subtitle(SweepState state, Judgement judgement, Corpus corpus) {
        return corpus.name() + ", " + corpus.clips().size() + " clips; split "
                + state.spec().anyExperiment().protocol().name() + "; finalists on "
                + counted(judgement.folds().size(), "fold") + " and "
                + counted(state.spec().finalists().seeds().size(), "seed") + "; sweep seed " + state.spec().seed();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Writes all files, each whole or not at all. */
    public void write(Path folder) {
        files.forEach((name, bytes) -> new AtomicFile(folder.resolve(name)).write(bytes));
    }

    private static String trials(SweepState state) {
        List<Object> header = new ArrayList<>(List.of("trial", "state", "val_uar", "seconds", "parameters"));
        header.addAll(state.spec().space().keys());
        StringBuilder csv = new StringBuilder(Csv.line(header));
        state.points().forEach((number, point) -> {
            Outcome outcome = state.trial(number);
            List<Object> row = new ArrayList<>(List.of(number, outcome.state().name().toLowerCase(Locale.ROOT),
                    Csv.fixed(outcome.score(), 6), Csv.fixed(outcome.seconds(), 3),
                    outcome.trainings().stream().mapToLong(Outcome.Trained::parameters).max().orElse(0)));
            state.spec().space().keys().forEach(key -> row.add(point.values().getOrDefault(key, "")));
            csv.append(Csv.line(row));
        });
        return csv.toString();
    }

    private static String finalists(Judgement judgement) {
        StringBuilder csv = new StringBuilder(Csv.line(List.of("trial", "chosen", "test_uar", "test_uar_low",
                "test_uar_high", "val_uar", "search_val_uar", "parameters", "seconds")));
        for (Finalist finalist : judgement.ranked()) {
            csv.append(Csv.line(List.of(finalist.trial(), finalist.trial() == judgement.chosen().trial(),
                    Csv.fixed(finalist.testUar(), 6),
                    finalist.interval().map(e -> Csv.fixed(e.interval().lower(), 6)).orElse(""),
                    finalist.interval().map(e -> Csv.fixed(e.interval().upper(), 6)).orElse(""),
                    Csv.fixed(finalist.validationUar(), 6), Csv.fixed(finalist.searchScore(), 6), finalist.parameters(),
                    Csv.fixed(finalist.seconds(), 3))));
        }
        return csv.toString();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
