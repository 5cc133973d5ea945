package serlab.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.TestScores;
import serlab.model.SpeakerAdaptation;
import serlab.model.SpeakerAdaptation.Ridges;

/**
 * What a test speaker's enrollment is worth: every test speaker of an experiment as if new, some clips drawn for the enrollment,
 * the others answered without and with it.
 *
 * @param labels  class names
 * @param answers to all test clips, calibrated; every clip once
 * @param seconds length of each clip, by its id
 */
public record EnrollmentBenchmark(List<String> labels, List<Answer> answers, Map<String, Double> seconds) {
    private static final int DRAWS = 20;
    private static final int CHOOSING_DRAWS = 5;
    private static final List<Integer> OF_EACH = List.of(1, 2, 4);
    private static final List<Double> MATRIX_RIDGES = List.of(1.0, 3.0, 10.0, 30.0, 100.0);
    private static final List<Double> BIAS_RIDGES = List.of(0.03, 0.1, 0.3, 1.0, 3.0);

    public EnrollmentBenchmark {
        answers = List.copyOf(answers);
        seconds = Map.copyOf(seconds);
    }

    /**
     * What some enrollment gave.
     *
     * @param clips      mean number of clips a speaker was enrolled by
     * @param before     UAR of the other clips without it, mean over draws
     * @param after      with it
     * @param difference with an interval over speakers
     */
    public record Row(double clips, double before, double after, Optional<ClusteredUar> difference) {
    }

    /** Chooses a speaker's clips to enroll by, from all of them in an order drawn by chance. */
    private interface Choice {
        List<Answer> of(List<Answer> drawn);
    }

    /** @param least seconds that are enrolled at least, unlabeled; 0 for no enrollment */
    public Row unlabeled(double least) {
        return row(drawn -> {
            List<Answer> chosen = new ArrayList<>();
            double sum = 0;
            for (int i = 0; i < drawn.size() - 1 && sum < least; i++) {
                chosen.add(drawn.get(i));
                sum += seconds.get(drawn.get(i).clip());
            }
            return chosen;
        }, enrolled -> SpeakerAdaptation.unlabeled(Answer.probabilities(enrolled)), DRAWS);
    }

    /** As {@link #labeled(int, Function)}, by the usual ridges. */
    public Row labeled(int ofEach) {
        return labeled(ofEach, speaker -> Ridges.STANDARD);
    }

    /**
     * Enrollment with labels.
     *
     * @param ofEach clips of each class that are enrolled; of a class with no more than these one less than all
     * @param ridges by which the adaptation to a speaker is drawn
     */
    public Row labeled(int ofEach, Function<String, Ridges> ridges) {
        return labeled(ofEach, ridges, DRAWS);
    }

    private Row labeled(int ofEach, Function<String, Ridges> ridges, int draws) {
        return row(drawn -> {
            int[] all = new int[labels.size()];
            drawn.forEach(answer -> all[answer.truth()]++);
            int[] taken = new int[labels.size()];
            return drawn.stream().filter(answer -> taken[answer.truth()]++ < Math.min(ofEach, all[answer.truth()] - 1)).toList();
        }, enrolled -> SpeakerAdaptation.labeled(Answer.probabilities(enrolled), Answer.truths(enrolled),
                ridges.apply(enrolled.get(0).speaker())), draws);
    }

    /** The ridges by which these speakers, each as if new, gain most in the mean of one, two and four labeled clips a class. */
    public Ridges bestRidges() {
        Ridges best = Ridges.STANDARD;
        double highest = -1;
        for (double matrix : MATRIX_RIDGES) {
            for (double bias : BIAS_RIDGES) {
                Ridges tried = new Ridges(matrix, bias);
                double uar = OF_EACH.stream().mapToDouble(each -> labeled(each, speaker -> tried, CHOOSING_DRAWS).after()).average()
                        .orElseThrow();
                if (uar > highest) {
                    highest = uar;
                    best = tried;
                }
            }
        }
        return best;
    }

    private Row row(Choice choice, Function<List<Answer>, SpeakerAdaptation> learned, int draws) {
        Map<String, List<Answer>> speakers = new LinkedHashMap<>();
        answers.forEach(answer -> speakers.computeIfAbsent(answer.speaker(), name -> new ArrayList<>()).add(answer));
        List<TestScores.Training> before = new ArrayList<>();
        List<TestScores.Training> after = new ArrayList<>();
        long clips = 0;
        for (int draw = 0; draw < draws; draw++) {
            List<Answer> without = new ArrayList<>();
            List<Answer> with = new ArrayList<>();
            for (Map.Entry<String, List<Answer>> speaker : speakers.entrySet()) {
                List<Answer> drawn = new ArrayList<>(speaker.getValue());
                Collections.shuffle(drawn, new Random(31L * speaker.getKey().hashCode() + draw));
                List<Answer> enrolled = choice.of(drawn);
                clips += enrolled.size();
                Map<String, Answer> used = new HashMap<>();
                enrolled.forEach(answer -> used.put(answer.clip(), answer));
                List<Answer> others = drawn.stream().filter(answer -> !used.containsKey(answer.clip())).toList();
                without.addAll(others);
                with.addAll(enrolled.isEmpty() ? others : adapted(learned.apply(enrolled), others));
            }
            before.add(new TestScores.Training(0, String.valueOf(draw), without));
            after.add(new TestScores.Training(0, String.valueOf(draw), with));
        }
        TestScores first = new TestScores(labels, before);
        TestScores second = new TestScores(labels, after);
        return new Row(clips / (double) (speakers.size() * draws), first.summary(ClassificationReport::uar).mean(), second.summary(ClassificationReport::uar).mean(),
                TestScores.difference(second, first));
    }

    private static List<Answer> adapted(SpeakerAdaptation adaptation, List<Answer> others) {
        return others.stream().map(answer -> answer.with(adaptation.apply(answer.probabilities()))).toList();
    }
}
