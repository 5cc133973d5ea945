package serlab.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The working half of {@link AttentivePooling}: sums in double, one channel of one clip after the other. */
final class AttentivePoolingLayer extends WeightlessLayer.Work<AttentivePooling> {
    private static final long serialVersionUID = 1L;

    AttentivePoolingLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** The input as an array, and where things stand in it. */
    private final class Sequences {
        private final int heads = layerConf().getHeads();
        private final int clips = (int) input.size(0);
        private final int channels = (int) input.size(1) - heads;
        private final int frames = (int) input.size(3);
        private final double[] values = doubles(input);

        int row(int clip, int channel) {
            return (clip * (channels + heads) + channel) * frames;
        }

        int head(int channel) {
            return channel / (channels / heads);
        }

        /** Softmax of the scores of a head over the frames. */
        double[] weights(int clip, int head) {
            int from = row(clip, channels + head);
            double highest = Double.NEGATIVE_INFINITY;
            for (int t = 0; t < frames; t++) {
                highest = Math.max(highest, values[from + t]);
            }
            double[] weights = new double[frames];
            double sum = 0;
            for (int t = 0; t < frames; t++) {
                weights[t] = Math.exp(values[from + t] - highest);
                sum += weights[t];
            }
            for (int t = 0; t < frames; t++) {
                weights[t] /= sum;
            }
            return weights;
        }

        double mean(int from, double[] weights) {
            double mean = 0;
            for (int t = 0; t < frames; t++) {
                mean += weights[t] * values[from + t];
            }
            return mean;
        }

        double deviation(int from, double[] weights, double mean) {
            double variance = 0;
            for (int t = 0; t < frames; t++) {
                double distance = values[from + t] - mean;
                variance += weights[t] * distance * distance;
            }
            return Math.sqrt(variance + StatisticsPooling.VARIANCE_FLOOR);
        }
    }

    /** All values, row-major. */
    private static double[] doubles(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        Sequences all = new Sequences();
        double[] statistics = new double[2 * all.clips * all.channels];
        for (int clip = 0; clip < all.clips; clip++) {
            double[] weights = {};
            for (int channel = 0; channel < all.channels; channel++) {
                if (channel == 0 || all.head(channel) != all.head(channel - 1)) {
                    weights = all.weights(clip, all.head(channel));
                }
                int from = all.row(clip, channel);
                int to = 2 * clip * all.channels + channel;
                statistics[to] = all.mean(from, weights);
                statistics[to + all.channels] = all.deviation(from, weights, statistics[to]);
            }
        }
        return array(statistics, ArrayType.ACTIVATIONS, workspaces, all.clips, 2L * all.channels);
    }

    private INDArray array(double[] values, ArrayType use, LayerWorkspaceMgr workspaces, long... shape) {
        INDArray array = workspaces.createUninitialized(use, input.dataType(), shape, 'c');
        return array.assign(Nd4j.createFromArray(values).castTo(input.dataType()).reshape('c', shape));
    }

    /**
     * With weights a of the frames, mean m, deviation s and their slopes u and v: that of a value x is
     * {@code a (u + v (x - m) / s)}, that of a weight the sum over its channels of {@code u (x - m) + v (x - m)² / 2 s}, which
     * differs from the whole by what is the same for all frames and softmax takes away.
     */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        Sequences all = new Sequences();
        double[] given = doubles(epsilon);
        double[] gradient = new double[all.values.length];
        int share = all.channels / all.heads;
        for (int clip = 0; clip < all.clips; clip++) {
            for (int head = 0; head < all.heads; head++) {
                double[] weights = all.weights(clip, head);
                double[] byWeight = new double[all.frames];
                for (int channel = head * share; channel < (head + 1) * share; channel++) {
                    int at = 2 * clip * all.channels + channel;
                    addSlopes(all, all.row(clip, channel), weights, given[at], given[at + all.channels], gradient, byWeight);
                }
                byScore(weights, byWeight, gradient, all.row(clip, all.channels + head));
            }
        }
        return new Pair<>(new DefaultGradient(), array(gradient, ArrayType.ACTIVATION_GRAD, workspaces, input.shape()));
    }

    private static void addSlopes(Sequences all, int from, double[] weights, double byMean, double byDeviation, double[] gradient,
                                  double[] byWeight) {
        double mean = all.mean(from, weights);
        double slope = byDeviation / all.deviation(from, weights, mean);
        for (int t = 0; t < weights.length; t++) {
            double distance = all.values[from + t] - mean;
            gradient[from + t] = weights[t] * (byMean + slope * distance);
            byWeight[t] += (byMean + slope * distance / 2) * distance;
        }
    }

    private static void byScore(double[] weights, double[] byWeight, double[] gradient, int to) {
        double mean = 0;
        for (int t = 0; t < weights.length; t++) {
            mean += weights[t] * byWeight[t];
        }
        for (int t = 0; t < weights.length; t++) {
            gradient[to + t] = weights[t] * (byWeight[t] - mean);
        }
    }
}
