package serlab.audio.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import serlab.audio.Waveform;

/** Files under src/test/resources/audio, and measures to compare signals by. */
public final class Fixture {
    private Fixture() {
    }

    public static byte[] bytes(String name) {
        try (InputStream in = Fixture.class.getResourceAsStream("/audio/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Waveform decode(String name) {
        return AudioDecoder.decode(bytes(name), name);
    }

    public static float[] floats(String name) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[buffer.remaining() / 4];
        buffer.asFloatBuffer().get(values);
        return values;
    }

    /** Energy of the expected signal over that of the difference, in dB. */
    public static double signalToNoiseDb(float[] expected, float[] actual) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
            signal += (double) expected[i] * expected[i];
            noise += Math.pow((double) expected[i] - actual[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }
}
