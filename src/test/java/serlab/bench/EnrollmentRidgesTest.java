package serlab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import serlab.evaluation.Answer;
import serlab.model.SpeakerAdaptation.Ridges;

class EnrollmentRidgesTest {
    private static final List<String> LABELS = List.of("calm", "happy", "sad");

    /**
     * Answers to six clips of each class by four speakers.
     *
     * @param swapped whether every speaker's first two classes are taken for each other
     */
    private static EnrollmentBenchmark speakers(boolean swapped) {
        Random random = new Random(1);
        List<Answer> answers = new ArrayList<>();
        for (int speaker = 0; speaker < 4; speaker++) {
            for (int clip = 0; clip < 18; clip++) {
                int truth = clip % 3;
                int heard = swapped && truth < 2 ? 1 - truth : truth;
                double[] logits = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
                logits[heard] += 2.5;
                double sum = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
                answers.add(new Answer(speaker + "-" + clip, "s" + speaker, truth, new float[] {(float) (Math.exp(logits[0]) / sum),
                    (float) (Math.exp(logits[1]) / sum), (float) (Math.exp(logits[2]) / sum)}));
            }
        }
        return new EnrollmentBenchmark(LABELS, answers, Map.of());
    }

    @Test
    void wherePeopleAreHeardWrongSmallRidgesAreChosen() {
        EnrollmentBenchmark swapped = speakers(true);
        Ridges best = swapped.bestRidges();
        assertTrue(best.matrix() <= 3, best.toString());
        EnrollmentBenchmark.Row chosen = swapped.labeled(4, speaker -> best);
        assertTrue(chosen.after() > chosen.before() + 0.2, chosen.toString());
        assertTrue(chosen.after() > swapped.labeled(4, speaker -> new Ridges(100, 3)).after());
        assertEquals(best, swapped.bestRidges(), "nothing is left to chance");
    }

    @Test
    void everySpeakerIsAdaptedByTheRidgesOfItsOwn() {
        EnrollmentBenchmark plain = speakers(true);
        assertNotEquals(plain.labeled(2).after(), plain.labeled(2, speaker -> speaker.equals("s0") ? new Ridges(0.001, 0.001)
                : Ridges.STANDARD).after());
        assertEquals(plain.labeled(2).after(), plain.labeled(2, speaker -> Ridges.STANDARD).after());
    }
}
