package serlab.model;

import java.io.IOException;

/** What answers for a bundle: what was learned of examples. Safe for use by several threads. */
public interface Classifier {
    /** Class probabilities of a feature {@code [bands][frames]}, row-major and standardized. */
    float[] probabilities(float[] feature);

    /** Number of learned numbers. */
    long parameters();

    /** The file that {@link ModelSpec#archived} reads; equal classifiers give equal bytes. */
    byte[] archive() throws IOException;
}
