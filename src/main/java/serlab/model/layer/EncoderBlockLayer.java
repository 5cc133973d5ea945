package serlab.model.layer;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.feature.encoder.RowMath;

/** The working half of {@link EncoderBlock}. It trains with what it kept of the last forward pass that was for training. */
final class EncoderBlockLayer extends BaseLayer<EncoderBlock> implements CoreSharing {
    private static final long serialVersionUID = 1L;

    private transient BlockWeights weights;
    private transient BlockMemory memory;
    private transient Cores cores = Cores.ONE;
    private transient Cores.Spare<BlockPass> passes;

    EncoderBlockLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public void share(Cores shared) {
        cores = shared;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = NativeFloats.rowMajor(input, ArrayType.INPUT, workspaces);
        int clips = (int) x.size(0);
        int positions = (int) x.size(2);
        int width = layerConf().getWidth();
        reserve(training ? clips : 1, positions);
        weights.take(this::getParam);
        memory.kept = training && layerConf().getDropped() > 0 ? drawn(clips * positions * width) : null;
        INDArray y = workspaces.create(ArrayType.ACTIVATIONS, DataType.FLOAT, x.shape(), 'c');
        FloatBuffer in = NativeFloats.of(x);
        FloatBuffer out = NativeFloats.of(y);
        List<ClipGroup> groups = ClipGroup.of(in, clips, positions, width, training ? BlockMemory.GROUP : 1);
        (training ? cores : Cores.ONE).each(groups.size(), passes, (pass, i) ->
                pass.forward(training ? groups.get(i) : groups.get(i).alone(), in, out));
        Reference.reachabilityFence(x);
        return y;
    }

    private void reserve(int clips, int positions) {
        if (weights == null) {
            weights = new BlockWeights(layerConf());
        }
        if (memory == null || memory.clips < clips || memory.positions != positions) {
            memory = null;
            memory = new BlockMemory(layerConf(), clips, positions);
            BlockMemory kept = memory;
            passes = new Cores.Spare<>(() -> new BlockPass(layerConf(), weights, kept));
        }
    }

    /** From the generator that dropout draws from, whose state is kept with that of a training. */
    private float[][] drawn(int count) {
        long seed;
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            float[] two = Nd4j.rand(DataType.FLOAT, 2).toFloatVector();
            seed = ((long) Float.floatToIntBits(two[0]) << 32) ^ Float.floatToIntBits(two[1]);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int least = (int) (layerConf().getDropped() * (1 << 16));
        float factor = (float) (1 / (1 - least / 65536.0));
        float[][] kept = new float[2][count];
        for (float[] half : kept) {
            for (int i = 0; i < count; i += 4) {
                long bits = random.nextLong();
                for (int j = i; j < Math.min(count, i + 4); j++, bits >>>= 16) {
                    half[j] = (bits & 0xffff) < least ? 0 : factor;
                }
            }
        }
        return kept;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray given, LayerWorkspaceMgr workspaces) {
        INDArray epsilon = NativeFloats.rowMajor(given, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray x = NativeFloats.rowMajor(input, ArrayType.BP_WORKING_MEM, workspaces);
        int positions = (int) x.size(2);
        int width = layerConf().getWidth();
        INDArray below = workspaces.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
        FloatBuffer in = NativeFloats.of(x);
        FloatBuffer above = NativeFloats.of(epsilon);
        FloatBuffer down = NativeFloats.of(below);
        List<ClipGroup> groups = ClipGroup.of(in, (int) x.size(0), positions, width, BlockMemory.GROUP);
        weights.beginSlopes(gradientViews::get, groups.stream().mapToInt(ClipGroup::rows).max().orElse(0));
        List<Map<String, float[]>> slopes = new ArrayList<>(Collections.nCopies(groups.size(), Map.of()));
        InTurn order = new InTurn(EncoderBlockParameters.MATRICES);
        cores.each(groups.size(), passes, (pass, i) ->
                order.part(i, part -> slopes.set(i, pass.backward(groups.get(i), above, down, part))));
        Gradient gradient = new DefaultGradient();
        for (EncoderBlockParameters.Slot slot : layerConf().slots()) {
            INDArray view = gradientViews.get(slot.name());
            if (!slot.matrix()) {
                NativeFloats.of(view).put(sum(slopes, slot));
            }
            gradient.setGradientFor(slot.name(), view);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(epsilon);
        return new Pair<>(gradient, below);
    }

    /** Of the groups in their order, whoever went over them. */
    private static float[] sum(List<Map<String, float[]>> slopes, EncoderBlockParameters.Slot slot) {
        float[] sum = new float[slot.columns()];
        slopes.forEach(group -> RowMath.add(sum, group.get(slot.name()), sum.length));
        return sum;
    }
}
