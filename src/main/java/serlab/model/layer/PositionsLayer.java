package serlab.model.layer;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The working half of {@link Positions}. */
final class PositionsLayer extends WeightlessLayer.Work<Positions> {
    private static final long serialVersionUID = 1L;

    PositionsLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = NativeFloats.rowMajor(input, ArrayType.INPUT, workspaces);
        int bands = (int) x.size(2);
        int frames = (int) x.size(3);
        int width = layerConf().getWidth();
        INDArray y = workspaces.create(ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {x.size(0), 1, frames, width}, 'c');
        FloatBuffer in = NativeFloats.of(x);
        FloatBuffer out = NativeFloats.of(y);
        float[] clip = new float[width * frames];
        float[] turned = new float[width * frames];
        for (int n = 0; n < x.size(0); n++) {
            in.get((n * bands + layerConf().getFirst()) * frames, clip, 0, clip.length);
            out.put(n * frames * width, turned, 0, turn(clip, turned, frames, width) * width);
        }
        Reference.reachabilityFence(x);
        return y;
    }

    /** Returns how many frames are not all zeros. */
    private static int turn(float[] clip, float[] turned, int frames, int width) {
        boolean[] there = new boolean[frames];
        for (int band = 0; band < width; band++) {
            for (int t = 0; t < frames; t++) {
                there[t] |= clip[band * frames + t] != 0;
            }
        }
        int count = 0;
        for (int t = 0; t < frames; t++) {
            if (there[t]) {
                for (int band = 0; band < width; band++) {
                    turned[count * width + band] = clip[band * frames + t];
                }
                count++;
            }
        }
        return count;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        return new Pair<>(new DefaultGradient(), null);
    }
}
