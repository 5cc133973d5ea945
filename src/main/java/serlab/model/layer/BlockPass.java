package serlab.model.layer;

import static serlab.feature.encoder.NativeMatrix.times;
import static serlab.feature.encoder.NativeMatrix.timesTransposed;
import static serlab.feature.encoder.NativeMatrix.transposedTimes;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.feature.encoder.NativeMatrix;
import serlab.feature.encoder.NativeMatrix.Part;
import serlab.feature.encoder.RowMath;

/**
 * The arithmetic of an {@link EncoderBlock}, some clips together, each over its own positions. The gradients of the weights are
 * summed over the clips. For one thread at a time; others may go over other groups of the same batch meanwhile.
 */
final class BlockPass {
    private static final int ATTENTION = 0;
    private static final int DENSE = 1;
    private static final int LAST = 2;

    private final EncoderBlock block;
    private final BlockWeights weights;
    private final BlockMemory memory;
    private BlockRoom room;
    private final int width;
    private final int inner;
    private float[] row;
    private float[] other;
    private float[] third;
    private Map<String, float[]> slopes;
    private InTurn.Part turn;

    BlockPass(EncoderBlock block, BlockWeights weights, BlockMemory memory) {
        this.block = block;
        this.weights = weights;
        this.memory = memory;
        width = block.getWidth();
        inner = block.getInner();
    }

    private void reserve() {
        if (room == null) {
            int longest = Math.max(3 * width, inner);
            row = new float[longest];
            other = new float[longest];
            third = new float[longest];
            room = new BlockRoom(block, memory.clips, memory.positions);
        }
    }

    /**
     * Clips on their way up.
     *
     * @param in  {@code [clips][positions][width]}
     * @param out likewise, written
     */
    void forward(ClipGroup group, FloatBuffer in, FloatBuffer out) {
        reserve();
        int first = group.first();
        int n = group.rows();
        read(group, in);
        normalize(ATTENTION, first, n);
        multiply("joint", room.narrow.from(0, 0), n, memory.joint.from(first, 0));
        group.clips().forEach(clip -> attend(clip, first + clip.row()));
        multiply("attended", memory.attended.from(first, 0), n, room.narrow.from(0, 0));
        addToHidden(0, first, n);
        normalize(DENSE, first, n);
        multiply("wide", room.narrow.from(0, 0), n, memory.wide.from(first, 0));
        for (int t = 0; t < n; t++) {
            memory.wide.get(first + t, row, inner);
            RowMath.gelu(row, inner);
            room.inner.put(t, 0, row, inner);
        }
        multiply("narrow", room.inner.from(0, 0), n, room.narrow.from(0, 0));
        addToHidden(1, first, n);
        NativeMatrix result = room.hidden;
        if (block.isLast()) {
            normalize(LAST, first, n);
            result = room.narrow;
        }
        write(group, result, out);
    }

    /** Copies rows into {@code hidden}. */
    private void read(ClipGroup group, FloatBuffer from) {
        for (ClipGroup.Clip clip : group.clips()) {
            for (int t = 0; t < clip.count(); t++) {
                from.get(clip.at() + t * width, row, 0, width);
                room.hidden.put(clip.row() + t, 0, row, width);
            }
        }
    }

    private void write(ClipGroup group, NativeMatrix from, FloatBuffer to) {
        for (ClipGroup.Clip clip : group.clips()) {
            for (int t = 0; t < clip.count(); t++) {
                from.get(clip.row() + t, row, width);
                to.put(clip.at() + t * width, row, 0, width);
            }
        }
    }

    /** Standardizes the rows of what is added to, keeps them, and scales them into {@code narrow}. */
    private void normalize(int which, int first, int n) {
        float[] gamma = weights.vector(gamma(which));
        float[] beta = weights.vector(beta(which));
        for (int t = 0; t < n; t++) {
            room.hidden.get(t, row, width);
            memory.factors[which][first + t] = RowSlopes.standardize(row, width);
            memory.standardized[which].put(first + t, 0, row, width);
            RowSlopes.scale(row, gamma, beta, other, width);
            room.narrow.put(t, 0, other, width);
        }
    }

    private static String gamma(int which) {
        return which == ATTENTION ? "attentionGamma" : which == DENSE ? "denseGamma" : "lastGamma";
    }

    private static String beta(int which) {
        return which == ATTENTION ? "attentionBeta" : which == DENSE ? "denseBeta" : "lastBeta";
    }

    private void multiply(String name, Part in, int n, Part out) {
        float[] bias = weights.vector(name + "Bias");
        FloatBuffer rows = out.pointer().capacity((long) n * bias.length).asBuffer();
        for (int t = 0; t < n; t++) {
            rows.put(t * bias.length, bias, 0, bias.length);
        }
        timesTransposed(in, weights.matrix(name), out, n, bias.length, in.stride(), 1, 1);
    }

    private void attend(ClipGroup.Clip clip, int first) {
        int n = clip.count();
        int size = width / block.getHeads();
        for (int head = 0; head < block.getHeads(); head++) {
            Part shares = shares(clip, head);
            int column = head * size;
            timesTransposed(memory.joint.from(first, column), memory.joint.from(first, width + column), shares, n, n, size,
                    (float) (1 / Math.sqrt(size)), 0);
            FloatBuffer values = shares.pointer().capacity((long) n * n).asBuffer();
            values.get(0, room.scoreValues, 0, n * n);
            RowMath.softmax(room.scoreValues, n, n);
            values.put(0, room.scoreValues, 0, n * n);
            times(shares, memory.joint.from(first, 2 * width + column), memory.attended.from(first, column), n, size, n);
        }
    }

    private Part shares(ClipGroup.Clip clip, int head) {
        return new Part(memory.shares.from((clip.number() * block.getHeads() + head) * memory.positions, 0).pointer(), clip.count());
    }

    /** Adds {@code narrow}, some of it dropped, to {@code hidden}. */
    private void addToHidden(int which, int first, int n) {
        for (int t = 0; t < n; t++) {
            room.narrow.get(t, row, width);
            if (memory.kept != null) {
                RowSlopes.multiply(row, memory.kept[which], (first + t) * width, width);
            }
            room.hidden.get(t, other, width);
            RowMath.add(other, row, width);
            room.hidden.put(t, 0, other, width);
        }
    }

    /**
     * Clips on their way down, after {@link #forward}.
     *
     * @param above gradient by the output, {@code [clips][positions][width]}
     * @param below gradient by the input, likewise, written
     * @param sums  this group's turns at the gradients of the matrices
     * @return the gradients of the biases, gammas and betas, of these clips alone
     */
    Map<String, float[]> backward(ClipGroup group, FloatBuffer above, FloatBuffer below, InTurn.Part sums) {
        reserve();
        turn = sums;
        slopes = block.slots().stream().filter(slot -> !slot.matrix())
                .collect(Collectors.toMap(EncoderBlockParameters.Slot::name, slot -> new float[slot.columns()]));
        int first = group.first();
        int n = group.rows();
        read(group, above);
        if (block.isLast()) {
            for (int t = 0; t < n; t++) {
                room.hidden.get(t, row, width);
                room.narrow.put(t, 0, row, width);
                Arrays.fill(row, 0, width, 0);
                room.hidden.put(t, 0, row, width);
            }
            denormalize(LAST, first, n);
        }
        throughDense(first, n);
        throughAttention(group, first, n);
        write(group, room.hidden, below);
        return slopes;
    }

    private void addProduct(String name, Part above, Part in, int n) {
        turn.at(name, number -> weights.addProduct(name, above, in, n, number > 0));
    }

    private void throughDense(int first, int n) {
        takeFromHidden(1, "narrow", first, n);
        for (int t = 0; t < n; t++) {
            memory.wide.get(first + t, row, inner);
            RowMath.gelu(row, inner);
            room.inner.put(t, 0, row, inner);
        }
        addProduct("narrow", room.narrow.from(0, 0), room.inner.from(0, 0), n);
        times(room.narrow.from(0, 0), weights.matrix("narrow"), room.inner.from(0, 0), n, inner, width);
        float[] bias = slopes.get("wideBias");
        for (int t = 0; t < n; t++) {
            memory.wide.get(first + t, row, inner);
            RowMath.geluSlopes(row, other, inner);
            room.inner.get(t, other, inner);
            RowSlopes.multiply(other, row, 0, inner);
            room.inner.put(t, 0, other, inner);
            RowMath.add(bias, other, inner);
        }
        rescale(DENSE, first, n);
        addProduct("wide", room.inner.from(0, 0), room.narrow.from(0, 0), n);
        times(room.inner.from(0, 0), weights.matrix("wide"), room.narrow.from(0, 0), n, width, inner);
        denormalize(DENSE, first, n);
    }

    private void throughAttention(ClipGroup group, int first, int n) {
        takeFromHidden(0, "attended", first, n);
        addProduct("attended", room.narrow.from(0, 0), memory.attended.from(first, 0), n);
        times(room.narrow.from(0, 0), weights.matrix("attended"), room.mixed.from(0, 0), n, width, width);
        group.clips().forEach(clip -> throughAttention(clip, first + clip.row()));
        float[] bias = slopes.get("jointBias");
        for (int t = 0; t < n; t++) {
            room.jointSlopes.get(t, row, 3 * width);
            RowMath.add(bias, row, 3 * width);
        }
        rescale(ATTENTION, first, n);
        addProduct("joint", room.jointSlopes.from(0, 0), room.narrow.from(0, 0), n);
        times(room.jointSlopes.from(0, 0), weights.matrix("joint"), room.narrow.from(0, 0), n, width, 3 * width);
        denormalize(ATTENTION, first, n);
    }

    /** From the gradient by what the heads gave to that by queries, keys and values. */
    private void throughAttention(ClipGroup.Clip clip, int first) {
        int n = clip.count();
        int size = width / block.getHeads();
        float factor = (float) (1 / Math.sqrt(size));
        for (int head = 0; head < block.getHeads(); head++) {
            int column = head * size;
            Part shares = shares(clip, head);
            Part scores = room.scores.dense(n);
            Part own = room.mixed.from(clip.row(), column);
            Part keys = memory.joint.from(first, width + column);
            transposedTimes(shares, own, room.jointSlopes.from(clip.row(), 2 * width + column), n, size, n, 1, 0);
            timesTransposed(own, memory.joint.from(first, 2 * width + column), scores, n, n, size, 1, 0);
            room.scores.get(room.scoreValues, n * n);
            shares.pointer().capacity((long) n * n).asBuffer().get(0, room.shareValues, 0, n * n);
            RowSlopes.shares(room.scoreValues, room.shareValues, n);
            room.scores.put(room.scoreValues, n * n);
            times(scores, keys, room.jointSlopes.from(clip.row(), column), n, size, n, factor, 0);
            transposedTimes(scores, memory.joint.from(first, column), room.jointSlopes.from(clip.row(), width + column), n, size, n,
                    factor, 0);
        }
    }

    /** The gradient by what was added to {@code hidden}, into {@code narrow}; its sum over the positions is the bias's. */
    private void takeFromHidden(int which, String name, int first, int n) {
        float[] bias = slopes.get(name + "Bias");
        for (int t = 0; t < n; t++) {
            room.hidden.get(t, row, width);
            if (memory.kept != null) {
                RowSlopes.multiply(row, memory.kept[which], (first + t) * width, width);
            }
            RowMath.add(bias, row, width);
            room.narrow.put(t, 0, row, width);
        }
    }

    /** What a normalization gave, anew, into {@code narrow}. */
    private void rescale(int which, int first, int n) {
        for (int t = 0; t < n; t++) {
            memory.standardized[which].get(first + t, row, width);
            RowSlopes.scale(row, weights.vector(gamma(which)), weights.vector(beta(which)), other, width);
            room.narrow.put(t, 0, other, width);
        }
    }

    /** Adds what goes down through a normalization, of the gradient in {@code narrow}, to that in {@code hidden}. */
    private void denormalize(int which, int first, int n) {
        for (int t = 0; t < n; t++) {
            room.narrow.get(t, row, width);
            memory.standardized[which].get(first + t, other, width);
            room.hidden.get(t, third, width);
            RowSlopes.normalized(row, other, memory.factors[which][first + t], weights.vector(gamma(which)),
                    slopes.get(gamma(which)), slopes.get(beta(which)), third, width);
            room.hidden.put(t, 0, third, width);
        }
    }
}
