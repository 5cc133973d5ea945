package serlab.model;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.learning.config.Sgd;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;

/** One clip through the folded network, as every prediction goes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ClipPrediction {
    private static final InputShape SHAPE = new InputShape(64, 112, 8);

    /** The architecture. */
    @Param({"logmel-stats-cnn", "mfcc-cnn", "conv1d"})
    private String type;

    private final float[] feature = new float[SHAPE.bands() * SHAPE.frames()];
    private FoldedNetwork network;

    @Setup
    public void fold() {
        ModelSpec spec = ModelSpec.of(Map.of("type", type));
        network = spec.folded(SHAPE, new FlatParameters(spec.network(SHAPE, BuildSettings.fast(1, new Sgd(0.1), 0))
                .params().toFloatVector())).orElseThrow();
        Random random = new Random(1);
        for (int i = 0; i < feature.length; i++) {
            feature[i] = (float) random.nextGaussian();
        }
    }

    @Benchmark
    public float[] probabilities() {
        return network.probabilities(feature);
    }
}
