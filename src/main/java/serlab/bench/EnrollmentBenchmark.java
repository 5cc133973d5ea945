package serlab.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.TestScores;
import serlab.model.SpeakerAdaptation;

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
        }, false);
    }

    /** @param ofEach clips of each class that are enrolled with labels; of a class with no more than these one less than all */
    public Row labeled(int ofEach) {
        return row(drawn -> {
            int[] all = new int[labels.size()];
            drawn.forEach(answer -> all[answer.truth()]++);
            int[] taken = new int[labels.size()];
            return drawn.stream().filter(answer -> taken[answer.truth()]++ < Math.min(ofEach, all[answer.truth()] - 1)).toList();
        }, true);
    }

    private Row row(Choice choice, boolean labeled) {
        Map<String, List<Answer>> speakers = new LinkedHashMap<>();
        answers.forEach(answer -> speakers.computeIfAbsent(answer.speaker(), name -> new ArrayList<>()).add(answer));
        List<TestScores.Training> before = new ArrayList<>();
        List<TestScores.Training> after = new ArrayList<>();
        long clips = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
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
                with.addAll(enrolled.isEmpty() ? others : adapted(enrolled, labeled, others));
            }
            before.add(new TestScores.Training(0, String.valueOf(draw), without));
            after.add(new TestScores.Training(0, String.valueOf(draw), with));
        }
        TestScores first = new TestScores(labels, before);
        TestScores second = new TestScores(labels, after);
        return new Row(clips / (double) (speakers.size() * DRAWS), first.summary(ClassificationReport::uar).mean(), second.summary(ClassificationReport::uar).mean(),
                TestScores.difference(second, first));
    }

    private static List<Answer> adapted(List<Answer> enrolled, boolean labeled, List<Answer> others) {
        float[][] said = Answer.probabilities(enrolled);
        SpeakerAdaptation adaptation = labeled ? SpeakerAdaptation.labeled(said, Answer.truths(enrolled))
                : SpeakerAdaptation.unlabeled(said);
        return others.stream().map(answer -> answer.with(adaptation.apply(answer.probabilities()))).toList();
    }
}
