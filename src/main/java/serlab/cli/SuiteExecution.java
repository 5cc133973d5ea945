package serlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.Suite;
import serlab.experiment.SuiteRow;
import serlab.experiment.SuiteTable;

/**
 * Runs every system of a suite under every protocol. A row that is finished stays finished: started again, it goes on
 * with the next one, and within a row with the next training. Two protocols that come to the same settings for a system
 * are trained once.
 */
final class SuiteExecution {
    private final Execution execution;
    private final CommonOptions options;

    SuiteExecution(Execution execution, CommonOptions options) {
        this.execution = execution;
        this.options = options;
    }

    int run(Suite suite, List<String> more) throws InterruptedException {
        Path out = execution.out(suite.name() + (more.isEmpty() ? "" : "-quick"));
        List<SuiteRow> rows = new ArrayList<>();
        List<Path> files = List.of();
        int total = suite.systems().size() * suite.protocols().size();
        int number = 0;
        Map<Map<String, Object>, SuiteRow> known = new HashMap<>();
        for (Suite.SystemFile system : suite.systems()) {
            for (Suite.Protocol protocol : suite.protocols()) {
                Execution.Asked asked = execution.ask(suite.file(system, protocol), more);
                ComparisonSpec spec = new ComparisonSpec(suite.name(), asked.spec().variants());
                Path folder = out.resolve(Execution.folderName(system.name())).resolve(
                        Execution.folderName(protocol.name()));
                System.out.println("[" + ++number + "/" + total + "] " + spec.variants().get(0).name() + ": "
                        + Execution.heading(asked.corpus()));
                Optional<SuiteRow> done = SuiteRow.read(folder, SuiteRow.identity(spec))
                        .or(() -> same(known.get(settings(spec)), protocol, spec, folder));
                SuiteRow row = done.isPresent() ? done.get() : trained(system, protocol, spec, asked, folder);
                rows.add(row);
                known.putIfAbsent(settings(spec), row);
                files = new SuiteTable(suite, rows).write(out);
            }
        }
        report(new SuiteTable(suite, rows), files, more);
        return 0;
    }

    /** All that decides the numbers of a row. */
    private static Map<String, Object> settings(ComparisonSpec spec) {
        Map<String, Object> all = new HashMap<>(spec.variants().get(0).settings());
        all.remove("name");
        return all;
    }

    private static Optional<SuiteRow> same(SuiteRow known, Suite.Protocol protocol, ComparisonSpec spec, Path folder) {
        return Optional.ofNullable(known).map(row -> {
            System.out.println("the same settings as '" + row.protocol() + "': not trained again");
            SuiteRow copy = row.under(protocol.name(), SuiteRow.identity(spec));
            copy.write(folder);
            return copy;
        });
    }

    private SuiteRow trained(Suite.SystemFile system, Suite.Protocol protocol, ComparisonSpec spec,
                             Execution.Asked asked, Path folder) throws InterruptedException {
        ComparisonResult result = execution.run(spec, asked.corpus(), folder);
        System.out.print(ResultTable.of(result));
        SuiteRow row = SuiteRow.of(system.name(), protocol.name(), result);
        row.write(folder);
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
            System.out.println(Json.line(all));
        }
    }
}
