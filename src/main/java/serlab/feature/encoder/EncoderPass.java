package serlab.feature.encoder;

import static serlab.feature.encoder.NativeMatrix.times;
import static serlab.feature.encoder.NativeMatrix.timesTransposed;

import java.util.Arrays;
import serlab.feature.encoder.EncoderWeights.Layer;
import serlab.feature.encoder.EncoderWeights.Norm;
import serlab.feature.encoder.NativeMatrix.Part;

/** The arithmetic of an encoder, in memory of one thread that grows to the longest clip. */
final class EncoderPass {
    private final EncoderWeights weights;
    private final int width;
    private final int inner;
    private EncoderMemory memory;

    EncoderPass(EncoderWeights weights) {
        this.weights = weights;
        width = weights.shape().width();
        inner = weights.layers().stream().mapToInt(layer -> layer.wide().bias().length).max().orElseThrow();
    }

    /** Arguments as of {@link SpeechEncoder#encode}. */
    void run(float[][] mel, int depth, SpeechEncoder.LayerSink sink) {
        int positions = weights.shape().positionsOf(mel.length);
        if (memory == null || memory.positions < positions) {
            memory = null;
            memory = new EncoderMemory(weights.shape(), inner, positions);
        }
        convolve(mel, positions);
        hand(0, positions, sink);
        for (int i = 0; i < depth; i++) {
            Layer layer = weights.layers().get(i);
            attend(layer, positions);
            widen(layer, positions);
            hand(i + 1, positions, sink);
        }
    }

    private void convolve(float[][] mel, int positions) {
        int bands = weights.shape().bands();
        for (int t = 0; t < mel.length; t++) {
            System.arraycopy(mel[t], 0, memory.convolved, t * bands, bands);
        }
        beside(memory.convolved, mel.length, 1, bands, memory.frames, mel.length);
        weights.first().apply(memory.frames, mel.length, memory.convolved, memory.linear);
        RowMath.gelu(memory.convolved, mel.length * width);
        beside(memory.convolved, mel.length, EncoderShape.STRIDE, width, memory.wide, positions);
        weights.second().apply(memory.wide, positions, memory.hidden, memory.linear);
        RowMath.gelu(memory.hidden, positions * width);
        RowMath.add(memory.hidden, weights.positions(), positions * width);
    }

    /** What a kernel of 3 sees: rows {@code stride t - 1}, {@code stride t} and the next; zeros beyond the ends. */
    private static void beside(float[] rows, int count, int stride, int n, float[] neighbors, int out) {
        for (int t = 0; t < out; t++) {
            int from = Math.max(0, stride * t - 1);
            int to = Math.min(count, stride * t - 1 + EncoderWeights.TAPS);
            int gap = from - (stride * t - 1);
            int at = EncoderWeights.TAPS * t;
            Arrays.fill(neighbors, at * n, (at + EncoderWeights.TAPS) * n, 0);
            System.arraycopy(rows, from * n, neighbors, (at + gap) * n, (to - from) * n);
        }
    }

    private void attend(Layer layer, int positions) {
        normalize(layer.beforeAttention(), positions);
        layer.joint().apply(memory.narrow, positions, memory.wide, memory.linear);
        memory.joint.put(memory.wide, positions * 3 * width);
        int heads = weights.shape().heads();
        for (int head = 0; head < heads; head++) {
            for (int first = 0; first < positions; first += memory.queries) {
                attend(head * (width / heads), width / heads, first, Math.min(memory.queries, positions - first), positions);
            }
        }
        memory.heads.get(memory.narrow, positions * width);
        add(layer.attended(), memory.narrow, positions);
    }

    /** Some queries of the head that begins at a column. */
    private void attend(int column, int size, int first, int queries, int positions) {
        NativeMatrix joint = memory.joint;
        Part scores = memory.scores.dense(positions);
        timesTransposed(joint.from(first, column), joint.from(0, width + column), scores, queries, positions, size,
                (float) (1 / Math.sqrt(size)), 0);
        memory.scores.get(memory.scoreValues, queries * positions);
        RowMath.softmax(memory.scoreValues, queries, positions);
        memory.scores.put(memory.scoreValues, queries * positions);
        times(scores, joint.from(0, 2 * width + column), memory.heads.from(first, column), queries, size, positions);
    }

    private void widen(Layer layer, int positions) {
        normalize(layer.beforeDense(), positions);
        layer.wide().apply(memory.narrow, positions, memory.wide, memory.linear);
        RowMath.gelu(memory.wide, positions * layer.narrow().inner());
        add(layer.narrow(), memory.wide, positions);
    }

    private void add(LinearLayer layer, float[] in, int positions) {
        layer.apply(in, positions, memory.added, memory.linear);
        RowMath.add(memory.hidden, memory.added, positions * width);
    }

    private void normalize(Norm norm, int positions) {
        for (int t = 0; t < positions; t++) {
            System.arraycopy(memory.hidden, t * width, memory.row, 0, width);
            RowMath.layerNorm(memory.row, norm.gamma(), norm.beta(), memory.normalized, width);
            System.arraycopy(memory.normalized, 0, memory.narrow, t * width, width);
        }
    }

    private void hand(int layer, int positions, SpeechEncoder.LayerSink sink) {
        if (layer < weights.shape().depth()) {
            sink.accept(layer, positions, memory.hidden);
        } else {
            normalize(weights.last(), positions);
            sink.accept(layer, positions, memory.narrow);
        }
    }
}
