package serlab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.cli.terminal.TerminalProgress;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Reproduction;
import serlab.experiment.TakenFolder;
import serlab.lab.ExperimentRun;
import serlab.lab.LabCluster;
import serlab.lab.OpenedExperiment;
import serlab.lab.Workspace;

/** Experiment on the terminal: says which corpus it is and shows how it goes. */
final class Execution {
    private final CommonOptions options;
    private final ExperimentRun experiments;

    Execution(CommonOptions options) {
        this(options, new ExperimentRun(Workspace.here(), options.settings(), Map.of()));
    }

    private Execution(CommonOptions options, ExperimentRun experiments) {
        this.options = options;
        this.experiments = experiments;
    }

    /** The same with the trainings on a cluster, where there is one. */
    Execution on(Optional<LabCluster> cluster) {
        return new Execution(options, experiments.on(cluster));
    }

    /**
     * Runs an experiment in the folder of its name, which is taken before the corpus is read, on a cluster if one is named.
     *
     * @param below overrides beneath those of the options
     * @param asked what the file says with them
     */
    ComparisonResult run(ExperimentFile file, List<String> below, ComparisonSpec asked, EngineOption engine) throws InterruptedException {
        try (TakenFolder folder = TakenFolder.of(options.out(asked.name()))) {
            OpenedExperiment opened = experiments.open(file, below, asked);
            folder.requireApartFrom(opened.corpus());
            Optional<LabCluster> cluster = engine.cluster(options.settings(), folder.path());
            try {
                System.out.println(heading(opened.corpus()));
                return on(cluster).run(opened.spec(), opened.corpus(), folder);
            } finally {
                cluster.ifPresent(LabCluster::close);
            }
        }
    }

    /** The use case without any printing. */
    ExperimentRun experiments() {
        return experiments;
    }

    ComparisonResult run(ComparisonSpec spec, Corpus corpus, TakenFolder folder) throws InterruptedException {
        CorpusNotes.say(corpus, options.strict);
        try (TerminalProgress progress = new TerminalProgress(options.quiet)) {
            return experiments.run(spec, corpus, folder, progress);
        }
    }

    /** A row of a suite. */
    ComparisonResult row(OpenedExperiment row, Path out) throws InterruptedException {
        try (TakenFolder folder = TakenFolder.of(out)) {
            return run(row.spec(), row.corpus(), folder);
        }
    }

    Reproduction.Report reproduce(Reproduction reproduction) throws InterruptedException {
        String id = reproduction.original().id();
        try (TakenFolder folder = TakenFolder.of(options.out("reproduced-" + id.substring(0, Math.min(8, id.length()))))) {
            Corpus corpus = experiments.open(reproduction);
            folder.requireApartFrom(corpus);
            System.out.println(heading(corpus));
            CorpusNotes.say(corpus, options.strict);
            try (TerminalProgress progress = new TerminalProgress(options.quiet)) {
                return experiments.reproduce(reproduction, corpus, folder, progress);
            }
        }
    }

    static String heading(Corpus corpus) {
        String what = corpus.summary();
        if (corpus.synthetic() && corpus.members().size() > 1) {
            return "The voices of one corpus or more are synthetic, and so are the numbers below that come of them.\n" + what;
        }
        return corpus.synthetic() ? "No corpus found, so the voices are synthetic and so are all numbers below.\n" + what
                + " (name real recordings with --data)" : what;
    }
}
