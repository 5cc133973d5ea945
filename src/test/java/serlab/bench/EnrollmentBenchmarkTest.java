package serlab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import serlab.evaluation.Answer;

class EnrollmentBenchmarkTest {
    private static final List<String> LABELS = List.of("angry", "calm", "sad");

    /** Four speakers with ten clips of each class, of 2 s; the model leans to another class for each. */
    private static EnrollmentBenchmark benchmark() {
        SplittableRandom chance = new SplittableRandom(3);
        List<Answer> answers = new ArrayList<>();
        Map<String, Double> seconds = new HashMap<>();
        for (int speaker = 0; speaker < 4; speaker++) {
            for (int i = 0; i < 30; i++) {
                int truth = i % 3;
                double[] weights = new double[3];
                double sum = 0;
                for (int c = 0; c < 3; c++) {
                    weights[c] = Math.exp((c == truth ? 1.5 : 0) + (c == speaker % 3 ? 1.5 : 0) + chance.nextDouble(-1, 1));
                    sum += weights[c];
                }
                float[] said = {(float) (weights[0] / sum), (float) (weights[1] / sum), (float) (weights[2] / sum)};
                answers.add(new Answer(speaker + "-" + i, "s" + speaker, truth, said));
                seconds.put(speaker + "-" + i, 2.0);
            }
        }
        return new EnrollmentBenchmark(LABELS, answers, seconds);
    }

    @Test
    void withoutEnrollmentNothingChanges() {
        EnrollmentBenchmark.Row row = benchmark().unlabeled(0);
        assertEquals(0, row.clips());
        assertEquals(row.before(), row.after());
    }

    @Test
    void enrollmentIsCountedInSecondsAndTakesOffWhatAVoiceHears() {
        EnrollmentBenchmark.Row row = benchmark().unlabeled(15);
        assertEquals(8, row.clips());
        assertTrue(row.after() > row.before() + 0.05, row.toString());
        assertTrue(row.difference().orElseThrow().interval().contains(row.difference().orElseThrow().value()));
    }

    @Test
    void labeledClipsAreSoManyOfEachClass() {
        EnrollmentBenchmark.Row row = benchmark().labeled(2);
        assertEquals(6, row.clips());
        assertTrue(row.after() > row.before() + 0.05, row.toString());
        assertEquals(27, benchmark().labeled(40).clips());
    }
}
