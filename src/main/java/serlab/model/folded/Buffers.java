package serlab.model.folded;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Off-heap buffers that the steps of a network use one after the other; one thread at a time. */
final class Buffers {
    private final FloatPointer columns;
    private final FloatPointer output;
    private final FloatBuffer columnsBuffer;
    private final FloatBuffer outputBuffer;

    Buffers(Step.Needs needs) {
        columns = new FloatPointer(Math.max(1, needs.columns()));
        output = new FloatPointer(Math.max(1, needs.output()));
        columnsBuffer = columns.asBuffer();
        outputBuffer = output.asBuffer();
    }

    FloatPointer columns() {
        return columns;
    }

    FloatPointer output() {
        return output;
    }

    FloatBuffer columnsBuffer() {
        return columnsBuffer;
    }

    FloatBuffer outputBuffer() {
        return outputBuffer;
    }
}
