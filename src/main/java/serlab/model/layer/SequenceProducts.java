package serlab.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/** Convolution of sequences, stride 1, padded to keep their length, by matrix products. Holds the memory for them. */
sealed interface SequenceProducts extends NativeMemory permits TapGemmConvolution, WinogradConvolution {
    /**
     * @param channels channels of the input
     * @param filters  channels of the output
     * @param taps     length of the kernel, odd
     * @param length   length of each sequence
     * @param clips    sequences in a batch
     * @param cores    that may do it
     */
    static SequenceProducts of(int channels, int filters, int taps, int length, int clips, Cores cores) {
        return WinogradFilter.pays(taps) ? new WinogradConvolution(channels, filters, taps, length, clips, cores)
                : new TapGemmConvolution(channels, filters, taps, length, clips, cores);
    }

    /** Whether the memory fits a batch of such a shape. */
    boolean fits(int length, int clips);

    /**
     * @param x      {@code [clips, channels, length]}
     * @param kernel {@code [filters, channels, taps]}
     * @param bias   one per filter, or null
     * @param y      {@code [clips, filters, length]}, written
     */
    void forward(FloatBuffer x, FloatBuffer kernel, float[] bias, FloatBuffer y, int clips);

    /**
     * Gradients, after {@link #forward} of the same batch.
     *
     * @param x              {@code [clips, channels, length]}
     * @param above          gradient by the output, {@code [clips, filters, length]}
     * @param kernelGradient {@code [filters, channels, taps]}, written
     * @param biasGradient   one per filter, added to; null if there is no bias
     * @param below          gradient by the input, written; null if nobody needs it
     */
    void backward(FloatBuffer x, FloatBuffer above, FloatBuffer kernelGradient, float[] biasGradient, FloatBuffer below,
                  int clips);

    static FloatPointer zeros(long size) {
        FloatPointer pointer = new FloatPointer(size);
        pointer.zero();
        return pointer;
    }

    /**
     * {@code C = A B + keep C}, row-major, with the distances between their rows: by oneDNN, which here is a fifth faster than
     * OpenBLAS with large matrices and several times with low ones, or by OpenBLAS.
     */
    static void multiply(int transposeA, int transposeB, int rows, int columns, int inner, FloatPointer a, int strideA,
                         FloatPointer b, int strideB, float keep, FloatPointer c, int strideC) {
        if (OneDnnLibrary.isAvailable()) {
            dnnl.dnnl_sgemm(letter(transposeA), letter(transposeB), rows, columns, inner, 1f, a, strideA, b, strideB, keep, c, strideC);
            return;
        }
        cblas_sgemm(CblasRowMajor, transposeA, transposeB, rows, columns, inner, 1f, a, strideA, b, strideB, keep, c,
                strideC);
    }

    private static byte letter(int transpose) {
        return (byte) (transpose == CblasTrans ? 'T' : 'N');
    }
}
