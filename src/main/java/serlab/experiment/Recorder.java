package serlab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import serlab.ContentHash;
import serlab.IoReason;
import serlab.Mappers;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusPlace;
import serlab.corpus.DuplicateMark;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.model.CardText;
import serlab.tracking.DatasetInput;
import serlab.tracking.ModelSignature;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;
import serlab.training.Epoch;

/** Recorder of what an experiment did in tracked runs: what goes where, and under which name. */
final class Recorder {
    private static final int DIGEST = 36;
    /** Tag with the hash of a training's chosen weights. */
    static final String WEIGHTS = "weights_sha256";
    /** Tag with the hash of the clips that were used. */
    static final String FINGERPRINT = "corpus_fingerprint";
    /** Tag with their number. */
    static final String CLIPS = "corpus_clips";
    /** Tag with the number of those that could not be used. */
    static final String SKIPPED = "corpus_skipped";
    private static final String MODEL = "model";
    private static final String BEST = "best-on-validation";

    private final Tracker tracker;
    private final String experiment;
    private final Map<String, String> common;
    private final Set<Run> open = ConcurrentHashMap.newKeySet();
    private final Map<TrainingKey, Run> tested = new ConcurrentHashMap<>();
    private final Map<TrainingKey, Map<String, Double>> sent = new ConcurrentHashMap<>();

    /** @param place where the corpus lies, if anywhere */
    Recorder(Tracker tracker, String experiment, Provenance provenance, PreparedCorpus data, Optional<CorpusPlace> place) {
        this.tracker = tracker;
        this.experiment = experiment;
        Map<String, String> tags = new LinkedHashMap<>(provenance.tags());
        tags.put("corpus", data.corpus().name());
        tags.put("corpus_synthetic", String.valueOf(data.corpus().synthetic()));
        place.ifPresent(where -> tags.putAll(where.tags()));
        tags.put(FINGERPRINT, data.fingerprint());
        tags.put(CLIPS, String.valueOf(data.corpus().clips().size()));
        tags.put(SKIPPED, String.valueOf(data.skipped().size()));
        if (!data.corpus().faults().isEmpty()) {
            tags.put("corpus_not_read", String.join(" ", data.corpus().faults()));
        }
        this.common = tags;
    }

    /** Opens a run with the tags that all runs of the experiment share, and the settings as a file. */
    Run open(String name, Run parent, Map<String, String> tags, Map<String, Object> settings) {
        Map<String, String> all = new LinkedHashMap<>(common);
        all.putAll(tags);
        Run run = tracker.start(new RunRequest(experiment, name, parent == null ? null : parent.key(), all));
        open.add(run);
        run.artifact("experiment.yaml", text(ExperimentFile.yaml(settings)));
        return run;
    }

    void finish(Run run, RunStatus status) {
        run.finish(status);
        open.remove(run);
    }

    /** Ends the run of a training that came to no result, and says why. */
    void failed(Run run, FailedTraining failed) {
        run.tags(Map.of(FailedTraining.TAG, failed.reason(), "failure_epoch", String.valueOf(failed.epoch()),
                Notes.TAG, "**Failed:** " + failed.text() + "\n"));
        finish(run, RunStatus.FAILED);
    }

    /** Says of a run what is missing below it. */
    static void missing(Run run, List<FailedTraining> failed, int trainings) {
        if (!failed.isEmpty()) {
            run.tags(Map.of("missing", FailedTraining.counted(failed, trainings) + ": " + failed.stream()
                    .map(FailedTraining::text).collect(Collectors.joining(" | "))));
        }
    }

    /** Ends every run that is still open. */
    void finishAll(RunStatus status) {
        open.forEach(run -> run.finish(status));
        open.clear();
    }

    /** The kind of a run, and whether unlabeled test clips had a part in it. */
    static Map<String, String> track(ExperimentSpec spec, String kind) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("kind", kind);
        tags.put("transductive", String.valueOf(spec.inference().transductive()));
        return tags;
    }

    /** The settings of a variant as parameters, dotted. */
    static Map<String, String> parameters(ExperimentSpec spec) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", spec.settings(), flat);
        flat.remove("name");
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> section, Map<String, String> into) {
        section.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + key + ".", inner, into);
            } else {
                into.put(prefix + key, String.valueOf(value));
            }
        });
    }

    /** Names the three sets of a training as MLflow data sets. */
    void datasets(Run run, Training training, PreparedCorpus data) {
        dataset(run, "training", training.trainingClips(), data, training.spec());
        dataset(run, "validation", training.validationClips(), data, training.spec());
        dataset(run, "test", training.split().test(), data, training.spec());
    }

    /** Names all clips as the data set of a run that stands for several trainings. */
    void corpus(Run run, PreparedCorpus data, ExperimentSpec spec) {
        dataset(run, "all folds", data.corpus().clips(), data, spec);
    }

    private void dataset(Run run, String context, List<Clip> clips, PreparedCorpus data, ExperimentSpec spec) {
        Corpus corpus = data.corpus();
        Map<String, Integer> perLabel = new TreeMap<>();
        clips.forEach(clip -> perLabel.merge(clip.label(), 1, Integer::sum));
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("num_rows", clips.size());
        profile.put("clips_per_label", perLabel);
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("type", "float32");
        feature.put("shape", List.of(1, spec.features().bands(), spec.features().frames()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("feature", feature);
        schema.put("label", Map.of("classes", corpus.labels()));
        run.dataset(new DatasetInput(corpus.name(), digest(data, clips),
                json(Map.of("corpus", corpus.name())), json(schema), json(profile), context));
    }

    /** Differs from set to set, since MLflow keeps one input per name and digest. */
    private static String digest(PreparedCorpus data, List<Clip> clips) {
        String set = data.fingerprint() + clips.stream().map(Clip::id).sorted().toList();
        return ContentHash.of(text(set)).substring(0, DIGEST);
    }

    /** What an epoch measured, and what the process took meanwhile. */
    void epoch(Run run, Epoch epoch) {
        Map<String, Double> metrics = new LinkedHashMap<>(epoch.metrics());
        metrics.putAll(SystemMetrics.now());
        run.metrics(metrics, epoch.number());
    }

    /** Metrics, tables and pictures of a tested network, and the network. */
    void tested(Run run, ExperimentSpec spec, TrainingResult result, Corpus corpus, DuplicateMark duplicates) {
        ClassificationReport report = result.report();
        Map<String, Double> metrics = new LinkedHashMap<>();
        report.metrics().forEach((name, value) -> metrics.put("test/" + name, value));
        result.interval().ifPresent(ends -> {
            metrics.put("test/uar_low", ends.lower());
            metrics.put("test/uar_high", ends.upper());
        });
        metrics.put("parameters", (double) result.parameters());
        metrics.put("system/training_seconds", result.seconds());
        metrics.put("val/best_uar", result.validation().uar());
        metrics.put("val/best_epoch", (double) result.curve().bestEpoch());
        metrics.put("val/temperature", result.validation().temperature());
                metrics.put("test/ece", result.confidences(false).reliability().expectedCalibrationError());
        metrics.put("test/ece_calibrated",
                result.confidences(true).reliability().expectedCalibrationError());
        for (SpeakerAdjustment how : SpeakerAdjustment.values()) {
            how.of(result.answers(), clipsOfSpeakers(corpus)).ifPresent(said -> metrics.put("test/uar_" + how.metric(),
                    ClassificationReport.of(ConfusionMatrix.of(corpus.labels(), said)).uar()));
        }
        Promises.of(List.of(result)).ifPresent(kept -> metrics.putAll(kept.metrics()));
        run.metrics(metrics, 0);
        sent.put(result.key(), metrics);
        String subtitle = corpus.name() + ", " + spec.protocol().name() + " fold " + result.key().fold()
                + ", seed " + result.key().seedName() + ", " + result.confusion().total() + " test clips"
                + duplicates.suffix();
        run.tags(Map.of("stop_reason", result.curve().stopReason(), WEIGHTS, WeightsHash.of(result.bundle()),
                Notes.TAG, Notes.of(result, subtitle)));
        tables(run, result.confusion(), report);
        run.table("tables/misclassified.json", RunTables.misclassified(corpus.labels(), result.answers(),
                result.validation().temperature()));
        String title = result.key().variant();
        ComparisonFigures.confusion(result.confusion(), title, subtitle).forEach((n, png) -> run.artifact("plots/" + n,
                png));
        if (!result.curve().epochs().isEmpty() && !spec.learnsAtOnce()) {
            run.artifact("plots/training-curves.png", ComparisonFigures.curves(result.curve(), title + ", " + subtitle));
        }
        run.model(MODEL, result.bundle(), ModelSignature.of(spec.features().bands(), spec.features().frames(),
                corpus.labels().size()));
        card(run, result.bundle());
        tested.put(result.key(), run);
    }

    /** The model card of a bundle, in words; bundles that an earlier version left have none. */
    void card(Run run, Path bundle) {
        for (String name : List.of(CardText.MARKDOWN, CardText.PAGE)) {
            Path file = bundle.resolve(name);
            if (Files.isRegularFile(file)) {
                run.artifact(name, bytes(file));
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be read: " + IoReason.of(e), e);
        }
    }

    /** The metrics that were tracked of a tested network. */
    Map<String, Double> tracked(TrainingKey key) {
        return sent.get(key);
    }

    private static Map<String, Long> clipsOfSpeakers(Corpus corpus) {
        return corpus.clips().stream().collect(Collectors.groupingBy(Clip::speaker, Collectors.counting()));
    }

    /** Makes the model of a training the newest version of the registered model {@code name}. */
    void register(TrainingKey key, String name, Map<String, String> tags) {
        tested.get(key).register(MODEL, name, BEST, tags);
    }

    /** The report and the confusion matrix, as files and as tables of the run's page. */
    void tables(Run run, ConfusionMatrix confusion, ClassificationReport report) {
        run.artifact("report/classification-report.txt", text(report.toText()));
        run.artifact("report/classification-report.json", text(report.toJson()));
        run.artifact("report/classification-report.csv", text(report.toCsv()));
        run.artifact("report/confusion-matrix.json", text(confusion.toJson()));
        run.artifact("report/confusion-matrix.csv", text(confusion.toCsv()));
        run.table("tables/classes.json", RunTables.classes(report));
        run.table("tables/confusion-matrix.json", RunTables.confusion(confusion));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String json(Object value) {
        try {
            return Mappers.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("value cannot be written as JSON", e);
        }
    }
}
