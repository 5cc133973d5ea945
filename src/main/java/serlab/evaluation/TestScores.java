package serlab.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The answers of one model's trainings on their test clips, over folds and seeds, and the one way in which they are scored:
 * each training by its own test clips, then the mean over folds, each the mean of its seeds. A clip that a training did
 * not test has no part in its score, whatever other trainings tested; where every training is there, the mean is that of
 * all trainings.
 *
 * @param labels    class names
 * @param trainings in order of fold and seed, at least one answer each; missing ones are left out
 */
public record TestScores(List<String> labels, List<Training> trainings) {
    /** Test clips by training clips where a single fold was trained over several seeds. */
    private static final double RATIO_OF_ONE_FOLD = 0.25;

    public TestScores {
        labels = List.copyOf(labels);
        trainings = List.copyOf(trainings);
    }

    /**
     * One training's answers.
     *
     * @param fold    fold number from 0
     * @param seed    a number, or {@code all} for the networks of all seeds together
     * @param answers one per test clip
     */
    public record Training(int fold, String seed, List<Answer> answers) {
        public Training {
            answers = List.copyOf(answers);
        }

        private List<String> clips() {
            return answers.stream().map(Answer::clip).toList();
        }

        /** The answers to these clips, of those it has, in this order. */
        private Training of(List<String> clips) {
            Map<String, Answer> own = new HashMap<>();
            answers.forEach(answer -> own.put(answer.clip(), answer));
            return new Training(fold, seed, clips.stream().map(own::get).filter(Objects::nonNull).toList());
        }
    }

    /** The metrics of one training. */
    public ClassificationReport report(Training training) {
        return ClassificationReport.of(confusion(training));
    }

    private ConfusionMatrix confusion(Training training) {
        return ConfusionMatrix.of(labels, training.answers);
    }

    /** The confusion matrices of all trainings, added up. */
    public ConfusionMatrix pooled() {
        return trainings.stream().map(this::confusion).reduce(ConfusionMatrix::plus).orElseThrow();
    }

    /** The folds with at least one training, ascending. */
    public List<Integer> folds() {
        return trainings.stream().map(Training::fold).distinct().sorted().toList();
    }

    /** The seeds with at least one training, in order of their first training. */
    public List<String> seeds() {
        return trainings.stream().map(Training::seed).distinct().toList();
    }

    /** One value per training, in their order. */
    public double[] values(ToDoubleFunction<ClassificationReport> metric) {
        return trainings.stream().map(this::report).mapToDouble(metric).toArray();
    }

    /** One value per fold, the mean of its seeds, by fold. */
    public Map<Integer, Double> byFold(ToDoubleFunction<ClassificationReport> metric) {
        return trainings.stream().collect(Collectors.groupingBy(Training::fold, TreeMap::new,
                Collectors.averagingDouble(training -> metric.applyAsDouble(report(training)))));
    }

    /** One value per seed, the mean of its folds, in order of the seeds. */
    public Map<String, Double> bySeed(ToDoubleFunction<ClassificationReport> metric) {
        return trainings.stream().collect(Collectors.groupingBy(Training::seed, LinkedHashMap::new,
                Collectors.averagingDouble(training -> metric.applyAsDouble(report(training)))));
    }

    /**
     * What a metric varies over: one value per fold, each the mean of its seeds; of a single fold, one per seed. Networks of
     * several seeds say the same of a fold more steadily, but are no further folds.
     */
    public double[] spread(ToDoubleFunction<ClassificationReport> metric) {
        return folds().size() == 1 ? values(metric)
                : byFold(metric).values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Mean, deviation and interval over {@link #spread}. */
    public Summary summary(ToDoubleFunction<ClassificationReport> metric) {
        return Summary.of(spread(metric));
    }

    /** Mean UAR with an interval clustered by speaker, or by clip where speakers are unknown; empty for a single speaker. */
    public Optional<ClusteredUar> clustered() {
        return trainings.isEmpty() ? Optional.empty() : ClusteredUar.of(graded(this, null));
    }

    /**
     * Mean UAR of one model minus that of another on the clips that both tested under the same fold and seed.
     *
     * @return empty where they have tested nothing in common, or clips of a single speaker
     */
    public static Optional<ClusteredUar> difference(TestScores first, TestScores second) {
        List<TestScores> common = common(first, second);
        return common.get(0).trainings.isEmpty() ? Optional.empty()
                : ClusteredUar.of(graded(common.get(0), common.get(1)));
    }

    /**
     * Paired test of the UARs of two models' trainings, under each fold and seed that both have, on the clips that both
     * tested there.
     *
     * @return empty where they have fewer than two trainings in common
     */
    public static Optional<PairedTest> paired(TestScores first, TestScores second) {
        List<TestScores> common = common(first, second);
        if (common.get(0).trainings.size() < 2) {
            return Optional.empty();
        }
        int folds = common.get(0).folds().size();
        return Optional.of(PairedTest.of(common.get(0).values(ClassificationReport::uar),
                common.get(1).values(ClassificationReport::uar), folds > 1 ? 1.0 / (folds - 1) : RATIO_OF_ONE_FOLD));
    }

    /** Both models reduced to the same trainings and in each to the same clips, in the same order. */
    private static List<TestScores> common(TestScores first, TestScores other) {
        Map<List<Object>, Training> others = new HashMap<>();
        other.trainings.forEach(training -> others.put(List.of(training.fold, training.seed), training));
        List<Training> own = new ArrayList<>();
        List<Training> twins = new ArrayList<>();
        for (Training training : first.trainings) {
            Training twin = others.get(List.of(training.fold, training.seed));
            if (twin != null) {
                boolean alike = training.clips().equals(twin.clips());
                Training second = alike ? twin : twin.of(training.clips());
                if (!second.answers.isEmpty()) {
                    own.add(alike ? training : training.of(second.clips()));
                    twins.add(second);
                }
            }
        }
        return List.of(new TestScores(first.labels, own), new TestScores(other.labels, twins));
    }

    /**
     * Every answer with its weight in the mean UAR: 1 / (folds * trainings of the fold * classes of the training * clips of
     * the class in the training).
     *
     * @param minus the same trainings of another model on the same clips in the same order, whose grades are taken off; null
     *              for none
     */
    private static List<ClusteredUar.Graded> graded(TestScores scores, TestScores minus) {
        Map<Integer, Long> perFold = scores.trainings.stream()
                .collect(Collectors.groupingBy(Training::fold, Collectors.counting()));
        List<ClusteredUar.Graded> all = new ArrayList<>();
        for (int t = 0; t < scores.trainings.size(); t++) {
            Training training = scores.trainings.get(t);
            int[] sizes = new int[scores.labels.size()];
            training.answers.forEach(answer -> sizes[answer.truth()]++);
            long classes = Arrays.stream(sizes).filter(size -> size > 0).count();
            double share = 1.0 / perFold.size() / perFold.get(training.fold) / classes;
            for (int i = 0; i < training.answers.size(); i++) {
                Answer answer = training.answers.get(i);
                boolean otherToo = minus != null && minus.trainings.get(t).answers.get(i).correct();
                double grade = (answer.correct() ? 1 : 0) - (otherToo ? 1 : 0);
                all.add(new ClusteredUar.Graded(answer.cluster(), training.seed, share / sizes[answer.truth()], grade));
            }
        }
        return all;
    }
}
