package serlab.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a waveform as a RIFF WAVE file. */
public final class WavEncoder {
    private static final int HEADER_BYTES = 44;

    private WavEncoder() {
    }

    /** Mono, 16 bit PCM, little-endian; samples outside [-1, 1] are limited to it. */
    public static byte[] encode16(Waveform waveform) {
        float[] samples = waveform.samples();
        int dataBytes = Math.multiplyExact(2, samples.length);
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8 + dataBytes);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(waveform.sampleRate()).putInt(2 * waveform.sampleRate()).putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
        for (float sample : samples) {
            file.putShort((short) Math.round(Math.max(-1f, Math.min(1f, sample)) * 32767f));
        }
        return file.array();
    }
}
