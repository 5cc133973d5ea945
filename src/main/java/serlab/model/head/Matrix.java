package serlab.model.head;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasLeft;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRight;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dtrsm;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A matrix of doubles, row-major, in memory outside the heap that {@link #close()} frees. Products run on one thread, so
 * that sums do not depend on the machine's number of processors. For one thread.
 */
final class Matrix implements AutoCloseable {
    private static final int BLOCK = 64;

    static {
        blas_set_num_threads(1);
    }

    private final int rows;
    private final int columns;
    private final DoublePointer values;
    private final DoubleBuffer buffer;

    /** Loads the native products and the threading library they bring, which others on this machine may need. */
    static void prepare() {
        new Matrix(1, 1).close();
    }

    /** Zeros. */
    Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.values = new DoublePointer(Math.max(1, Math.multiplyExact(rows, columns)));
        values.zero();
        this.buffer = values.asBuffer();
    }

    /** Some rows of a table. */
    static Matrix of(float[][] table, int[] chosen) {
        Matrix matrix = new Matrix(chosen.length, table[0].length);
        double[] wide = new double[matrix.columns];
        for (int i = 0; i < chosen.length; i++) {
            for (int j = 0; j < wide.length; j++) {
                wide[j] = table[chosen[i]][j];
            }
            matrix.assign(i, wide);
        }
        return matrix;
    }

    /** The matrix with these values, row-major. */
    static Matrix of(double[] values, int rows, int columns) {
        Matrix matrix = new Matrix(rows, columns);
        matrix.assign(values);
        return matrix;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    double get(int row, int column) {
        return buffer.get(row * columns + column);
    }

    void set(int row, int column, double value) {
        buffer.put(row * columns + column, value);
    }

    /** All values, row-major; a copy. */
    double[] values() {
        double[] copy = new double[rows * columns];
        read(copy);
        return copy;
    }

    /** Writes all values to an array, row-major. */
    void read(double[] into) {
        buffer.get(0, into, 0, rows * columns);
    }

    /** Some of its rows. */
    Matrix rows(int[] chosen) {
        Matrix part = new Matrix(chosen.length, columns);
        double[] whole = new double[columns];
        for (int i = 0; i < chosen.length; i++) {
            read(chosen[i], whole);
            part.assign(i, whole);
        }
        return part;
    }

    /** Where some rows and some columns meet. */
    Matrix of(int[] chosenRows, int[] chosenColumns) {
        Matrix part = new Matrix(chosenRows.length, chosenColumns.length);
        double[] whole = new double[columns];
        double[] some = new double[part.columns];
        for (int i = 0; i < part.rows; i++) {
            read(chosenRows[i], whole);
            for (int j = 0; j < some.length; j++) {
                some[j] = whole[chosenColumns[j]];
            }
            part.assign(i, some);
        }
        return part;
    }

    /** Overwrites a row. */
    void assign(int row, double[] values) {
        buffer.put(row * columns, values, 0, columns);
    }

    /** Writes a row to an array. */
    void read(int row, double[] into) {
        buffer.get(row * columns, into, 0, columns);
    }

    /** Overwrites all values, row-major. */
    void assign(double[] all) {
        buffer.put(0, all, 0, rows * columns);
    }

    /** Writes {@code this · other} to a matrix, or {@code thisᵀ · other}. */
    void times(Matrix other, boolean transposed, Matrix product) {
        cblas_dgemm(CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, CblasNoTrans, product.rows, product.columns,
                transposed ? rows : columns, 1, values, columns, other.values, other.columns, 0, product.values,
                product.columns);
    }

    /** {@code this · other}, or {@code thisᵀ · other}. */
    Matrix times(Matrix other, boolean transposed) {
        Matrix product = new Matrix(transposed ? columns : rows, other.columns);
        times(other, transposed, product);
        return product;
    }

    /** Products of all pairs of its rows, {@code this · thisᵀ}. */
    Matrix gram() {
        Matrix gram = new Matrix(rows, rows);
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, rows, columns, 1, values, columns, 0, gram.values, rows);
        double[] all = gram.values();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                all[j * rows + i] = all[i * rows + j];
            }
        }
        gram.assign(all);
        return gram;
    }

    /**
     * Replaces its lower triangle by the L of {@code this = L Lᵀ}, and the rest by zeros.
     *
     * @throws ArithmeticException if it is not positive definite
     */
    Matrix cholesky() {
        for (int from = 0; from < rows; from += BLOCK) {
            int size = Math.min(BLOCK, rows - from);
            factorBlock(from, size);
            int below = rows - from - size;
            if (below > 0) {
                DoublePointer panel = at(from + size, from);
                cblas_dtrsm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, below, size, 1, at(from, from),
                        columns, panel, columns);
                cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, below, size, -1, panel, columns, 1,
                        at(from + size, from + size), columns);
            }
        }
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            read(i, row);
            Arrays.fill(row, i + 1, columns, 0);
            assign(i, row);
        }
        return this;
    }

    private DoublePointer at(int row, int column) {
        return values.getPointer((long) row * columns + column);
    }

    private void factorBlock(int from, int size) {
        double[][] block = new double[size][size];
        for (int i = 0; i < size; i++) {
            buffer.get((from + i) * columns + from, block[i]);
        }
        for (int j = 0; j < size; j++) {
            double pivot = block[j][j];
            for (int k = 0; k < j; k++) {
                pivot -= block[j][k] * block[j][k];
            }
            if (!(pivot > 0)) {
                throw new ArithmeticException("matrix is not positive definite: pivot " + (from + j) + " is " + pivot);
            }
            block[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < size; i++) {
                double sum = block[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= block[i][k] * block[j][k];
                }
                block[i][j] = sum / block[j][j];
            }
        }
        for (int i = 0; i < size; i++) {
            buffer.put((from + i) * columns + from, block[i]);
        }
    }

    /** Of an L as {@link #cholesky()} leaves it: overwrites B with {@code L⁻¹ B}, or with {@code L⁻ᵀ B}. */
    void solveInto(Matrix b, boolean transposed) {
        cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, b.rows,
                b.columns, 1, values, columns, b.values, b.columns);
    }

    @Override
    public void close() {
        values.close();
    }
}
