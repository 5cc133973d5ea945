package serlab.model.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.feature.TinyEncoder;
import serlab.feature.encoder.PretrainedLayer;
import serlab.model.BuildSettings;
import serlab.model.InputShape;
import serlab.model.NetworkSpec;

/**
 * The layers of an encoder that train, with weights by chance: their outputs against plain loops in double precision, and their
 * gradients against central differences of the loss that these give.
 */
class EncoderBlockTest {
    private static final int WIDTH = TinyEncoder.WIDTH;
    private static final int FRAMES = 7;
    private static final int CLASSES = 3;
    /** Positions of each clip; one has none of its frames left out, one has a gap, one is a single position. */
    private static final int[] LENGTHS = {7, 3, 1, 6};
    private static final double STEP = 1e-5;

    @TempDir
    private Path folder;
    private Path file;
    private List<PretrainedLayer> frozen = List.of();

    @BeforeEach
    void writeTheEncoder() throws IOException {
        file = TinyEncoder.float32().write(folder.resolve("model.bin"));
    }

    private ComputationGraph network(Map<String, Object> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("type", "whisper-tiny.en", "model", file.toString(), "frozen", 0,
                "dropout", 0));
        settings.putAll(more);
        return NetworkSpec.of(settings).network(new InputShape(WIDTH, FRAMES, CLASSES), BuildSettings.fast(3, new Sgd(0.01), 0));
    }

    /** Clips as features, {@code [n, 1, width, frames]}, with frames of zeros behind them and one in the midst of the last. */
    private static INDArray clips(double[][][] positions) {
        INDArray x = Nd4j.zeros(positions.length, 1, WIDTH, FRAMES);
        for (int n = 0; n < positions.length; n++) {
            for (int t = 0; t < positions[n].length; t++) {
                for (int i = 0; i < WIDTH; i++) {
                    x.putScalar(new long[] {n, 0, i, n == LENGTHS.length - 1 && t > 4 ? t + 1 : t}, positions[n][t][i]);
                }
            }
        }
        return x;
    }

    private static double[][][] positions() {
        Random random = new Random(5);
        return Arrays.stream(LENGTHS).mapToObj(length -> random.doubles((long) length * WIDTH, -2, 2).toArray())
                .map(values -> {
                    double[][] rows = new double[values.length / WIDTH][WIDTH];
                    for (int i = 0; i < values.length; i++) {
                        rows[i / WIDTH][i % WIDTH] = (float) values[i];
                    }
                    return rows;
                }).toArray(double[][][]::new);
    }

    private static INDArray targets() {
        INDArray y = Nd4j.zeros(LENGTHS.length, CLASSES);
        for (int n = 0; n < LENGTHS.length; n++) {
            y.putScalar(n, n % CLASSES, 1);
        }
        return y;
    }

    /** All parameters by name, in double precision. */
    private static Map<String, double[]> parameters(ComputationGraph network) {
        Map<String, double[]> all = new LinkedHashMap<>();
        network.paramTable().forEach((name, values) -> all.put(name, values.dup('c').data().asDouble()));
        return all;
    }

    /** The weights of one layer, products added. */
    private Map<String, double[]> block(Map<String, double[]> parameters, int number) {
        String prefix = "layer" + number + "_";
        Map<String, double[]> weights = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                weights.put(name.substring(prefix.length()), values);
            }
        });
        if (!weights.containsKey("joint")) {
            EncoderBlockParameters.MATRICES.forEach(name -> weights.put(name, summed(frozen.get(number - 1).values().get(name),
                    weights.get(name + "Down"), weights.get(name + "Up"))));
        }
        return weights;
    }

    private static double[] summed(float[] frozen, double[] down, double[] up) {
        double[] sum = new double[frozen.length];
        int columns = (int) Math.sqrt(1.0 * frozen.length * down.length / up.length);
        int rank = down.length / columns;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = frozen[i];
            for (int r = 0; r < rank; r++) {
                sum[i] += up[i / columns * rank + r] * down[r * columns + i % columns];
            }
        }
        return sum;
    }

    /** Statistics of both layers' outputs for a clip: what the head gets, before it is normalized over the batch. */
    private double[] statistics(Map<String, double[]> parameters, double[][] clip) {
        double[] all = new double[4 * WIDTH];
        double[][] x = clip;
        for (int number = 1; number <= TinyEncoder.DEPTH; number++) {
            x = new ReferenceBlock(block(parameters, number), 2).apply(x);
            for (int i = 0; i < WIDTH; i++) {
                int at = i;
                double mean = Arrays.stream(x).mapToDouble(row -> row[at]).average().orElseThrow();
                double variance = Arrays.stream(x).mapToDouble(row -> (row[at] - mean) * (row[at] - mean)).average().orElseThrow();
                all[(number - 1) * 2 * WIDTH + i] = mean;
                all[(number - 1) * 2 * WIDTH + WIDTH + i] = Math.sqrt(variance + 1e-5);
            }
        }
        return all;
    }

    /** Sum over the clips of the cross-entropy of a batch in training. */
    private double loss(Map<String, double[]> parameters, double[][][] clips) {
        double[][] statistics = Arrays.stream(clips).map(clip -> statistics(parameters, clip)).toArray(double[][]::new);
        int n = clips.length;
        for (int i = 0; i < statistics[0].length; i++) {
            int at = i;
            double mean = Arrays.stream(statistics).mapToDouble(row -> row[at]).average().orElseThrow();
            double variance = Arrays.stream(statistics).mapToDouble(row -> (row[at] - mean) * (row[at] - mean)).average().orElseThrow();
            for (double[] row : statistics) {
                row[i] = (row[i] - mean) / Math.sqrt(variance + 1e-5) * parameters.get("normal_gamma")[i]
                        + parameters.get("normal_beta")[i];
            }
        }
        double[] matrix = parameters.get("emotion_W");
        double loss = 0;
        for (int clip = 0; clip < n; clip++) {
            double[] scores = parameters.get("emotion_b").clone();
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                for (int i = 0; i < statistics[clip].length; i++) {
                    scores[c] += statistics[clip][i] * matrix[i * CLASSES + c];
                }
                sum += Math.exp(scores[c]);
            }
            loss += Math.log(sum) - scores[clip % CLASSES];
        }
        return loss;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void gradientsAreThoseOfCentralDifferences(int rank) {
        ComputationGraph network = network(Map.of("rank", rank));
        frozen = Stream.of("layer1", "layer2").map(name -> EncoderBlockParameters.pretrained((EncoderBlock) network.getLayer(name).conf()
                .getLayer())).toList();
        disturb(network);
        double[][][] clips = positions();
        Map<String, double[]> parameters = parameters(network);
        network.setInput(0, clips(clips));
        network.setLabels(targets());
        network.computeGradientAndScore();
        assertEquals(loss(parameters, clips) / clips.length, network.score(), 1e-4);
        Random random = new Random(9);
        for (String name : parameters.keySet()) {
            if (name.endsWith("_mean") || name.endsWith("_var")) {
                continue;
            }
            double[] found = network.gradient().getGradientFor(name).dup('c').data().asDouble();
            double length = Math.sqrt(Arrays.stream(found).map(value -> value * value).sum());
            // what is added to all positions of all clips is taken off when the statistics are normalized
            assertTrue(length > 1e-3 || name.equals("layer2_lastBeta"), name + " has a gradient of length " + length);
            int sample = random.nextInt(found.length);
            assertEquals(slope(parameters, name, clips, direction(found.length, sample)), found[sample], 2e-4 * Math.max(length, 1e-2),
                    name + " at " + sample + ", gradient of length " + length);
            double[] everywhere = random.doubles(found.length, -1, 1).toArray();
            double along = 0;
            for (int i = 0; i < found.length; i++) {
                along += found[i] * everywhere[i];
            }
            assertEquals(slope(parameters, name, clips, everywhere), along, 1e-3 * Math.max(length, 1e-2),
                    name + " in all directions at once, gradient of length " + length);
        }
    }

    private static double[] direction(int n, int at) {
        double[] direction = new double[n];
        direction[at] = 1;
        return direction;
    }

    private double slope(Map<String, double[]> parameters, String name, double[][][] clips, double[] direction) {
        double[] values = parameters.get(name);
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            double step = side == 0 ? STEP : -STEP;
            double[] moved = values.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += step * direction[i];
            }
            Map<String, double[]> all = new LinkedHashMap<>(parameters);
            all.put(name, moved);
            losses[side] = loss(all, clips);
        }
        return (losses[0] - losses[1]) / (2 * STEP);
    }

    /** Gives what begins as zeros, the narrow matrices' product and the last weights, numbers that matter. */
    private static void disturb(ComputationGraph network) {
        Random random = new Random(1);
        network.paramTable().forEach((name, values) -> {
            if (name.endsWith("Up") || name.equals("emotion_W")) {
                for (long i = 0; i < values.length(); i++) {
                    values.putScalar(i, 0.05 * random.nextGaussian());
                }
            }
        });
    }

    /** Clips that train go through a layer in groups, clips that are asked one by one. */
    @Test
    void aClipIsTheSameWhateverOthersAreInItsGroup() {
        ComputationGraph network = network(Map.of());
        INDArray few = clips(positions());
        INDArray many = Nd4j.concat(0, Collections.nCopies(60, few).toArray(INDArray[]::new));
        assertTrue(60 * Arrays.stream(LENGTHS).sum() > BlockMemory.GROUP, "there are several groups");
        INDArray alone = network.feedForward(few, false).get("layer2").dup();
        INDArray together = network.feedForward(many, true).get("layer2").dup();
        for (int n = 0; n < many.size(0); n++) {
            double apart = together.get(NDArrayIndex.point(n)).sub(alone.get(NDArrayIndex.point(n % LENGTHS.length))).amaxNumber()
                    .doubleValue();
            assertEquals(0, apart, 1e-4, "clip " + n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void gradientsHaveTheSameBitsOnSeveralCores(int rank) {
        INDArray many = Nd4j.concat(0, Collections.nCopies(200, clips(positions())).toArray(INDArray[]::new));
        float[] alone = gradient(many, rank, Cores.ONE);
        assertTrue(IntStream.range(0, alone.length).anyMatch(i -> alone[i] != 0));
        assertArrayEquals(alone, gradient(many, rank, new Cores(5)));
    }

    private float[] gradient(INDArray clips, int rank, Cores cores) {
        ComputationGraph network = network(Map.of("rank", rank));
        disturb(network);
        cores.serve(network.getLayers());
        INDArray targets = Nd4j.concat(0, Collections.nCopies((int) clips.size(0) / LENGTHS.length, targets()).toArray(INDArray[]::new));
        try (Cores.Held own = cores.hold()) {
            network.setInput(0, clips);
            network.setLabels(targets);
            network.computeGradientAndScore();
            return network.gradient().gradient().toFloatVector();
        }
    }

    @Test
    void whatIsPaddedOrMaskedIsNoPosition() {
        ComputationGraph network = network(Map.of());
        double[][][] clips = positions();
        Map<String, INDArray> found = network.feedForward(clips(clips), false);
        Map<String, double[]> parameters = parameters(network);
        for (int n = 0; n < clips.length; n++) {
            double[] expected = statistics(parameters, clips[n]);
            double[] own = found.get("statistics").getRow(n).toDoubleVector();
            for (int i = 0; i < own.length; i++) {
                assertEquals(expected[i], own[i], 2e-4, "statistic " + i + " of clip " + n);
            }
        }
        assertTrue(network.outputSingle(Nd4j.zeros(1, 1, WIDTH, FRAMES)).sumNumber().doubleValue() > 0.99,
                "a clip without positions has an answer too");
    }
}
