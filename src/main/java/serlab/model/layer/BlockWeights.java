package serlab.model.layer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import serlab.feature.encoder.NativeMatrix;
import serlab.feature.encoder.NativeMatrix.Part;
import serlab.feature.encoder.PretrainedLayer;

/** What an {@link EncoderBlock} multiplies by, and what becomes of the gradients of it. */
final class BlockWeights {
    private final EncoderBlock block;
    /** With a rank: the matrices of the file, those with the products added, and the gradients of these. */
    private final Map<String, NativeMatrix> frozen = new HashMap<>();
    private final Map<String, NativeMatrix> summed = new HashMap<>();
    private final Map<String, NativeMatrix> gradients = new HashMap<>();
    private final Map<String, Part> matrices = new HashMap<>();
    private final Map<String, float[]> vectors = new HashMap<>();

    BlockWeights(EncoderBlock block) {
        this.block = block;
    }

    Part matrix(String name) {
        return matrices.get(name);
    }

    float[] vector(String name) {
        return vectors.get(name);
    }

    private int rows(String name) {
        return name.equals("joint") ? 3 * block.getWidth() : name.equals("wide") ? block.getInner() : block.getWidth();
    }

    private int columns(String name) {
        return name.equals("narrow") ? block.getInner() : block.getWidth();
    }

    /** Takes the weights as they are now. */
    void take(Function<String, INDArray> parameters) {
        for (EncoderBlockParameters.Slot slot : block.slots()) {
            if (!slot.matrix()) {
                vectors.put(slot.name(), NativeFloats.copy(parameters.apply(slot.name())));
            }
        }
        for (String name : EncoderBlockParameters.MATRICES) {
            matrices.put(name, block.getRank() == 0 ? NativeFloats.matrix(parameters.apply(name), columns(name))
                    : summed(name, parameters));
        }
    }

    private Part summed(String name, Function<String, INDArray> parameters) {
        if (frozen.isEmpty()) {
            PretrainedLayer known = EncoderBlockParameters.pretrained(block);
            EncoderBlockParameters.MATRICES.forEach(one -> frozen.put(one, NativeMatrix.of(columns(one), known.values().get(one))));
        }
        int size = rows(name) * columns(name);
        float[] values = new float[size];
        frozen.get(name).get(values, size);
        NativeMatrix sum = summed.computeIfAbsent(name, one -> new NativeMatrix(rows(one), columns(one)));
        sum.put(values, size);
        NativeMatrix.times(up(name, parameters), down(name, parameters), sum.from(0, 0), rows(name), columns(name), block.getRank(), 1, 1);
        return sum.from(0, 0);
    }

    private Part down(String name, Function<String, INDArray> of) {
        return NativeFloats.matrix(of.apply(name + EncoderBlockParameters.DOWN), columns(name));
    }

    private Part up(String name, Function<String, INDArray> of) {
        return NativeFloats.matrix(of.apply(name + EncoderBlockParameters.UP), block.getRank());
    }

    /** Where the gradient of a matrix is summed; what it holds before is of no meaning. */
    Part gradient(String name, Function<String, INDArray> views) {
        return block.getRank() == 0 ? NativeFloats.matrix(views.apply(name), columns(name))
                : gradients.computeIfAbsent(name, one -> new NativeMatrix(rows(one), columns(one))).from(0, 0);
    }

    /** Hands the gradients of the matrices on to those that they are summed of. */
    void giveGradients(Function<String, INDArray> parameters, Function<String, INDArray> views) {
        if (block.getRank() > 0) {
            for (String name : EncoderBlockParameters.MATRICES) {
                Part whole = gradients.get(name).from(0, 0);
                NativeMatrix.timesTransposed(whole, down(name, parameters), up(name, views), rows(name), block.getRank(),
                        columns(name), 1, 0);
                NativeMatrix.transposedTimes(up(name, parameters), whole, down(name, views), block.getRank(), columns(name),
                        rows(name), 1, 0);
            }
        }
    }
}
