package serlab.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.FolderLock;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.audit.AuditReport;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.LabelChoice;
import serlab.corpus.split.SplitProtocols;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.explore.Exploration;
import serlab.explore.effect.ClipNumbers;
import serlab.explore.effect.FeatureEffects;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.ProgressListener;
import serlab.lab.CorpusAudit;
import serlab.lab.Workspace;
import serlab.model.ModelBundle;
import serlab.notebook.assist.Takes;
import serlab.notebook.assist.TextKind;
import tech.tablesaw.api.Table;

/**
 * What a notebook works with: corpora, experiments, results and models, and {@linkplain SoundLaboratory sounds}. Completion after
 * {@code lab.} shows everything there is.
 *
 * <p>The corpus is the one that {@code SER_DATA} names, else RAVDESS where it is found, else synthetic voices. Where the
 * variable {@code SER_NOTEBOOK} is {@code smoke}, trainings are short and synthetic voices fewer.
 */
public final class Laboratory extends SoundLaboratory {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final CellTraining training;
    private final CellModels models;
    private final CellCorpora corpora;

    private Laboratory(CellTraining training, Optional<Corpus> chosen) {
        this.training = training;
        this.models = new CellModels(training);
        this.corpora = new CellCorpora(training.workspace(), training.folder(""), training.smoke(), chosen);
    }

    /** Opens the laboratory that this kernel belongs to. */
    public static Laboratory open() {
        Workspace workspace = Workspace.here();
        return new Laboratory(new CellTraining(workspace, "smoke".equals(workspace.environment().get("SER_NOTEBOOK"))),
                Optional.empty());
    }

    /** The same with a corpus that everything after it works on: {@code lab.on(corpus).run("…")}. */
    public Laboratory on(Corpus corpus) {
        return new Laboratory(training, Optional.of(corpus));
    }

    /** The corpus at hand, or that of {@link #on}. */
    public Corpus corpus() {
        return corpora.corpus();
    }

    /**
     * A folder per class, zip archive or CSV file as a corpus.
     *
     * @param place as {@link #sound(String)} takes it
     */
    public Corpus corpus(@Takes(TextKind.FILE) String place) {
        return corpora.open(place, "{}");
    }

    /**
     * The same, read as the section {@code corpus} of an experiment file says.
     *
     * @param options in YAML's short form: {@code {speaker: "sp(\\\\d+)"}} for a folder, {@code {label: mood}} for a table
     */
    public Corpus corpus(@Takes(TextKind.FILE) String place, @Takes(TextKind.CORPUS) String options) {
        return corpora.open(place, options);
    }

    /**
     * A corpus with some of its labels, or with others in their place, as {@code corpus.labels} of an experiment file says:
     * {@code [angry, sad]}, or {@code {boredom: drop, calm: neutral}}.
     */
    public Corpus withLabels(Corpus corpus, String labels) {
        return LabelChoice.read(ExperimentFile.parse("labels: " + labels, "of the cell").values().get("labels")).of(corpus);
    }

    /** One row per clip: id, emotion, speaker, and what else the corpus knows. */
    public Table clips(Corpus corpus) {
        return CorpusTables.clips(corpus);
    }

    /** The first of some emotions that a corpus has; its first one where it has none of them. */
    public String emotion(Corpus corpus, @Takes(TextKind.EMOTION) String... wanted) {
        return Stream.of(wanted).filter(corpus.labels()::contains).findFirst().orElse(corpus.labels().get(0));
    }

    /** The first clip of an emotion. */
    public Clip clip(Corpus corpus, @Takes(TextKind.EMOTION) String emotion) {
        return corpus.clips().stream().filter(clip -> clip.label().equals(emotion)).findFirst().orElseThrow(() ->
                new InvalidInputException(NearestName.suggest("emotion", emotion, corpus.labels())));
    }

    /** The clip of an id, as tables show it. */
    public Clip clipNamed(Corpus corpus, String id) {
        return corpus.clips().stream().filter(clip -> clip.id().equals(id)).findFirst().orElseThrow(() ->
                new InvalidInputException(corpus.name() + " has no clip '" + id + "'; lab.clips(corpus) lists them"));
    }

    /** Duration, loudness, silence, pitch and a map of all clips, as a table and pictures. */
    public CorpusExploration explore(Corpus corpus) throws InterruptedException {
        ClipPipeline pipeline = new ClipPipeline(THREADS, false, progress("Listening"));
        Path folder = training.folder("explore-" + corpus.name());
        try (FolderLock lock = FolderLock.of(folder)) {
            return CorpusExploration.of(Exploration.of(corpus, pipeline, folder), folder);
        }
    }

    /** What leaks in a corpus: the same audio twice, contradicting labels, clipping… */
    public Table findings(Corpus corpus) {
        return CorpusTables.findings(audit(corpus));
    }

    /** What would stand on both sides of each split protocol. */
    public Table leaks(Corpus corpus) {
        return CorpusTables.protocols(audit(corpus));
    }

    private AuditReport audit(Corpus corpus) {
        return new CorpusAudit(training.workspace(), Optional.empty(), opened -> { }, progress("Comparing clips")).corpus(corpus);
    }

    @Override
    Path place(String given) {
        return corpora.place(given);
    }

    @Override
    Optional<Corpus> corpusAtHand() {
        return corpora.quietly();
    }

    private static ProgressListener progress(String what) {
        LiveCell cell = new LiveCell();
        return (done, total) -> cell.progress(what, done, total);
    }

    /**
     * A pretrained encoder: its layers, their width, its file.
     *
     * @param name such as {@code whisper-tiny.en}, or the path of a file
     * @throws InvalidInputException saying how to get it, if it is not on this machine
     */
    public Table encoder(@Takes(TextKind.ENCODER) String name) {
        return CorpusTables.encoder(name);
    }

    /** A feature of one row of numbers per clip, such as {@code {type: encoder, layers: [3], pool: mean}}, of all clips of a corpus. */
    public ClipVectors vectors(Corpus corpus, @Takes(TextKind.FEATURE) String feature) throws InterruptedException {
        return ClipVectors.of(training.loader().load(corpus, feature(feature), THREADS, false, progress("Features")),
                FeatureTitle.of(feature(feature)));
    }

    /**
     * How strongly each number of a feature differs between the emotions of a corpus, within speakers where they are known: {@code
     * egemaps}, or of what changes with time, such as {@code mfcc}, mean and standard deviation over the clip.
     */
    public FeatureDifferences differences(Corpus corpus, @Takes(TextKind.FEATURE) String feature) throws InterruptedException {
        return new FeatureDifferences(corpus, FeatureEffects.of(ClipNumbers.of(training.loader().load(corpus,
                ClipNumbers.perClip(feature(feature)), THREADS, false, progress("Features"))), corpus.labels()));
    }

    /** Every split protocol on a corpus: sizes, and speakers on both sides. */
    public Table splits(Corpus corpus) {
        return CorpusTables.splits(corpus);
    }

    /** Training, validation and test clips of a fold of a protocol. */
    public Table split(Corpus corpus, @Takes(TextKind.PROTOCOL) String protocol, int fold) {
        return CorpusTables.split(corpus, SplitProtocols.named(protocol).split(corpus, fold, 1));
    }

    /**
     * A corpus as a CSV table to complete by hand: a row per clip with file, label and speaker, written below {@code out/notebooks} and
     * kept if it is there. {@code lab.corpus("manifest of NAME.csv")} reads it.
     */
    public Table manifest(Corpus corpus) {
        return RecordingFolders.manifest(corpus, training.folder(""));
    }

    /** What a corpus can be exported as. */
    public CellExport export(Corpus corpus) {
        return new CellExport(corpus, training, THREADS);
    }

    /** What the scaler, fitted on training clips, does to a feature of training and test clips. */
    public Table scaling(Corpus corpus, @Takes(TextKind.FEATURE) String feature, @Takes(TextKind.PROTOCOL) String protocol) throws InterruptedException {
        return CorpusTables.scaling(training.loader().load(corpus, feature(feature), THREADS, false, progress("Features")),
                SplitProtocols.named(protocol).split(corpus, 0, 1));
    }

    /**
     * An experiment given as YAML, on the corpus at hand, on that of {@link #on}, or on the one that its own section says:
     * {@code corpus: {path: my-recordings}}; its features or model may be replaced before it is run.
     */
    public Experiment experiment(@Takes(TextKind.EXPERIMENT) String yaml) {
        return experiment(ExperimentFile.parse(yaml, "of the cell"), List.of());
    }

    private Experiment experiment(ExperimentFile file, List<String> changes) {
        CellCorpora.Found found = corpora.of(file, changes);
        return new Experiment(training, training.asked(found.file(), found.changes(), found.corpus()));
    }

    /** Trains and tests an experiment given as YAML, as {@link #experiment} takes it; curves are drawn while it trains. */
    public ComparisonResult run(@Takes(TextKind.EXPERIMENT) String yaml) throws InterruptedException {
        return experiment(yaml).run();
    }

    /**
     * Trains and tests an experiment file of the project, such as {@code experiments/spectrogram-vs-mfcc.yaml}.
     *
     * @param changes as {@code training.epochs=5}
     */
    public ComparisonResult runFile(@Takes(TextKind.FILE) String file, @Takes(TextKind.CHANGE) String... changes) throws InterruptedException {
        return experiment(ExperimentFile.read(place(file)), List.of(changes)).run();
    }

    /** What a result's models were right in. */
    public ResultView of(ComparisonResult result) {
        return new ResultView(result);
    }

    /**
     * The published systems on the corpus at hand, or on that of {@link #on}.
     *
     * @param protocol one of {@code experiments/published-systems.yaml}, or a split protocol such as {@code speakers}
     */
    public Table publishedSystems(@Takes(TextKind.PROTOCOL) String protocol, @Takes(TextKind.CHANGE) String... changes) throws InterruptedException {
        return new PublishedSystems(training).run(corpus(), protocol, List.of(changes));
    }

    /** Searches settings by a sweep file of the project, with worker processes; finished trials are kept. */
    public SweepResult sweep(@Takes(TextKind.FILE) String file, @Takes(TextKind.CHANGE) String... changes) throws InterruptedException {
        return new CellSweep(training).run(ExperimentFile.read(place(file)), List.of(changes));
    }

    /** The runs of an experiment, read from MLflow. */
    public Table runs(String experiment) {
        return ResultTables.runs(experiment, models.runs(experiment));
    }

    /** The best model of the last run or comparison, which {@code ./ser predict} takes too, or else the one that comes with the library. */
    public ModelBundle model() {
        return models.standard().bundle();
    }

    /**
     * A model by its name in MLflow, such as {@code models:/heard@best-on-validation}, by its folder, or {@code best}; after
     * {@link #on}, one that tells the labels of that corpus apart, or none.
     */
    public ModelBundle model(@Takes(TextKind.MODEL) String name) {
        return corpora.chosen().map(corpus -> models.named(name, corpus)).orElseGet(() -> models.named(name)).bundle();
    }

    /** The best model of a result. */
    public ModelBundle model(ComparisonResult result) {
        return models.of(result);
    }

    @Override
    public String toString() {
        return "laboratory " + Provenance.libraryVersion() + " on Java " + System.getProperty("java.version")
                + "; type lab. and press Tab to see what there is";
    }
}
