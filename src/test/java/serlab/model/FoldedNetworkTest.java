package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;

class FoldedNetworkTest {
    private static final int CLASSES = 5;

    /** The architectures as they are published, and settings that change every side of a block; odd sizes among them. */
    static Stream<Arguments> networks() {
        Stream<NetworkSpec> presets = ModelSpecTest.typesForAnyShape().stream().map(type -> NetworkSpec.of(Map.of("type", type)))
                .filter(FoldedNetworkTest::isFolded);
        Stream<NetworkSpec> others = Stream.of(
                Map.of("type", "spectrogram-cnn", "pool", List.of(3, 1, 2), "kernel", List.of(1, 5, 3), "dense", 0),
                Map.of("type", "mel-image-cnn", "stride", List.of(3, 2, 1), "pool", 1, "batchNorm", true),
                Map.of("type", "conv1d", "filters", List.of(20, 12), "layout", "flat", "stride", List.of(2, 1), "pool", 3),
                Map.of("type", "mfcc-stats-cnn", "filters", List.of(8, 12), "kernel", 5, "timeKernel", 1))
                .map(NetworkSpec::of);
        return Stream.concat(presets, others).flatMap(spec -> Stream.of(Arguments.of(spec, 40, 52),
                Arguments.of(spec, 37, 61)));
    }

    /** Some networks are computed by their graph alone, and say so. */
    private static boolean isFolded(NetworkSpec spec) {
        InputShape shape = new InputShape(40, 52, CLASSES);
        return spec.folded(shape, new FlatParameters(trained(spec, shape).params().toFloatVector())).isPresent();
    }

    @Test
    void thePublishedNetworksAreFolded() {
        assertTrue(Stream.of(PlainCnn.preset("mfcc-cnn"), StatsCnn.standard("mfcc-stats-cnn"))
                .allMatch(FoldedNetworkTest::isFolded));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void givesTheProbabilitiesOfTheGraph(NetworkSpec spec, int bands, int frames) {
        ComputationGraph graph = trained(spec, new InputShape(bands, frames, CLASSES));
        FoldedNetwork folded = folded(spec, bands, frames, graph);
        for (float[] clip : clips(3, bands * frames)) {
            float[] expected = graph.outputSingle(Nd4j.create(clip, new long[] {1, 1, bands, frames}, 'c'))
                    .toFloatVector();
            assertArrayEquals(expected, folded.probabilities(clip), 1e-5f);
            assertTrue(Arrays.stream(toDoubles(expected)).max().orElseThrow() > 1.2 / CLASSES, "all classes are alike");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectrogram-cnn", "mel-image-cnn", "logmel-stats-cnn", "conv1d"})
    void givesTheProbabilitiesOfTheGraphForThreeChannels(String type) {
        NetworkSpec spec = NetworkSpec.of(Map.of("type", type));
        InputShape shape = new InputShape(3, 3 * 32, 40, CLASSES);
        ComputationGraph graph = trained(spec, shape);
        FoldedNetwork folded = spec.folded(shape, new FlatParameters(graph.params().toFloatVector())).orElseThrow();
        for (float[] clip : clips(3, 3 * 32 * 40)) {
            assertArrayEquals(graph.outputSingle(Nd4j.create(clip, new long[] {1, 1, 3 * 32, 40}, 'c')).toFloatVector(),
                    folded.probabilities(clip), 1e-5f);
        }
    }

    @Test
    void severalThreadsGetTheSameBits() throws Exception {
        NetworkSpec spec = NetworkSpec.of(Map.of("type", "logmel-stats-cnn"));
        FoldedNetwork folded = folded(spec, 32, 40, trained(spec, new InputShape(32, 40, CLASSES)));
        List<float[]> clips = clips(40, 32 * 40);
        List<float[]> alone = clips.stream().map(folded::probabilities).toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> together = new ArrayList<>();
            for (float[] clip : clips) {
                together.add(pool.submit(() -> folded.probabilities(clip)));
            }
            for (int i = 0; i < clips.size(); i++) {
                assertArrayEquals(alone.get(i), together.get(i).get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void readsCoefficientsAsNd4jWritesThem() throws IOException {
        NetworkSpec spec = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 6)));
        ComputationGraph graph = trained(spec, new InputShape(13, 20, CLASSES));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Nd4j.write(graph.params(), new DataOutputStream(bytes));
        FlatParameters read = FlatParameters.read(bytes.toByteArray());
        assertEquals(graph.numParams(), read.size());
        float[] clip = clips(1, 13 * 20).get(0);
        assertArrayEquals(folded(spec, 13, 20, graph).probabilities(clip),
                spec.folded(new InputShape(13, 20, CLASSES), read).orElseThrow().probabilities(clip));
        assertThrows(IOException.class, () -> FlatParameters.read(Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4)));
    }

    @Test
    void parametersOfAnotherNetworkAreRefused() {
        InputShape shape = new InputShape(13, 20, CLASSES);
        NetworkSpec spec = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 6)));
        float[] values = trained(spec, shape).params().toFloatVector();
        assertThrows(IllegalArgumentException.class,
                () -> spec.folded(shape, new FlatParameters(Arrays.copyOf(values, values.length + 1))));
        assertThrows(IllegalArgumentException.class,
                () -> spec.folded(shape, new FlatParameters(Arrays.copyOf(values, values.length - 1))));
    }

    private static FoldedNetwork folded(NetworkSpec spec, int bands, int frames, ComputationGraph graph) {
        return spec.folded(new InputShape(bands, frames, CLASSES), new FlatParameters(graph.params().toFloatVector()))
                .orElseThrow();
    }

    /** A network whose biases and running statistics matter, a negative gamma included. */
    private static ComputationGraph trained(NetworkSpec spec, InputShape shape) {
        ComputationGraph network = spec.network(shape, BuildSettings.fast(4, new Sgd(0.1), 0));
        Random random = new Random(3);
        network.paramTable().forEach((name, values) -> {
            if (name.endsWith("var")) {
                change(values, () -> 0.5 + random.nextDouble());
            } else if (name.endsWith("gamma")) {
                change(values, () -> 0.7 + 0.5 * random.nextGaussian());
            } else if (!name.endsWith("W")) {
                change(values, () -> 0.3 * random.nextGaussian());
            }
        });
        return network;
    }

    private static void change(INDArray values, java.util.function.DoubleSupplier by) {
        for (long i = 0; i < values.length(); i++) {
            values.putScalar(i, by.getAsDouble());
        }
    }

    private static List<float[]> clips(int count, int length) {
        Random random = new Random(11);
        List<float[]> clips = new ArrayList<>();
        for (int clip = 0; clip < count; clip++) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            clips.add(values);
        }
        return clips;
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
