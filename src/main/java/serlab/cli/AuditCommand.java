package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.audit.AuditReport;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.WorkProgress;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.locate.Places;
import serlab.experiment.ExperimentFile;
import serlab.lab.CorpusAudit;
import serlab.lab.Workspace;

/** {@code ./ser audit}: what leaks in a corpus, split or experiment. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = {"Finds what flatters the numbers of a corpus, a "
        + "split or an experiment: the same audio twice, speakers and sentences on both sides of a split, contradicting "
        + "labels, silence, clipping.",
    "Encoding, sampling rate, gain, noise, cut ends, changed pitch, tempo and speed are seen through."})
final class AuditCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1",
            description = "experiment file; or a corpus, as with --data. Without it the corpus at hand is audited")
    private Path file;

    @Option(names = "--data", paramLabel = "PATH",
            description = "the corpus: a folder, a zip archive, a CSV or Parquet table (also SER_DATA); several of them, or A,B, are read "
                    + "as one")
    private List<Path> data;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "replaces a setting of the experiment file; may be given several times")
    private List<String> overrides = List.of();

    @Mixin
    private JsonOption json;

    @Option(names = "--strict", description = "exit code 1 if a finding is an error")
    private boolean strict;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Override
    public Integer call() {
        AuditReport report;
        try (WorkProgress progress = new WorkProgress("Listening", "clips", 1, quiet)) {
            report = isExperiment() ? audit(place(), progress).experiment(ExperimentFile.read(file), overrides)
                    : audit(file != null ? file : place(), progress).corpus(overrides);
        }
        System.out.print(AuditText.of(report));
        if (json.asked()) {
            System.out.println(Json.line(AuditText.json(report)));
        }
        return strict && report.hasErrors() ? Ser.FAILED : 0;
    }

    private Path place() {
        return Places.joined(data).orElse(null);
    }

    private boolean isExperiment() {
        if (file == null || Files.isDirectory(file)) {
            return false;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        return !CorpusLocator.isCsv(file) && !name.endsWith(".csv") && !name.endsWith(".zip");
    }

    private CorpusAudit audit(Path place, WorkProgress progress) {
        if (!isExperiment() && file != null && data != null) {
            throw new InvalidInputException("'" + file + "' and --data '" + place() + "' are both corpora; give one of them");
        }
        return new CorpusAudit(Workspace.here(), Optional.ofNullable(place), corpus -> CorpusNotes.say(corpus, strict),
                progress::step);
    }
}
