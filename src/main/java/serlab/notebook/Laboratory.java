package serlab.notebook;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import serlab.InvalidInputException;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.augment.Augmentation;
import serlab.augment.WaveformAugmentation;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusLocator;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.experiment.RunOptions;
import serlab.feature.FeatureCache;
import serlab.feature.FeatureLoader;
import serlab.feature.FeatureSpec;
import serlab.plot.SpectrogramPlot;
import serlab.tracking.Destination;
import serlab.tracking.OutboxTracker;
import serlab.tracking.Tracker;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a notebook works with. Completion after {@code lab.} shows everything there is.
 *
 * <p>The corpus is the one that {@code SER_DATA} names, else RAVDESS where it is found, else synthetic voices. Where the
 * variable {@code SER_NOTEBOOK} is {@code smoke}, trainings are short.
 */
public final class Laboratory {
    private static final List<String> SMOKE = List.of("training.epochs=2", "split.folds=[0]", "seeds=[1]");

    private final Path root;
    private final boolean smoke;
    private final FeatureCache cache = new FeatureCache(FeatureCache.defaultDirectory(System.getenv()));

    private Laboratory(Path root, boolean smoke) {
        this.root = root;
        this.smoke = smoke;
    }

    /** Opens the laboratory that this kernel belongs to. */
    public static Laboratory open() {
        return new Laboratory(Path.of(System.getProperty("serlab.home", ".")).toAbsolutePath().normalize(),
                "smoke".equals(System.getenv("SER_NOTEBOOK")));
    }

    /** The corpus at hand. */
    public Corpus corpus() {
        return new CorpusLocator(root, Optional.ofNullable(System.getenv("SER_DATA"))).find(CorpusLocator.AUTO,
                Optional.empty());
    }

    /** A folder, zip archive or CSV file as a corpus. */
    public Corpus corpus(String place) {
        return new CorpusLocator(root, Optional.empty()).find(CorpusLocator.AUTO, Optional.of(Path.of(place)));
    }

    /** One row per clip: id, emotion, speaker, and what else the corpus knows. */
    public Table clips(Corpus corpus) {
        Table table = Table.create(corpus.name(), column("clip", corpus, Clip::id), column("emotion", corpus, Clip::label),
                column("speaker", corpus, Clip::speaker));
        corpus.clips().stream().flatMap(clip -> clip.fields().keySet().stream()).distinct().sorted().forEach(field ->
                table.addColumns(column(field, corpus, clip -> clip.fields().getOrDefault(field, ""))));
        return table;
    }

    private static StringColumn column(String name, Corpus corpus, java.util.function.Function<Clip, String> value) {
        return StringColumn.create(name, corpus.clips().stream().map(value));
    }

    /** The first clip of an emotion. */
    public Clip clip(Corpus corpus, String emotion) {
        return corpus.clips().stream().filter(clip -> clip.label().equals(emotion)).findFirst().orElseThrow(() ->
                new InvalidInputException(serlab.NearestName.suggest("emotion", emotion, corpus.labels())));
    }

    /** The sound of a clip. */
    public Waveform sound(Clip clip) {
        try {
            return AudioDecoder.decode(clip.source().bytes(), clip.source().location());
        } catch (IOException e) {
            throw new InvalidInputException(clip.source().location() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The sound of an audio file. */
    public Waveform sound(String file) {
        return AudioDecoder.read(Path.of(file));
    }

    /** A feature by its settings, as in experiment files: {@code mfcc}, or {@code {type: log-mel, bands: 64}}. */
    public FeatureSpec feature(String settings) {
        return FeatureSpec.of(yaml(settings));
    }

    /** A picture of a feature over time, lowest band at the bottom. */
    public Picture picture(Waveform sound, String feature) {
        FeatureSpec spec = feature(feature);
        float[][] values = spec.full(sound);
        return Picture.of(SpectrogramPlot.png(values, spec.hopLength() / (double) spec.sampleRate(), feature,
                "Band", ""));
    }

    /** A changed copy of a sound, as augmentation makes them: {@code noise}, or {@code {type: pitch-shift, semitones: 4}}. */
    public Waveform changed(Waveform sound, String augmentation, long seed) {
        Augmentation change = Augmentation.of(yaml(augmentation));
        if (change instanceof WaveformAugmentation ofSound) {
            return ofSound.apply(sound, new SplittableRandom(seed));
        }
        throw new InvalidInputException("augmentation '" + change.type() + "' does not change recordings; those that do: "
                + String.join(", ", WaveformAugmentation.types()));
    }

    /** Trains and tests an experiment given as YAML, on the corpus at hand; curves are drawn while it trains. */
    public ComparisonResult run(String yaml) throws InterruptedException {
        return run(ExperimentFile.parse(yaml, "cell"));
    }

    /** Trains and tests an experiment file of the project, such as {@code experiments/spectrogram-vs-mfcc.yaml}. */
    public ComparisonResult runFile(String file) throws InterruptedException {
        return run(ExperimentFile.read(root.resolve(file)));
    }

    private ComparisonResult run(ExperimentFile file) throws InterruptedException {
        Corpus corpus = corpus();
        ComparisonSpec spec = ComparisonSpec.of(file.forCorpus(corpus.synthetic()).with(smoke ? SMOKE : List.of()));
        Path out = root.resolve("out/notebooks").resolve(spec.name().replaceAll("[^\\p{L}\\p{N}]+", "-"));
        try (LiveTraining live = new LiveTraining(spec.name()); Tracker tracker = tracker()) {
            ComparisonResult result = new Comparison(spec, new RunOptions(out,
                    Runtime.getRuntime().availableProcessors(), false), tracker, live)
                    .run(corpus, new FeatureLoader(cache), Provenance.of(root));
            tracker.notices().forEach(System.out::println);
            return result;
        }
    }

    private Tracker tracker() {
        String named = System.getenv("MLFLOW_TRACKING_URI");
        Destination destination = named == null || named.isBlank() ? Destination.local(root, line -> { })
                : Destination.at(URI.create(named));
        return new OutboxTracker(destination, root.resolve("mlruns"), Map.of());
    }

    /** The runs of a result in MLflow. */
    public Link runs(ComparisonResult result) {
        return result.page().map(page -> new Link("Runs in MLflow", page))
                .orElseThrow(() -> new InvalidInputException("no MLflow server had these runs; start one with ./ser ui"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String settings) {
        String text = settings.strip();
        return (Map<String, Object>) ExperimentFile.parse("it: " + (text.startsWith("{") ? text : "{type: " + text + "}"),
                "settings").values().get("it");
    }
}
