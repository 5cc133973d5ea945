package serlab.feature.encoder;

/** A linear layer: rows times a matrix, plus a bias. Immutable; shared by threads. */
interface LinearLayer {
    /** Numbers of a row that goes in. */
    int inner();

    /** What is added to each row that comes out, {@code float[columns]}. */
    float[] bias();

    /** The matrix, {@code [columns][inner]} row by row, as exactly as it is kept. */
    float[] matrix();

    /**
     * Applies the layer.
     *
     * @param in   {@code [rows][inner]} row by row
     * @param rows how many
     * @param out  overwritten, {@code [rows][columns]} row by row
     */
    void apply(float[] in, int rows, float[] out, LinearMemory memory);
}
