package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import serlab.feature.Scaler;
import serlab.model.InputShape;
import serlab.model.NetworkSpec;

class SelfDistillationTest {
    private static final int CLASSES = 3;

    private final Examples examples = new Examples(List.of(noise(1), noise(2), noise(3)), new int[] {0, 1, 2},
            Scaler.identity());
    private final ComputationGraph network = network();

    @Test
    void theShareOfTheAnswersGrowsEvenlyFromTheSecondEpochToTheLast() {
        SelfDistillation distillation = new SelfDistillation(0.8, 4, examples, CLASSES);
        assertSame(Teacher.NONE, distillation.teacher());
        double[] shares = new double[3];
        for (int epoch = 1; epoch < 4; epoch++) {
            distillation.epochDone(epoch, network);
            shares[epoch - 1] = distillation.teacher().share();
        }
        assertArrayEquals(new double[] {0.4, 0.6, 0.8}, shares, 1e-12);
    }

    @Test
    void theAnswersAreThoseOfTheNetworkAfterTheEpochBefore() {
        SelfDistillation distillation = new SelfDistillation(0.8, 4, examples, CLASSES);
        distillation.epochDone(1, network);
        float[][] before = Probabilities.of(network, examples, CLASSES).values();
        assertArrayEquals(before, distillation.teacher().answers());
        network.params().muli(2);
        assertArrayEquals(before, distillation.teacher().answers());
        distillation.epochDone(2, network);
        assertArrayEquals(Probabilities.of(network, examples, CLASSES).values(), distillation.teacher().answers());
    }

    @Test
    void withoutAShareNothingIsAsked() {
        SelfDistillation none = new SelfDistillation(0, 4, examples, CLASSES);
        none.epochDone(1, network);
        assertSame(Teacher.NONE, none.teacher());
    }

    @Test
    void aTargetIsBlendedInItsPlace() {
        float[] targets = {1, 0, 0, 0.1f, 0.8f, 0.1f};
        new Teacher(new float[][] {{0, 0, 1}, {0.5f, 0.5f, 0}}, 0.5).blend(1, targets, 3);
        assertArrayEquals(new float[] {1, 0, 0, 0.3f, 0.65f, 0.05f}, targets, 1e-6f);
        Teacher.NONE.blend(1, targets, 0);
        assertEquals(1, targets[0]);
    }

    private static ComputationGraph network() {
        return NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4), "dense", 8))
                .network(new InputShape(8, 8, CLASSES), TrainingSpec.standard().build(1));
    }

    private static float[][] noise(long seed) {
        Random random = new Random(seed);
        float[][] matrix = new float[8][8];
        for (float[] band : matrix) {
            for (int frame = 0; frame < band.length; frame++) {
                band[frame] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }
}
