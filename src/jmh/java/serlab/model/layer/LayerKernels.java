package serlab.model.layer;

import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The loops inside the layers: max pooling and its gradient over one map, and a convolution of sequences. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LayerKernels {
    private static final int SIDE = 128;
    private static final int CLIPS = 32;
    private static final int TAPS = 5;
    private static final int LENGTH = 108;

    /** Channels in and out of the sequences. */
    @Param({"64", "512"})
    private int channels;

    private final MaxPooling geometry = new MaxPooling(SIDE, SIDE, 2, 2);
    private final float[] map = noise(SIDE * SIDE);
    private final float[] gradient = noise(SIDE * SIDE / 4);
    private final float[] pooled = new float[SIDE * SIDE / 4];
    private final byte[] positions = new byte[SIDE * SIDE / 4];
    private final float[] below = new float[SIDE * SIDE];
    private final float[] sums = new float[SIDE * SIDE / 4];
    private final float[] sumsOfProducts = new float[SIDE * SIDE / 4];
    private SequenceProducts products;
    private FloatBuffer x;
    private FloatBuffer kernel;
    private FloatBuffer y;
    private FloatBuffer kernelGradient;
    private FloatBuffer inputGradient;

    @Setup
    public void fill() {
        geometry.pool(map, false, pooled, positions, 0);
        products = SequenceProducts.of(channels, channels, TAPS, LENGTH, CLIPS, Cores.ONE);
        x = offHeap(CLIPS * channels * LENGTH);
        kernel = offHeap(channels * channels * TAPS);
        y = offHeap(CLIPS * channels * LENGTH);
        kernelGradient = offHeap(channels * channels * TAPS);
        inputGradient = offHeap(CLIPS * channels * LENGTH);
    }

    private static float[] noise(int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static FloatBuffer offHeap(int size) {
        return new FloatPointer(noise(size)).asBuffer();
    }

    @Benchmark
    public float[] poolForward() {
        geometry.pool(map, false, pooled, positions, 0);
        return pooled;
    }

    @Benchmark
    public float[] poolBackward() {
        ChannelKernels.affine(map, below, map.length, 0.1f, 0.01f);
        geometry.scatter(gradient, 0, positions, 0, 1.1f, below);
        return below;
    }

    @Benchmark
    public float[] batchNormSums() {
        ChannelKernels.open(pooled, gradient, gradient.length, 1.1f, -0.5f);
        ChannelKernels.addProducts(pooled, gradient, gradient.length, 0.1f, sums, sumsOfProducts);
        return sums;
    }

    @Benchmark
    public FloatBuffer sequenceForward() {
        products.forward(x, kernel, null, y, CLIPS);
        return y;
    }

    @Benchmark
    public FloatBuffer sequenceBackward() {
        products.backward(x, y, kernelGradient, null, inputGradient, CLIPS);
        return inputGradient;
    }
}
