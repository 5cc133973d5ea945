package serlab.training;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.model.ModelBundle;

/**
 * What a network thinks of some clips.
 *
 * @param values  class probabilities per clip: {@code float[clips][classes]}
 * @param classes true class per clip
 */
public record Probabilities(float[][] values, int[] classes) {
    private static final int BATCH = 64;

    /** Runs a bundle's network over examples, in batches, without dropout. */
    public static Probabilities of(ModelBundle bundle, Examples examples) {
        return of(bundle.network(), examples, bundle.labels().size());
    }

    /** Runs a network over examples, in batches, without dropout. */
    public static Probabilities of(ComputationGraph network, Examples examples, int classes) {
        Batches batches = new Batches(examples, classes);
        int[] order = IntStream.range(0, examples.size()).toArray();
        float[][] values = new float[examples.size()][];
        for (int from = 0; from < order.length; from += BATCH) {
            int to = Math.min(order.length, from + BATCH);
            INDArray output = network.outputSingle(
                    batches.features(order, from, to));
            float[][] rows = output.toFloatMatrix();
            System.arraycopy(rows, 0, values, from, rows.length);
        }
        return new Probabilities(values, examples.classes());
    }

    /** Index of the most probable class per clip; the first of equals. */
    public int[] predicted() {
        int[] predicted = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int c = 1; c < values[i].length; c++) {
                if (values[i][c] > values[i][predicted[i]]) {
                    predicted[i] = c;
                }
            }
        }
        return predicted;
    }

    /** Mean cross-entropy in nats, probabilities not below 1e-7. */
    public double loss() {
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            total -= Math.log(Math.max(1e-7, values[i][classes[i]]));
        }
        return total / values.length;
    }

    /** Truth against prediction, with the labels' names. */
    public ConfusionMatrix confusion(List<String> labels) {
        return ConfusionMatrix.of(labels, classes, predicted());
    }

    ClassificationReport report(List<String> labels) {
        return ClassificationReport.of(confusion(labels));
    }
}
