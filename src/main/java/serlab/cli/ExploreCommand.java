package serlab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.Stoppable;
import serlab.cli.terminal.WorkProgress;
import serlab.experiment.OutputFolder;
import serlab.explore.Exploration;
import serlab.explore.ExplorationReport;
import serlab.lab.Workspace;

/** {@code ./ser explore}: what there is to know of a corpus before anything is trained. */
@Command(name = "explore", mixinStandardHelpOptions = true,
        description = {"Looks at a corpus: counts, durations, loudness, silence, clipping, pitch and energy by emotion, "
            + "examples, and a map of the clips.", "Writes one offline page of interactive charts, a PNG per chart, and a "
            + "CSV with a line per clip. Started again after an interruption, it goes on where it stopped."})
final class ExploreCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        CorpusVisit visit = new CorpusVisit(options);
        visit.announce();
        Path out = options.out != null ? options.out.toAbsolutePath().normalize()
                : Workspace.here().outputs().resolve("explore");
        OutputFolder folder = new OutputFolder(out);
        Exploration exploration;
        List<Path> files;
        try (Stoppable stoppable = new Stoppable();
                WorkProgress progress = new WorkProgress("Exploring", "clips", 1, options.quiet)) {
            exploration = Exploration.of(visit.corpus(), visit.pipeline(progress::step), out);
            progress.close();
            files = ExplorationReport.write(exploration, folder);
        }
        visit.report(exploration.skipped());
        exploration.telltales().forEach(telltale -> System.out.println("The recording tells the emotion, by " + telltale));
        files.forEach(file -> System.out.println("  " + file));
        System.out.println("Open " + files.get(0).toUri() + " in a browser.");
        if (options.json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("corpus", exploration.corpus().name());
            all.put("clips", exploration.rows().size());
            all.put("skipped", exploration.skipped().size());
            all.put("not_read", exploration.corpus().faults());
            all.put("seconds", exploration.rows().stream().mapToDouble(row -> row.measures().durationSeconds()).sum());
            all.put("telltales", exploration.telltales());
            all.put("files", files.stream().map(Path::toString).toList());
            System.out.println(Json.line(all));
        }
        return 0;
    }
}
