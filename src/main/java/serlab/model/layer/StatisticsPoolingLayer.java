package serlab.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The working half of {@link StatisticsPooling}; the backward pass computes the deviations again from its input. */
final class StatisticsPoolingLayer extends WeightlessLayer.Work<StatisticsPooling> {
    private static final long serialVersionUID = 1L;

    StatisticsPoolingLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** Rows of (x - mean), one per clip and channel, and the standard deviation of each. */
    private record Centered(INDArray mean, INDArray rows, INDArray deviation) {
        static Centered of(INDArray x, LayerWorkspaceMgr workspaces, ArrayType type) {
            long channels = x.size(0) * x.size(1);
            INDArray rows = workspaces.dup(type, x, 'c').reshape('c', channels, x.size(2) * x.size(3));
            INDArray mean = rows.mean(true, 1);
            rows.subiColumnVector(mean);
            INDArray variance = Transforms.pow(rows, 2, true).mean(true, 1);
            return new Centered(mean, rows, Transforms.sqrt(variance.addi(StatisticsPooling.VARIANCE_FLOOR), false));
        }
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        long clips = input.size(0);
        long channels = input.size(1);
        Centered centered = Centered.of(input, workspaces, ArrayType.FF_WORKING_MEM);
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(),
                new long[] {clips, 2 * channels}, 'c');
        means(output, channels).assign(centered.mean.reshape(clips, channels));
        deviations(output, channels).assign(centered.deviation.reshape(clips, channels));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        long channels = input.size(1);
        long rows = input.size(0) * channels;
        long positions = input.size(2) * input.size(3);
        Centered centered = Centered.of(input, workspaces, ArrayType.BP_WORKING_MEM);
        INDArray byMean = means(epsilon, channels).dup('c').reshape('c', rows, 1).divi(positions);
        INDArray byDeviation = deviations(epsilon, channels).dup('c').reshape('c', rows, 1).divi(positions)
                .divi(centered.deviation);
        INDArray gradient = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(),
                'c');
        gradient.reshape('c', rows, positions)
                .assign(centered.rows.muliColumnVector(byDeviation).addiColumnVector(byMean));
        return new Pair<>(new DefaultGradient(), gradient);
    }

    private static INDArray means(INDArray statistics, long channels) {
        return statistics.get(NDArrayIndex.all(), NDArrayIndex.interval(0, channels));
    }

    private static INDArray deviations(INDArray statistics, long channels) {
        return statistics.get(NDArrayIndex.all(), NDArrayIndex.interval(channels, 2 * channels));
    }
}
