package serlab.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.ShutdownHook;
import serlab.corpus.Corpus;
import serlab.experiment.Annex;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentListener;
import serlab.experiment.Reproduction;
import serlab.experiment.RunOptions;
import serlab.experiment.TakenFolder;
import serlab.feature.cache.FeatureLoader;
import serlab.tracking.Tracker;

/**
 * The use case "run an experiment": finds its corpus, opens the tracker, trains and tests, and marks runs killed where the
 * process is told to end.
 */
public final class ExperimentRun {
    private static final Annex NOTHING_ADDED = (result, runs) -> { };

    private final Workspace workspace;
    private final RunSettings settings;
    private final Map<String, String> tags;
    private final Optional<LabCluster> cluster;

    /** @param tags of every run that is tracked */
    public ExperimentRun(Workspace workspace, RunSettings settings, Map<String, String> tags) {
        this(workspace, settings, Map.copyOf(tags), Optional.empty());
    }

    private ExperimentRun(Workspace workspace, RunSettings settings, Map<String, String> tags, Optional<LabCluster> cluster) {
        this.workspace = workspace;
        this.settings = settings;
        this.tags = tags;
        this.cluster = cluster;
    }

    /** The same with the trainings on a cluster, where there is one. */
    public ExperimentRun on(Optional<LabCluster> machines) {
        return new ExperimentRun(workspace, settings, tags, machines);
    }

    /** What a file asks for, with the overrides of {@code below} beneath those of the settings. */
    public ComparisonSpec read(ExperimentFile file, List<String> below) {
        return ComparisonSpec.of(file.with(overrides(below)));
    }

    /** Opens the corpus of an experiment and fits the experiment to it; otherwise as {@link #read}. */
    public OpenedExperiment open(ExperimentFile file, List<String> below) {
        return open(file, below, read(file, below));
    }

    /** Opens the corpus of an experiment that was {@linkplain #read read}, and fits the experiment to it. */
    public OpenedExperiment open(ExperimentFile file, List<String> below, ComparisonSpec asked) {
        OpenedExperiment opened = OpenedExperiment.of(file, overrides(below), asked,
                choice -> choice.open(workspace.corpora(), settings.data()));
        opened.notes().forEach(settings.progress());
        return opened;
    }

    private List<String> overrides(List<String> below) {
        return Stream.concat(below.stream(), settings.overrides().stream()).toList();
    }

    /** Runs an experiment; its best model becomes the one that answers by default. */
    public ComparisonResult run(ComparisonSpec spec, Corpus corpus, Path out, ExperimentListener listener)
            throws InterruptedException {
        try (TakenFolder folder = TakenFolder.of(out)) {
            return run(spec, corpus, folder, listener);
        }
    }

    /** The same into a folder that was taken before. */
    public ComparisonResult run(ComparisonSpec spec, Corpus corpus, TakenFolder folder, ExperimentListener listener)
            throws InterruptedException {
        return run(spec, corpus, folder, new RunOptions(folder.path(), workspace.defaultModel(), settings.workers(), settings.strict()),
                tags, listener, NOTHING_ADDED);
    }

    /** Runs an experiment with an addition to its record; its best model is kept beside its other outputs. */
    public ComparisonResult run(ComparisonSpec spec, Corpus corpus, TakenFolder folder, Annex annex, ExperimentListener listener)
            throws InterruptedException {
        return run(spec, corpus, folder, new RunOptions(folder.path(), settings.workers(), settings.strict()), tags, listener, annex);
    }

    /** Opens the corpus of a run that is to be reproduced. */
    public Corpus open(Reproduction reproduction) {
        return reproduction.open(workspace.corpora(), settings.data());
    }

    /** Runs a tracked run again, beside the outputs and the model of other runs. */
    public Reproduction.Report reproduce(Reproduction reproduction, Corpus corpus, TakenFolder folder, ExperimentListener listener)
            throws InterruptedException {
        RunOptions how = new RunOptions(folder.path(), settings.workers(), settings.strict()).trainingAnew();
        ComparisonResult again = run(ComparisonSpec.of(reproduction.file()), corpus, folder,
                reproduction.expected().map(how::requiring).orElse(how),
                Map.of("reproduces", reproduction.original().id()), listener, NOTHING_ADDED);
        return reproduction.compare(again, workspace.provenance());
    }

    private ComparisonResult run(ComparisonSpec spec, Corpus corpus, TakenFolder folder, RunOptions how, Map<String, String> marks,
                                 ExperimentListener listener, Annex annex) throws InterruptedException {
        folder.requireApartFrom(corpus);
        try (Tracker tracker = workspace.tracker(settings.tracking(), marks, settings.progress())) {
            Comparison comparison = new Comparison(spec, how.on(cluster), tracker, listener);
            ShutdownHook stop = ShutdownHook.of("kill", () -> {
                listener.stopped("stopped; finished trainings are kept, and the same command goes on");
                comparison.kill();
                tracker.tellEnds();
            });
            try {
                FeatureLoader loader = new FeatureLoader(settings.cache());
                return comparison.runTaken(corpus, cluster.map(machines -> loader.after(machines.features(spec.variants().get(0).corpus(),
                        false, listener::notice))).orElse(loader), workspace.provenance(), annex);
            } catch (InterruptedException e) {
                listener.stopped("stopped; finished trainings are kept, and the same again goes on");
                throw e;
            } finally {
                stop.close();
                tracker.close();
                settings.cache().warnings().forEach(listener::notice);
                tracker.notices().forEach(listener::notice);
            }
        }
    }
}
