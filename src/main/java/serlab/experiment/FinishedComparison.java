package serlab.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.GroupScore;
import serlab.evaluation.TestScores;

/**
 * A finished comparison as it is kept in its output folder, down to what was said of every test clip, so that reports can
 * be made of it later.
 *
 * @param settings every setting, YAML
 * @param corpus   name of the corpus
 * @param duplicates what flatters the numbers if test clips have duplicates on other sides; empty if none has
 * @param clips    fields of every clip by its id, speaker included
 * @param labels   class names
 * @param failed   trainings that came to no result and are missing from all means, one line each
 */
public record FinishedComparison(String name, String settings, String corpus, String duplicates,
                                 Map<String, Map<String, String>> clips, List<String> labels, List<Variant> variants,
                                 List<String> failed) {
    private static final ObjectMapper JSON = AnswerFiles.raw();
    private static final String FILE = "finished.json";
    private static final String SPEAKER = "speaker";
    private static final List<String> GROUPINGS = List.of(SPEAKER, "sex", "intensity", "statement");
    private static final long BOOTSTRAP_SEED = 1;

    public FinishedComparison {
        failed = failed == null ? List.of() : List.copyOf(failed);
        duplicates = duplicates == null ? "" : duplicates; // files of earlier versions do not tell
    }

    /**
     * All trainings of one experiment, or what an ensemble of them said.
     *
     * @param ensemble     whether several networks were averaged
     * @param transductive whether unlabeled clips of test speakers were used
     * @param leaky        whether a mistake was switched on
     */
    public record Variant(String name, String protocol, boolean ensemble, boolean transductive, boolean leaky,
                          long parameters, List<Trial> trials) {
        /** The answers of all trainings, as they are scored. */
        public TestScores scores(List<String> labels) {
            return new TestScores(labels, trials.stream().map(trial -> new TestScores.Training(trial.fold, trial.seed,
                    trial.predictions.stream().toList())).toList());
        }

        /** The answers on the test clips of all folds and seeds, each under its own temperature or as they came. */
        public Confidences confidences(boolean calibrated) {
            return trials.stream().map(trial -> {
                Confidences own = Confidences.of(trial.predictions);
                return calibrated ? own.tempered(trial.temperature) : own;
            }).reduce(Confidences::plus).orElseThrow();
        }
    }

    /**
     * One training and its test, or one fold of an ensemble.
     *
     * @param seed a number, or {@code all}
     */
    public record Trial(int fold, String seed, double uar, double accuracy, double macroF1, double validationUar,
                        double temperature, double minutes, List<Answer> predictions) {
    }

    static FinishedComparison of(ComparisonSpec spec, Corpus corpus, List<VariantResult> results,
                                 List<FailedTraining> failed) {
        Map<String, Map<String, String>> clips = new LinkedHashMap<>();
        for (Clip clip : corpus.clips()) {
            Map<String, String> fields = new LinkedHashMap<>();
            GROUPINGS.stream().filter(clip.fields()::containsKey)
                    .forEach(field -> fields.put(field, clip.fields().get(field)));
            if (!clip.speaker().isEmpty()) {
                fields.put(SPEAKER, clip.speaker());
            }
            clips.put(clip.id(), fields);
        }
        return new FinishedComparison(spec.name(), ExperimentFile.yaml(spec.settings()), corpus.name(),
                String.join("", spec.variants().get(0).duplicatesAcross(corpus).words()), clips,
                corpus.labels(), results.stream().map(FinishedComparison::variant).toList(),
                failed.stream().map(FailedTraining::text).toList());
    }

    private static Variant variant(VariantResult result) {
        List<Trial> trials = new ArrayList<>();
        for (TrialResult trial : result.trials()) {
            ClassificationReport report = trial.report();
            trials.add(new Trial(trial.key().fold(), trial.key().seedName(), report.uar(), report.accuracy(),
                    report.macro().f1(), trial.validationUar(), trial.temperature(), trial.seconds() / 60,
                    trial.predictions()));
        }
        return new Variant(result.spec().name(), result.spec().protocol().name(),
                result.trials().get(0).training().epochs().isEmpty(), result.spec().inference().transductive(),
                result.spec().leaks().any(), result.trials().get(0).parameters(), trials);
    }

    /** Keeps it in the folder of its outputs. */
    void write(OutputFolder out) {
        out.write(FILE, AnswerFiles.text(JSON, this));
    }

    /** What was finished in a folder, if anything was. */
    public static Optional<FinishedComparison> read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), FinishedComparison.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new InvalidInputException("'" + file + "' cannot be read (" + e.getMessage().lines().findFirst().orElse("")
                    + "); run the experiment again", e);
        }
    }

    /**
     * The same experiment, had all clips of each test speaker been at hand together.
     *
     * @return empty if speakers are unknown, or not all clips of a speaker are tested together
     */
    public Optional<Variant> adjusted(Variant variant, SpeakerAdjustment how) {
        Map<String, Long> perSpeaker = clips.values().stream().filter(fields -> fields.containsKey(SPEAKER))
                .collect(Collectors.groupingBy(fields -> fields.get(SPEAKER), Collectors.counting()));
        List<Trial> trials = new ArrayList<>();
        for (Trial trial : variant.trials) {
            how.of(trial.predictions, perSpeaker).ifPresent(said -> {
                ClassificationReport report = ClassificationReport.of(ConfusionMatrix.of(labels, said));
                trials.add(new Trial(trial.fold, trial.seed, report.uar(), report.accuracy(), report.macro().f1(),
                        trial.validationUar, 1, trial.minutes, said));
            });
        }
        return trials.size() < variant.trials.size() ? Optional.empty() : Optional.of(new Variant(
                variant.name + ", " + how.words(), variant.protocol, variant.ensemble, true, variant.leaky, variant.parameters,
                trials));
    }

    /** The score of all clips of all folds and seeds together, its interval clustered by speaker. */
    public GroupScore overall(Variant variant) {
        return scores(variant, "all", clip -> "all").get(0);
    }

    /**
     * Scores of all clips together and by whatever the corpus tells of every clip, over folds and seeds. Intervals are
     * clustered by speaker; those of a single speaker by clip.
     */
    public List<GroupScore> groups(Variant variant) {
        List<GroupScore> scores = new ArrayList<>(List.of(overall(variant)));
        for (String grouping : GROUPINGS) {
            if (clips.values().stream().allMatch(fields -> fields.containsKey(grouping))) {
                scores.addAll(scores(variant, grouping, clip -> clips.get(clip).get(grouping)));
            }
        }
        return scores;
    }

    private List<GroupScore> scores(Variant variant, String grouping, Function<String, String> group) {
        List<Answer> answers = variant.trials.stream().flatMap(trial -> trial.predictions.stream()).toList();
        return GroupScore.of(grouping, answers, answer -> group.apply(answer.clip()),
                grouping.equals(SPEAKER) ? Answer::clip : Answer::cluster, labels.size(), BOOTSTRAP_SEED);
    }
}
