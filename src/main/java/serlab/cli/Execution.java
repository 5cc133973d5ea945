package serlab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import serlab.ShutdownHook;
import serlab.cli.terminal.TerminalProgress;
import serlab.corpus.Corpus;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.experiment.Reproduction;
import serlab.experiment.RunOptions;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.tracking.Tracker;

/** Execution of an experiment file: finds the corpus, opens the tracker, runs, and marks runs killed on Ctrl-C. */
final class Execution {
    private final Project project = Project.here();
    private final CommonOptions options;

    Execution(CommonOptions options) {
        this.options = options;
    }

    Project project() {
        return project;
    }

    /** Runs a file with the overrides of {@code more} below those of the command line. */
    ComparisonResult run(ExperimentFile file, List<String> more) throws InterruptedException {
        Asked asked = ask(file, more);
        System.out.println(heading(asked.corpus));
        return run(asked.spec, asked.corpus, out(asked.spec.name()));
    }

    /**
     * A file with its corpus.
     *
     * @param spec as it is to be run on the corpus
     */
    record Asked(ComparisonSpec spec, Corpus corpus) {
    }

    /** Reads a file, opens its corpus, and fits the settings to it. */
    Asked ask(ExperimentFile file, List<String> more) {
        ComparisonSpec asked = ComparisonSpec.of(overridden(file, more));
        Corpus corpus = asked.variants().get(0).corpus().open(project.corpora(), options.data());
        ComparisonSpec spec = ComparisonSpec.of(overridden(file.forCorpus(corpus.synthetic()), more));
        ComparisonSpec fitted = spec.fitted(corpus);
        for (int i = 0; i < spec.variants().size(); i++) {
            FeatureSpec features = fitted.variants().get(i).features();
            if (!features.equals(spec.variants().get(i).features())) {
                say("note: rows of " + features.bands() * features.frames() + " numbers are read as " + features.bands()
                        + " x "
                        + features.frames() + " (features.bands x features.frames)");
            }
        }
        return new Asked(fitted, corpus);
    }

    /** Where the results of a name go, unless {@code --out} says otherwise. */
    Path out(String name) {
        return options.out != null ? options.out.toAbsolutePath().normalize()
                : project.outputs().resolve(folderName(name));
    }

    /** Runs what was asked for. */
    ComparisonResult run(ComparisonSpec spec, Corpus corpus, Path out) throws InterruptedException {
        return carryOut(spec, corpus, new RunOptions(out, Comparison.defaultModel(project.outputs()), options.workers(),
                options.strict), Map.of());
    }

    /** Runs a tracked run again, beside the outputs and the model of other runs. */
    Reproduction.Report reproduce(Reproduction reproduction) throws InterruptedException {
        ComparisonSpec spec = ComparisonSpec.of(reproduction.file());
        Corpus corpus = reproduction.open(project.corpora(), options.data());
        System.out.println(heading(corpus));
        String id = reproduction.original().id();
        Path out = out("reproduced-" + id.substring(0, Math.min(8, id.length())));
        RunOptions how = new RunOptions(out, options.workers(), options.strict);
        ComparisonResult again = carryOut(spec, corpus, reproduction.expected().map(how::requiring).orElse(how),
                Map.of("reproduces", id));
        return reproduction.compare(again, Provenance.of(project.root()));
    }

    private ComparisonResult carryOut(ComparisonSpec spec, Corpus corpus, RunOptions how, Map<String, String> tags)
            throws InterruptedException {
        CorpusNotes.say(corpus, options.strict);
        FeatureCache cache = options.cache();
        try (TerminalProgress progress = new TerminalProgress(options.quiet);
                Tracker tracker = Trackers.open(project, options.tracking(), tags, this::say)) {
            Comparison comparison = new Comparison(spec, how, tracker, progress);
            ShutdownHook stop = ShutdownHook.of("kill", () -> {
                progress.stopped("stopped; finished trainings are kept, and the same command goes on");
                comparison.kill();
                tracker.tellEnds();
            });
            try {
                return comparison.run(corpus, new FeatureLoader(cache), Provenance.of(project.root()));
            } finally {
                stop.close();
                progress.close();
                tracker.close();
                cache.warnings().forEach(warning -> System.err.println("note: " + warning));
                tracker.notices().forEach(notice -> System.err.println("note: " + notice));
            }
        }
    }

    private ExperimentFile overridden(ExperimentFile file, List<String> more) {
        return file.with(Stream.concat(more.stream(), options.overrides().stream()).toList());
    }

    void say(String line) {
        if (!options.quiet) {
            System.err.println(line);
        }
    }

    static String heading(Corpus corpus) {
        String what = corpus.summary();
        return corpus.synthetic() ? "No corpus found, so the voices are synthetic and so are all numbers below.\n" + what
                + " (name real recordings with --data)" : what;
    }

    static String folderName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
