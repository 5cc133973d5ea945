package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

class WavDecoderTest {
    private static final String PCM_GUID_TAIL = "000000001000800000aa00389b71";

    @Test
    void readsEightBitsAsUnsigned() {
        assertSamples(wav(format(1, 1, 8), chunk("data", 0, 64, 128, 255)), -1f, -0.5f, 0f, 127 / 128f);
    }

    @Test
    void readsSixteenBits() {
        assertSamples(wav(format(1, 1, 16), chunk("data", 0x00, 0x80, 0x01, 0x00, 0xFF, 0x7F)),
                -1f, 1 / 32768f, 32767 / 32768f);
    }

    @Test
    void readsTwentyFourBits() {
        assertSamples(wav(format(1, 1, 24), chunk("data", 0x00, 0x00, 0x80, 0x01, 0x00, 0x00, 0x00, 0x00, 0x40, 0)),
                -1f, 1 / 8388608f, 0.5f);
    }

    @Test
    void readsThirtyTwoBits() {
        assertSamples(wav(format(1, 1, 32), chunk("data", 0, 0, 0, 0x80, 0, 0, 0, 0x20)), -1f, 0.25f);
    }

    @Test
    void readsFloats() {
        byte[] single = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.75f).putFloat(-1.5f).array();
        assertSamples(wav(format(3, 1, 32), chunk("data", single)), 0.75f, -1.5f);
        byte[] twice = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.1).putDouble(-0.3).array();
        assertSamples(wav(format(3, 1, 64), chunk("data", twice)), 0.1f, -0.3f);
    }

    @Test
    void readsALaw() {
        // G.711: 0xD5 is the smallest positive value, 0xAA the largest, 0x2A the largest negative, 0x80 5504
        assertSamples(wav(format(6, 1, 8), chunk("data", 0xD5, 0xAA, 0x2A, 0x80)),
                8 / 32768f, 32256 / 32768f, -32256 / 32768f, 5504 / 32768f);
    }

    @Test
    void readsMuLaw() {
        assertSamples(wav(format(7, 1, 8), chunk("data", 0xFF, 0x80, 0x00, 0xF0)),
                0f, 32124 / 32768f, -32124 / 32768f, 120 / 32768f);
    }

    @Test
    void averagesTheChannels() {
        assertSamples(wav(format(1, 2, 16), chunk("data", 0x00, 0x40, 0x00, 0x00, 0x00, 0xC0, 0x00, 0xE0)),
                0.25f, -0.375f);
    }

    @Test
    void readsTheExtensibleFormat() {
        assertSamples(wav(extensible(24, 1, PCM_GUID_TAIL), chunk("data", 0x00, 0x00, 0xC0)), -0.5f);
        byte[] single = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.2f).array();
        assertSamples(wav(extensible(32, 3, PCM_GUID_TAIL), chunk("data", single)), 0.2f);
    }

    @Test
    void rejectsAnUnknownSubFormat() {
        assertFault(wav(extensible(16, 1, "00000000100080000000000000ff"), chunk("data", 0, 0)), "sub-format");
    }

    @Test
    void passesOverOtherChunksAndTheirPadding() {
        byte[] odd = chunk("LIST", 'I', 'N', 'F', 'O', 1);
        byte[] samples = chunk("data", 0x00, 0x40);
        assertSamples(wav(odd, format(1, 1, 16), chunk("fact", 1, 0, 0), samples, odd), 0.5f);
        assertSamples(wav(samples, odd, format(1, 1, 16)), 0.5f);
    }

    @Test
    void readsWhatIsThereWhenTheLengthIsWrong() {
        for (int length : new int[] {0, -1, 1000}) {
            byte[] data = chunk("data", 0x00, 0x40, 0x00, 0xE0, 0x01);
            ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length);
            byte[] file = wav(format(1, 1, 16), data);
            // the chunk's own padding byte would complete a frame
            assertSamples(Arrays.copyOf(file, file.length - 1), 0.5f, -0.25f);
        }
    }

    @Test
    void readsBigEndianAndLongFiles() {
        byte[] rifx = HexFormat.of().parseHex("524946580000000057415645666d7420" + "00000010" + "0001" + "0001"
                + "00001f40" + "00003e80" + "0002" + "0010" + "64617461" + "00000004" + "4000e000");
        assertSamples(rifx, 0.5f, -0.25f);
        byte[] sizes = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(2).array();
        byte[] data = chunk("data", 0x00, 0x40, 0x00, 0x00);
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1);
        byte[] rf64 = wav(chunk("ds64", sizes), format(1, 1, 16), data);
        rf64[2] = '6';
        rf64[3] = '4';
        rf64[1] = 'F';
        assertSamples(rf64, 0.5f);
    }

    @Test
    void namesTheFault() {
        byte[] header = wav(format(1, 1, 16));
        assertFault(Arrays.copyOf(header, 8), "cut off");
        assertFault(Arrays.copyOf(header, 30), "cut off");
        assertFault(header, "no 'data' chunk");
        assertFault(wav(format(1, 1, 16), chunk("data")), "no audio frames");
        assertFault(wav(format(1, 1, 16), chunk("data"), chunk("LIST", 1, 2)), "no audio frames");
        assertFault(wav(format(1, 0, 16), chunk("data", 0, 0)), "0 channels");
        assertFault(wav(format(0x11, 1, 4), chunk("data", 0, 0)), "WAV file holds no sound that can be decoded");
        assertFault(wav(format(0x7777, 1, 4), chunk("data", 0, 0)), "which is not read");
        assertFault(wav(format(0x55, 1, 16), chunk("data", 0, 0)), "MP3");
    }

    @Test
    void rejectsSamplesThatAreNotFinite() {
        byte[] nan = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(0).putFloat(Float.NaN).array();
        assertFault(wav(format(3, 1, 32), chunk("data", nan)), "sample 1 is NaN");
    }

    @Test
    void readsBackWhatTheEncoderWrites() {
        Waveform wave = new Waveform(new float[] {0.5f, -1f, 1f, 3 / 32768f}, 12345);
        Waveform back = AudioDecoder.decode(WavEncoder.encode16(wave), "x");
        assertEquals(12345, back.sampleRate());
        assertArrayEquals(new float[] {0.5f, -1f, 32767 / 32768f, 3 / 32768f}, back.samples());
        Waveform broken = new Waveform(new float[] {Float.NaN}, 8000);
        assertThrows(InvalidInputException.class, () -> WavEncoder.encode16(broken));
    }

    private static void assertSamples(byte[] file, float... expected) {
        Waveform wave = AudioDecoder.decode(file, "x.wav");
        assertEquals(8000, wave.sampleRate());
        assertArrayEquals(expected, wave.samples());
    }

    private static void assertFault(byte[] file, String words) {
        String message = assertThrows(InvalidInputException.class, () -> AudioDecoder.decode(file, "x.wav")).getMessage();
        assertTrue(message.startsWith("x.wav: ") && message.contains(words) && !message.contains("\n"), message);
    }

    private static byte[] format(int tag, int channels, int bits) {
        return chunk("fmt ", formatBody(tag, channels, bits));
    }

    private static byte[] extensible(int bits, int tag, String tail) {
        ByteBuffer body = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).put(formatBody(0xFFFE, 1, bits));
        body.putShort((short) 22).putShort((short) bits).putInt(4).putShort((short) tag);
        return chunk("fmt ", body.put(HexFormat.of().parseHex(tail)).array());
    }

    private static byte[] formatBody(int tag, int channels, int bits) {
        int frame = channels * bits / 8;
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putShort((short) tag).putShort((short) channels)
                .putInt(8000).putInt(8000 * frame).putShort((short) frame).putShort((short) bits).array();
    }

    private static byte[] chunk(String name, int... values) {
        byte[] body = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            body[i] = (byte) values[i];
        }
        return chunk(name, body);
    }

    private static byte[] chunk(String name, byte[] body) {
        ByteBuffer chunk = ByteBuffer.allocate(8 + body.length + body.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(name.getBytes(StandardCharsets.UTF_8)).putInt(body.length).put(body).array();
    }

    private static byte[] wav(byte[]... chunks) {
        int size = 4;
        for (byte[] chunk : chunks) {
            size += chunk.length;
        }
        ByteBuffer file = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.UTF_8)).putInt(size).put("WAVE".getBytes(StandardCharsets.UTF_8));
        for (byte[] chunk : chunks) {
            file.put(chunk);
        }
        return file.array();
    }
}
