package serlab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.corpus.Corpus;
import serlab.evaluation.Answer;
import serlab.evaluation.Confidences;
import serlab.evaluation.GroupDifference;
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
    private static final String SPEAKER = "speaker";

    public FinishedComparison {
        failed = failed == null ? List.of() : List.copyOf(failed);
        duplicates = duplicates == null ? "" : duplicates; // files of earlier versions do not tell
    }

    /**
     * All trainings of one experiment, or what an ensemble of them said.
     *
     * @param ensemble     whether several networks were averaged
     * @param transductive whether unlabeled clips of test speakers were used
     * @param leaks        the leaks that were switched on, and that speakers stand on both sides of the corpus' own split
     */
    public record Variant(String name, String protocol, boolean ensemble, boolean transductive, List<String> leaks,
                          long parameters, List<TrainingResult> trainings) {
        /** Whether a leak flatters its numbers. */
        public boolean leaky() {
            return !leaks.isEmpty();
        }

        /** The answers of all trainings, as they are scored. */
        public TestScores scores(List<String> labels) {
            return new TestScores(labels, trainings.stream().map(TrainingResult::tested).toList());
        }

        /** The answers on the test clips of all folds and seeds, each under its own temperature or as they came. */
        public Confidences confidences(boolean calibrated) {
            return TrainingResult.confidences(trainings, calibrated);
        }
    }

    static FinishedComparison of(ComparisonSpec spec, Corpus corpus, List<VariantResult> results,
                                 List<FailedTraining> failed) {
        return new FinishedComparison(spec.name(), ExperimentFile.yaml(spec.settings()), corpus.name(),
                String.join("", spec.variants().get(0).duplicatesAcross(corpus).words()), ClipGroups.of(corpus).clips(),
                corpus.labels(), results.stream().map(result -> variant(result, corpus)).toList(),
                failed.stream().map(FailedTraining::text).toList());
    }

    private static Variant variant(VariantResult result, Corpus corpus) {
        TrainingResult first = result.trainings().get(0);
        return new Variant(result.spec().name(), result.spec().protocol().name(), first.curve().epochs().isEmpty(),
                result.spec().inference().transductive(), ComparisonResult.leaks(result.spec(), corpus), first.parameters(),
                result.trainings());
    }

    /** Keeps it in the folder of its outputs. */
    void write(OutputFolder out) {
        FinishedFile.write(this, out);
    }

    /** What was finished in a folder, if anything was. */
    public static Optional<FinishedComparison> read(Path folder) {
        return FinishedFile.read(folder);
    }

    /**
     * The same experiment, had all clips of each test speaker been at hand together.
     *
     * @return empty if speakers are unknown, or not all clips of a speaker are tested together
     */
    public Optional<Variant> adjusted(Variant variant, SpeakerAdjustment how) {
        Map<String, Long> perSpeaker = clips.values().stream().filter(fields -> fields.containsKey(SPEAKER))
                .collect(Collectors.groupingBy(fields -> fields.get(SPEAKER), Collectors.counting()));
        List<TrainingResult> trainings = new ArrayList<>();
        for (TrainingResult training : variant.trainings) {
            how.of(training.answers(), perSpeaker).ifPresent(said -> trainings.add(training.answering(said)));
        }
        return trainings.size() < variant.trainings.size() ? Optional.empty() : Optional.of(new Variant(
                variant.name + ", " + how.words(), variant.protocol, variant.ensemble, true, variant.leaks, variant.parameters,
                trainings));
    }

    private ClipGroups grouped() {
        return new ClipGroups(clips, labels.size());
    }

    private static List<Answer> answers(Variant variant) {
        return variant.trainings.stream().flatMap(training -> training.answers().stream()).toList();
    }

    /** The score of all clips of all folds and seeds together, its interval clustered by speaker. */
    public GroupScore overall(Variant variant) {
        return grouped().overall(answers(variant));
    }

    /**
     * Scores of all clips together and by whatever the corpus tells of every clip, over folds and seeds. Intervals are
     * clustered by speaker; those of a single speaker by clip.
     */
    public List<GroupScore> groups(Variant variant) {
        return Stream.concat(Stream.of(overall(variant)), grouped().scores(answers(variant)).stream()).toList();
    }

    /** Differences between the groups that are few, their intervals clustered by speaker. */
    public List<GroupDifference> differences(Variant variant) {
        return grouped().differences(answers(variant));
    }
}
