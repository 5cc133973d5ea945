package serlab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.corpus.DuplicateMark;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;
import serlab.training.LearningCurve;

/**
 * What the members of an ensemble say together on each fold: all seeds of all members, and, where there are several of
 * both, the members of one seed. The test clips of a fold are those of its members; nothing is trained here, and the
 * temperature is fitted on the validation clips.
 */
final class EnsembleRows {
    private final ComparisonSpec spec;
    private final OutputFolder out;
    private final Recorder recorder;
    private final PreparedCorpus data;

    EnsembleRows(ComparisonSpec spec, OutputFolder out, Recorder recorder, PreparedCorpus data) {
        this.spec = spec;
        this.out = out;
        this.recorder = recorder;
        this.data = data;
    }

    /**
     * Networks can be averaged on clips that none of them was trained on.
     *
     * @throws InvalidInputException if the clips of a fold are divided anew for every seed
     */
    static void requireSameClips(String name, List<Training> trainings) {
        Map<Integer, String> divisions = new LinkedHashMap<>();
        for (Training training : trainings) {
            String own = training.split().fingerprint();
            if (!divisions.computeIfAbsent(training.key().fold(), fold -> own).equals(own)) {
                throw new InvalidInputException("ensemble '" + name + "' averages networks of several seeds, but "
                        + training.split().protocol() + " divides the clips anew for every seed, so that test clips of one "
                        + "network are training clips of another; use a protocol with fixed folds such as actor-folds-5, "
                        + "or one seed");
            }
        }
    }

    /**
     * One result per row, the whole ensemble last; its runs are put beside those of the members.
     *
     * @param failed trainings of the members that failed; folds that need one of them are added
     */
    List<VariantResult> of(List<VariantResult> members, List<FailedTraining> failed, Map<String, Run> runs, Run parent) {
        List<VariantResult> rows = new ArrayList<>();
        List<FailedTraining> ofMembers = List.copyOf(failed);
        if (spec.variants().size() > 1 && spec.variants().get(0).seeds().size() > 1) {
            row(spec.name() + ", one seed", true, members, ofMembers, failed, runs, parent).ifPresent(rows::add);
        }
        row(spec.name(), false, members, ofMembers, failed, runs, parent).ifPresent(rows::add);
        return rows;
    }

    private Optional<VariantResult> row(String name, boolean bySeed, List<VariantResult> members,
                                        List<FailedTraining> ofMembers, List<FailedTraining> failed, Map<String, Run> runs,
                                        Run parent) {
        Map<TrainingKey, List<TrainingResult>> voters = voters(members, bySeed);
        for (FailedTraining one : ofMembers) {
            TrainingKey key = key(one.key(), bySeed);
            voters.remove(key);
            TrainingKey own = new TrainingKey(name, key.fold(), key.seed());
            if (failed.stream().noneMatch(known -> known.key().equals(own))) {
                failed.add(new FailedTraining(own, 0, "its member '" + one.key().variant() + "' failed under seed "
                        + one.key().seedName(), false));
            }
        }
        return voters.isEmpty() ? Optional.empty() : Optional.of(row(name, voters, runs, parent));
    }

    private static TrainingKey key(TrainingKey member, boolean bySeed) {
        return new TrainingKey("", member.fold(), bySeed ? member.seed() : TrainingKey.ALL_SEEDS);
    }

    /** The trainings that vote together, by what their result is called. */
    private static Map<TrainingKey, List<TrainingResult>> voters(List<VariantResult> members, boolean bySeed) {
        Map<TrainingKey, List<TrainingResult>> voters = new LinkedHashMap<>();
        members.forEach(member -> member.trainings().forEach(training -> voters.computeIfAbsent(key(training.key(), bySeed),
                key -> new ArrayList<>()).add(training)));
        return voters;
    }

    private VariantResult row(String name, Map<TrainingKey, List<TrainingResult>> voters, Map<String, Run> runs, Run parent) {
        ExperimentSpec named = spec.variants().get(0).named(name);
        Run run = recorder.open(name, parent, Recorder.track(named, "ensemble"), spec.settings());
        run.parameters(Map.of("members", String.join(", ", spec.variants().stream().map(ExperimentSpec::name).toList()),
                "seeds", String.valueOf(named.seeds()), "split.protocol", named.protocol().name()));
        runs.put(name, run);
        List<TrainingResult> results = new ArrayList<>();
        voters.forEach((key, trainings) -> {
            TrainingResult result = pooled(new TrainingKey(name, key.fold(), key.seed()), trainings);
            Map<String, String> tags = Recorder.track(named, "ensemble-fold");
            tags.put("fold", String.valueOf(key.fold()));
            tags.put("seed", key.seedName());
            tags.put("variant", name);
            Run fold = recorder.open(name + ", fold " + key.fold() + ", seed " + key.seedName(), run, tags,
                    spec.settings());
            recorder.tested(fold, named, result, data.corpus(), DuplicateMark.of(data.corpus().duplicates(),
                    List.of(named.protocol().split(data.corpus(), result.key().fold(), named.seeds().get(0)))));
            recorder.finish(fold, RunStatus.FINISHED);
            results.add(result);
        });
        return new VariantResult(named, "", results);
    }

    private TrainingResult pooled(TrainingKey key, List<TrainingResult> trainings) {
        List<String> labels = trainings.get(0).labels();
        List<Answer> answers = pool(trainings.stream().map(TrainingResult::answers).toList());
        Validation pooled = Validation.of(labels, pool(trainings.stream().map(member -> member.validation().answers())
                .toList()));
        boolean ofNewSpeakers = trainings.stream().noneMatch(member -> member.validation().heldOut().isEmpty());
        Validation validation = ofNewSpeakers ? pooled : pooled.with(List.of());
        ModelBundle bundle = ModelBundle.ensemble(key.variant(),
                trainings.stream().map(training -> ModelBundle.load(training.bundle())).toList());
        Path model = out.training(key).resolve("model");
        TrainingResult result = new TrainingResult(key, labels, new LearningCurve(List.of(), 0, trainings.size()
                + " networks averaged"), answers, validation, bundle.parameters(),
                trainings.stream().mapToDouble(TrainingResult::seconds).sum(), Optional.of(model));
        ModelBundle told = bundle.with(card(ModelBundle.load(trainings.get(0).bundle()).card().orElseThrow(), key,
                ClassificationReport.of(ConfusionMatrix.of(labels, answers))).with(CardFacts.of(data.corpus(), List.of(result),
                result.interval(), 1))).withTemperature(validation.temperature());
        validation.calibration().map(told::with).orElse(told).save(model);
        return result;
    }

    /** One answer out of those of several networks to the same clips, in the same order. */
    private static List<Answer> pool(List<List<Answer>> networks) {
        return IntStream.range(0, networks.get(0).size()).mapToObj(i -> networks.get(0).get(i).with(LogOpinionPool.of(
                networks.stream().map(network -> network.get(i).probabilities()).toList()))).toList();
    }

    private ModelCard card(ModelCard member, TrainingKey key, ClassificationReport report) {
        return new ModelCard(member.corpus(), member.synthetic(), member.corpusFingerprint(), member.protocol(),
                member.speakerIndependent(), member.splitFingerprint(), member.fold(), key.seed(),
                member.trainingClips(), member.trainingSpeakers(), member.testClips(), member.testSpeakers(),
                member.testDuplicates(),
                report.uar(), report.accuracy(), report.macro().f1(), member.library(), member.commit(),
                ExperimentFile.yaml(spec.settings()));
    }
}
