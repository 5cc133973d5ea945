package serlab.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
                + state.spec().anyExperiment().protocol().name() + "; finalists on " + judgement.folds().size()
                + " folds and " + state.spec().finalists().seeds().size() + " seeds; sweep seed " + state.spec().seed();
    }

    /** Writes all files, each whole or not at all. */
    public void write(Path folder) {
        files.forEach((name, bytes) -> {
            Path file = folder.resolve(name);
            Path partial = folder.resolve(name + ".partial");
            try {
                Files.createDirectories(folder);
                Files.write(partial, bytes);
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException("'" + file + "' could not be written: " + e.getMessage(), e);
            }
        });
    }

    private static String trials(SweepState state) {
        StringBuilder csv = new StringBuilder("trial,state,val_uar,seconds,parameters");
        state.spec().space().keys().forEach(key -> csv.append(',').append(Csv.field(key)));
        csv.append('\n');
        state.points().forEach((number, point) -> {
            Outcome outcome = state.trial(number);
            csv.append(String.format(Locale.ROOT, "%d,%s,%.6f,%.3f,%d", number, outcome.state().name().toLowerCase(Locale.ROOT),
                    outcome.score(), outcome.seconds(), outcome.trainings().stream()
                            .mapToLong(Outcome.Trained::parameters).max().orElse(0)));
            state.spec().space().keys().forEach(key -> csv.append(',')
                    .append(Csv.field(point.values().containsKey(key) ? String.valueOf(point.values().get(key)) : "")));
            csv.append('\n');
        });
        return csv.toString();
    }

    private static String finalists(Judgement judgement) {
        StringBuilder csv = new StringBuilder("trial,chosen,test_uar,test_uar_low,test_uar_high,val_uar,search_val_uar,"
                + "parameters,seconds\n");
        for (Finalist finalist : judgement.ranked()) {
            csv.append(String.format(Locale.ROOT, "%d,%b,%.6f,%s,%.6f,%.6f,%d,%.3f%n", finalist.trial(),
                    finalist.trial() == judgement.chosen().trial(), finalist.testUar(), finalist.interval().map(e ->
                            String.format(Locale.ROOT, "%.6f,%.6f", e.interval().lower(), e.interval().upper())).orElse(","),
                    finalist.validationUar(), finalist.searchScore(), finalist.parameters(), finalist.seconds()));
        }
        return csv.toString();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
