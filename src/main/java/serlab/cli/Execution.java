package serlab.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import serlab.cli.terminal.TerminalProgress;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.Reproduction;
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

    /** Runs an experiment in the folder of its name, on a cluster if one is named. */
    ComparisonResult run(OpenedExperiment opened, EngineOption engine) throws InterruptedException {
        Optional<LabCluster> cluster = engine.cluster(options.settings(), options.out(opened.spec().name()));
        try {
            return on(cluster).run(opened);
        } finally {
            cluster.ifPresent(LabCluster::close);
        }
    }

    /** The use case without any printing. */
    ExperimentRun experiments() {
        return experiments;
    }

    private ComparisonResult run(OpenedExperiment opened) throws InterruptedException {
        System.out.println(heading(opened.corpus()));
        return run(opened.spec(), opened.corpus(), options.out(opened.spec().name()));
    }

    ComparisonResult run(ComparisonSpec spec, Corpus corpus, Path out) throws InterruptedException {
        CorpusNotes.say(corpus, options.strict);
        try (TerminalProgress progress = new TerminalProgress(options.quiet)) {
            return experiments.run(spec, corpus, out, progress);
        }
    }

    Reproduction.Report reproduce(Reproduction reproduction) throws InterruptedException {
        Corpus corpus = experiments.open(reproduction);
        System.out.println(heading(corpus));
        CorpusNotes.say(corpus, options.strict);
        String id = reproduction.original().id();
        try (TerminalProgress progress = new TerminalProgress(options.quiet)) {
            return experiments.reproduce(reproduction, corpus,
                    options.out("reproduced-" + id.substring(0, Math.min(8, id.length()))), progress);
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
