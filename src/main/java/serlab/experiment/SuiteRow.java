package serlab.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.ContentHash;
import serlab.Mappers;
import serlab.corpus.Corpus;
import serlab.evaluation.Csv;
import serlab.evaluation.Interval;

/**
 * One finished row of a suite's table: means over folds and seeds.
 *
 * @param system   name of the system
 * @param protocol name of the protocol
 * @param corpus   corpus and clips
 * @param leaky    whether any of {@code leaks} is named
 * @param duplicates test clips that have a duplicate in training or validation
 * @param seeds    number of seeds
 * @param folds    number of folds
 * @param accuracy mean share of right test clips
 * @param macroF1  mean macro F1
 * @param uar      mean UAR
 * @param uarLow   lower end of its 95 % interval over {@link serlab.evaluation.TestScores#spread}; cut at 0 and 1;
 *                 {@code uar} for a single training
 * @param uarHigh  upper end
 * @param failed   trainings that failed; the means are over the others
 * @param minutes  training time of all trainings together
 * @param identity hash of the settings that gave it
 * @param fingerprint of the clips of the corpus that it was run on; empty in rows of earlier versions
 * @param leaks    the leaks that are switched on, and that speakers stand on both sides of the corpus' own split; null in rows of
 *                 earlier versions
 * @param speakersAcross test speakers who are heard in training or validation, where the corpus' own split has them so
 */
public record SuiteRow(String system, String protocol, String corpus, boolean leaky, int duplicates, int seeds,
                       int folds, double accuracy, double macroF1, double uar, double uarLow, double uarHigh, int failed,
                       double minutes, String identity, String fingerprint, int speakersAcross, List<String> leaks) {
    private static final String FILE = "row.json";
    private static final Pattern CLIPS = Pattern.compile("(.*), (\\d+) clips");

    private static final List<String> HEADER = List.of("system", "protocol", "leaky", "seeds", "folds", "accuracy",
            "macro_f1", "uar", "uar_low", "uar_high", "minutes", "failed", "duplicates", "leaks",
            "speakers_across", "corpus");

    public SuiteRow {
        fingerprint = fingerprint == null ? "" : fingerprint;
    }

    /**
     * The row of a finished experiment.
     *
     * @param fingerprint of the clips of its corpus
     */
    public static SuiteRow of(String system, String protocol, ComparisonResult result, String fingerprint) {
        VariantResult variant = result.variants().get(0);
        double uar = variant.uar().mean();
        Optional<Interval> interval = variant.uar().interval();
        return new SuiteRow(system, protocol, result.corpus().name() + ", " + result.corpus().clips().size() + " clips",
                !result.leaks().isEmpty(), result.duplicates().across(), variant.seeds().size(), variant.folds(),
                variant.accuracy().mean(), variant.macroF1().mean(), uar,
                interval.map(ends -> Math.max(0, ends.lower())).orElse(uar),
                interval.map(ends -> Math.min(1, ends.upper())).orElse(uar), result.failed().size(), variant.minutes(),
                identity(result.spec()), fingerprint, result.speakersAcross().across(), result.leaks());
    }

    /** The same figures for a system and protocol that come to the same settings. */
    public SuiteRow under(String otherSystem, String otherProtocol, String otherIdentity) {
        return new SuiteRow(otherSystem, otherProtocol, corpus, leaky, duplicates, seeds, folds, accuracy, macroF1, uar, uarLow,
                uarHigh, failed, minutes, otherIdentity, fingerprint, speakersAcross, leaks);
    }

    /** Names the settings of a row. */
    public static String identity(ComparisonSpec spec) {
        return ContentHash.of((ExperimentFile.yaml(spec.settings()) + Provenance.libraryVersion())
                .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The row that was finished in a folder with the same settings on the same corpus. Of a row that does not tell its corpus'
     * fingerprint, name and number of clips must not contradict.
     *
     * @param fingerprint of the clips of the corpus
     * @param spec        whose leaks a row has that does not name them
     */
    public static Optional<SuiteRow> read(Path folder, String identity, Corpus corpus, String fingerprint, ExperimentSpec spec) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? Optional.of(Mappers.JSON.readValue(file.toFile(), SuiteRow.class))
                    .filter(row -> row.identity.equals(identity) && row.isOf(corpus, fingerprint))
                    .map(row -> row.leaking(ComparisonResult.leaks(spec, corpus))) : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private SuiteRow leaking(List<String> named) {
        return leaks != null ? this : new SuiteRow(system, protocol, corpus, !named.isEmpty(), duplicates, seeds, folds, accuracy, macroF1,
                uar, uarLow, uarHigh, failed, minutes, identity, fingerprint, speakersAcross, named);
    }

    private boolean isOf(Corpus other, String print) {
        Matcher told = CLIPS.matcher(corpus);
        return fingerprint.isEmpty() ? told.matches() && told.group(1).equals(other.name())
                && Integer.parseInt(told.group(2)) <= other.clips().size() : fingerprint.equals(print);
    }

    /** Whether a folder, below that of a system, holds the row of that system and protocol. */
    static boolean isOf(Path folder) {
        try {
            Path file = folder.resolve(FILE);
            SuiteRow row = Files.exists(file) ? Mappers.JSON.readValue(file.toFile(), SuiteRow.class) : null;
            return row != null && named(folder, row.protocol) && named(folder.getParent(), row.system);
        } catch (IOException damaged) {
            return false;
        }
    }

    private static boolean named(Path folder, String name) {
        return OutputFolder.fileName(folder.getFileName().toString()).equals(OutputFolder.fileName(name));
    }

    /** Keeps the row in its folder. */
    public void write(Path folder) {
        new OutputFolder(folder).write(FILE, Recorder.json(this).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether its figures flatter. */
    boolean marked() {
        return leaky || duplicates > 0 || speakersAcross > 0;
    }

    /** What {@code --json} says of it. */
    public Map<String, Object> fields() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("system", system);
        all.put("protocol", protocol);
        all.put("corpus", corpus);
        all.put("leaky", leaky);
        all.put("leaks", leaks);
        all.put("duplicates", duplicates);
        all.put("speakers_across", speakersAcross);
        all.put("seeds", seeds);
        all.put("folds", folds);
        all.put("accuracy", accuracy);
        all.put("macro_f1", macroF1);
        all.put("uar", uar);
        all.put("uar_low", uarLow);
        all.put("uar_high", uarHigh);
        all.put("failed", failed);
        all.put("minutes", minutes);
        return all;
    }

    /** All rows as CSV, shares with six digits. */
    static String csv(List<SuiteRow> rows) {
        StringBuilder csv = new StringBuilder(Csv.line(HEADER));
        for (SuiteRow row : rows) {
            csv.append(Csv.line(List.of(row.system, row.protocol, row.leaky, row.seeds, row.folds,
                    Csv.fixed(row.accuracy, 6), Csv.fixed(row.macroF1, 6), Csv.fixed(row.uar, 6),
                    Csv.fixed(row.uarLow, 6), Csv.fixed(row.uarHigh, 6), Csv.fixed(row.minutes, 2), row.failed,
                    row.duplicates, String.join(", ", row.leaks), row.speakersAcross, row.corpus)));
        }
        return csv.toString();
    }
}
