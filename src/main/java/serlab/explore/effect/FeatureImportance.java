package serlab.explore.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import serlab.corpus.Clip;
import serlab.corpus.Seeds;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.model.head.CrossValidation;
import serlab.model.head.Head;
import serlab.model.head.LinearLearner;
import serlab.model.head.Rows;

/**
 * Permutation importance of numbers: how much of the UAR of linear support vectors, on clips that they have not learned of, is lost
 * when the values of one number are exchanged among these clips. Five folds of whole speakers where speakers are known, of clips
 * elsewhere; within a fold values are exchanged among the clips of a speaker, so that what is lost is what the number tells of the
 * emotion and not of the speaker. Numbers that tell the same replace each other, so each of them seems to matter little.
 *
 * <p>Source: Breiman, "Random Forests", Machine Learning 45, 2001, section 10; Fisher, Rudin and Dominici, JMLR 20, 2019.
 *
 * @param all        the most important first
 * @param uar        of the held-out clips as they are
 * @param folds      that were held out in turn
 * @param bySpeakers whether folds are of whole speakers
 */
public record FeatureImportance(List<Lost> all, double uar, int folds, boolean bySpeakers) {
    /** How often the values of a number are exchanged. */
    public static final int REPEATS = 10;
    private static final int FOLDS = 5;
    private static final int INNER_FOLDS = 4;
    private static final List<Double> COSTS = List.of(0.0001, 0.001, 0.01, 0.1);

    /**
     * What is lost without a number.
     *
     * @param mean      of the repeats, UAR in [-1, 1]
     * @param deviation standard deviation over the repeats
     */
    public record Lost(String name, String unit, double mean, double deviation) {
    }

    /**
     * The importance.
     *
     * @param labels the classes
     * @return empty where some class has too few clips, or a fold would lack it: fewer than two speakers of some class
     */
    public static Optional<FeatureImportance> of(ClipNumbers numbers, List<String> labels) {
        List<Clip> clips = numbers.clips();
        if (labels.stream().anyMatch(label -> clips.stream().filter(clip -> clip.label().equals(label)).count() < FeatureEffects.FEW)) {
            return Optional.empty();
        }
        boolean bySpeakers = clips.stream().noneMatch(clip -> clip.speaker().isEmpty())
                && clips.stream().map(Clip::speaker).distinct().count() > 1;
        List<String> speakers = clips.stream().map(Clip::speaker).distinct().sorted().toList();
        int[] group = IntStream.range(0, clips.size()).map(i -> bySpeakers ? speakers.indexOf(clips.get(i).speaker()) : i).toArray();
        int[] truth = clips.stream().mapToInt(clip -> labels.indexOf(clip.label())).toArray();
        int[] fold = folds(group, truth, bySpeakers);
        int folds = Arrays.stream(fold).max().orElse(0) + 1;
        List<Held> held = new ArrayList<>();
        for (int out = 0; out < folds; out++) {
            int at = out;
            int[] training = IntStream.range(0, fold.length).filter(i -> fold[i] != at).toArray();
            int[] test = IntStream.range(0, fold.length).filter(i -> fold[i] == at).toArray();
            if (Arrays.stream(training).map(i -> truth[i]).distinct().count() < Arrays.stream(truth).distinct().count()
                    || Arrays.stream(training).map(i -> group[i]).distinct().count() < 2) {
                return Optional.empty();
            }
            held.add(Held.of(numbers, truth, group, training, test, labels.size()));
        }
        double uar = uar(labels, truth, held, -1, 0);
        List<Lost> all = new ArrayList<>();
        for (int number = 0; number < numbers.names().size(); number++) {
            double[] lost = new double[REPEATS];
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                lost[repeat] = uar - uar(labels, truth, held, number, repeat);
            }
            all.add(new Lost(numbers.names().get(number), numbers.units().get(number), StatUtils.mean(lost),
                    Math.sqrt(StatUtils.variance(lost))));
        }
        all.sort(Comparator.comparingDouble(one -> -one.mean()));
        return Optional.of(new FeatureImportance(List.copyOf(all), uar, folds, bySpeakers));
    }

    /** Speakers are dealt by their names; clips class by class. */
    private static int[] folds(int[] group, int[] truth, boolean bySpeakers) {
        int[] fold = new int[group.length];
        int[] next = new int[Arrays.stream(truth).max().orElse(0) + 1];
        for (int i = 0; i < fold.length; i++) {
            fold[i] = (bySpeakers ? group[i] : next[truth[i]]++) % FOLDS;
        }
        return fold;
    }

    /** With the values of a number exchanged; as they are if it is -1. */
    private static double uar(List<String> labels, int[] truth, List<Held> held, int number, int repeat) {
        int[] of = held.stream().flatMapToInt(one -> Arrays.stream(one.test())).map(i -> truth[i]).toArray();
        int[] said = held.stream().flatMapToInt(one -> Arrays.stream(one.answers(number, repeat))).toArray();
        return ClassificationReport.of(ConfusionMatrix.of(labels, of, said)).uar();
    }

    /**
     * A fold: its clips, and what linear support vectors say of them.
     *
     * @param values  standardized, {@code float[test][numbers]}
     * @param groups  clips among which values are exchanged
     * @param scores  {@code double[test][classes]}
     * @param weights {@code double[numbers][classes]}
     */
    private record Held(int[] test, float[][] values, List<int[]> groups, double[][] scores, double[][] weights) {
        static Held of(ClipNumbers numbers, int[] truth, int[] group, int[] training, int[] test, int classes) {
            float[][] known = new float[training.length][numbers.names().size()];
            float[][] values = new float[test.length][numbers.names().size()];
            for (int number = 0; number < numbers.names().size(); number++) {
                double[] column = numbers.column(number);
                double[] there = Arrays.stream(training).mapToDouble(i -> column[i]).filter(Double::isFinite).toArray();
                double mean = there.length == 0 ? 0 : StatUtils.mean(there);
                double deviation = there.length == 0 ? 0 : Math.sqrt(StatUtils.populationVariance(there, mean));
                for (int i = 0; i < training.length; i++) {
                    known[i][number] = standardized(column[training[i]], mean, deviation);
                }
                for (int i = 0; i < test.length; i++) {
                    values[i][number] = standardized(column[test[i]], mean, deviation);
                }
            }
            Head head = learned(new Rows(known, Arrays.stream(training).map(i -> truth[i]).toArray(), classes,
                    Arrays.stream(training).map(i -> group[i]).toArray()));
            double[][] scores = Arrays.stream(values).map(head::scores).toArray(double[][]::new);
            Map<String, List<Integer>> own = new LinkedHashMap<>();
            boolean alone = Arrays.stream(test).map(i -> group[i]).distinct().count() == test.length;
            for (int i = 0; i < test.length; i++) {
                own.computeIfAbsent(alone ? "" : Integer.toString(group[test[i]]), key -> new ArrayList<>()).add(i);
            }
            return new Held(test, values, own.values().stream().map(one -> one.stream().mapToInt(i -> i).toArray()).toList(), scores,
                    weights(head, numbers.names().size()));
        }

        /** A missing value is the mean; bounded as the inputs of models are. */
        private static float standardized(double value, double mean, double deviation) {
            return Double.isFinite(value) && deviation > 0 ? (float) Math.max(-10, Math.min(10, (value - mean) / deviation)) : 0;
        }

        private static Head learned(Rows rows) {
            try (LinearLearner learner = LinearLearner.supportVectors(rows, COSTS)) {
                return learner.learn(CrossValidation.of(learner, rows, INNER_FOLDS).setting());
            }
        }

        /** A linear head's, from what it says of rows that are 0 but for one number. */
        private static double[][] weights(Head head, int numbers) {
            double[] none = head.scores(new float[numbers]);
            double[][] weights = new double[numbers][];
            for (int number = 0; number < numbers; number++) {
                float[] row = new float[numbers];
                row[number] = 1;
                double[] scores = head.scores(row);
                weights[number] = IntStream.range(0, scores.length).mapToDouble(k -> scores[k] - none[k]).toArray();
            }
            return weights;
        }

        int[] answers(int number, int repeat) {
            int[] from = IntStream.range(0, test.length).toArray();
            if (number >= 0) {
                Random random = new Random(Seeds.mix(repeat, number));
                for (int[] clips : groups) {
                    exchange(from, clips, random);
                }
            }
            int[] answers = new int[test.length];
            for (int i = 0; i < answers.length; i++) {
                double[] changed = scores[i].clone();
                for (int k = 0; number >= 0 && k < changed.length; k++) {
                    changed[k] += weights[number][k] * (values[from[i]][number] - values[i][number]);
                }
                for (int k = 1; k < changed.length; k++) {
                    answers[i] = changed[k] > changed[answers[i]] ? k : answers[i];
                }
            }
            return answers;
        }

        private static void exchange(int[] from, int[] clips, Random random) {
            for (int i = clips.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int kept = from[clips[i]];
                from[clips[i]] = from[clips[other]];
                from[clips[other]] = kept;
            }
        }
    }

    /** Whether without some number more is lost than its repeats differ by. */
    public boolean some() {
        return all.stream().anyMatch(lost -> lost.mean() > Math.max(0, lost.deviation()));
    }

    /** {@code linear support vectors, 5 folds of whole speakers: UAR 54.1 %}. */
    public String judge() {
        return String.format(Locale.ROOT, "linear support vectors, %d folds of %s: UAR %.1f %%", folds, bySpeakers ? "whole speakers" : "clips",
                100 * uar);
    }
}
