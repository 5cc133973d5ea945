package serlab.feature.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of an encoder: {@code 12 depth width² + 3 width² + …} numbers outside Java's heap, in single precision
 * 33 MB for Whisper tiny, 82 MB for base, 353 MB for small, as 8-bit numbers a quarter of that. Immutable; shared by
 * threads.
 *
 * @param shape     its sizes
 * @param first     the convolution of the mel frames, kernel 3
 * @param second    the convolution after it, kernel 3, stride 2
 * @param positions what is added to each position, {@code [positions][width]} row by row
 * @param layers    the layers, the first one first
 * @param last      the normalization of the last layer's output
 */
record EncoderWeights(EncoderShape shape, LinearLayer first, LinearLayer second, float[] positions, List<Layer> layers,
                      Norm last) {
    private static final String LAYER = "encoder/layer_";
    /** All Whisper models have heads of this width; early files do not say how many. */
    private static final int HEAD = 64;
    /** Length of the kernels of the convolutions. */
    static final int TAPS = 3;
    private static final int MOST_BANDS = 1024;
    private static final int MOST_WIDTH = 8192;

    /** Factors and summands of a layer normalization. */
    record Norm(float[] gamma, float[] beta) {
    }

    /**
     * A layer: attention and two dense layers, each after a normalization and added to what came in.
     *
     * @param joint    queries, keys and values, {@code [3 width][width]}
     * @param attended the mixture of the heads, {@code [width][width]}
     * @param wide     {@code [4 width][width]}
     * @param narrow   {@code [width][4 width]}
     */
    record Layer(Norm beforeAttention, LinearLayer joint, LinearLayer attended, Norm beforeDense, LinearLayer wide,
                 LinearLayer narrow) {
    }

    /**
     * The sizes of the encoder in a file, without its weights.
     *
     * @throws EncoderUnavailableException if it is no file of an encoder
     */
    static EncoderShape shape(CTranslateFile file) throws IOException {
        int[] conv = file.sides("encoder/conv1/weight", 3);
        int width = conv[0];
        int heads = file.has("encoder/num_heads") ? file.integer("encoder/num_heads") : width / HEAD;
        int depth = (int) IntStream.iterate(0, i -> file.has(LAYER + i + "/ffn/linear_0/weight"), i -> i + 1).count();
        int positions = file.sides("encoder/position_encodings/encodings", 2)[0];
        if (conv[1] < 1 || conv[1] > MOST_BANDS || width < 1 || width > MOST_WIDTH || heads < 1 || width % heads != 0 || depth < 1
                || positions < 1) {
            throw new EncoderUnavailableException("encoder of " + conv[1] + " bands, width " + width + ", " + heads + " heads, " + depth
                    + " layers and " + positions + " positions: expected at least one of each and a width that its heads divide");
        }
        return new EncoderShape(conv[1], width, heads, depth, positions);
    }

    /**
     * Reads the weights.
     *
     * @throws EncoderUnavailableException if it is no file of an encoder, is damaged or holds another type of numbers
     * @throws IOException           if it cannot be read
     */
    static EncoderWeights read(Path path, Precision precision) throws IOException {
        try (CTranslateFile file = CTranslateFile.open(path)) {
            EncoderShape shape = shape(file);
            int width = shape.width();
            float[] positions = file.floats("encoder/position_encodings/encodings", shape.positions(), width);
            Layer[] layers = new Layer[shape.depth()];
            for (int i = 0; i < layers.length; i++) {
                layers[i] = layer(file, LAYER + i + "/", width, precision);
            }
            return new EncoderWeights(shape, convolution(file, "encoder/conv1", width, shape.bands(), precision),
                    convolution(file, "encoder/conv2", width, width, precision), positions, List.of(layers),
                    norm(file, "encoder/layer_norm", width));
        }
    }

    private static Layer layer(CTranslateFile file, String name, int width, Precision precision) throws IOException {
        String attention = name + "self_attention/";
        String dense = name + "ffn/";
        int wide = file.sides(dense + "linear_0/weight", 2)[0];
        return new Layer(norm(file, attention + "layer_norm", width),
                linear(file, attention + "linear_0", 3 * width, width, precision),
                linear(file, attention + "linear_1", width, width, precision), norm(file, dense + "layer_norm", width),
                linear(file, dense + "linear_0", wide, width, precision),
                linear(file, dense + "linear_1", width, wide, precision));
    }

    private static LinearLayer linear(CTranslateFile file, String name, int out, int in, Precision precision)
            throws IOException {
        return precision.layer(file.floats(name + "/weight", out, in), file.floats(name + "/bias", out));
    }

    private static Norm norm(CTranslateFile file, String name, int width) throws IOException {
        return new Norm(file.floats(name + "/gamma", width), file.floats(name + "/beta", width));
    }

    /** From {@code [out][in][taps]} to {@code [out][taps in]}, as the inputs of neighboring frames stand side by side. */
    private static LinearLayer convolution(CTranslateFile file, String name, int out, int in, Precision precision)
            throws IOException {
        float[] kernel = file.floats(name + "/weight", out, in, TAPS);
        float[] rows = new float[kernel.length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int tap = 0; tap < TAPS; tap++) {
                    rows[(o * TAPS + tap) * in + i] = kernel[(o * in + i) * TAPS + tap];
                }
            }
        }
        return precision.layer(rows, file.floats(name + "/bias", out));
    }
}
