package serlab.model.folded;

/** One layer; immutable, safe for several threads with a workspace each. */
sealed interface Step permits FoldedConvolution, Statistics, Dense {
    /** Values in, values out, both row-major. */
    float[] apply(float[] x, Buffers workspace);

    /** Floats of off-heap memory that it needs. */
    Needs needs();

    /**
     * Sizes of the buffers of a {@link Buffers} in floats.
     *
     * @param columns right side of a matrix product
     * @param output  its result
     */
    record Needs(int columns, int output) {
        Needs and(Needs other) {
            return new Needs(Math.max(columns, other.columns), Math.max(output, other.output));
        }
    }
}
