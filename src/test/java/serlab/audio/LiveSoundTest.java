package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSoundTest {
    private static final AudioFormat FORMAT = new AudioFormat(16000, 16, 1, true, false);

    /** Every sample that 16 bits can hold is that of a WAV file. */
    @ParameterizedTest
    @ValueSource(ints = {1, 800, 4096, 100_000})
    void samplesAreThoseOfAWavFileBitForBit(int block) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * 65536).order(ByteOrder.LITTLE_ENDIAN);
        float[] expected = new float[65536];
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            bytes.putShort((short) value);
            expected[value - Short.MIN_VALUE] = value / 32768f;
        }
        List<float[]> blocks = heard(bytes.array(), block);
        assertEquals((65536 + block - 1) / block, blocks.size());
        float[] all = new float[65536];
        int at = 0;
        for (float[] part : blocks) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        assertEquals(65536, at);
        assertArrayEquals(expected, all);
    }

    @Test
    void theListenerEndsIt() {
        List<float[]> blocks = new ArrayList<>();
        new LiveSound(stream(new ByteArrayInputStream(new byte[20_000])), 1000).listen(block -> {
            blocks.add(block);
            return blocks.size() < 3;
        });
        assertEquals(3, blocks.size());
    }

    @Test
    void takesUntilToldToEndOrTheMostIsThere() {
        assertEquals(3000, new LiveSound(stream(new ByteArrayInputStream(new byte[20_000])), 1000)
                .take(2500, () -> false).samples().length);
        int[] asked = {0};
        Waveform sound = new LiveSound(stream(new ByteArrayInputStream(new byte[20_000])), 1000)
                .take(100_000, () -> ++asked[0] > 2);
        assertEquals(2000, sound.samples().length);
        assertEquals(16000, sound.sampleRate());
        assertEquals(0, new LiveSound(stream(new ByteArrayInputStream(new byte[20_000])), 1000)
                .take(100_000, () -> true).samples().length);
    }

    @Test
    void noSoundIsNoBlock() {
        assertEquals(0, heard(new byte[0], 100).size());
    }

    @Test
    void aStreamThatGivesNothingEnds() {
        InputStream mute = new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return 0;
            }
        };
        new LiveSound(stream(mute), 100).listen(block -> {
            throw new AssertionError("a block of " + block.length);
        });
    }

    @Test
    void aBrokenStreamIsAnException() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        LiveSound sound = new LiveSound(stream(broken), 100);
        assertEquals("unplugged", assertThrows(UncheckedIOException.class, () -> sound.listen(block -> true))
                .getCause().getMessage());
    }

    @Test
    void stereoIsRefused() {
        AudioInputStream stereo = new AudioInputStream(new ByteArrayInputStream(new byte[8]),
                new AudioFormat(16000, 16, 2, true, false), 2);
        String message = assertThrows(IllegalArgumentException.class, () -> new LiveSound(stereo, 10)).getMessage();
        assertTrue(message.endsWith("expected signed 16 bits of one channel"), message);
    }

    private static AudioInputStream stream(InputStream bytes) {
        return new AudioInputStream(bytes, FORMAT, -1);
    }

    private static List<float[]> heard(byte[] bytes, int block) {
        List<float[]> blocks = new ArrayList<>();
        new LiveSound(stream(new ByteArrayInputStream(bytes)), block).listen(blocks::add);
        return blocks;
    }
}
