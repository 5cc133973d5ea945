package serlab.feature.encoder;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** A row-major matrix outside Java's heap, where the native products read and write it. */
public final class NativeMatrix {
    private final int columns;
    private final FloatPointer pointer;
    private final FloatBuffer buffer;

    /** Zeros. */
    public NativeMatrix(int rows, int columns) {
        this.columns = columns;
        pointer = new FloatPointer((long) rows * columns);
        pointer.zero();
        buffer = pointer.asBuffer();
    }

    /** Of values that stand row by row. */
    public static NativeMatrix of(int columns, float[] values) {
        NativeMatrix matrix = new NativeMatrix(values.length / columns, columns);
        matrix.buffer.put(0, values);
        return matrix;
    }

    /** Copies the first values of a row into an array. */
    public void get(int row, float[] values, int n) {
        buffer.get(row * columns, values, 0, n);
    }

    /** Copies values into a row, from a column on. */
    public void put(int row, int column, float[] values, int n) {
        buffer.put(row * columns + column, values, 0, n);
    }

    /** Copies the first values, row by row, into an array. */
    public void get(float[] values, int n) {
        buffer.get(0, values, 0, n);
    }

    /** Copies values over the first ones, row by row. */
    public void put(float[] values, int n) {
        buffer.put(0, values, 0, n);
    }

    /** The matrix from a row and column on, without a copy. */
    public Part from(int row, int column) {
        return new Part(pointer.getPointer((long) row * columns + column), columns);
    }

    /** Its memory as rows of so many columns. */
    public Part dense(int columnsOfPart) {
        return new Part(pointer, columnsOfPart);
    }

    /**
     * Some columns of all rows.
     *
     * @param pointer to the first value
     * @param stride  values from one row to the next
     */
    public record Part(FloatPointer pointer, int stride) {
    }

    /** {@code c = factor a b' + keep c}, of {@code rows x inner} and {@code columns x inner}. */
    public static void timesTransposed(Part a, Part b, Part c, int rows, int columns, int inner, float factor, float keep) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, columns, inner, factor, a.pointer, a.stride, b.pointer,
                b.stride, keep, c.pointer, c.stride);
    }

    /** {@code c = a b}, of {@code rows x inner} and {@code inner x columns}. */
    public static void times(Part a, Part b, Part c, int rows, int columns, int inner) {
        times(a, b, c, rows, columns, inner, 1, 0);
    }

    /** {@code c = factor a b + keep c}, of {@code rows x inner} and {@code inner x columns}. */
    public static void times(Part a, Part b, Part c, int rows, int columns, int inner, float factor, float keep) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, columns, inner, factor, a.pointer, a.stride, b.pointer,
                b.stride, keep, c.pointer, c.stride);
    }

    /** {@code c = factor a' b + keep c}, of {@code inner x rows} and {@code inner x columns}. */
    public static void transposedTimes(Part a, Part b, Part c, int rows, int columns, int inner, float factor, float keep) {
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, rows, columns, inner, factor, a.pointer, a.stride, b.pointer,
                b.stride, keep, c.pointer, c.stride);
    }
}
