package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.InvalidInputException;
import serlab.part.DeclaredOption;

class ModelSpecTest {
    private static final BuildSettings BUILD = BuildSettings.fast(1, new Sgd(0.1), 0);

    static List<String> types() {
        return NetworkSpec.types();
    }

    /** Those that take features of any size; one that goes on from an encoder takes that one's, and has tests of its own. */
    static List<String> typesForAnyShape() {
        return types().stream().filter(type -> !type.equals(TunedEncoder.TYPE)).toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeReadsFromItsNameAndItsSettingsReadBack(String type) {
        NetworkSpec standard = NetworkSpec.of(Map.of("type", type));
        assertEquals(type, standard.type());
        assertEquals(standard, NetworkSpec.of(standard.settings()));
        for (DeclaredOption option : ModelSpec.catalog().declaration(type).options()) {
            if (Double.isFinite(option.limits().max())) {
                NetworkSpec changed = NetworkSpec.of(Map.of("type", type, option.key(), option.limits().max()));
                assertNotEquals(standard, changed, option.key());
                assertEquals(changed, NetworkSpec.of(changed.settings()), option.key());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("typesForAnyShape")
    void everyConfigurationSurvivesJson(String type) {
        ComputationGraphConfiguration configuration =
                NetworkSpec.of(Map.of("type", type)).network(new InputShape(32, 48, 8), BUILD).getConfiguration();
        ComputationGraphConfiguration back = ComputationGraphConfiguration.fromJson(configuration.toJson());
        assertEquals(configuration.toJson(), back.toJson());
        assertEquals(configuration.getVertices(), back.getVertices());
    }

    @ParameterizedTest
    @MethodSource("typesForAnyShape")
    void theSeedAloneDecidesTheFirstWeights(String type) {
        NetworkSpec spec = NetworkSpec.of(small(type));
        InputShape shape = new InputShape(8, 8, 4);
        INDArray weights = spec.network(shape, BUILD).params();
        assertEquals(weights, spec.network(shape, BUILD).params());
        assertNotEquals(weights, spec.network(shape, BuildSettings.fast(2, new Sgd(0.1), 0)).params());
    }

    /** With one block where it has blocks. */
    private static Map<String, Object> small(String type) {
        boolean blocks = ModelSpec.catalog().declaration(type).options().stream().anyMatch(one -> one.key().equals("filters"));
        return blocks ? Map.of("type", type, "filters", List.of(4)) : Map.of("type", type);
    }

    @Test
    void zeroIsASeedLikeAnyOther() throws InterruptedException {
        BuildSettings build = BuildSettings.fast(0, new Sgd(0.1), 0);
        InputShape shape = new InputShape(8, 8, 4);
        NetworkSpec spec = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4)));
        INDArray[] elsewhere = new INDArray[1];
        Thread thread = new Thread(() -> elsewhere[0] = spec.network(shape, build).params());
        thread.start();
        thread.join();
        assertEquals(spec.network(shape, build).params(), elsewhere[0]);
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnknownKeyNamesTheNearest(String type) {
        for (DeclaredOption option : ModelSpec.catalog().declaration(type).options()) {
            String message = messageOf(Map.of("type", type, option.key() + "x", 1));
            assertTrue(message.startsWith("unknown model key '" + option.key() + "x'; did you mean '" + option.key() + "'?"),
                    message);
        }
    }

    @Test
    void anUnknownTypeNamesTheNearestAndAll() {
        String message = messageOf(Map.of("type", "mfc-cnn"));
        assertTrue(message.startsWith("unknown model 'mfc-cnn'; did you mean 'mfcc-cnn'? known: "), message);
        NetworkSpec.types().forEach(type -> assertContains(message, type));
    }

    @Test
    void aMissingTypeIsNamed() {
        assertTrue(messageOf(Map.of("dropout", 0)).startsWith("model.type is missing; known: spectrogram-cnn, "));
    }

    @Test
    void wrongValuesAreNamed() {
        assertTrue(messageOf(Map.of("type", "mfcc-cnn", "filters", List.of("wide")))
                .startsWith("model.filters is '[wide]'; expected a list, each entry a whole number from 1 to 1024"));
        assertContains(messageOf(Map.of("type", "mfcc-cnn", "filters", List.of(8, 0))), "[8, 0]");
        assertContains(messageOf(Map.of("type", "mfcc-cnn", "filters", List.of())), "[]");
        assertContains(messageOf(Map.of("type", "mfcc-cnn", "kernel", 4)),
                "model.kernel is '4'; expected an odd number from 1 to 11");
        assertContains(messageOf(Map.of("type", "mfcc-cnn", "dropout", 1)), "model.dropout is '1'");
    }

    @Test
    void theSpectrogramNetworkHasThePublishedShapes() {
        ComputationGraph network = PlainCnn.preset("spectrogram-cnn").network(new InputShape(128, 128, 8), BUILD);
        assertShapes(network, 128, 128, new long[][] {{1, 16, 64, 64}, {1, 32, 32, 32}, {1, 64, 16, 16}});
        assertArrayEquals(new long[] {64 * 16 * 16, 128}, network.getParam("dense_W").shape());
        ComputationGraph colors = PlainCnn.preset("spectrogram-cnn").network(new InputShape(3, 3 * 128, 128, 8), BUILD);
        assertEquals(3 * 9 * 16, colors.getLayer("conv1").getParam("W").length());
        assertArrayEquals(new long[] {64 * 16 * 16, 128}, colors.getParam("dense_W").shape());
    }

    @Test
    void theMfccNetworkHasThePublishedShapes() {
        ComputationGraph network = PlainCnn.preset("mfcc-cnn").network(new InputShape(40, 174, 8), BUILD);
        assertShapes(network, 40, 174, new long[][] {{1, 16, 20, 87}, {1, 32, 10, 43}, {1, 64, 5, 21}});
        assertArrayEquals(new long[] {6720, 128}, network.getParam("dense_W").shape());
        // kernels with biases, four numbers per channel of batch norm, two dense layers
        assertEquals((9 + 1 + 4) * 16 + (16 * 9 + 1 + 4) * 32 + (32 * 9 + 1 + 4) * 64 + 6721 * 128 + 129 * 8,
                network.numParams());
    }

    @Test
    void theMelImageNetworkHasThePublishedShapes() {
        ComputationGraph network = PlainCnn.preset("mel-image-cnn").network(new InputShape(128, 128, 8), BUILD);
        Map<String, INDArray> activations = network.feedForward(Nd4j.zeros(1, 1, 128, 128), false);
        assertArrayEquals(new long[] {1, 16, 64, 64}, activations.get("conv1").shape());
        assertArrayEquals(new long[] {1, 16, 32, 32}, activations.get("pool1").shape());
        assertArrayEquals(new long[] {1, 64, 8, 8}, activations.get("pool3").shape());
        assertEquals((25 + 1) * 16 + (16 * 9 + 1) * 32 + (32 * 9 + 1) * 64 + 4097 * 128 + 129 * 8,
                network.numParams());
    }

    @Test
    void theFrameNetworkConvolvesOverFramesOrOverAllValues() {
        ComputationGraph bands = PlainCnn.preset("conv1d").network(new InputShape(22, 108, 8), BUILD);
        assertArrayEquals(new long[] {512, 22, 1, 5}, bands.getParam("conv1_W").shape());
        Map<String, INDArray> activations = bands.feedForward(Nd4j.zeros(2, 1, 22, 108), false);
        assertArrayEquals(new long[] {2, 512, 1, 54}, activations.get("norm1").shape());
        assertArrayEquals(new long[] {2, 128, 1, 3}, activations.get("norm5").shape());
        assertArrayEquals(new long[] {128 * 3, 512}, bands.getParam("dense_W").shape());
        ComputationGraph flat = NetworkSpec.of(Map.of("type", "conv1d", "layout", "flat", "filters", List.of(4, 4)))
                .network(new InputShape(22, 108, 8), BUILD);
        assertArrayEquals(new long[] {4, 1, 1, 5}, flat.getParam("conv1_W").shape());
        assertArrayEquals(new long[] {2, 4, 1, 594},
                flat.feedForward(Nd4j.zeros(2, 1, 22, 108), false).get("norm2").shape());
    }

    @Test
    void theVectorNetworkReadsOneColumn() {
        ComputationGraph network = PlainCnn.preset("mfcc-vector-cnn").network(new InputShape(40, 1, 8), BUILD);
        assertArrayEquals(new long[] {3, 128, 1, 20}, network.feedForward(Nd4j.zeros(3, 1, 40, 1), false)
                .get("norm3").shape());
        assertArrayEquals(new long[] {2560, 8}, network.getParam("emotion_W").shape());
    }

    @Test
    void theStatisticsNetworkKeepsTheFrequencyAxis() {
        ComputationGraph network = StatsCnn.standard("logmel-stats-cnn").network(new InputShape(64, 112, 8), BUILD);
        assertArrayEquals(new long[] {128, 64 * 8, 1, 3}, network.getParam("conv4_W").shape());
        Map<String, INDArray> activations = network.feedForward(Nd4j.zeros(2, 1, 64, 112), false);
        assertArrayEquals(new long[] {2, 128, 1, 14}, activations.get("norm4").shape());
        assertArrayEquals(new long[] {2, 256}, activations.get("statistics").shape());
        // kernels without biases, four numbers per channel of batch norm, one dense layer
        assertEquals((9 + 4) * 16 + (16 * 9 + 4) * 32 + (32 * 9 + 4) * 64 + (512 * 3 + 4) * 128 + 257 * 8,
                network.numParams());
    }

    @Test
    void numbersPerBlockMustBeAsManyAsBlocks() {
        String message = messageOf(Map.of("type", "conv1d", "pool", List.of(2, 2)));
        assertEquals("model.pool is [2, 2], but filters has 5 blocks; expected one number, or as many as blocks",
                message);
        message = messageOf(Map.of("type", "mel-image-cnn", "stride", List.of(2, 1, 9)));
        assertEquals("model.stride is '[2, 1, 9]'; expected a whole number from 1 to 4, or a list with one for each block", message);
        assertContains(messageOf(Map.of("type", "conv1d", "layout", "rows")), "expected image or bands or flat");
    }

    @Test
    void anInputTooSmallForThePoolingIsRefused() {
        NetworkSpec spec = PlainCnn.preset("mfcc-cnn");
        assertEquals(8, spec.network(new InputShape(8, 8, 8), BUILD).outputSingle(Nd4j.zeros(1, 1, 8, 8)).size(1));
        String message = assertThrows(InvalidInputException.class,
                () -> spec.configuration(new InputShape(7, 40, 8), BUILD)).getMessage();
        assertContains(message, "7 x 40");
    }

    private static void assertShapes(ComputationGraph network, int bands, int frames, long[][] blocks) {
        Map<String, INDArray> activations = network.feedForward(Nd4j.zeros(1, 1, bands, frames), false);
        for (int block = 0; block < blocks.length; block++) {
            assertArrayEquals(blocks[block], activations.get("norm" + (block + 1)).shape());
        }
        assertArrayEquals(new long[] {1, 128}, activations.get("dense").shape());
        assertArrayEquals(new long[] {1, 8}, activations.get("emotion").shape());
        assertEquals(1, activations.get("emotion").sumNumber().doubleValue(), 1e-5);
    }

    private static String messageOf(Map<String, ?> section) {
        return assertThrows(InvalidInputException.class, () -> NetworkSpec.of(section)).getMessage();
    }
}
