package serlab.model.layer;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The working half of {@link FusedBatchNorm}. The forward pass pools before it normalizes: max pooling commutes with
 * an increasing affine map and ReLU, and with a decreasing one (negative gamma) as min pooling, so only the pooled
 * values are normalized. What it keeps for the backward pass are the pooled values and the position of each maximum.
 */
final class FusedBatchNormLayer extends BatchNormalization implements CoreSharing {
    private static final long serialVersionUID = 1L;

    private int batch;
    private int channels;
    private MaxPooling geometry;
    private float[] mean = new float[0];
    private float[] inverseDeviation = new float[0];
    private float[] variance = new float[0];
    private float[] pooled = new float[0];
    private byte[] position = new byte[0];
    private transient Cores cores = Cores.ONE;
    private transient Cores.Spare<Planes> planes;

    /** What a thread needs for one channel. */
    private static final class Planes {
        final float[] plane;
        final float[] second;
        final float[] third;
        final float[] sums;
        final float[] products;
        /** Gradients behind the ReLU, clip by clip. */
        final float[] opened;

        Planes(MaxPooling geometry, int batch) {
            plane = new float[geometry.inSize()];
            second = new float[geometry.inSize()];
            third = new float[geometry.inSize()];
            sums = new float[geometry.inSize()];
            products = new float[geometry.inSize()];
            opened = new float[batch * geometry.outSize()];
        }
    }

    FusedBatchNormLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public void share(Cores shared) {
        cores = shared;
    }

    private FusedBatchNorm settings() {
        return (FusedBatchNorm) layerConf();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return forward(input, training, workspaces);
    }

    @Override
    public INDArray preOutput(INDArray x, TrainingMode mode, LayerWorkspaceMgr workspaces) {
        return forward(x, mode == TrainingMode.TRAIN, workspaces);
    }

    private INDArray forward(INDArray given, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = NativeFloats.rowMajor(given, ArrayType.INPUT, workspaces);
        reserve(x);
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT,
                new long[] {batch, channels, geometry.outHeight(), geometry.outWidth()}, 'c');
        FloatBuffer in = NativeFloats.of(x);
        FloatBuffer out = NativeFloats.of(output);
        float[] gamma = NativeFloats.copy(getParam("gamma"));
        float[] beta = NativeFloats.copy(getParam("beta"));
        if (!training) {
            useRunningStatistics();
        }
        cores.each(channels, planes, (own, c) -> {
            if (training) {
                measure(own, in, c, gamma[c] < 0);
            }
            float scale = gamma[c] * inverseDeviation[c];
            float shift = beta[c] - mean[c] * scale;
            if (training && geometry.pools()) {
                normalizePooled(own, out, c, scale, shift);
            } else {
                normalize(own, in, out, c, scale, shift);
            }
        });
        Reference.reachabilityFence(x);
        return output;
    }

    private void reserve(INDArray x) {
        int clips = (int) x.size(0);
        channels = (int) x.size(1);
        MaxPooling given = new MaxPooling((int) x.size(2), (int) x.size(3), settings().getPoolHeight(),
                settings().getPoolWidth());
        if (planes == null || clips != batch || !given.equals(geometry)) {
            planes = new Cores.Spare<>(() -> new Planes(given, clips));
        }
        batch = clips;
        geometry = given;
        if (mean.length != channels) {
            mean = new float[channels];
            inverseDeviation = new float[channels];
            variance = new float[channels];
        }
        int kept = geometry.pools() ? batch * channels * geometry.outSize() : 0;
        if (pooled.length < kept) {
            pooled = new float[kept];
            position = new byte[kept];
        }
    }

    private void useRunningStatistics() {
        float[] runningMean = NativeFloats.copy(getParam("mean"));
        float[] runningVariance = NativeFloats.copy(getParam("var"));
        for (int c = 0; c < channels; c++) {
            mean[c] = runningMean[c];
            inverseDeviation[c] = (float) (1 / Math.sqrt(runningVariance[c] + settings().getEps()));
        }
    }

    /**
     * Mean and population variance of one channel, as deviations from the mean of its first clip, which are summed over the
     * clips at each place and then over the places; the same pass over the input pools it.
     */
    private void measure(Planes own, FloatBuffer in, int channel, boolean smallest) {
        int size = geometry.inSize();
        Arrays.fill(own.sums, 0, size, 0);
        Arrays.fill(own.products, 0, size, 0);
        float pivot = 0;
        for (int n = 0; n < batch; n++) {
            int map = n * channels + channel;
            in.get(map * size, own.plane, 0, size);
            if (n == 0) {
                pivot = (float) (ChannelKernels.sum(own.plane, size) / size);
            }
            ChannelKernels.addDeviations(own.plane, size, pivot, own.sums, own.products);
            if (geometry.pools()) {
                geometry.pool(own.plane, smallest, pooled, position, map * geometry.outSize());
            }
        }
        double count = (double) batch * size;
        double offset = ChannelKernels.sum(own.sums, size) / count;
        double spread = Math.max(0, ChannelKernels.sum(own.products, size) / count - offset * offset);
        mean[channel] = (float) (pivot + offset);
        variance[channel] = (float) spread;
        inverseDeviation[channel] = (float) (1 / Math.sqrt(spread + settings().getEps()));
    }

    private void normalizePooled(Planes own, FloatBuffer out, int channel, float scale, float shift) {
        int size = geometry.outSize();
        for (int n = 0; n < batch; n++) {
            int map = n * channels + channel;
            System.arraycopy(pooled, map * size, own.plane, 0, size);
            ChannelKernels.affineRelu(own.plane, own.second, size, scale, shift);
            out.put(map * size, own.second, 0, size);
        }
    }

    private void normalize(Planes own, FloatBuffer in, FloatBuffer out, int channel, float scale, float shift) {
        int size = geometry.inSize();
        int outSize = geometry.outSize();
        for (int n = 0; n < batch; n++) {
            int map = n * channels + channel;
            in.get(map * size, own.plane, 0, size);
            if (geometry.pools()) {
                geometry.pool(own.plane, scale < 0, own.third, 0);
                ChannelKernels.affineRelu(own.third, own.second, outSize, scale, shift);
            } else {
                ChannelKernels.affineRelu(own.plane, own.second, size, scale, shift);
            }
            out.put(map * outSize, own.second, 0, outSize);
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray given, LayerWorkspaceMgr workspaces) {
        INDArray epsilon = NativeFloats.rowMajor(given, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray x = NativeFloats.rowMajor(input, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray inputGradient = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(),
                'c');
        FloatBuffer in = NativeFloats.of(x);
        FloatBuffer above = NativeFloats.of(epsilon);
        FloatBuffer below = NativeFloats.of(inputGradient);
        float[] gamma = NativeFloats.copy(getParam("gamma"));
        float[] beta = NativeFloats.copy(getParam("beta"));
        float[] gammaGradient = new float[channels];
        float[] betaGradient = new float[channels];
        cores.each(channels, planes, (own, c) -> {
            float scale = gamma[c] * inverseDeviation[c];
            float shift = beta[c] - mean[c] * scale;
            double[] totals = reduce(own, in, above, c, scale, shift);
            betaGradient[c] = (float) totals[0];
            gammaGradient[c] = (float) (totals[1] * inverseDeviation[c]);
            propagate(own, in, below, c, scale, totals);
        });
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(epsilon);
        return new Pair<>(gradients(gammaGradient, betaGradient), inputGradient);
    }

    /**
     * Sums over one channel of the gradient behind the ReLU, and of that gradient times (x - mean); keeps the gradients behind
     * the ReLU, clip by clip.
     */
    private double[] reduce(Planes own, FloatBuffer in, FloatBuffer above, int channel, float scale, float shift) {
        int size = geometry.outSize();
        Arrays.fill(own.sums, 0, size, 0);
        Arrays.fill(own.products, 0, size, 0);
        for (int n = 0; n < batch; n++) {
            int map = n * channels + channel;
            above.get(map * size, own.second, 0, size);
            if (geometry.pools()) {
                System.arraycopy(pooled, map * size, own.plane, 0, size);
            } else {
                in.get(map * size, own.plane, 0, size);
            }
            ChannelKernels.open(own.plane, own.second, size, scale, shift);
            ChannelKernels.addProducts(own.plane, own.second, size, mean[channel], own.sums, own.products);
            System.arraycopy(own.second, 0, own.opened, n * size, size);
        }
        return new double[] {ChannelKernels.sum(own.sums, size), ChannelKernels.sum(own.products, size)};
    }

    private void propagate(Planes own, FloatBuffer in, FloatBuffer below, int channel, float scale, double[] totals) {
        int size = geometry.inSize();
        int outSize = geometry.outSize();
        double inverse = inverseDeviation[channel];
        double count = (double) batch * size;
        double projection = totals[1] * inverse / count;
        float slope = (float) (-scale * inverse * projection);
        float offset = (float) (-scale * totals[0] / count + scale * mean[channel] * inverse * projection);
        for (int n = 0; n < batch; n++) {
            int map = n * channels + channel;
            in.get(map * size, own.plane, 0, size);
            ChannelKernels.affine(own.plane, own.third, size, slope, offset);
            if (geometry.pools()) {
                geometry.scatter(own.opened, n * outSize, position, map * outSize, scale, own.third);
            } else {
                System.arraycopy(own.opened, n * size, own.second, 0, size);
                ChannelKernels.addScaled(own.second, own.third, size, scale);
            }
            below.put(map * size, own.third, 0, size);
        }
    }

    /** Gradients by name. Those of the running statistics are the steps that a plain update subtracts from them. */
    private Gradient gradients(float[] gammaGradient, float[] betaGradient) {
        double step = 1 - settings().getDecay();
        float[] meanStep = NativeFloats.copy(getParam("mean"));
        float[] varianceStep = NativeFloats.copy(getParam("var"));
        for (int c = 0; c < channels; c++) {
            meanStep[c] = (float) ((meanStep[c] - mean[c]) * step);
            varianceStep[c] = (float) ((varianceStep[c] - variance[c]) * step);
        }
        Gradient gradient = new DefaultGradient();
        put(gradient, "gamma", gammaGradient);
        put(gradient, "beta", betaGradient);
        put(gradient, "mean", meanStep);
        put(gradient, "var", varianceStep);
        return gradient;
    }

    private void put(Gradient gradient, String name, float[] values) {
        INDArray view = gradientViews.get(name);
        NativeFloats.of(view).put(values);
        gradient.setGradientFor(name, view);
    }
}
