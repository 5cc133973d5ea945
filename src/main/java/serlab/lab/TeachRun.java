package serlab.lab;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentListener;
import serlab.experiment.RunOptions;
import serlab.experiment.TakenFolder;
import serlab.experiment.Teaching;
import serlab.experiment.Untracked;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.KnownEncoder;
import serlab.model.ModelBundle;

/**
 * The use case "teach it your labels": a head over a speech encoder, or over statistics of MFCC and log-mel spectrograms
 * where the encoder is not on this machine, cross-validated and then learned of all clips.
 */
public final class TeachRun {
    /** Fewest recordings of a class: one for each fold. */
    private static final int LEAST = 5;
    private static final int BETTER = 10;

    private final Workspace workspace;
    private final RunSettings settings;
    private final ExperimentRun experiments;
    private final boolean encoder;

    public TeachRun(Workspace workspace, RunSettings settings) {
        this(workspace, settings, EncoderStore.ofUser().names().contains(KnownEncoder.WHISPER_TINY_EN.name()));
    }

    /** @param encoder whether the speech encoder is taken */
    TeachRun(Workspace workspace, RunSettings settings, boolean encoder) {
        this.workspace = workspace;
        this.settings = settings;
        this.experiments = new ExperimentRun(workspace, settings, Map.of());
        this.encoder = encoder;
    }

    /**
     * What was taught.
     *
     * @param crossValidated how good it is
     * @param model          what learned of all clips
     * @param folder         of the model
     */
    public record Result(ComparisonResult crossValidated, ModelBundle model, Path folder) {
    }

    /** Whether the features are those of a speech encoder. */
    public boolean encoder() {
        return encoder;
    }

    /**
     * Opens the recordings.
     *
     * @param name what the model is to be called
     * @throws InvalidInputException if they are too few to be taught
     */
    public OpenedExperiment open(String name) {
        OpenedExperiment opened = experiments.open(file(name), List.of());
        if (!opened.spec().variants().get(0).learnsAtOnce()) {
            throw new InvalidInputException("model.type is " + opened.spec().variants().get(0).model().type()
                    + ", which is trained in "
                    + "epochs; ./ser teach learns heads such as ridge-or-logistic: leave it out, or write an experiment "
                            + "file for ./ser run");
        }
        requireEnough(opened.corpus());
        return opened;
    }

    private ExperimentFile file(String name) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("corpus", Map.of("type", "auto"));
        all.put("split", Map.of("protocol", "speakers"));
        all.put("features", encoder ? Map.of("type", "encoder", "model", KnownEncoder.WHISPER_TINY_EN.name(), "layers",
                List.of(1, 2, 3, 4),
                "pool", "mean-deviation") : Map.of("type", "statistics", "statistics", List.of("mean", "std"), "of",
                        Map.of("type", "stack",
                "of", List.of(Map.of("type", "mfcc", "coefficients", 20), Map.of("type", "log-mel", "bands", 40)))));
        all.put("model", Map.of("type", "ridge-or-logistic"));
        all.put("training", Map.of("classWeights", "balanced", "refit", "with-validation"));
        return ExperimentFile.of(all);
    }

    private void requireEnough(Corpus corpus) {
        Map<String, Long> clips = corpus.clips().stream().collect(Collectors.groupingBy(Clip::label, Collectors.counting()));
        if (clips.size() < 2) {
            throw new InvalidInputException(corpus.name() + " has one class, '" + String.join("", clips.keySet())
                    + "'; to be told apart "
                    + "there must be two at least: a folder with recordings for each, such as bored and rushed");
        }
        corpus.labels().stream().filter(label -> clips.getOrDefault(label, 0L) < LEAST).findFirst().ifPresent(label -> {
            throw new InvalidInputException("class '" + label + "' of " + corpus.name() + " has "
                    + Counted.of(clips.getOrDefault(label, 0L)
                    .intValue(), "recording") + "; expected at least " + LEAST + " of each class, better " + BETTER
                    + ": record more, or leave the class out");
        });
    }

    /** Cross-validates, learns of all clips, and leaves the model in the folder {@code model} of the output folder. */
    public Result run(OpenedExperiment opened, TakenFolder out, ExperimentListener listener) throws InterruptedException {
        Path folder = out.path().resolve("model");
        Teaching teaching = new Teaching(folder);
        ComparisonResult result = experiments.run(opened.spec(), opened.corpus(), out, teaching, listener);
        return new Result(result, teaching.model(), folder);
    }

    /** As {@link #run}, without a record of it on any server. */
    public Result learn(OpenedExperiment opened, Path out, ExperimentListener listener) throws InterruptedException {
        Path folder = out.resolve("model");
        Teaching teaching = new Teaching(folder);
        ComparisonResult result = new Comparison(opened.spec(), new RunOptions(out, settings.workers(), settings.strict()),
                new Untracked(), listener).run(opened.corpus(), new FeatureLoader(settings.cache()), workspace.provenance(),
                        teaching);
        return new Result(result, teaching.model(), folder);
    }

    /** What was settled. */
    public String features() {
        return encoder ? "Features: the speech encoder " + KnownEncoder.WHISPER_TINY_EN.name()
                : "Features: statistics of MFCC and log-mel spectrograms, since no speech encoder is on this machine; ./ser "
                        + "fetch "
                + KnownEncoder.WHISPER_TINY_EN.name() + " gets one (" + KnownEncoder.WHISPER_TINY_EN.bytes() / 1_000_000
                + " MB), which usually hears far more";
    }
}
