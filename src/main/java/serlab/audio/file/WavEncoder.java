package serlab.audio.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/** Encoder of a waveform as a WAV file. */
public final class WavEncoder {
    private static final int HEADER_BYTES = 44;
    private static final int FULL_SCALE = 32768;

    private WavEncoder() {
    }

    /**
     * A whole 16-bit PCM mono file. Amplitude a becomes round(32768 a), limited to [-32768, 32767]: what 16 bits can
     * hold comes back unchanged from {@link AudioDecoder}.
     *
     * @throws InvalidInputException if a sample is not finite
     */
    public static byte[] encode16(Waveform waveform) {
        float[] samples = waveform.samples();
        int dataBytes = Math.multiplyExact(samples.length, 2);
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(HEADER_BYTES, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(waveform.sampleRate()).putInt(2 * waveform.sampleRate()).putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(dataBytes);
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new InvalidInputException("sample " + i + " is " + samples[i]
                        + ", expected a finite amplitude; decode or compute the waveform again");
            }
            long rounded = Math.round(samples[i] * (double) FULL_SCALE);
            file.putShort((short) Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, rounded)));
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
