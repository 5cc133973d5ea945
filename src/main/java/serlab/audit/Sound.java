package serlab.audit;

import java.nio.ByteBuffer;
import java.util.List;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.feature.ImageDecoder;
import serlab.feature.ImageSpec;
import serlab.corpus.ContentHash;

/**
 * What an audit keeps of a decoded file.
 *
 * @param hash  equal for equal decoded samples and rate, or equal pixels
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
        return new Sound(hash(waveform.sampleRate(), waveform.samples()), Level.of(waveform), Fingerprint.of(waveform));
    }

    /**
     * Decodes an image, which has no waveform.
     *
     * @throws serlab.InvalidInputException if it is not a whole image
     */
    static Sound ofImage(byte[] bytes, String location) {
        List<float[][]> channels = ImageDecoder.decode(bytes, location, ImageSpec.Color.RGB);
        int width = channels.get(0)[0].length;
        float[] pixels = new float[channels.size() * channels.get(0).length * width];
        int at = 0;
        for (float[][] channel : channels) {
            for (float[] row : channel) {
                System.arraycopy(row, 0, pixels, at, width);
                at += width;
            }
        }
        return none(hash(width, pixels));
    }

    /** Of what has no waveform. */
    static Sound none(String hash) {
        return new Sound(hash, Level.NONE, Fingerprint.NONE);
    }

    private static String hash(int first, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * values.length);
        bytes.putInt(first);
        bytes.asFloatBuffer().put(values);
        return ContentHash.of(bytes.array());
    }
}
