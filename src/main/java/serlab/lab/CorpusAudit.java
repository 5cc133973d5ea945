package serlab.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.audit.Audit;
import serlab.audit.AuditReport;
import serlab.audit.SuiteLeakCost;
import serlab.corpus.Corpus;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentSpec;
import serlab.feature.cache.ProgressListener;

/**
 * The use case "audit": what leaks in a corpus, or in an experiment and its split.
 *
 * @param data     the corpus, where one is named
 * @param opened   told of each corpus that is opened
 * @param progress told after each clip that is listened to
 */
public record CorpusAudit(Workspace workspace, Optional<Path> data, Consumer<Corpus> opened, ProgressListener progress) {
    /** Audits the first experiment of a file on its corpus. */
    public AuditReport experiment(ExperimentFile file, List<String> overrides) {
        RunSettings settings = new RunSettings(data, overrides, Optional.empty(), workspace.cache(), 1, false, line -> { });
        OpenedExperiment experiment = new ExperimentRun(workspace, settings, Map.of()).open(file, List.of());
        opened.accept(experiment.corpus());
        ExperimentSpec first = experiment.spec().variants().get(0);
        return audit().experiment(first, experiment.corpus());
    }

    /**
     * Audits a corpus.
     *
     * @param overrides of the section {@code corpus} alone
     */
    public AuditReport corpus(List<String> overrides) {
        Settings settings = Settings.of("", ExperimentFile.parse("corpus: {}", "of settings").with(overrides).values());
        for (String key : settings.keys()) {
            if (!key.equals("corpus")) {
                throw new InvalidInputException("--set " + key
                        + " needs an experiment file, whose setting it replaces; name one");
            }
        }
        CorpusChoice choice = CorpusChoice.read(settings.section("corpus"));
        Corpus everyFile = choice.openEveryFile(workspace.corpora(), data);
        opened.accept(everyFile);
        return audit().corpus(everyFile, choice.open(workspace.corpora(), data));
    }

    /** Audits a corpus that is open. */
    public AuditReport corpus(Corpus corpus) {
        return audit().corpus(corpus, corpus);
    }

    private Audit audit() {
        return new Audit(workspace.cache(), SuiteLeakCost.read(workspace.experiments().resolve("published-systems.yaml"),
                workspace.experiments().resolve("published").resolve("results.csv")), progress);
    }
}
