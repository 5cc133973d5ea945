package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.model.InputShape;
import serlab.model.NetworkSpec;
import serlab.training.schedule.Schedule;

class ScheduleTest {
    private final Schedule.Course plateau = course(Map.of("reduceFactor", 0.5, "reducePatience", 3));

    private static Schedule.Course course(Map<String, ?> settings) {
        TrainingSpec spec = TrainingSpec.of(settings);
        return spec.schedule().course(spec.epochs());
    }

    @Test
    void plateauHalvesAfterPatienceEpochsAndNotEarlier() {
        hear(1.0, 1.0, 1.5);
        assertEquals(1, plateau.share(3));
        hear(1.2);
        assertEquals(0.5, plateau.share(4));
    }

    @Test
    void aLowerLossStartsTheCountAnew() {
        hear(1.0, 1.1, 1.1, 0.9, 1.0, 1.0);
        assertEquals(1, plateau.share(6));
        hear(1.0);
        assertEquals(0.5, plateau.share(7));
    }

    @Test
    void aReductionStartsTheCountAnew() {
        hear(1.0, 2.0, 2.0, 2.0, 2.0, 2.0);
        assertEquals(0.5, plateau.share(6));
        hear(2.0);
        assertEquals(0.25, plateau.share(7));
    }

    @Test
    void cosineFallsFromOneToNothing() {
        Schedule.Course cosine = course(Map.of("schedule", "cosine", "epochs", 10));
        assertEquals(1, cosine.share(0));
        assertEquals(0.5 + Math.sqrt(2) / 4, cosine.share(2.5), 1e-12);
        assertEquals(0.5, cosine.share(5), 1e-12);
        assertEquals(0, cosine.share(10), 1e-12);
    }

    @Test
    void warmUpRisesInAStraightLine() {
        Schedule.Course warm = course(Map.of("schedule", "constant", "warmupEpochs", 2));
        assertEquals(0.5, warm.share(1), 1e-3);
        assertEquals(1, warm.share(2));
        assertEquals(1, course(Map.of("schedule", "constant")).share(0));
        Schedule.Course falling = course(Map.of("warmupEpochs", 2, "reduceFactor", 0.1, "reducePatience", 1));
        falling.heard(1);
        falling.heard(2);
        assertEquals(0.05, falling.share(1), 1e-4);
    }

    @Test
    void theNextStepUsesTheRateThatWasSet() {
        TrainingSpec spec = TrainingSpec.of(Map.of("learningRate", 0.01));
        ComputationGraph network = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4), "dense", 8))
                .network(new InputShape(8, 8, 3), spec.build(1));
        float[] first = weights(network);
        step(network, 0.01);
        float[] moved = weights(network);
        assertEquals(0.01, Math.abs(moved[0] - first[0]), 1e-3);
        step(network, 0);
        assertArrayEquals(moved, weights(network), 1e-6f);
    }

    private static void step(ComputationGraph network, double rate) {
        INDArray features = Nd4j.linspace(DataType.FLOAT, -1, 1e-2, 4 * 64).reshape(4, 1, 8, 8);
        INDArray targets = Nd4j.create(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
        LearningRate.set(network, rate);
        network.fit(new INDArray[] {features}, new INDArray[] {targets});
    }

    private static float[] weights(ComputationGraph network) {
        INDArray weights = network.getParam("dense_W");
        return weights.reshape(weights.length()).toFloatVector();
    }

    private void hear(double... losses) {
        for (double loss : losses) {
            plateau.heard(loss);
        }
    }
}
