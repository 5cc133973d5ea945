package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.model.BuildSettings;
import serlab.model.InputShape;
import serlab.model.NetworkSpec;

class AveragedWeightsTest {
    private final ComputationGraph network = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(2),
            "dense", 3)).network(new InputShape(4, 4, 2), BuildSettings.fast(1, new Sgd(0.1), 0));

    @Test
    void averagesWithTheWarmUpOfItsDefinition() {
        AveragedWeights averaged = new AveragedWeights(0.15, network);
        double expected = network.params().getDouble(5);
        for (int step = 0; step < 4; step++) {
            network.params().assign(step + 1);
            averaged.stepDone(network);
            double kept = Math.min(0.15, (1.0 + step) / (10 + step));
            expected = kept * expected + (1 - kept) * (step + 1);
        }
        averaged.lend(network);
        assertEquals(expected, network.params().getDouble(5), 1e-5);
        averaged.restore(network);
        assertEquals(4, network.params().getDouble(5));
    }

    @Test
    void withoutDecayTheNetworkKeepsItsOwnWeights() {
        AveragedWeights none = new AveragedWeights(0, network);
        float[] before = network.params().toFloatVector();
        none.stepDone(network);
        none.lend(network);
        assertArrayEquals(before, network.params().toFloatVector());
        none.restore(network);
        assertArrayEquals(before, network.params().toFloatVector());
    }
}
