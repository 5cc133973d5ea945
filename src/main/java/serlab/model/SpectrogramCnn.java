package serlab.model;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** {@code spectrogram-cnn}: a log-mel spectrogram taken as a gray image, 1 x 128 x 128 in the published systems. */
public record SpectrogramCnn(PlainCnn trunk) implements ModelSpec {
    static final String TYPE = "spectrogram-cnn";

    /** Blocks of 16, 32 and 64 channels, a dense layer of 128, dropout 0.3. */
    public static SpectrogramCnn standard() {
        return new SpectrogramCnn(PlainCnn.standard());
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
