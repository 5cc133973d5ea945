package serlab.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Several networks that train and predict in one process at once end with the bits of each alone. */
@Tag("slow")
class ParallelTrainingTest {
    private static final InputShape SHAPE = new InputShape(16, 24, 4);
    private static final int NETWORKS = 3;

    @ParameterizedTest
    @ValueSource(strings = {"mfcc-cnn", "conv1d", "logmel-stats-cnn"})
    void trainingsSideBySideGiveTheBitsOfEachAlone(String type) throws InterruptedException, ExecutionException {
        NetworkSpec spec = NetworkSpec.of(Map.of("type", type, "filters", List.of(20, 16)));
        List<INDArray> alone = IntStream.rangeClosed(1, NETWORKS).mapToObj(seed -> train(spec, seed)).toList();
        assertNotEquals(alone.get(0), alone.get(1));
        ExecutorService pool = Executors.newFixedThreadPool(NETWORKS);
        try {
            List<Future<INDArray>> together = IntStream.rangeClosed(1, NETWORKS)
                    .mapToObj(seed -> pool.submit(() -> train(spec, seed))).toList();
            for (int i = 0; i < NETWORKS; i++) {
                assertEquals(alone.get(i), together.get(i).get(), type + " with seed " + (i + 1));
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Weights after some steps, and the output for the last batch behind them. */
    private static INDArray train(NetworkSpec spec, long seed) {
        Nd4j.getRandom().setSeed(seed);
        ComputationGraph network = spec.network(SHAPE, BuildSettings.fast(seed, new Adam(1e-3), 1e-3));
        Random random = new Random(seed);
        INDArray x = Nd4j.create(DataType.FLOAT, 8, 1, SHAPE.bands(), SHAPE.frames());
        INDArray y = Nd4j.zeros(DataType.FLOAT, 8, SHAPE.classes());
        for (int step = 0; step < 6; step++) {
            for (long i = 0; i < x.length(); i++) {
                x.putScalar(i, random.nextGaussian());
            }
            y.assign(0);
            for (int i = 0; i < 8; i++) {
                y.putScalar(i, random.nextInt(SHAPE.classes()), 1);
            }
            network.fit(new INDArray[] {x}, new INDArray[] {y});
        }
        return Nd4j.concat(0, network.params().reshape(-1), network.outputSingle(x).reshape(-1));
    }
}
