package serlab.feature.encoder;

import java.io.IOException;
import java.nio.file.Path;
import serlab.InvalidInputException;

/**
 * The encoder of a Whisper model: two convolutions over mel frames and a stack of layers of self-attention. A clip runs alone
 * and without padding, over its own positions.
 *
 * <p>All threads share one copy of the weights; each that computes has memory of its own for the longest clip that it has seen
 * (tiny: 6 MB for 4 s, 40 MB for 30 s). The output does not depend on other clips or threads.
 *
 * <p>Source: A. Radford et al., "Robust speech recognition via large-scale weak supervision", 2022; the arithmetic of CTranslate2
 * 4.8's WhisperEncoder in float32 and int8.
 */
public final class SpeechEncoder {
    private final EncoderWeights weights;
    private final ThreadLocal<EncoderPass> passes;

    private SpeechEncoder(EncoderWeights weights) {
        this.weights = weights;
        this.passes = ThreadLocal.withInitial(() -> new EncoderPass(weights));
    }

    /** Reads an encoder in single precision; otherwise as {@link #read(Path, Precision)}. */
    public static SpeechEncoder read(Path file) throws IOException {
        return read(file, Precision.FLOAT32);
    }

    /**
     * Reads an encoder.
     *
     * @param file      a {@code model.bin} of CTranslate2
     * @param precision what its products are made of
     * @throws InvalidInputException if it is another file, or damaged
     * @throws EncoderUnavailableException if this machine does not have the precision
     * @throws IOException           if it cannot be read
     */
    public static SpeechEncoder read(Path file, Precision precision) throws IOException {
        precision.require();
        return new SpeechEncoder(EncoderWeights.read(file, precision));
    }

    /** Takes the output of a layer. */
    @FunctionalInterface
    public interface LayerSink {
        /**
         * @param layer     0 for what enters the first layer, 1 for the output of the first layer…; that of the last layer is
         *                  normalized
         * @param positions how many there are
         * @param values    {@code [positions][width]} row by row, perhaps with more behind them; overwritten later, so copy what
         *                  must last
         */
        void accept(int layer, int positions, float[] values);
    }

    /** Its sizes. */
    public EncoderShape shape() {
        return weights.shape();
    }

    /** The weights of a layer, 1 for the first. */
    public PretrainedLayer layer(int number) {
        return PretrainedLayer.of(weights, number);
    }

    /** Numbers inside the dense block of each layer. */
    public int inner() {
        return weights.layers().get(0).wide().bias().length;
    }

    /**
     * Runs a clip through the layers.
     *
     * @param mel   log-mel spectrogram, {@code [frames][bands]}
     * @param depth how many layers are needed, 0 to all
     * @param sink  gets the outputs of the layers up to {@code depth} in their order
     * @throws InvalidInputException if it has no frames or more than the encoder has positions for
     */
    public void encode(float[][] mel, int depth, LayerSink sink) {
        if (mel.length < 1 || mel.length > shape().melFrames()) {
            throw new InvalidInputException(mel.length + " mel frames: this encoder takes 1 to " + shape().melFrames());
        }
        passes.get().run(mel, depth, sink);
    }
}
