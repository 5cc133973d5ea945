package serlab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.cli.terminal.Json;
import serlab.experiment.TakenFolder;
import serlab.experiment.report.Report;
import serlab.lab.Workspace;

/** {@code ./ser report}: one page and one table from finished runs. */
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Makes REPORT.md and results.csv from the finished runs of a folder of experiment files.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FOLDER",
            description = "folder of experiment files; experiments/best by default")
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", description = "where the page goes; into the folder by default")
    private Path out;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Workspace project = Workspace.here();
        Path from = folder != null ? folder : project.root().resolve("experiments/best");
        Report report;
        List<Path> written;
        try (TakenFolder into = TakenFolder.of(out != null ? out : from)) {
            report = Report.of(from, project::output);
            written = report.write(into.path());
        }
        written.forEach(file -> System.out.println("  " + file));
        report.missing().forEach(name -> System.err.println("note: " + name + " has no results yet"));
        if (json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("files", written.stream().map(Path::toString).toList());
            all.put("models", report.rows().size());
            all.put("pretrained", report.pretrained().size());
            all.put("missing", report.missing());
            System.out.println(Json.line(all));
        }
        return 0;
    }
}
