package serlab.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.corpus.locate.Places;
import serlab.corpus.split.CrossCorpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentListener;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.Suite;
import serlab.experiment.TakenFolder;
import serlab.experiment.cross.CrossMatrix;
import serlab.experiment.cross.CrossReport;
import serlab.model.InferenceSpec.Normalize;

/**
 * The use case "train on each corpus, test on every other": an experiment under {@code cross-corpus}, on the labels that all
 * corpora have, with transductive twins of its variants, as a matrix. Started again, it goes on where it stopped.
 */
public final class CrossRun {
    /** Behind the name of the experiment. */
    static final String ACROSS = " across corpora";
    private static final List<String> BELOW = List.of("split.type=cross-corpus");

    private final Workspace workspace;
    private final RunSettings settings;
    private final ExperimentRun experiments;

    /** @param tags of every run that is tracked */
    public CrossRun(Workspace workspace, RunSettings settings, Map<String, String> tags) {
        this(workspace, settings, new ExperimentRun(workspace, settings, tags));
    }

    private CrossRun(Workspace workspace, RunSettings settings, ExperimentRun experiments) {
        this.workspace = workspace;
        this.settings = settings;
        this.experiments = experiments;
    }

    /** The same with the trainings on a cluster, where there is one. */
    public CrossRun on(Optional<LabCluster> machines) {
        return new CrossRun(workspace, settings, experiments.on(machines));
    }

    /**
     * What a matrix comes to.
     *
     * @param files its table, its picture and its page
     */
    public record Result(ComparisonResult trained, CrossReport report, List<Path> files) {
    }

    /** What the experiment of a file is called here. */
    public String name(ExperimentFile file) {
        requireNoSuite(file);
        return experiments.read(file, BELOW).name() + ACROSS;
    }

    private static void requireNoSuite(ExperimentFile file) {
        if (Suite.describes(file)) {
            throw new InvalidInputException("the file describes a suite; ./ser cross takes an experiment, such as "
                    + "experiments/starter.yaml");
        }
    }

    /**
     * Opens the corpora of an experiment and fits the experiment to them. Labels are those that all corpora have, unless the
     * file chooses; its split is replaced.
     *
     * @param ways in which the transductive twins are standardized
     * @throws InvalidInputException if the file describes no experiment, or one corpus
     */
    public OpenedExperiment open(ExperimentFile file, Set<Normalize> ways) {
        requireNoSuite(file);
        List<String> below = new ArrayList<>(BELOW);
        if (!experiments.read(file, below).variants().get(0).corpus().spec().needsPlace()
                && settings.data().map(Places::of).filter(Places::several).isPresent()) {
            below.add("corpus.type=auto");     // the corpora that are named, not the synthetic voices of the file
        }
        ComparisonSpec asked = experiments.read(file, below);
        if (asked.ensemble()) {
            throw new InvalidInputException("'" + asked.name() + "' is an ensemble; ./ser cross takes experiments and their variants, "
                    + "such as experiments/spectrogram-vs-mfcc.yaml");
        }
        ExperimentSpec first = asked.variants().get(0);
        if (!workspace.corpora().isSeveral(first.corpus().spec(), settings.data())
                && first.corpus().open(workspace.corpora(), settings.data()).members().size() < 2) {
            throw new InvalidInputException("./ser cross needs two corpora or more, and one is named; give --data A --data B, or in "
                    + "the file corpus: {type: several, of: [A, B]}");
        }
        CorpusChoice corpora = first.corpus().orCommon();
        OpenedExperiment opened = experiments.open(file, below, asked.on(corpora));
        requireLabels(opened.corpus());
        CrossCorpus.plan(first.protocol(), opened.corpus());
        return new OpenedExperiment(with(opened.spec().on(corpora), ways), opened.corpus(), opened.notes());
    }

    /** Refuses labels that a corpus has no clip of: each of them is trained on. */
    private static void requireLabels(Corpus corpus) {
        for (String member : corpus.members()) {
            for (String label : corpus.labels()) {
                if (corpus.clips().stream().noneMatch(clip -> clip.corpus().equals(member) && clip.label().equals(label))) {
                    throw new InvalidInputException("label '" + label + "' has no clip in " + member + ", and ./ser cross trains on "
                            + "every corpus; leave corpus.labels out to keep what all have, or drop it with corpus.labels");
                }
            }
        }
    }

    /** The variants, and behind them the same standardized by unlabeled clips. */
    private ComparisonSpec with(ComparisonSpec spec, Set<Normalize> ways) {
        List<ExperimentSpec> all = new ArrayList<>(spec.variants());
        for (Normalize way : ways) {
            for (ExperimentSpec variant : spec.variants()) {
                if (!variant.inference().transductive()) {
                    try {
                        all.add(variant.normalized(variant.name() + ", " + Settings.word(way).replace('-', ' '), way));
                    } catch (InvalidInputException e) {
                        settings.progress().accept("note: no row " + Settings.word(way) + " of " + variant.name() + ": "
                                + e.getMessage());
                    }
                }
            }
        }
        return new ComparisonSpec(spec.name() + ACROSS, all);
    }

    /** Trains and tests what is not finished in a folder, and writes and tracks the matrix. */
    public Result run(OpenedExperiment opened, TakenFolder out, ExperimentListener listener) throws InterruptedException {
        List<CrossReport> made = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        ComparisonResult trained = experiments.run(opened.spec(), opened.corpus(), out, (result, runs) -> {
            CrossReport report = new CrossReport(opened.spec().name(), CrossMatrix.of(result));
            files.addAll(report.write(out.path()));
            report.track(runs);
            made.add(report);
        }, listener);
        return new Result(trained, made.get(0), files);
    }
}
