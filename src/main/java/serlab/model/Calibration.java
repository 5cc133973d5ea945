package serlab.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How far a model was off on clips of speakers that it had not learned of, kept with it so that it can say how much an answer
 * holds for a new speaker: conformal prediction where speakers, not clips, are exchangeable.
 *
 * <p>Source: score Sadinle, Lei and Wasserman, "Least ambiguous set-valued classifiers with bounded error levels", JASA 114
 * (2019); {@link Kind#EXPECTED} pools the speakers' distributions as Dunn, Wasserman and Ramdas, "Distribution-free prediction
 * sets for two-layer hierarchical models", JASA 118 (2023), section 3.1, at a level that leaving each speaker out in turn
 * chooses; {@link Kind#GUARANTEED} is hierarchical conformal prediction, Lee, Barber and Willett, "Distribution-free inference
 * with hierarchical data", 2023.
 *
 * @param speakers who speaks in each clip, as a number from 0
 * @param classes  true class of each clip
 * @param scores   1 less the probability that the true class was given, {@code float[clips]}
 */
public record Calibration(int[] speakers, int[] classes, float[] scores) {
    private static final int HALVINGS = 40;

    /** What is promised of the share of a new speaker's clips whose class is in the set. */
    public enum Kind {
        /** It is expected to be the coverage: neither more nor less, as far as the speakers tell. */
        EXPECTED,
        /** It is expected to be no less, whatever the speakers are like; sets are larger. */
        GUARANTEED
    }

    public Calibration {
        if (scores.length == 0 || speakers.length != scores.length || classes.length != scores.length) {
            throw new IllegalArgumentException(speakers.length + " speakers, " + classes.length + " classes and " + scores.length
                    + " scores; expected as many, at least one");
        }
        speakers = speakers.clone();
        classes = classes.clone();
        scores = scores.clone();
    }

    /** How many people speak. */
    public int people() {
        return (int) Arrays.stream(speakers).distinct().count();
    }

    /**
     * The sets that keep a promise.
     *
     * @param coverage  share of a new speaker's clips whose class shall be in the set, above 0, below 1
     * @param byClass   whether the promise is for the clips of each class, instead of for all together
     * @param labels    number of classes
     */
    public PredictionSets sets(double coverage, Kind kind, boolean byClass, int labels) {
        double[] thresholds = new double[labels];
        for (int c = 0; c < labels; c++) {
            int own = c;
            thresholds[c] = c > 0 && !byClass ? thresholds[0]
                    : threshold(bySpeaker(i -> !byClass || classes[i] == own), coverage, kind);
        }
        return new PredictionSets(coverage, thresholds);
    }

    /** The highest score that belongs to a set; infinite where the speakers are too few for the promise. */
    private static double threshold(Distributions people, double coverage, Kind kind) {
        int count = people.shares().length;
        double most = count / (count + 1.0);
        if (kind == Kind.GUARANTEED) {
            return coverage > most ? Double.POSITIVE_INFINITY : people.score(people.quantile(coverage / most, -1));
        }
        return count < 2 ? Double.POSITIVE_INFINITY : people.score(people.quantile(people.level(coverage), -1));
    }

    private Distributions bySpeaker(IntPredicate which) {
        Map<Integer, List<Double>> all = new TreeMap<>();
        IntStream.range(0, scores.length).filter(which)
                .forEach(i -> all.computeIfAbsent(speakers[i], speaker -> new ArrayList<>()).add((double) scores[i]));
        double[] limits = all.values().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).sorted().distinct().toArray();
        double[][] shares = all.values().stream().map(own -> {
            double[] below = new double[limits.length];
            own.forEach(score -> below[Arrays.binarySearch(limits, score)] += 1.0 / own.size());
            Arrays.parallelPrefix(below, Double::sum);
            return below;
        }).toArray(double[][]::new);
        return new Distributions(limits, shares);
    }

    /**
     * The distribution of each speaker's scores.
     *
     * @param limits every score that occurs, ascending
     * @param shares of each speaker's scores, those up to each limit, {@code double[speakers][limits]}
     */
    private record Distributions(double[] limits, double[][] shares) {
        /** A share that is this much short of another is equal to it. */
        private static final double ROUNDING = 1e-9;

        double score(int limit) {
            return limits[limit];
        }

        /** The lowest limit up to which the mean of the distributions, of all speakers but one, comes to a level. */
        int quantile(double level, int without) {
            int low = 0;
            int high = limits.length - 1;
            while (low < high) {
                int middle = (low + high) / 2;
                double sum = 0;
                for (int k = 0; k < shares.length; k++) {
                    sum += k == without ? 0 : shares[k][middle];
                }
                if (sum / (shares.length - (without < 0 ? 0 : 1)) >= level - ROUNDING) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        /** The lowest level at which the other speakers' quantile covers, in the mean over the speakers, a share of each. */
        double level(double coverage) {
            double low = 0;
            double high = 1;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (low + high) / 2;
                double covered = 0;
                for (int out = 0; out < shares.length; out++) {
                    covered += shares[out][quantile(middle, out)] / shares.length;
                }
                if (covered >= coverage - ROUNDING) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return high;
        }
    }

    /** As a bundle keeps it; {@link BundleParts} reads it back. */
    Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("score", "1 - probability of the true class");
        all.put("speakers", speakers);
        all.put("classes", classes);
        all.put("scores", scores);
        return all;
    }

    /** Whether another calibration holds the same numbers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Calibration that && Arrays.equals(speakers, that.speakers)
                && Arrays.equals(classes, that.classes) && Arrays.equals(scores, that.scores);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores);
    }

    @Override
    public int[] speakers() {
        return speakers.clone();
    }

    @Override
    public int[] classes() {
        return classes.clone();
    }

    @Override
    public float[] scores() {
        return scores.clone();
    }
}
