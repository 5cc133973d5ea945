package serlab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.corpus.Corpus;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.experiment.RunOptions;
import serlab.feature.FeatureCache;
import serlab.feature.FeatureLoader;
import serlab.tracking.Tracker;

/** Carries out an experiment file: finds the corpus, opens the tracker, runs, and marks runs killed on Ctrl-C. */
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
        return new Asked(ComparisonSpec.of(overridden(file.forCorpus(corpus.synthetic()), more)), corpus);
    }

    /** Where the results of a name go, unless {@code --out} says otherwise. */
    Path out(String name) {
        return options.out != null ? options.out.toAbsolutePath().normalize()
                : project.outputs().resolve(folderName(name));
    }

    /** Runs what was asked for. */
    ComparisonResult run(ComparisonSpec spec, Corpus corpus, Path out) throws InterruptedException {
        corpus.warnings().forEach(warning -> System.err.println("note: " + warning));
        FeatureCache cache = new FeatureCache(FeatureCache.defaultDirectory(System.getenv()));
        RunOptions how = new RunOptions(out, Comparison.defaultModel(project.outputs()), options.workers(),
                options.strict);
        try (TerminalProgress progress = new TerminalProgress(options.quiet);
                Tracker tracker = Trackers.open(project, options.tracking(), line -> say(line))) {
            Comparison comparison = new Comparison(spec, how, tracker, progress);
            Thread killer = new Thread(comparison::kill, "kill");
            Runtime.getRuntime().addShutdownHook(killer);
            try {
                return comparison.run(corpus, new FeatureLoader(cache), Provenance.of(project.root()));
            } finally {
                removeHook(killer);
                progress.close();
                cache.warnings().forEach(warning -> System.err.println("note: " + warning));
                tracker.notices().forEach(notice -> System.err.println("note: " + notice));
            }
        }
    }

    private ExperimentFile overridden(ExperimentFile file, List<String> more) {
        return file.with(more).with(options.overrides());
    }

    private void say(String line) {
        if (!options.quiet) {
            System.err.println(line);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is at work
            org.slf4j.LoggerFactory.getLogger(Execution.class).debug("ending", e);
        }
    }

    static String heading(Corpus corpus) {
        String speakers = corpus.speakers().isEmpty() ? "speakers unknown" : corpus.speakers().size() + " speakers";
        String what = corpus.name() + ": " + corpus.clips().size() + " clips, " + corpus.labels().size() + " emotions, "
                + speakers;
        return corpus.synthetic() ? "No corpus found, so the voices are synthetic and so are all numbers below.\n" + what
                + " (name real recordings with --data)" : what;
    }

    static String folderName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
