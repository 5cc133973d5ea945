package serlab.model.folded;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.openblas.global.openblas_nolapack;

/** A network for prediction, one clip at a time; immutable, safe for several threads at once. */
public final class FoldedNetwork {
    static {
        // with several threads OpenBLAS divides sums differently, and probabilities would depend on the machine
        openblas_nolapack.blas_set_num_threads(1);
    }

    private final int inputs;
    private final List<Step> steps;
    private final Step.Needs needs;
    private final Queue<Buffers> idle = new ConcurrentLinkedQueue<>();

    private FoldedNetwork(int inputs, List<Step> steps) {
        this.inputs = inputs;
        this.steps = List.copyOf(steps);
        this.needs = steps.stream().map(Step::needs).reduce(new Step.Needs(0, 0), Step.Needs::and);
    }

    /**
     * Class probabilities.
     *
     * @param feature the matrix {@code [bands][frames]}, row-major
     */
    public float[] probabilities(float[] feature) {
        if (feature.length != inputs) {
            throw new IllegalArgumentException("feature of " + feature.length + " values, expected " + inputs);
        }
        Buffers free = idle.poll();
        Buffers workspace = free != null ? free : new Buffers(needs);
        try {
            float[] x = feature;
            for (Step step : steps) {
                x = step.apply(x, workspace);
            }
            double[] logits = new double[x.length];
            for (int c = 0; c < logits.length; c++) {
                logits[c] = x[c];
            }
            return Softmax.of(logits);
        } finally {
            idle.add(workspace);
        }
    }

    /** Adds layers from input to output and takes the parameters of each as it goes. */
    public static final class Builder {
        /** Added to the variance by batch normalization; Deeplearning4j's default. */
        private static final double EPSILON = 1e-5;

        private final FlatParameters parameters;
        private final int inputs;
        private final List<Step> steps = new ArrayList<>();
        private Maps maps;

        /** Begins with one gray image of bands x frames. */
        public Builder(FlatParameters parameters, int bands, int frames) {
            this.parameters = parameters;
            this.maps = new Maps(1, bands, frames);
            this.inputs = maps.size();
        }

        /** The same values as that many maps of that many rows; sequences have one. */
        public Builder fold(int count, int rows) {
            maps = maps.folded(count, rows);
            return this;
        }

        /**
         * Convolution, batch normalization if there is any, ReLU and max pooling.
         *
         * @param biased whether the convolution has a bias of its own
         */
        public Builder block(int filters, Window kernel, Window stride, Window pool, boolean normalized, boolean biased) {
            float[] bias = biased ? parameters.next(filters) : new float[filters];
            float[] weights = parameters.next(Math.multiplyExact(Math.multiplyExact(filters, maps.channels()),
                    kernel.height() * kernel.width()));
            if (normalized) {
                normalize(weights, bias);
            }
            FoldedConvolution convolution = new FoldedConvolution(maps, kernel, stride, pool, weights, bias);
            steps.add(convolution);
            maps = convolution.out();
            return this;
        }

        private void normalize(float[] weights, float[] bias) {
            int filters = bias.length;
            float[] gamma = parameters.next(filters);
            float[] beta = parameters.next(filters);
            float[] mean = parameters.next(filters);
            float[] variance = parameters.next(filters);
            int taps = weights.length / filters;
            for (int f = 0; f < filters; f++) {
                double scale = gamma[f] / Math.sqrt(variance[f] + EPSILON);
                bias[f] = (float) ((bias[f] - mean[f]) * scale + beta[f]);
                for (int i = f * taps; i < (f + 1) * taps; i++) {
                    weights[i] = (float) (weights[i] * scale);
                }
            }
        }

        /** Mean and standard deviation of each channel. */
        public Builder statistics() {
            steps.add(new Statistics(maps));
            maps = new Maps(2 * maps.channels(), 1, 1);
            return this;
        }

        /** A dense layer over all values. */
        public Builder dense(int units, boolean relu) {
            steps.add(new Dense(parameters.next(Math.multiplyExact(units, maps.size())), parameters.next(units), relu));
            maps = new Maps(units, 1, 1);
            return this;
        }

        /** @throws IllegalArgumentException if parameters are left over */
        public FoldedNetwork build() {
            parameters.done();
            return new FoldedNetwork(inputs, steps);
        }
    }
}
