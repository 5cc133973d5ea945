package serlab.model.folded;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;

/** A dense layer with bias, and ReLU if it is a hidden one. */
final class Dense implements Step {
    private final int inputs;
    private final float[] bias;
    private final boolean relu;
    private final FloatPointer weights;

    /**
     * @param weights {@code [units][inputs]}
     * @param bias    one per unit
     */
    Dense(float[] weights, float[] bias, boolean relu) {
        this.inputs = weights.length / bias.length;
        this.bias = bias;
        this.relu = relu;
        this.weights = new FloatPointer(weights);
    }

    @Override
    public float[] apply(float[] x, Buffers workspace) {
        workspace.columnsBuffer().put(0, x, 0, inputs);
        cblas_sgemv(CblasRowMajor, CblasNoTrans, bias.length, inputs, 1f, weights, inputs, workspace.columns(), 1, 0f,
                workspace.output(), 1);
        float[] y = new float[bias.length];
        workspace.outputBuffer().get(0, y, 0, y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += bias[i];
            y[i] = relu ? Math.max(0, y[i]) : y[i];
        }
        return y;
    }

    @Override
    public Needs needs() {
        return new Needs(inputs, bias.length);
    }
}
