package serlab.feature.encoder;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** What the products of linear layers read and write outside Java's heap: memory of one thread. */
final class LinearMemory {
    final FloatPointer in;
    final FloatBuffer inValues;
    final FloatPointer out;
    final FloatBuffer outValues;
    final BytePointer bytes;
    /** One row while it is rounded, and the factor of every row. */
    final float[] row;
    final float[] factors;

    /**
     * @param in     most values that go in
     * @param out    most values that come out
     * @param rows   most rows
     * @param widest longest row that goes in
     */
    LinearMemory(int in, int out, int rows, int widest) {
        this.in = new FloatPointer((long) in);
        this.out = new FloatPointer((long) out);
        inValues = this.in.asBuffer();
        outValues = this.out.asBuffer();
        bytes = new BytePointer((long) in);
        row = new float[widest];
        factors = new float[rows];
    }
}
