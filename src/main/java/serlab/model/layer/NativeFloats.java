package serlab.model.layer;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import serlab.feature.encoder.NativeMatrix;

/** Access to the off-heap values of an array without copying the array. */
final class NativeFloats {
    private NativeFloats() {
    }

    /**
     * The values of a dense row-major float array, in place: element i of the buffer is element i of the array, which must
     * stay reachable for as long as the buffer is used.
     */
    static FloatBuffer of(INDArray array) {
        return pointer(array).capacity(array.length()).limit(array.length()).asBuffer();
    }

    /** The address of the first value of a dense row-major float array, which must stay reachable likewise. */
    static FloatPointer pointer(INDArray array) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("array of type " + array.dataType() + ", expected FLOAT");
        }
        return new FloatPointer(array.data().addressPointer()).position(0);
    }

    /** A dense row-major float array as a matrix of rows of that length, in place; it must stay reachable likewise. */
    static NativeMatrix.Part matrix(INDArray array, int columns) {
        return new NativeMatrix.Part(pointer(array), columns);
    }

    /** The array itself if it is dense and row-major, otherwise a row-major copy in the given workspace. */
    static INDArray rowMajor(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
        boolean dense = array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
        return dense ? array : workspaces.dup(type, array, 'c');
    }

    /** Sum of vectors that stand one behind the other, in their order. */
    static float[] sum(FloatPointer vectors, int count, int size) {
        float[] total = new float[size];
        float[] one = new float[size];
        for (int i = 0; i < count; i++) {
            vectors.getPointer((long) i * size).get(one);
            ChannelKernels.addScaled(one, total, size, 1);
        }
        return total;
    }

    /** A copy of the values of a dense vector. */
    static float[] copy(INDArray vector) {
        float[] values = new float[(int) vector.length()];
        of(vector).get(values);
        return values;
    }
}
