package serlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import serlab.cli.terminal.Json;
import serlab.experiment.Agreement;
import serlab.experiment.Answers;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.FailedTraining;
import serlab.experiment.Suite;
import serlab.experiment.SuiteRow;
import serlab.experiment.SuiteTable;
import serlab.experiment.TrainingsFailedException;

/**
 * Execution of every system of a suite under every protocol. A row that is finished stays finished: started again, it goes
 * on with the next one, and within a row with the next training. Two protocols that come to the same settings for a system
 * are trained once.
 */
final class SuiteExecution {
    private final Execution execution;
    private final CommonOptions options;

    SuiteExecution(Execution execution, CommonOptions options) {
        this.execution = execution;
        this.options = options;
    }

    /** One cell of the table. */
    private record Planned(Suite.SystemFile system, Suite.Protocol protocol, ComparisonSpec spec, Execution.Asked asked,
                           Path folder) {
        List<String> key() {
            return List.of(system.name(), protocol.name());
        }
    }

    int run(Suite suite, List<String> more) throws InterruptedException {
        Path out = execution.out(suite.name() + (more.isEmpty() ? "" : "-quick"));
        List<Planned> plan = plan(suite, more, out);
        Map<List<String>, SuiteRow> rows = new HashMap<>();
        Map<Map<String, Object>, Planned> known = new HashMap<>();
        Map<List<String>, String> failed = new LinkedHashMap<>();
        for (Planned planned : plan) {
            SuiteRow.read(planned.folder, SuiteRow.identity(planned.spec)).ifPresent(row -> {
                rows.put(planned.key(), row);
                known.putIfAbsent(settings(planned.spec), planned);
            });
        }
        List<Path> files = table(suite, plan, rows, failed).write(out);
        int number = 0;
        for (Planned planned : plan) {
            System.out.println("[" + ++number + "/" + plan.size() + "] " + planned.spec.variants().get(0).name() + ": "
                    + Execution.heading(planned.asked.corpus()));
            if (!rows.containsKey(planned.key())) {
                Planned twin = known.get(settings(planned.spec));
                try {
                    rows.put(planned.key(), twin == null ? trained(planned) : same(rows.get(twin.key()), twin, planned));
                    known.put(settings(planned.spec), planned);
                } catch (TrainingsFailedException e) {
                    failed.put(planned.key(), e.getMessage());
                    System.out.println("failed: " + e.getMessage());
                }
                files = table(suite, plan, rows, failed).write(out);
            }
        }
        SuiteTable table = table(suite, plan, rows, failed);
        List<Path> all = new ArrayList<>(files);
        all.add(answers(plan, rows, out));
        report(table, all, more);
        return table.missing().isEmpty() ? 0 : Ser.FAILED;
    }

    /** The answers of all rows in one table, variants named as their runs are. */
    private static Path answers(List<Planned> plan, Map<List<String>, SuiteRow> rows, Path out) {
        List<Answers> all = new ArrayList<>();
        for (Planned planned : plan) {
            if (rows.containsKey(planned.key())) {
                Answers.read(planned.folder).ifPresent(all::add);
            }
        }
        Path file = Answers.together(all).write(out);
        Agreement agreement = Agreement.of(out);
        for (Planned planned : plan) {
            SuiteRow row = rows.get(planned.key());
            if (row != null && Answers.read(planned.folder).isPresent()) {
                agreement.means("results.csv", planned.spec.variants().get(0).name(), Map.of("test/uar", row.uar(),
                        "test/accuracy", row.accuracy(), "test/macro_f1", row.macroF1()));
            }
        }
        agreement.require();
        return file;
    }

    private List<Planned> plan(Suite suite, List<String> more, Path out) {
        List<Planned> plan = new ArrayList<>();
        for (Suite.SystemFile system : suite.systems()) {
            for (Suite.Protocol protocol : suite.protocols()) {
                Execution.Asked asked = execution.ask(suite.file(system, protocol), more);
                plan.add(new Planned(system, protocol, new ComparisonSpec(suite.name(), asked.spec().variants()), asked,
                        out.resolve(Execution.folderName(system.name())).resolve(Execution.folderName(protocol.name()))));
            }
        }
        return plan;
    }

    /** What is finished by now, whenever it was. */
    private static SuiteTable table(Suite suite, List<Planned> plan, Map<List<String>, SuiteRow> rows,
                                    Map<List<String>, String> failed) {
        return new SuiteTable(suite, plan.stream().map(planned -> rows.get(planned.key())).filter(Objects::nonNull).toList(),
                failed);
    }

    /** All that decides the numbers of a row. */
    private static Map<String, Object> settings(ComparisonSpec spec) {
        Map<String, Object> all = new HashMap<>(spec.variants().get(0).settings());
        all.remove("name");
        return all;
    }

    private static SuiteRow same(SuiteRow known, Planned twin, Planned planned) {
        System.out.println("the same settings as '" + known.protocol() + "': not trained again");
        SuiteRow row = known.under(planned.system.name(), planned.protocol.name(), SuiteRow.identity(planned.spec));
        Answers.read(twin.folder).ifPresent(answers -> answers.under(planned.spec.variants().get(0).name())
                .write(planned.folder));
        row.write(planned.folder);
        return row;
    }

    private SuiteRow trained(Planned planned) throws InterruptedException {
        ComparisonResult result = execution.run(planned.spec, planned.asked.corpus(), planned.folder);
        System.out.print(ResultTable.of(result));
        SuiteRow row = SuiteRow.of(planned.system.name(), planned.protocol.name(), result);
        if (result.failed().stream().allMatch(FailedTraining::diverged)) {
            row.write(planned.folder);
        }
        return row;
    }

    private void report(SuiteTable table, List<Path> files, List<String> more) {
        System.out.println();
        System.out.print(table.markdown());
        if (!more.isEmpty()) {
            System.out.println("--quick: one fold and few epochs; the numbers are a smoke test.");
        }
        System.out.println();
        files.forEach(file -> System.out.println("  " + file));
        if (options.json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("rows", table.rows());
            all.put("missing", table.missing());
            System.out.println(Json.line(all));
        }
    }
}
