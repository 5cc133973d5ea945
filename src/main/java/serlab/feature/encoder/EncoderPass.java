package serlab.feature.encoder;

import static serlab.feature.encoder.NativeMatrix.times;
import static serlab.feature.encoder.NativeMatrix.timesTransposed;

import java.util.Arrays;
import serlab.feature.encoder.EncoderWeights.Layer;
import serlab.feature.encoder.EncoderWeights.Linear;
import serlab.feature.encoder.EncoderWeights.Norm;
import serlab.feature.encoder.NativeMatrix.Part;

/** The arithmetic of an encoder, in memory of one thread that grows to the longest clip. */
final class EncoderPass {
    private final EncoderWeights weights;
    private final int width;
    private final int widest;
    /** One row while something is done to it, and what becomes of it. */
    private final float[] row;
    private final float[] normalized;
    private EncoderMemory memory;

    EncoderPass(EncoderWeights weights) {
        this.weights = weights;
        width = weights.shape().width();
        widest = weights.layers().stream().mapToInt(layer -> layer.wide().bias().length).max().orElseThrow();
        row = new float[Math.max(Math.max(width, widest), EncoderWeights.TAPS * weights.shape().bands())];
        normalized = new float[width];
    }

    /** Arguments as of {@link SpeechEncoder#encode}. */
    void run(float[][] mel, int depth, SpeechEncoder.LayerSink sink) {
        int positions = weights.shape().positionsOf(mel.length);
        if (memory == null || memory.positions < positions) {
            memory = null;
            memory = new EncoderMemory(weights.shape(), widest, positions);
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
            for (int tap = 0; tap < EncoderWeights.TAPS; tap++) {
                int from = t + tap - 1;
                if (from < 0 || from >= mel.length) {
                    Arrays.fill(row, tap * bands, (tap + 1) * bands, 0);
                } else {
                    System.arraycopy(mel[from], 0, row, tap * bands, bands);
                }
            }
            memory.frames.put(t, 0, row, EncoderWeights.TAPS * bands);
        }
        multiply(memory.frames, weights.first(), memory.convolved, mel.length, 0);
        fold(mel.length, positions);
        multiply(memory.folded, weights.second(), memory.hidden, positions, 0);
        for (int t = 0; t < positions; t++) {
            memory.hidden.get(t, row, width);
            RowMath.add(row, weights.second().bias(), width);
            RowMath.gelu(row, width);
            RowMath.add(row, weights.positions()[t], width);
            memory.hidden.put(t, 0, row, width);
        }
    }

    /** Output position t takes the frames 2 t - 1, 2 t and 2 t + 1; there are zeros beyond the ends. */
    private void fold(int frames, int positions) {
        Arrays.fill(row, 0, width, 0);
        memory.folded.put(0, 0, row, width);
        memory.folded.put(positions - 1, 2 * width, row, width);
        for (int t = 0; t < frames; t++) {
            memory.convolved.get(t, row, width);
            RowMath.add(row, weights.first().bias(), width);
            RowMath.gelu(row, width);
            memory.folded.put(t / 2, (1 + t % 2) * width, row, width);
            if (t % 2 == 1 && t / 2 + 1 < positions) {
                memory.folded.put(t / 2 + 1, 0, row, width);
            }
        }
    }

    private void attend(Layer layer, int positions) {
        normalize(layer.beforeAttention(), layer.attended().bias(), positions);
        for (int t = 0; t < positions; t++) {
            memory.joint.put(t, 0, layer.joint().bias(), 3 * width);
        }
        multiply(memory.narrow, layer.joint(), memory.joint, positions, 1);
        int heads = weights.shape().heads();
        for (int head = 0; head < heads; head++) {
            for (int first = 0; first < positions; first += memory.queries) {
                attend(head * (width / heads), width / heads, first, Math.min(memory.queries, positions - first), positions);
            }
        }
        multiply(memory.narrow, layer.attended(), memory.hidden, positions, 1);
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
        times(scores, joint.from(0, 2 * width + column), memory.narrow.from(first, column), queries, size, positions);
    }

    private void widen(Layer layer, int positions) {
        normalize(layer.beforeDense(), layer.narrow().bias(), positions);
        multiply(memory.narrow, layer.wide(), memory.wide, positions, 0);
        float[] bias = layer.wide().bias();
        for (int t = 0; t < positions; t++) {
            memory.wide.get(t, row, bias.length);
            RowMath.add(row, bias, bias.length);
            RowMath.gelu(row, bias.length);
            memory.wide.put(t, 0, row, bias.length);
        }
        multiply(memory.wide, layer.narrow(), memory.hidden, positions, 1);
    }

    /** Normalizes what the layers add to, and adds the bias of what will be added next. */
    private void normalize(Norm norm, float[] bias, int positions) {
        for (int t = 0; t < positions; t++) {
            memory.hidden.get(t, row, width);
            RowMath.layerNorm(row, norm.gamma(), norm.beta(), normalized, width);
            memory.narrow.put(t, 0, normalized, width);
            RowMath.add(row, bias, width);
            memory.hidden.put(t, 0, row, width);
        }
    }

    private static void multiply(NativeMatrix in, Linear by, NativeMatrix out, int rows, float keep) {
        timesTransposed(in.from(0, 0), by.matrix().from(0, 0), out.from(0, 0), rows, by.bias().length, by.matrix().columns(), 1, keep);
    }

    private void hand(int layer, int positions, SpeechEncoder.LayerSink sink) {
        if (layer < weights.shape().depth()) {
            memory.hidden.get(memory.output, positions * width);
        } else {
            for (int t = 0; t < positions; t++) {
                memory.hidden.get(t, row, width);
                RowMath.layerNorm(row, weights.last().gamma(), weights.last().beta(), normalized, width);
                System.arraycopy(normalized, 0, memory.output, t * width, width);
            }
        }
        sink.accept(layer, positions, memory.output);
    }
}
