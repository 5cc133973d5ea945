package serlab.model.layer;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The working half of {@link PositionStatistics}: sums in double; the backward pass computes them again. */
final class PositionStatisticsLayer extends WeightlessLayer.Work<PositionStatistics> {
    private static final long serialVersionUID = 1L;

    PositionStatisticsLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** A clip's positions, and mean and deviation of each column. */
    private static final class Clip {
        private final FloatBuffer values;
        private final int at;
        private final int width;
        private final int count;
        private final float[] row;
        private final double[] mean;
        private final double[] deviation;

        Clip(FloatBuffer values, int clip, int positions, int width) {
            this.values = values;
            this.width = width;
            at = clip * positions * width;
            count = Positions.count(values, at, positions, width);
            row = new float[width];
            mean = new double[width];
            deviation = new double[width];
            for (int t = 0; t < count; t++) {
                read(t);
                for (int i = 0; i < width; i++) {
                    mean[i] += row[i];
                }
            }
            for (int i = 0; i < width; i++) {
                mean[i] /= Math.max(1, count);
            }
            for (int t = 0; t < count; t++) {
                read(t);
                for (int i = 0; i < width; i++) {
                    deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
                }
            }
            for (int i = 0; i < width && count > 0; i++) {
                deviation[i] = Math.sqrt(deviation[i] / count + StatisticsPooling.VARIANCE_FLOOR);
            }
        }

        private void read(int t) {
            values.get(at + t * width, row, 0, width);
        }

        void statistics(float[] to) {
            for (int i = 0; i < width; i++) {
                to[i] = (float) mean[i];
                to[width + i] = (float) deviation[i];
            }
        }

        /** Writes the gradient by each position, given that by the statistics. */
        void gradients(float[] given, FloatBuffer below) {
            for (int t = 0; t < count; t++) {
                read(t);
                for (int i = 0; i < width; i++) {
                    row[i] = (float) ((given[i] + given[width + i] * (row[i] - mean[i]) / deviation[i]) / count);
                }
                below.put(at + t * width, row, 0, width);
            }
        }
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = NativeFloats.rowMajor(input, ArrayType.INPUT, workspaces);
        int width = (int) x.size(3);
        INDArray y = workspaces.create(ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {x.size(0), 2L * width}, 'c');
        FloatBuffer in = NativeFloats.of(x);
        FloatBuffer out = NativeFloats.of(y);
        float[] statistics = new float[2 * width];
        for (int clip = 0; clip < x.size(0); clip++) {
            new Clip(in, clip, (int) x.size(2), width).statistics(statistics);
            out.put(clip * 2 * width, statistics);
        }
        Reference.reachabilityFence(x);
        return y;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray given, LayerWorkspaceMgr workspaces) {
        INDArray epsilon = NativeFloats.rowMajor(given, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray x = NativeFloats.rowMajor(input, ArrayType.BP_WORKING_MEM, workspaces);
        int width = (int) x.size(3);
        INDArray below = workspaces.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
        FloatBuffer in = NativeFloats.of(x);
        FloatBuffer above = NativeFloats.of(epsilon);
        FloatBuffer down = NativeFloats.of(below);
        float[] byStatistics = new float[2 * width];
        for (int clip = 0; clip < x.size(0); clip++) {
            above.get(clip * 2 * width, byStatistics);
            new Clip(in, clip, (int) x.size(2), width).gradients(byStatistics, down);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(epsilon);
        return new Pair<>(new DefaultGradient(), below);
    }
}
