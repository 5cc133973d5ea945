package serlab.model.layer;

import static serlab.feature.encoder.NativeMatrix.times;
import static serlab.feature.encoder.NativeMatrix.timesTransposed;
import static serlab.feature.encoder.NativeMatrix.transposedTimes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import serlab.feature.encoder.NativeMatrix;
import serlab.feature.encoder.NativeMatrix.Part;
import serlab.feature.encoder.PretrainedLayer;

/** The matrices and vectors of an {@link EncoderBlock}, and where the gradients of the matrices are summed. */
final class BlockWeights {
    private final EncoderBlock block;
    /** With a rank: the matrices of the file, those with the products added, and what is multiplied. */
    private final Map<String, NativeMatrix> frozen = new HashMap<>();
    private final Map<String, NativeMatrix> summed = new HashMap<>();
    private final Map<String, Part> down = new HashMap<>();
    private final Map<String, Part> up = new HashMap<>();
    private final Map<String, Part> slopes = new HashMap<>();
    /** Products of a group and a narrow matrix; each is of one group at a time. */
    private final Map<String, NativeMatrix> between = new HashMap<>();
    private int betweenRows;
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
            EncoderBlockParameters.MATRICES.forEach(one -> frozen.put(one, frozen(one, known)));
        }
        int size = rows(name) * columns(name);
        float[] values = new float[size];
        frozen.get(name).get(values, size);
        NativeMatrix sum = summed.computeIfAbsent(name, one -> new NativeMatrix(rows(one), columns(one)));
        sum.put(values, size);
        down.put(name, down(name, parameters));
        up.put(name, up(name, parameters));
        times(up.get(name), down.get(name), sum.from(0, 0), rows(name), columns(name), block.getRank(), 1, 1);
        return sum.from(0, 0);
    }

    private NativeMatrix frozen(String name, PretrainedLayer known) {
        float[] values = known.values().get(name);
        if (values.length != rows(name) * columns(name)) {
            throw new IllegalArgumentException("encoder " + block.getEncoder() + " has " + values.length + " numbers in '" + name
                    + "'; this layer expects " + rows(name) + " x " + columns(name));
        }
        return NativeMatrix.of(columns(name), values);
    }

    private Part down(String name, Function<String, INDArray> of) {
        return NativeFloats.matrix(of.apply(name + EncoderBlockParameters.DOWN), columns(name));
    }

    private Part up(String name, Function<String, INDArray> of) {
        return NativeFloats.matrix(of.apply(name + EncoderBlockParameters.UP), block.getRank());
    }

    /**
     * Begins the sums of the gradients of the matrices.
     *
     * @param most rows that a product is of
     */
    void beginSlopes(Function<String, INDArray> views, int most) {
        boolean larger = most > betweenRows;
        betweenRows = Math.max(most, betweenRows);
        for (String name : EncoderBlockParameters.MATRICES) {
            if (block.getRank() == 0) {
                slopes.put(name, NativeFloats.matrix(views.apply(name), columns(name)));
            } else {
                slopes.put(name + EncoderBlockParameters.DOWN, down(name, views));
                slopes.put(name + EncoderBlockParameters.UP, up(name, views));
                if (larger) {
                    between.put(name, new NativeMatrix(most, block.getRank()));
                }
            }
        }
    }

    /**
     * Adds the gradient of a matrix: that by its products, times what was multiplied; or of the two narrow ones, without ever
     * making the whole. By one thread at a time for each matrix.
     *
     * @param above {@code [n][rows of the matrix]}
     * @param in    {@code [n][columns of the matrix]}
     * @param goOn  whether there is a sum yet
     */
    void addProduct(String name, Part above, Part in, int n, boolean goOn) {
        float keep = goOn ? 1 : 0;
        int rank = block.getRank();
        if (rank == 0) {
            transposedTimes(above, in, slopes.get(name), rows(name), columns(name), n, 1, keep);
            return;
        }
        Part narrow = between.get(name).from(0, 0);
        timesTransposed(in, down.get(name), narrow, n, rank, columns(name), 1, 0);
        transposedTimes(above, narrow, slopes.get(name + EncoderBlockParameters.UP), rows(name), rank, n, 1, keep);
        times(above, up.get(name), narrow, n, rank, rows(name));
        transposedTimes(narrow, in, slopes.get(name + EncoderBlockParameters.DOWN), rank, columns(name), n, 1, keep);
    }
}
