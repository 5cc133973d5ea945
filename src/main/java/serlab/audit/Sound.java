package serlab.audit;

import java.nio.ByteBuffer;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.corpus.ContentHash;

/**
 * What an audit keeps of a decoded file.
 *
 * @param hash  equal for equal decoded samples and rate
 * @param level how loud it is
 * @param print how it sounds
 */
record Sound(String hash, Level level, Fingerprint print) {
    /**
     * Decodes and measures a file.
     *
     * @throws serlab.InvalidInputException if it is not a whole recording
     */
    static Sound of(byte[] bytes, String location) {
        Waveform waveform = AudioDecoder.decode(bytes, location);
        return new Sound(hash(waveform), Level.of(waveform), Fingerprint.of(waveform));
    }

    /** Of what has no waveform. */
    static Sound none(String hash) {
        return new Sound(hash, Level.NONE, Fingerprint.NONE);
    }

    private static String hash(Waveform waveform) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * waveform.samples().length);
        bytes.putInt(waveform.sampleRate());
        bytes.asFloatBuffer().put(waveform.samples());
        return ContentHash.of(bytes.array());
    }
}
