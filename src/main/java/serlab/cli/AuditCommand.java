package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.audit.Audit;
import serlab.audit.AuditReport;
import serlab.audit.LeakCost;
import serlab.audit.SuiteLeakCost;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.WorkProgress;
import serlab.corpus.Corpus;
import serlab.corpus.locate.CorpusLocator;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentSpec;
import serlab.feature.cache.FeatureCache;

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
            description = "the corpus: a folder, a zip archive or a CSV file (also SER_DATA)")
    private Path data;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "replaces a setting of the experiment file; may be given several times")
    private List<String> overrides = List.of();

    @Option(names = "--json", description = "the last line on standard output is one JSON object")
    private boolean json;

    @Option(names = "--strict", description = "exit code 1 if a finding is an error")
    private boolean strict;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Option(names = "--debug", description = "stack traces with errors")
    private boolean debug;

    private final Project project = Project.here();

    @Override
    public Integer call() {
        AuditReport report;
        try (WorkProgress progress = new WorkProgress("Listening", "clips", 1, quiet)) {
            Path experiments = project.root().resolve("experiments");
            LeakCost worth = SuiteLeakCost.read(experiments.resolve("published-systems.yaml"),
                    experiments.resolve("published").resolve("results.csv"));
            Audit audit = new Audit(new FeatureCache(FeatureCache.defaultDirectory(System.getenv())), worth, progress::step);
            report = isExperiment() ? experiment(audit) : corpus(audit);
        }
        System.out.print(AuditText.of(report));
        if (json) {
            System.out.println(Json.line(AuditText.json(report)));
        }
        return strict && report.hasErrors() ? Ser.FAILED : 0;
    }

    private boolean isExperiment() {
        if (file == null || Files.isDirectory(file)) {
            return false;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        return !CorpusLocator.isCsv(file) && !name.endsWith(".csv") && !name.endsWith(".zip");
    }

    private AuditReport experiment(Audit audit) {
        ExperimentFile read = ExperimentFile.read(file).with(overrides);
        CorpusLocator corpora = project.corpora();
        Corpus corpus = ComparisonSpec.of(read).variants().get(0).corpus().open(corpora, Optional.ofNullable(data));
        note(corpus);
        ExperimentSpec spec = ComparisonSpec.of(read.forCorpus(corpus.synthetic())).variants().get(0);
        return audit.experiment(spec, corpus);
    }

    private AuditReport corpus(Audit audit) {
        Settings settings = Settings.of("", ExperimentFile.parse("corpus: {}", "of settings").with(overrides).values());
        for (String key : settings.keys()) {
            if (!key.equals("corpus")) {
                throw new InvalidInputException("--set " + key
                        + " needs an experiment file, whose setting it replaces; name one");
            }
        }
        if (file != null && data != null) {
            throw new InvalidInputException("'" + file + "' and --data '" + data + "' are both corpora; give one of them");
        }
        Optional<Path> place = Optional.ofNullable(file != null ? file : data);
        CorpusChoice choice = CorpusChoice.read(settings.section("corpus"));
        Corpus everyFile = choice.openEveryFile(project.corpora(), place);
        note(everyFile);
        return audit.corpus(everyFile, choice.open(project.corpora(), place));
    }

    private void note(Corpus corpus) {
        CorpusNotes.say(corpus, strict);
    }
}
