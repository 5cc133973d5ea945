package serlab.feature.encoder;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * Operations of ND4J's native library on plain memory, without the arrays of ND4J and what they take to start. Products of
 * dense matrices are those of oneDNN where the library has it, otherwise those of OpenBLAS.
 */
final class NativeOperations {
    private static final Pointer NONE = null;
    private static final long MATRIX = 2;
    private static final long ROW_MAJOR = 1;

    private final Nd4jCpu library = new Nd4jCpu();
    private final long matmul;
    private final long cast;

    /** The library, loaded when it is first asked for. */
    private static final class Loaded {
        private static final NativeOperations LIBRARY = new NativeOperations();
    }

    private NativeOperations() {
        String known = library.getAllCustomOps();
        matmul = number(known, "matmul");
        cast = number(known, "cast");
    }

    static NativeOperations library() {
        return Loaded.LIBRARY;
    }

    /** The number of an operation, of a list {@code name:number:…;name:…}. */
    private static long number(String known, String name) {
        int from = known.indexOf(';' + name + ':') + name.length() + 2;
        return Long.parseLong(known.substring(from, known.indexOf(':', from)));
    }

    /** {@code c = a b}, of {@code rows x inner} and {@code inner x columns}, row by row. */
    void multiply(FloatPointer a, FloatPointer b, FloatPointer c, int rows, int columns, int inner) {
        multiply(a, b, DataType.FLOAT, c, rows, columns, inner);
    }

    /** {@code c = a b} of 8-bit numbers. Needs oneDNN, and is exact only on processors with such products. */
    void multiply(BytePointer a, BytePointer b, FloatPointer c, int rows, int columns, int inner) {
        multiply(a, b, DataType.INT8, c, rows, columns, inner);
    }

    private void multiply(Pointer a, Pointer b, DataType type, FloatPointer c, int rows, int columns, int inner) {
        OpaqueContext context = library.createGraphContext(1);
        try {
            library.ctxAllowHelpers(context, true);
            library.ctxShapeFunctionOverride(context, true);
            library.setGraphContextInputArray(context, 0, a, shape(rows, inner, type), NONE, NONE);
            library.setGraphContextInputArray(context, 1, b, shape(inner, columns, type), NONE, NONE);
            library.setGraphContextOutputArray(context, 0, c, shape(rows, columns, DataType.FLOAT), NONE, NONE);
            run(matmul, context);
        } finally {
            library.deleteGraphContext(context);
        }
    }

    /** The first values as 8-bit numbers, cut towards zero. */
    void cast(FloatPointer values, BytePointer bytes, int n) {
        OpaqueContext context = library.createGraphContext(1);
        try (LongPointer type = new LongPointer(new long[] {DataType.INT8.toInt()})) {
            library.ctxShapeFunctionOverride(context, true);
            library.setGraphContextIArguments(context, type, 1);
            library.setGraphContextInputArray(context, 0, values, shape(1, n, DataType.FLOAT), NONE, NONE);
            library.setGraphContextOutputArray(context, 0, bytes, shape(1, n, DataType.INT8), NONE, NONE);
            run(cast, context);
        } finally {
            library.deleteGraphContext(context);
        }
    }

    private void run(long operation, OpaqueContext context) {
        if (library.execCustomOp2(null, operation, context) != 0) {
            throw new IllegalStateException(library.lastErrorMessage());
        }
    }

    /** How ND4J describes a dense matrix, in memory that it keeps. */
    private Pointer shape(int rows, int columns, DataType type) {
        try (LongPointer sides = new LongPointer(rows, columns); LongPointer strides = new LongPointer(columns, 1)) {
            return library.getConstantShapeBufferPrimary(library.shapeBuffer((int) MATRIX, sides, strides, type.toInt(), 'c',
                    ROW_MAJOR, false));
        }
    }
}
