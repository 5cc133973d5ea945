package serlab.training;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import serlab.model.BuildSettings;
import serlab.model.LayerSet;
import serlab.model.layer.EncoderBlock;
import serlab.training.Throughput.Clock;
import serlab.training.Throughput.Network;

/**
 * The arithmetic that a network asks for, of one clip: multiplications and additions of its convolutions, dense layers and layers
 * of an encoder, done plainly. Ways to save some of them, as Winograd's, are not counted, nor is what the other layers do.
 *
 * @param forward  operations of a forward pass
 * @param training those of a training step: forward, gradients of all weights, and gradients of all inputs but the network's own
 */
public record Arithmetic(double forward, double training) {
    private static final String WEIGHTS = "_W";
    private static final int MATRIX = 512;
    private static final int ROUNDS = 5;
    private static final double ROUND_SECONDS = 0.2;

    /** Counts it. */
    public static Arithmetic of(Network network) {
        ComputationGraph graph = network.spec().network(network.shape(), new BuildSettings(1, new Adam(1e-3), 0, LayerSet.FAST,
                DataType.FLOAT));
        INDArray clip = Nd4j.zeros(DataType.FLOAT, 1, 1, network.shape().bands(), network.shape().frames());
        Map<String, INDArray> outputs = graph.feedForward(new INDArray[] {clip}, false);
        double all = 0;
        double first = Double.NaN;
        for (String name : graph.getConfiguration().getTopologicalOrderStr()) {
            if (graph.getVertex(name).hasLayer() && graph.getLayer(name).conf().getLayer() instanceof EncoderBlock block) {
                all += block.operations((int) outputs.get(name).size(2));
                first = Double.isNaN(first) ? 0 : first;
                continue;
            }
            INDArray weights = graph.paramTable().get(name + WEIGHTS);
            if (weights == null || weights.rank() < 2) {
                continue;
            }
            INDArray output = outputs.get(name);
            double operations = 2.0 * weights.length() * (output.length() / output.size(1));
            all += operations;
            first = Double.isNaN(first) ? operations : first;
        }
        return new Arithmetic(all, 3 * all - first);
    }

    /** Operations of a task. */
    public double of(Throughput.Task task) {
        return task == Throughput.Task.TRAINING ? training : forward;
    }

    /** What a core does at its best: operations a second in products of matrices of 512 rows and columns, median of five rounds. */
    public static double matrixRate(Clock clock) {
        INDArray a = Nd4j.rand(DataType.FLOAT, MATRIX, MATRIX);
        INDArray b = Nd4j.rand(DataType.FLOAT, MATRIX, MATRIX);
        INDArray c = Nd4j.create(DataType.FLOAT, MATRIX, MATRIX);
        List<Double> rates = Stream.generate(() -> rate(a, b, c, clock)).limit(ROUNDS + 1L).skip(1)
                .sorted(Comparator.naturalOrder()).toList();
        return rates.get(ROUNDS / 2);
    }

    private static double rate(INDArray a, INDArray b, INDArray c, Clock clock) {
        double begin = clock.seconds();
        double operations = 0;
        do {
            a.mmuli(b, c);
            operations += 2.0 * MATRIX * MATRIX * MATRIX;
        } while (clock.seconds() - begin < ROUND_SECONDS);
        return operations / (clock.seconds() - begin);
    }
}
