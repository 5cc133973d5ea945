package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class ModelSpecTest {
    private static final BuildSettings BUILD = BuildSettings.fast(1, new Sgd(0.1), 0);

    static List<String> types() {
        return ModelSpec.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeReadsFromItsNameAndItsSettingsReadBack(String type) {
        ModelSpec standard = ModelSpec.of(Map.of("type", type));
        assertEquals(type, standard.type());
        assertEquals(standard, ModelSpec.of(standard.settings()));
        ModelSpec changed = ModelSpec.of(Map.of("type", type, "dropout", 0.1));
        assertNotEquals(standard, changed);
        assertEquals(changed, ModelSpec.of(changed.settings()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyConfigurationSurvivesJson(String type) {
        ComputationGraphConfiguration configuration =
                ModelSpec.of(Map.of("type", type)).network(new InputShape(32, 40, 8), BUILD).getConfiguration();
        ComputationGraphConfiguration back = ComputationGraphConfiguration.fromJson(configuration.toJson());
        assertEquals(configuration.toJson(), back.toJson());
        assertEquals(configuration.getVertices(), back.getVertices());
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSeedAloneDecidesTheFirstWeights(String type) {
        ModelSpec spec = ModelSpec.of(Map.of("type", type, "filters", List.of(4), "dense", 8));
        InputShape shape = new InputShape(8, 8, 4);
        INDArray weights = spec.network(shape, BUILD).params();
        assertEquals(weights, spec.network(shape, BUILD).params());
        assertNotEquals(weights, spec.network(shape, BuildSettings.fast(2, new Sgd(0.1), 0)).params());
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnknownKeyNamesTheNearest(String type) {
        String message = messageOf(Map.of("type", type, "filter", List.of(4)));
        assertTrue(message.startsWith("unknown model key 'filter'; did you mean 'filters'?"), message);
    }

    @Test
    void anUnknownTypeNamesTheNearestAndAll() {
        assertEquals("unknown model 'mfc-cnn'; did you mean 'mfcc-cnn'? known: mfcc-cnn, spectrogram-cnn",
                messageOf(Map.of("type", "mfc-cnn")));
    }

    @Test
    void aMissingTypeIsNamed() {
        assertEquals("model.type is missing", messageOf(Map.of("dropout", 0)));
    }

    @Test
    void wrongValuesAreNamed() {
        assertTrue(messageOf(Map.of("type", "mfcc-cnn", "filters", List.of("wide"))).contains("'wide'"));
        assertTrue(messageOf(Map.of("type", "mfcc-cnn", "filters", List.of(8, 0))).contains("[8, 0]"));
        assertTrue(messageOf(Map.of("type", "mfcc-cnn", "filters", List.of())).contains("[]"));
        assertTrue(messageOf(Map.of("type", "mfcc-cnn", "kernel", 4)).contains("model.kernel is 4; expected an odd"));
        assertTrue(messageOf(Map.of("type", "mfcc-cnn", "dropout", 1)).contains("model.dropout is '1'"));
    }

    @Test
    void theSpectrogramNetworkHasThePublishedShapes() {
        ComputationGraph network = SpectrogramCnn.standard().network(new InputShape(128, 128, 8), BUILD);
        assertShapes(network, 128, 128, new long[][] {{1, 16, 64, 64}, {1, 32, 32, 32}, {1, 64, 16, 16}});
        assertArrayEquals(new long[] {64 * 16 * 16, 128}, network.getParam("dense_W").shape());
    }

    @Test
    void theMfccNetworkHasThePublishedShapes() {
        ComputationGraph network = MfccCnn.standard().network(new InputShape(40, 174, 8), BUILD);
        assertShapes(network, 40, 174, new long[][] {{1, 16, 20, 87}, {1, 32, 10, 43}, {1, 64, 5, 21}});
        assertArrayEquals(new long[] {6720, 128}, network.getParam("dense_W").shape());
        // kernels with biases, four numbers per channel of batch norm, two dense layers
        assertEquals((9 + 1 + 4) * 16 + (16 * 9 + 1 + 4) * 32 + (32 * 9 + 1 + 4) * 64 + 6721 * 128 + 129 * 8,
                ModelSpec.parameters(network));
    }

    @Test
    void anInputTooSmallForThePoolingIsRefused() {
        MfccCnn spec = MfccCnn.standard();
        assertEquals(8, spec.network(new InputShape(8, 8, 8), BUILD).outputSingle(Nd4j.zeros(1, 1, 8, 8)).size(1));
        String message = assertThrows(InvalidInputException.class,
                () -> spec.configuration(new InputShape(7, 40, 8), BUILD)).getMessage();
        assertTrue(message.contains("7 x 40"), message);
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
        return assertThrows(InvalidInputException.class, () -> ModelSpec.of(section)).getMessage();
    }
}
