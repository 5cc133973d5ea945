package serlab.feature.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NpyTest {
    private static final float[][] MATRIX = {{1, -2.5f, 3e-20f}, {0, Float.MAX_VALUE, -0.1f}};

    @Test
    void bytesAreNumpys() throws IOException {
        try (InputStream golden = NpyTest.class.getResourceAsStream("/golden/npy/matrix.npy")) {
            assertArrayEquals(golden.readAllBytes(), Npy.encode(MATRIX));
        }
    }

    @Test
    void valuesBeginAtAMultipleOf64Bytes() {
        for (int frames : new int[] {1, 9, 10, 99_999, 100_000}) {
            byte[] bytes = Npy.encode(new float[1][frames]);
            assertEquals(0, (bytes.length - 4 * frames) % 64, frames + " frames");
            String header = new String(bytes, 10, bytes.length - 4 * frames - 10, StandardCharsets.US_ASCII);
            assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (1, " + frames + "), }", header.strip());
        }
    }

    @Test
    void readsItselfBack() {
        assertArrayEquals(MATRIX, Npy.decode(Npy.encode(MATRIX), 2, 3));
    }
}
