package serlab.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TerminalProgress;
import serlab.cli.terminal.TextTable;
import serlab.experiment.ExperimentFile;
import serlab.experiment.FailedTraining;
import serlab.experiment.TakenFolder;
import serlab.experiment.cross.CrossMatrix;
import serlab.experiment.cross.CrossReport;
import serlab.lab.CrossRun;
import serlab.lab.LabCluster;
import serlab.lab.OpenedExperiment;
import serlab.lab.Workspace;
import serlab.model.InferenceSpec.Normalize;

/** {@code ./ser cross}: trains on each of several corpora and tests on every one. */
@Command(name = "cross", mixinStandardHelpOptions = true, description = {"Trains on each of several corpora and tests on every "
        + "other, and on itself by its own speakers: a matrix of UAR. Started again after an interruption, it goes on where it "
        + "stopped.",
    "The corpora are those of the file (corpus: {type: several, of: [A, B]}) or of --data A --data B; labels are those that all "
    + "of them have, unless corpus.labels chooses."})
final class CrossCommand implements Callable<Integer> {
    private static final String NONE = "none";

    @Parameters(paramLabel = "FILE", description = "experiment file; its split is replaced")
    private Path file;

    @Option(names = "--transductive", paramLabel = "WAY", split = ",", defaultValue = "per-corpus", description = "rows of their own "
            + "with features standardized by unlabeled clips: per-corpus, per-speaker, both with a comma between them, or none "
            + "(default ${DEFAULT-VALUE})")
    private List<String> ways;

    @Mixin
    private EngineOption engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        CrossRun cross = new CrossRun(Workspace.here(), options.settings(), Map.of());
        ExperimentFile read = ExperimentFile.read(file);
        Set<Normalize> ways = ways();
        OpenedExperiment opened;
        CrossRun.Result result;
        try (TakenFolder out = TakenFolder.of(options.out(cross.name(read)))) {
            opened = cross.open(read, ways);
            System.out.println(opened.corpus().summary());
            CorpusNotes.say(opened.corpus(), options.strict);
            Optional<LabCluster> cluster = engine.cluster(options.settings(), out.path());
            try (TerminalProgress progress = new TerminalProgress(options.quiet)) {
                result = cross.on(cluster).run(opened, out, progress);
            } finally {
                cluster.ifPresent(LabCluster::close);
            }
        }
        System.out.println();
        System.out.print(text(result.report()));
        System.out.println();
        result.files().forEach(path -> System.out.println("  " + path));
        System.out.println(ResultTable.answers(result.trained().answers()));
        result.trained().page().ifPresent(page -> System.out.println("MLflow: " + page));
        if (options.json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>(result.report().json());
            all.put("failed", result.trained().failed().stream().map(FailedTraining::fields).toList());
            all.put("files", result.files().stream().map(Path::toString).toList());
            all.put("answers", result.trained().answers().toString());
            all.put("synthetic", opened.corpus().synthetic());
            all.put("duplicates", Json.of(result.trained().duplicates(), result.trained().corpus()));
            System.out.println(Json.line(all));
        }
        return result.trained().failed().isEmpty() ? 0 : Ser.FAILED;
    }

    private Set<Normalize> ways() {
        Set<Normalize> all = EnumSet.noneOf(Normalize.class);
        for (String way : ways) {
            if (!way.equals(NONE)) {
                Normalize by = Normalize.TRAINING_CLIPS;
                for (Normalize known : Normalize.values()) {
                    by = Settings.word(known).equals(way) ? known : by;
                }
                if (!by.transductive()) {
                    throw new InvalidInputException("--transductive is '" + way + "'; expected per-corpus, per-speaker or none");
                }
                all.add(by);
            }
        }
        return all;
    }

    private static String text(CrossReport report) {
        StringBuilder text = new StringBuilder();
        for (CrossMatrix.Grid grid : report.matrix().grids()) {
            text.append(grid.title()).append('\n').append(new TextTable(report.table(grid)).ruled()).append('\n');
        }
        report.matrix().facts().forEach(fact -> text.append(fact).append('\n'));
        return text.toString();
    }
}
