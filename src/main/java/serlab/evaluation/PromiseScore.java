package serlab.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import serlab.model.PredictionSets;

/**
 * Whether sets of classes kept what they promised on test clips, and what that cost.
 *
 * @param items    number of clips
 * @param covered  share of clips whose class is in the set
 * @param byClass  the same for the clips of each class, NaN for a class without clips, {@code double[classes]}
 * @param size     mean number of classes in a set
 * @param answered share of clips whose set has one class, which is an answer
 * @param right    share of these whose class that is; NaN if there are none
 */
public record PromiseScore(int items, double covered, double[] byClass, double size, double answered, double right) {
    public PromiseScore {
        byClass = byClass.clone();
    }

    /**
     * Answers and the sets that they are given, one for each of several trainings or the same for all.
     *
     * @param answers with calibrated probabilities
     */
    public record Given(PredictionSets sets, List<Answer> answers) {
        public Given {
            answers = List.copyOf(answers);
        }
    }

    /** @param labels number of classes */
    public static PromiseScore of(List<Given> all, int labels) {
        long[] items = new long[labels];
        long[] covered = new long[labels];
        long sizes = 0;
        long answered = 0;
        long right = 0;
        for (Given given : all) {
            for (Answer answer : given.answers) {
                List<Integer> set = given.sets.of(answer.probabilities());
                boolean holds = set.contains(answer.truth());
                items[answer.truth()]++;
                covered[answer.truth()] += holds ? 1 : 0;
                sizes += set.size();
                answered += set.size() == 1 ? 1 : 0;
                right += set.size() == 1 && holds ? 1 : 0;
            }
        }
        int total = (int) Arrays.stream(items).sum();
        double[] byClass = new double[labels];
        Arrays.setAll(byClass, c -> items[c] == 0 ? Double.NaN : covered[c] / (double) items[c]);
        return new PromiseScore(total, Arrays.stream(covered).sum() / (double) total, byClass, sizes / (double) total,
                answered / (double) total, answered == 0 ? Double.NaN : right / (double) answered);
    }

    /** Coverage of the class that has the least of it. */
    public double worst() {
        return Arrays.stream(byClass).filter(share -> !Double.isNaN(share)).min().orElse(Double.NaN);
    }

    @Override
    public double[] byClass() {
        return byClass.clone();
    }

    /** {@code 90.3 % covered, 2.41 classes a set, 41.0 % answered}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% covered, %.2f classes a set, %.1f %% answered", 100 * covered, size,
                100 * answered);
    }
}
