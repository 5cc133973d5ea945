package serlab.feature.duplicate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * What duplicates of a recording are found by.
 *
 * @param samples     equal for equal decoded samples and rate
 * @param fingerprint for what was encoded anew, resampled, cut, made louder or noisier
 * @param contour     for what was changed in pitch, tempo or speed
 */
public record SoundPrint(String samples, Fingerprint fingerprint, BandCourse contour) {
    /** Of what has no sound. */
    public static SoundPrint none(String samples) {
        return new SoundPrint(samples, Fingerprint.NONE, BandCourse.NONE);
    }

    byte[] encode() {
        byte[] hash = samples.getBytes(StandardCharsets.US_ASCII);
        byte[] active = fingerprint.active().toByteArray();
        int[] words = fingerprint.words();
        ByteBuffer bytes = ByteBuffer.allocate(3 * Integer.BYTES + hash.length + active.length
                + Integer.BYTES * words.length + Float.BYTES * BandCourse.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(hash.length).put(hash).putInt(active.length).put(active).putInt(words.length);
        for (int word : words) {
            bytes.putInt(word);
        }
        for (float value : contour.values()) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    static SoundPrint decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        byte[] hash = new byte[bytes.getInt()];
        bytes.get(hash);
        byte[] active = new byte[bytes.getInt()];
        bytes.get(active);
        int[] words = new int[bytes.getInt()];
        for (int i = 0; i < words.length; i++) {
            words[i] = bytes.getInt();
        }
        float[] values = new float[BandCourse.LENGTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat();
        }
        return new SoundPrint(new String(hash, StandardCharsets.US_ASCII), new Fingerprint(words, BitSet.valueOf(active)),
                new BandCourse(values));
    }
}
