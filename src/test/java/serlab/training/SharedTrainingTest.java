package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import serlab.model.BuildSettings;
import serlab.model.InputShape;
import serlab.model.LayerSet;
import serlab.model.NetworkSpec;
import serlab.model.layer.Cores;

/** Weights and outputs of networks whose layers several cores share, against those that one core computes: the same bits. */
@Tag("slow")
class SharedTrainingTest {
    /** Two parts of images and a rest. */
    private static final int CLIPS = 37;
    private static final InputShape SHAPE = new InputShape(40, 48, 5);

    @ParameterizedTest
    @ValueSource(strings = {"spectrogram-cnn", "mfcc-cnn", "conv1d", "logmel-stats-cnn"})
    void bitsDoNotDependOnTheNumberOfCores(String type) {
        float[] alone = trained(type, Cores.ONE);
        assertFalse(Arrays.equals(alone, network(type).params().toFloatVector()), "nothing was learned");
        assertArrayEquals(alone, trained(type, new Cores(2)));
        assertArrayEquals(alone, trained(type, new Cores(5)));
    }

    private static ComputationGraph network(String type) {
        return NetworkSpec.of(Map.of("type", type)).network(SHAPE, new BuildSettings(3, new Adam(1e-3), 0, LayerSet.FAST, DataType.FLOAT));
    }

    /** Weights after some steps, and what the network then says of the batch. */
    private static float[] trained(String type, Cores cores) {
        Nd4j.getRandom().setSeed(7);
        ComputationGraph network = network(type);
        Random random = new Random(1);
        float[] values = new float[CLIPS * SHAPE.bands() * SHAPE.frames()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        INDArray features = Nd4j.create(values, new long[] {CLIPS, 1, SHAPE.bands(), SHAPE.frames()}, 'c');
        INDArray targets = Nd4j.zeros(DataType.FLOAT, CLIPS, SHAPE.classes());
        for (int i = 0; i < CLIPS; i++) {
            targets.putScalar(i, i % SHAPE.classes(), 1);
        }
        cores.serve(network.getLayers());
        try (Cores.Held own = cores.hold()) {
            for (int step = 0; step < 4; step++) {
                network.fit(new INDArray[] {features}, new INDArray[] {targets});
            }
            float[] weights = network.params().toFloatVector();
            float[] said = network.outputSingle(features).ravel().toFloatVector();
            float[] all = Arrays.copyOf(weights, weights.length + said.length);
            System.arraycopy(said, 0, all, weights.length, said.length);
            return all;
        }
    }
}
