package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;

/** The files of {@code golden/features.py}. */
public final class Golden {
    private Golden() {
    }

    public static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Waveform signal() {
        return AudioDecoder.decode(bytes("features.wav"), "features.wav");
    }

    public static float[][] matrix(String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes(name + ".f32")).order(ByteOrder.LITTLE_ENDIAN);
        float[][] matrix = new float[in.getInt()][in.getInt()];
        for (float[] row : matrix) {
            for (int i = 0; i < row.length; i++) {
                row[i] = in.getFloat();
            }
        }
        return matrix;
    }

    static void assertClose(float[][] expected, float[][] actual, double tolerance) {
        assertEquals(expected.length, actual.length, "rows");
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row].length, actual[row].length, "columns of row " + row);
            for (int i = 0; i < expected[row].length; i++) {
                assertEquals(expected[row][i], actual[row][i], tolerance, "row " + row + ", column " + i);
            }
        }
    }
}
