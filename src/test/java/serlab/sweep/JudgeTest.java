package serlab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.Answer;
import serlab.evaluation.ClusteredUar;
import serlab.experiment.ExperimentFile;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.experiment.Validation;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.engine.TrialTraining;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Observation;
import serlab.training.Epoch;
import serlab.training.LearningCurve;

/** Judging a sweep whose outcomes are made up: trials that know more score higher, one finalist much higher than the rest. */
class JudgeTest {
    private static final int TRIALS = 24;
    private static final double[] SKILL = {0.45, 0.47, 0.8};

    @TempDir
    Path temporary;
    private static Corpus corpus;
    private static SweepState state;
    private static Judgment judgment;

    @BeforeAll
    static void sweep() {
        corpus = new SyntheticSpec(24, 2, 1).open(null);
        state = state("actor-folds-5");
        judgment = new Judge(state, corpus).judge().orElseThrow();
    }

    private static SweepState state(String protocol) {
        SweepSpec spec = SweepSpec.of(ExperimentFile.parse("""
                name: made up
                experiment:
                  split: {protocol: PROTOCOL, fold: 0}
                  training: {epochs: 6}
                search:
                  features.type: {choices: [mfcc, log-mel]}
                  features.coefficients: {choices: [13, 40], when: {features.type: mfcc}}
                  model.type:
                    - {choices: [mfcc-cnn], when: {features.type: mfcc}}
                    - {choices: [spectrogram-cnn], when: {features.type: log-mel}}
                  model.dropout: {uniform: [0, 0.5]}
                  training.learningRate: {logUniform: [1e-4, 1e-2]}
                sampler: {type: random, trials: 24}
                finalists: {count: 3, folds: [0, 1], seeds: [1, 2]}
                """.replace("PROTOCOL", protocol), "made up"));
        Map<Integer, Configuration> points = new LinkedHashMap<>();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Random random = new Random(5);
        for (int number = 0; number < TRIALS; number++) {
            Configuration point = spec.samplerOfPoints().suggest(number, List.of(), Set.copyOf(points.values())).orElseThrow();
            points.put(number, point);
            double rate = (double) point.values().get("training.learningRate");
            double score = 0.6 - 0.15 * Math.abs(Math.log10(rate) + 3) + 0.01 * random.nextGaussian();
            outcomes.put(Job.trialId(number), number % 6 == 5
                    ? new Outcome(Outcome.State.PRUNED, score / 2, 2, Map.of(2, score / 2), List.of(trained(0, 1, score / 2, List.of())), null, 0)
                    : new Outcome(Outcome.State.COMPLETE, score, Observation.COMPLETE, Map.of(2, score / 2),
                            List.of(trained(0, 1, score, List.of())), null, 0));
        }
        List<Integer> finalists = outcomes.entrySet().stream().filter(e -> e.getValue().state() == Outcome.State.COMPLETE)
                .sorted((a, b) -> Double.compare(b.getValue().score(), a.getValue().score())).limit(3)
                .map(e -> Integer.parseInt(e.getKey().substring("trial-".length()))).toList();
        for (int rank = 0; rank < finalists.size(); rank++) {
            for (TrialTraining unit : List.of(new TrialTraining(0, 1), new TrialTraining(0, 2), new TrialTraining(1, 1), new TrialTraining(1, 2))) {
                Split split = spec.anyExperiment().protocol().split(corpus, unit.fold(), unit.seed());
                double skill = SKILL[rank];
                List<Answer> test = split.test().stream().map(clip -> tested(clip, skill, random)).toList();
                outcomes.put(Job.finalId(finalists.get(rank), unit), new Outcome(Outcome.State.COMPLETE, 0.5,
                        Observation.COMPLETE, Map.of(), List.of(trained(unit.fold(), unit.seed(), rank == 1 ? 0.62 : 0.5 + 0.01 * rank,
                                test)), null, 0));
            }
        }
        return new SweepState(spec, points, outcomes, finalists);
    }

    @Test
    void theChoiceIsMadeOnValidationAndTheRankingShowsTest() {
        assertEquals(state.finalists().get(1), judgment.chosen().trial());
        assertEquals(state.finalists().get(2), judgment.ranked().get(0).trial());
        assertEquals(judgment.chosen().testUar(), judgment.nested().orElseThrow().value(), 1e-12);
        assertTrue(judgment.chosen().searchScore() > judgment.chosen().testUar());
    }

    @Test
    void testUarIsTheMeanOverFoldsAndSeeds() {
        Finalist first = judgment.ranked().get(0);
        double expected = state.tested(first.trial()).stream().mapToDouble(JudgeTest::uar).average().orElseThrow();
        assertEquals(expected, first.testUar(), 1e-12);
        ClusteredUar interval = first.interval().orElseThrow();
        assertEquals(10, interval.clusters());
        assertEquals(2, interval.seeds());
        assertTrue(interval.interval().contains(first.testUar()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-stratified", "actor-folds-6", "leave-one-actor-out", "statement-disjoint", "groups",
        "random-stratified testing sex=female"})
    void testUarIsTheMeanOfTheTrainingsHoweverClipsAreDivided(String protocol) {
        SweepState other = state(protocol);
        Judgment judged = new Judge(other, corpus).judge().orElseThrow();
        for (Finalist finalist : judged.ranked()) {
            double expected = other.tested(finalist.trial()).stream().mapToDouble(JudgeTest::uar).average().orElseThrow();
            assertEquals(expected, finalist.testUar(), 1e-12);
            finalist.interval().ifPresent(interval -> assertEquals(expected, interval.value(), 1e-12));
        }
        for (Judgment.Pair pair : judged.pairs()) {
            double first = judged.ranked().stream().filter(f -> f.trial() == pair.first()).findFirst().orElseThrow().testUar();
            double second = judged.ranked().stream().filter(f -> f.trial() == pair.second()).findFirst().orElseThrow().testUar();
            assertEquals(first - second, pair.test().value(), 1e-12);
        }
    }

    @Test
    void aFailedRepeatIsMissingAndItsFinalistIsNotChosen() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>(state.outcomes());
        int chosen = judgment.chosen().trial();
        outcomes.put(Job.finalId(chosen, new TrialTraining(1, 2)), Outcome.failed("training loss is NaN in epoch 1"));
        SweepState part = new SweepState(state.spec(), state.points(), outcomes, state.finalists());
        Judgment judged = new Judge(part, corpus).judge().orElseThrow();
        assertEquals(List.of("trial " + chosen + ", fold 1, seed 2: training loss is NaN in epoch 1"),
                judged.failed().stream().map(FailedRepeat::text).toList());
        assertNotEquals(chosen, judged.chosen().trial());
        Finalist finalist = judged.ranked().stream().filter(f -> f.trial() == chosen).findFirst().orElseThrow();
        List<Double> left = part.tested(chosen).stream().map(JudgeTest::uar).toList();
        assertEquals(((left.get(0) + left.get(1)) / 2 + left.get(2)) / 2, finalist.testUar(), 1e-12);
        assertEquals(1, finalist.missing());
        assertEquals(3, judged.pairs().size());
        assertEquals(4, judged.ranked().stream().filter(f -> f.trial() != chosen).findFirst().orElseThrow().scores()
                .trainings().size());
    }

    @Test
    void onlyTheLargeDifferenceIsBeyondNoise() {
        assertEquals(3, judgment.pairs().size());
        int best = judgment.ranked().get(0).trial();
        judgment.pairs().forEach(pair -> assertEquals(pair.first() == best, pair.beyondNoise(), pair.toString()));
    }

    @Test
    void theSettingThatMattersIsTheMostImportant() {
        assertEquals("training.learningRate", judgment.importance().get(0).key());
        assertTrue(judgment.importance().get(0).share() > 0.4, judgment.importance().toString());
    }

    @Test
    void foldsWhoseTestClipsTheSearchValidatedOnAreNamed() {
        Set<String> validated = state.spec().anyExperiment().protocol().split(corpus, 0, 1).validation().stream().map(Clip::id)
                .collect(Collectors.toSet());
        List<Integer> untouched = IntStream.of(0, 1).boxed().filter(fold -> state.spec().anyExperiment().protocol()
                .split(corpus, fold, 1).test().stream().map(Clip::id).noneMatch(validated::contains)).toList();
        assertEquals(untouched, judgment.untouched());
        assertEquals(List.of(0), untouched);
    }

    @Test
    void thePageHoldsEverythingAndAsksNoServer() throws Exception {
        SweepOutput.of(state, judgment, corpus).write(temporary);
        String page = Files.readString(temporary.resolve(SweepOutput.PAGE), StandardCharsets.UTF_8);
        assertFalse(page.contains("<script src"), "a script from elsewhere");
        assertContains(page, "trial " + judgment.chosen().trial() + " ★");
        assertContains(page, "synthetic voices");
        assertEquals(TRIALS + 1, Files.readAllLines(temporary.resolve("trials.csv")).size());
        for (String picture : List.of("cost.png", "parallel-coordinates.png", "importance.png")) {
            assertTrue(Files.size(temporary.resolve(picture)) > 5000, picture);
        }
        try (var left = Files.list(temporary)) {
            assertTrue(left.noneMatch(file -> file.toString().endsWith(".partial")));
        }
    }

    private static double uar(TrainingResult trained) {
        List<Double> recalls = new ArrayList<>();
        for (int label = 0; label < corpus.labels().size(); label++) {
            int truth = label;
            List<Answer> own = trained.answers().stream().filter(clip -> clip.truth() == truth).toList();
            recalls.add(own.stream().filter(clip -> clip.predicted() == truth).count() / (double) own.size());
        }
        return recalls.stream().mapToDouble(r -> r).average().orElseThrow();
    }

    private static Answer tested(Clip clip, double skill, Random random) {
        int truth = corpus.classOf(clip);
        return new Answer(clip.id(), clip.speaker(), truth,
                random.nextDouble() < skill ? truth : (truth + 1) % corpus.labels().size());
    }

    private static TrainingResult trained(int fold, long seed, double uar, List<Answer> test) {
        return new TrainingResult(new TrainingKey("", fold, seed), corpus.labels(), new LearningCurve(List.of(epoch(1, uar / 2),
                epoch(2, uar)), 2, ""), test, new Validation(uar, 1, List.of()),
                120_000 + (long) (1e6 * Math.abs(uar - 0.5)), 5 + 10 * uar, Optional.empty());
    }

    private static Epoch epoch(int number, double uar) {
        return Epoch.of(number, Map.of("val/uar", uar));
    }
}
