package serlab.model;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;

/** Small bundles with drawn weights, and what they are made of. */
final class TestBundles {
    static final FeatureSpec FEATURES = FeatureSpec.of(Map.of("type", "mfcc", "coefficients", 16, "frames", 24));
    static final CustomNetwork CUSTOM = new CustomNetwork("one-dense", 1, (graph, input) -> {
        graph.addLayer("only", new DenseLayer.Builder().nOut(5).activation(Activation.RELU).build(), input);
        return "only";
    });
    private static final NetworkSpec CNN = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(2, 3), "dense", 4));

    private TestBundles() {
    }

    static ModelBundle single(long seed) {
        return bundle(CNN, seed);
    }

    static ModelBundle custom(long seed) {
        return bundle(CUSTOM, seed);
    }

    static ModelBundle pair() {
        return ModelBundle.ensemble("pair", List.of(single(1), single(2)));
    }

    private static ModelBundle bundle(NetworkSpec spec, long seed) {
        float[] mean = new float[16];
        float[] deviation = new float[16];
        for (int i = 0; i < 16; i++) {
            mean[i] = i / 3f;
            deviation[i] = 10 + i / 7f;
        }
        return ModelBundle.untrained("small", spec, FEATURES, new Scaler(Scaler.Kind.PER_BAND, mean, deviation),
                List.of("calm", "happy", "sad"), BuildSettings.fast(seed, new Sgd(0.1), 0));
    }

    /** The files of a bundle without its manifest, to change and to sign again. */
    static Map<String, byte[]> parts(ModelBundle bundle) throws IOException {
        Map<String, byte[]> parts = BundleParts.of(bundle);
        parts.remove("bundle.json");
        return parts;
    }

    static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
        return new LinkedHashMap<>(BundleLimits.ofThisProcess().unzip(archive));
    }
}
