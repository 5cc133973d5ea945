package serlab.model;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** {@code mfcc-cnn}: a matrix of MFCCs taken as an image, 1 x 40 x 174 in the published systems (64 x 5 x 21 before the dense layer). */
public record MfccCnn(PlainCnn trunk) implements ModelSpec {
    static final String TYPE = "mfcc-cnn";

    /** Blocks of 16, 32 and 64 channels, a dense layer of 128, dropout 0.3. */
    public static MfccCnn standard() {
        return new MfccCnn(PlainCnn.standard());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return trunk.settings(TYPE);
    }

    @Override
    public ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        return trunk.configuration(shape, build);
    }
}
