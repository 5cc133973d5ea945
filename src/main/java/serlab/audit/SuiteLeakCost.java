package serlab.audit;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import serlab.FormulaMark;
import serlab.InvalidInputException;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.Suite;

/** What leaks are worth by the finished rows of a suite: the same system with and without them. */
public final class SuiteLeakCost implements LeakCost {
    private static final String RANDOM = "random-stratified";
    private static final String BY_SPEAKER = "actor-folds-5";

    private final List<Row> rows;

    /** A finished row with the settings that gave it. */
    private record Row(String system, ExperimentSpec experiment, double accuracy) {
        boolean honest(String protocol) {
            return !experiment.leaks().any() && experiment.protocol().name().equals(protocol);
        }
    }

    private SuiteLeakCost(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Reads the results of a suite.
     *
     * @param suite   the suite's file
     * @param results its rows, with the columns {@code system,protocol,…,accuracy,…}
     * @return what they say; {@link LeakCost#UNKNOWN} if one of the files is missing
     * @throws InvalidInputException if they cannot be read
     */
    public static LeakCost read(Path suite, Path results) {
        if (!Files.isRegularFile(suite) || !Files.isRegularFile(results)) {
            return UNKNOWN;
        }
        Suite systems = Suite.of(ExperimentFile.read(suite), suite.toAbsolutePath().getParent());
        try {
            return new SuiteLeakCost(rows(systems, results));
        } catch (TextParsingException | IllegalArgumentException e) {
            throw new InvalidInputException("'" + results + "' is not a table of results; run ./ser compare with the suite "
                    + "again", e);
        }
    }

    private static List<Row> rows(Suite suite, Path results) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setLineSeparatorDetectionEnabled(true);
        List<Row> rows = new ArrayList<>();
        for (Record line : new CsvParser(settings).parseAllRecords(results.toFile())) {
            String system = FormulaMark.removed(line.getString("system"));
            experiment(suite, system, line.getString("protocol")).ifPresent(experiment ->
                    rows.add(new Row(system, experiment, line.getDouble("accuracy"))));
        }
        return rows;
    }

    private static Optional<ExperimentSpec> experiment(Suite suite, String system, String protocol) {
        return suite.systems().stream().filter(known -> known.name().equals(system))
                .flatMap(known -> suite.protocols().stream().filter(p -> p.name().equals(protocol))
                        .map(p -> ExperimentSpec.of(suite.file(known, p).values()))).findFirst();
    }

    @Override
    public String ofLeak(String name) {
        return measured(row -> row.experiment().leaks().words().contains(name), RANDOM);
    }

    @Override
    public String ofSpeakers() {
        return measured(row -> row.honest(RANDOM), BY_SPEAKER);
    }

    /** Accuracy of such rows minus that of the same system without leaks under another protocol. */
    private String measured(Predicate<Row> such, String honest) {
        String points = rows.stream().filter(such).flatMap(row -> rows.stream()
                .filter(other -> other.system().equals(row.system()) && other.honest(honest)).limit(1)
                .map(other -> String.format(Locale.ROOT, "%+.1f for %s%s", 100 * (row.accuracy() - other.accuracy()),
                        row.system(), together(row)))).collect(Collectors.joining(", "));
        return points.isEmpty() ? "" : " Measured, in points of accuracy over " + honest + " without leaks: " + points + ".";
    }

    private static String together(Row row) {
        List<String> leaks = row.experiment().leaks().words();
        return leaks.size() < 2 ? "" : " (" + String.join(", ", leaks) + " together)";
    }
}
