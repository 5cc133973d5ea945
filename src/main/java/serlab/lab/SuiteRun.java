package serlab.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import serlab.corpus.CorpusFingerprint;
import serlab.experiment.Agreement;
import serlab.experiment.Answers;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.experiment.FailedTraining;
import serlab.experiment.FormerSystems;
import serlab.experiment.Suite;
import serlab.experiment.SuiteRow;
import serlab.experiment.SuiteTable;
import serlab.experiment.TakenFolder;
import serlab.experiment.TrainingsFailedException;

/**
 * The use case "run a suite": every system under every protocol. A row that is finished stays finished: started again, it
 * goes on with the next one, and within a row with the next training. Two protocols that come to the same settings for a
 * system are trained once.
 */
public final class SuiteRun {
    private final Function<ExperimentFile, OpenedExperiment> corpora;
    private final Row row;
    private final Listener listener;

    /**
     * @param corpora opens the corpus of a row's file and fits the file to it
     * @param row     carries a row out
     */
    public SuiteRun(Function<ExperimentFile, OpenedExperiment> corpora, Row row, Listener listener) {
        this.corpora = corpora;
        this.row = row;
        this.listener = listener;
    }

    /** Runs the experiment of a row into a folder. */
    @FunctionalInterface
    public interface Row {
        ComparisonResult run(OpenedExperiment experiment, Path folder) throws InterruptedException;
    }

    /** Hears how a suite goes. */
    public interface Listener {
        /** A row is next, be it finished or not. */
        void rowStarts(int number, int of, OpenedExperiment experiment);

        /** A row was trained. */
        void rowTrained(ComparisonResult result);

        /** A row has the settings of another one. */
        void rowKnown(String protocol);

        /** All trainings of a row failed. */
        void rowFailed(String reason);

        /** Rows of systems that the suite had before were removed from these folders. */
        void systemsRemoved(List<String> folders);
    }

    /**
     * What a suite comes to.
     *
     * @param files the table as CSV, Markdown and picture, and the answers of all rows
     */
    public record Result(SuiteTable table, List<Path> files) {
    }

    /** One cell of the table. */
    private record Cell(Suite.SystemFile system, Suite.Protocol protocol, OpenedExperiment experiment, String fingerprint,
                        Path folder) {
        List<String> key() {
            return List.of(system.name(), protocol.name());
        }

        ComparisonSpec spec() {
            return experiment.spec();
        }

        String name() {
            return spec().variants().get(0).name();
        }

        /** All that decides the numbers of the row. */
        Map<String, Object> settings() {
            Map<String, Object> all = new HashMap<>(spec().variants().get(0).settings());
            all.remove("name");
            return all;
        }
    }

    /**
     * Runs what is not finished in a folder.
     *
     * @throws serlab.InvalidInputException if another process writes into the folder, or it lies in that of a corpus
     */
    public Result run(Suite suite, Path out) throws InterruptedException {
        try (TakenFolder folder = TakenFolder.of(out)) {
            return runTaken(suite, folder);
        }
    }

    private Result runTaken(Suite suite, TakenFolder folder) throws InterruptedException {
        Path out = folder.path();
        List<Cell> plan = plan(suite, out);
        plan.forEach(cell -> folder.requireApartFrom(cell.experiment.corpus()));
        Map<List<String>, SuiteRow> rows = new HashMap<>();
        Map<Map<String, Object>, Cell> known = new HashMap<>();
        Map<List<String>, String> failed = new LinkedHashMap<>();
        for (Cell cell : plan) {
            SuiteRow.read(cell.folder, SuiteRow.identity(cell.spec()), cell.experiment.corpus(), cell.fingerprint,
                    cell.spec().variants().get(0)).ifPresent(finished -> {
                rows.put(cell.key(), finished);
                known.putIfAbsent(cell.settings(), cell);
            });
        }
        List<Path> files = table(suite, plan, rows, failed).write(out);
        int number = 0;
        for (Cell cell : plan) {
            listener.rowStarts(++number, plan.size(), cell.experiment);
            if (!rows.containsKey(cell.key())) {
                Cell twin = known.get(cell.settings());
                try {
                    rows.put(cell.key(), twin == null ? trained(cell) : same(rows.get(twin.key()), twin, cell));
                    known.put(cell.settings(), cell);
                } catch (TrainingsFailedException e) {
                    failed.put(cell.key(), e.getMessage());
                    listener.rowFailed(e.getMessage());
                }
                files = table(suite, plan, rows, failed).write(out);
            }
        }
        List<Path> all = new ArrayList<>(files);
        all.add(answers(plan, rows, out));
        List<String> former = new FormerSystems(out, suite.name()).remove(plan.stream().map(cell -> cell.folder.getParent()).toList());
        if (!former.isEmpty()) {
            listener.systemsRemoved(former);
        }
        return new Result(table(suite, plan, rows, failed), all);
    }

    private List<Cell> plan(Suite suite, Path out) {
        List<Cell> plan = new ArrayList<>();
        Map<CorpusChoice, String> fingerprints = new HashMap<>();
        for (Suite.SystemFile system : suite.systems()) {
            for (Suite.Protocol protocol : suite.protocols()) {
                OpenedExperiment opened = corpora.apply(suite.file(system, protocol));
                plan.add(new Cell(system, protocol, new OpenedExperiment(new ComparisonSpec(suite.name(),
                        opened.spec().variants()), opened.corpus(), opened.notes()),
                        fingerprints.computeIfAbsent(opened.spec().variants().get(0).corpus(),
                                choice -> CorpusFingerprint.of(opened.corpus()).hex()),
                        out.resolve(Workspace.folderName(system.name())).resolve(Workspace.folderName(protocol.name()))));
            }
        }
        return plan;
    }

    /** The answers of all rows in one table, variants named as their runs are. */
    private static Path answers(List<Cell> plan, Map<List<String>, SuiteRow> rows, Path out) {
        List<Answers> all = new ArrayList<>();
        for (Cell cell : plan) {
            if (rows.containsKey(cell.key())) {
                Answers.read(cell.folder).ifPresent(all::add);
            }
        }
        Path file = Answers.together(all).write(out);
        Agreement agreement = Agreement.of(out);
        for (Cell cell : plan) {
            SuiteRow row = rows.get(cell.key());
            if (row != null && Answers.read(cell.folder).isPresent()) {
                agreement.means("results.csv", cell.name(), Map.of("test/uar", row.uar(), "test/accuracy", row.accuracy(),
                        "test/macro_f1", row.macroF1()));
            }
        }
        agreement.require();
        return file;
    }

    /** What is finished by now, whenever it was. */
    private static SuiteTable table(Suite suite, List<Cell> plan, Map<List<String>, SuiteRow> rows,
                                    Map<List<String>, String> failed) {
        return new SuiteTable(suite, plan.stream().map(cell -> rows.get(cell.key())).filter(Objects::nonNull).toList(),
                failed);
    }

    private SuiteRow same(SuiteRow known, Cell twin, Cell cell) {
        listener.rowKnown(known.protocol());
        SuiteRow row = known.under(cell.system.name(), cell.protocol.name(), SuiteRow.identity(cell.spec()));
        Answers.read(twin.folder).ifPresent(answers -> answers.under(cell.name()).write(cell.folder));
        row.write(cell.folder);
        return row;
    }

    private SuiteRow trained(Cell cell) throws InterruptedException {
        ComparisonResult result = row.run(cell.experiment, cell.folder);
        listener.rowTrained(result);
        SuiteRow finished = SuiteRow.of(cell.system.name(), cell.protocol.name(), result, cell.fingerprint);
        if (result.failed().stream().allMatch(FailedTraining::diverged)) {
            finished.write(cell.folder);
        }
        return finished;
    }
}
