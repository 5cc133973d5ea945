package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.util.Map;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import serlab.InvalidInputException;

/** An architecture of a user's own between the common input and output. */
class CustomNetworkTest {
    private static final CustomNetwork DENSE = new CustomNetwork("one-dense", 1, (graph, input) -> {
        graph.addLayer("only", new DenseLayer.Builder().nOut(5).activation(Activation.RELU).build(), input);
        return "only";
    });

    @Test
    void hasTheUsersLayersAndOneOutputPerClass() {
        ComputationGraph network = DENSE.network(new InputShape(4, 6, 3), BuildSettings.fast(1, new Adam(1e-3), 0));
        assertEquals(4 * 6 * 5 + 5 + 5 * 3 + 3, network.numParams());
        assertArrayEquals(new long[] {2, 3}, network.outputSingle(Nd4j.ones(2, 1, 4, 6)).shape());
    }

    @Test
    void itsSettingsAloneCannotMakeItAgain() {
        Map<String, Object> settings = DENSE.settings();
        String message = assertThrows(InvalidInputException.class, () -> NetworkSpec.of(settings)).getMessage();
        assertContains(message, "'one-dense'");
        assertContains(message, "can only be used there");
        assertEquals(1, message.lines().count());
    }

    @Test
    void needsAName() {
        assertThrows(InvalidInputException.class, () -> new CustomNetwork(" ", 1, (graph, input) -> input));
    }
}
