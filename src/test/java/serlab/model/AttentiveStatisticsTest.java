package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import serlab.InvalidInputException;
import serlab.model.folded.Softmax;

class AttentiveStatisticsTest {
    private static final int LAYERS = 3;
    private static final int WIDTH = 20;
    private static final int FRAMES = 7;
    private static final int CLASSES = 4;
    private static final InputShape SHAPE = new InputShape(1, LAYERS * WIDTH, FRAMES, CLASSES, LAYERS);
    private static final BuildSettings BUILD = BuildSettings.fast(5, new NoOp(), 0);
    private static final AttentiveStatistics SPEC = new AttentiveStatistics(6, 2, 5, 0.2, 0.3);

    private static ComputationGraph disturbed() {
        ComputationGraph graph = SPEC.network(SHAPE, BUILD);
        Random random = new Random(3);
        graph.paramTable().forEach((name, values) -> {
            for (long i = 0; i < values.length(); i++) {
                values.putScalar(i, name.endsWith("var") ? 0.5 + random.nextDouble() : 0.5 * random.nextGaussian());
            }
        });
        return graph;
    }

    private static float[] clip() {
        Random random = new Random(11);
        float[] values = new float[LAYERS * WIDTH * FRAMES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** The published formulas, sum by sum. */
    private static float[] byHand(ComputationGraph graph, float[] x) {
        double[][] projected = new double[6][FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            for (int c = 0; c < 6; c++) {
                double sum = 0;
                for (int band = 0; band < WIDTH; band++) {
                    double mixed = 0;
                    for (int layer = 0; layer < LAYERS; layer++) {
                        mixed += graph.getParam("layers_W").getDouble(0, layer, 0, 0) * x[(layer * WIDTH + band) * FRAMES + t];
                    }
                    sum += graph.getParam("conv2_W").getDouble(c, band, 0, 0) * mixed;
                }
                double normal = (sum - of(graph, "norm2_mean", c)) / Math.sqrt(of(graph, "norm2_var", c) + 1e-5);
                projected[c][t] = Math.max(0, of(graph, "norm2_gamma", c) * normal + of(graph, "norm2_beta", c));
            }
        }
        double[] statistics = new double[12];
        for (int head = 0; head < 2; head++) {
            double[] weights = new double[FRAMES];
            double total = 0;
            for (int t = 0; t < FRAMES; t++) {
                double score = 0;
                for (int unit = 0; unit < 5; unit++) {
                    double hidden = of(graph, "conv3_b", unit);
                    for (int c = 0; c < 6; c++) {
                        hidden += graph.getParam("conv3_W").getDouble(unit, c, 0, 0) * projected[c][t];
                    }
                    score += graph.getParam("scores_W").getDouble(head, unit, 0, 0) * Math.max(0, hidden);
                }
                weights[t] = Math.exp(score);
                total += weights[t];
            }
            for (int c = 3 * head; c < 3 * head + 3; c++) {
                double mean = 0;
                double square = 0;
                for (int t = 0; t < FRAMES; t++) {
                    mean += weights[t] / total * projected[c][t];
                    square += weights[t] / total * projected[c][t] * projected[c][t];
                }
                statistics[c] = mean;
                statistics[6 + c] = Math.sqrt(square - mean * mean + 1e-5);
            }
        }
        double[] logits = new double[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            logits[k] = of(graph, "emotion_b", k);
            for (int i = 0; i < statistics.length; i++) {
                logits[k] += graph.getParam("emotion_W").getDouble(i, k) * statistics[i];
            }
        }
        return Softmax.of(logits);
    }

    private static double of(ComputationGraph graph, String parameter, int index) {
        return graph.getParam(parameter).getDouble(index);
    }

    @Test
    void weighsLayersAndFramesAsPublished() {
        ComputationGraph graph = disturbed();
        INDArray input = Nd4j.create(clip(), new long[] {1, 1, LAYERS * WIDTH, FRAMES}, 'c');
        assertArrayEquals(byHand(graph, clip()), graph.outputSingle(input).toFloatVector(), 1e-5f);
    }

    @Test
    void beginsWithTheMeanOfTheLayers() {
        assertArrayEquals(new float[] {1 / 3f, 1 / 3f, 1 / 3f},
                SPEC.network(SHAPE, BUILD).getParam("layers_W").reshape(LAYERS).toFloatVector());
        assertFalse(SPEC.network(new InputShape(WIDTH, FRAMES, CLASSES), BUILD).paramTable().containsKey("layers_W"));
    }

    @Test
    void anArchivedNetworkAnswersTheSame() throws IOException {
        Classifier before = ModelNetwork.of(SPEC, SHAPE, disturbed());
        Classifier after = SPEC.archived(SHAPE, before.archive(), BundleLimits.ofThisProcess());
        assertArrayEquals(before.probabilities(clip()), after.probabilities(clip()));
        assertEquals(before.parameters(), after.parameters());
    }

    @Test
    void channelsAreSharedEquallyByTheHeads() {
        assertEquals("model.channels is '10'; expected a multiple of the 4 heads, such as 8", assertThrows(
                InvalidInputException.class, () -> ModelSpec.of(Map.of("type", "attentive-statistics", "channels", 10))).getMessage());
    }
}
