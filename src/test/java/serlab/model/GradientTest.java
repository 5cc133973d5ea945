package serlab.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.part.DeclaredOption;

/**
 * Gradients of every architecture, proven in two steps: Deeplearning4j's own layers in double without oneDNN agree
 * with central differences of the loss, and the network as it is trained (float, oneDNN, fast layers) agrees with
 * them in every parameter.
 */
@Tag("slow")
class GradientTest {
    private static final String HELPERS_OFF = "org.eclipse.deeplearning4j.helpers.disable";
    /**
     * Small enough that no network diverges, in which rounding errors grow tenfold and more a step: with 0.1 some do, with 0.01
     * one does, enough to be seen with the kernels of some processors.
     */
    private static final double RATE = 0.002;
    /** Of a gradient's length. Rounding errors of float come to 2.4e-5 on some processors; a wrong term comes to percents. */
    private static final double ROUNDING = 1e-4;
    private static final int BATCH = 6;
    private static final int CLASSES = 5;
    /** Reads all values as one sequence, so that channels are nothing to it. */
    private static final String READS_A_SEQUENCE = "mfcc-vector-cnn";

    /**
     * Every architecture in a small form, without dropout; shapes with odd sides among them. The layers of encoders, of which
     * Deeplearning4j has none, are proven by {@code EncoderBlockTest}.
     */
    static Stream<Arguments> architectures() {
        Map<String, Map<String, Object>> small = Map.of(
                "spectrogram-cnn", Map.of(), "mfcc-cnn", Map.of(),
                "mel-image-cnn", Map.of("filters", List.of(8, 12, 16)),
                "conv1d", Map.of("filters", List.of(24, 16, 8), "dense", 32, "blockDropout", 0),
                "mfcc-vector-cnn", Map.of("filters", List.of(6, 8, 8)),
                "logmel-stats-cnn", Map.of(), "mfcc-stats-cnn", Map.of("filters", List.of(8, 12), "timeKernel", 5),
                "attentive-statistics", Map.of("channels", 12, "heads", 3, "attention", 8));
        return ModelSpecTest.typesForAnyShape().stream().flatMap(type -> {
            Map<String, Object> settings = new LinkedHashMap<>(small.getOrDefault(type, Map.of()));
            settings.put("type", type);
            ModelSpec.catalog().declaration(type).options().stream().map(DeclaredOption::key)
                    .filter(key -> key.toLowerCase(Locale.ROOT).endsWith("dropout")).forEach(key -> settings.put(key, 0));
            NetworkSpec spec = NetworkSpec.of(settings);
            return Stream.of(new InputShape(16, 24, CLASSES), new InputShape(21, 19, CLASSES),
                    new InputShape(40, 52, CLASSES), new InputShape(3, 3 * 16, 24, CLASSES),
                    new InputShape(1, 3 * 20, 19, CLASSES, 3))
                    .filter(shape -> shape.channels() == 1 || !type.equals(READS_A_SEQUENCE))
                    .map(shape -> Arguments.of(spec, shape));
        });
    }

    @AfterEach
    void helpersOn() {
        System.setProperty(HELPERS_OFF, "false");
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void fastLayersMatchStockLayersAndFiniteDifferences(NetworkSpec spec, InputShape shape) {
        ComputationGraph reference = network(spec, shape, LayerSet.STOCK, DataType.DOUBLE, false);
        disturb(reference);
        ComputationGraph fast = network(spec, shape, LayerSet.FAST, DataType.FLOAT, true);
        fast.setParams(reference.params().castTo(DataType.FLOAT));
        reference.setParams(fast.params().castTo(DataType.DOUBLE));
        DataSet exact = data(shape, DataType.DOUBLE);
        DataSet data = data(shape, DataType.FLOAT);

        Map<String, INDArray> expected = gradients(reference, exact);
        assertCentralDifferences(reference, exact, expected);
        Map<String, INDArray> found = gradients(fast, data);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, gradient) -> {
            double size = gradient.norm2Number().doubleValue();
            // a bias before batch norm has no effect: its gradient is rounding error
            boolean isBias = name.matches("conv\\d+_b");
            double error = found.get(name).sub(gradient).norm2Number().doubleValue()
                    / (isBias ? Math.max(size, 1e-2) : size);
            assertTrue(error < (isBias ? 1e-3 : ROUNDING),
                    name + " of " + spec.type() + " is off by " + error + " of its length " + size);
        });
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void fiveStepsWithOneDnnEqualFiveStepsWithout(NetworkSpec spec, InputShape shape) {
        // a value that lies at a kink of ReLU or of the maximum may fall to either side, but not with every data
        List<Double> apart = new ArrayList<>();
        assertTrue(LongStream.of(7, 8, 9).mapToDouble(seed -> apartAfterFiveSteps(spec, shape, seed)).peek(apart::add)
                .anyMatch(share -> share < 1e-6), () -> "a weight is apart, as a share of the longest way, by " + apart);
    }

    private static double apartAfterFiveSteps(NetworkSpec spec, InputShape shape, long seed) {
        ComputationGraph with = network(spec, shape, LayerSet.FAST, DataType.FLOAT, true);
        ComputationGraph without = network(spec, shape, LayerSet.STOCK, DataType.FLOAT, false);
        without.setParams(with.params());
        INDArray before = with.params().dup();
        for (int step = 0; step < 5; step++) {
            with.fit(data(shape, DataType.FLOAT, seed));
            without.fit(data(shape, DataType.FLOAT, seed));
        }
        double moved = before.sub(with.params()).amaxNumber().doubleValue();
        assertTrue(moved > 1e-3, "no weight changed by more than " + moved);
        return with.params().sub(without.params()).amaxNumber().doubleValue() / Math.max(1, moved);
    }

    private static ComputationGraph network(NetworkSpec spec, InputShape shape, LayerSet layers, DataType type,
                                            boolean oneDnn) {
        System.setProperty(HELPERS_OFF, String.valueOf(!oneDnn));
        return spec.network(shape, new BuildSettings(42, new Sgd(RATE), 0, layers, type));
    }

    /** Gives biases, gamma and beta values that matter, a negative gamma included. */
    private static void disturb(ComputationGraph network) {
        Random random = new Random(3);
        network.paramTable().forEach((name, values) -> {
            if (name.endsWith("gamma") || name.endsWith("beta") || name.endsWith("_b")) {
                for (long i = 0; i < values.length(); i++) {
                    values.putScalar(i, (name.endsWith("gamma") ? 0.7 : 0) + 0.5 * random.nextGaussian());
                }
            }
        });
    }

    private static DataSet data(InputShape shape, DataType type) {
        return data(shape, type, 7);
    }

    private static DataSet data(InputShape shape, DataType type, long seed) {
        Random random = new Random(seed);
        INDArray x = Nd4j.create(DataType.DOUBLE, BATCH, 1, shape.bands(), shape.frames());
        for (long i = 0; i < x.length(); i++) {
            x.putScalar(i, (float) random.nextGaussian());
        }
        INDArray y = Nd4j.create(type, BATCH, shape.classes());
        for (int i = 0; i < BATCH; i++) {
            y.putScalar(i, (3 * i + 1) % shape.classes(), 1);
        }
        return new DataSet(x.castTo(type), y);
    }

    private static Map<String, INDArray> gradients(ComputationGraph network, DataSet data) {
        network.setInput(0, data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        Map<String, INDArray> all = new LinkedHashMap<>();
        network.paramTable().keySet().stream().filter(name -> !name.endsWith("_mean") && !name.endsWith("_var"))
                .forEach(name -> all.put(name,
                        network.gradient().getGradientFor(name).castTo(DataType.DOUBLE).dup('c')));
        return all;
    }

    private static void assertCentralDifferences(ComputationGraph network, DataSet data,
                                                 Map<String, INDArray> gradients) {
        Random random = new Random(5);
        gradients.forEach((name, gradient) -> {
            double largest = Math.max(1e-3, gradient.normmaxNumber().doubleValue());
            for (int sample = 0; sample < 3; sample++) {
                long flat = (long) (random.nextDouble() * gradient.length());
                long[] index = Shape.ind2subC(gradient.shape(), flat);
                double found = gradient.getDouble(index);
                // a step across a kink of ReLU or of the maximum gives a false slope: a smaller one stays on one side
                assertTrue(DoubleStream.of(1e-6, 1e-7, 1e-8).anyMatch(step ->
                        Math.abs(slope(network, data, name, index, step) - found) < 1e-5 * largest),
                        () -> name + " at " + flat + " is " + found + ", expected "
                                + slope(network, data, name, index, 1e-8));
            }
        });
    }

    private static double slope(ComputationGraph network, DataSet data, String name, long[] index, double step) {
        INDArray values = network.getParam(name);
        double old = values.getDouble(index);
        values.putScalar(index, old + step);
        double above = network.score(data, true);
        values.putScalar(index, old - step);
        double below = network.score(data, true);
        values.putScalar(index, old);
        return (above - below) / (2 * step) * BATCH;
    }
}
