package serlab.audit;

import java.nio.ByteBuffer;
import java.util.List;
import serlab.ContentHash;
import serlab.audio.VoiceGate;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.feature.ImageDecoder;
import serlab.feature.ImageSpec;
import serlab.feature.duplicate.SoundPrint;
import serlab.feature.duplicate.SoundPrints;
import serlab.feature.recording.RecordingTraits;

/**
 * What an audit keeps of a decoded file.
 *
 * @param content hash of its bytes
 * @param level   how loud it is
 * @param voice   whether somebody is heard; true of what has no sound
 * @param traits  how it was recorded
 * @param print   how it sounds; what it says of samples is of pixels for an image
 */
record AuditedSound(String content, SoundLevel level, boolean voice, RecordingTraits traits, SoundPrint print) {
    /**
     * Decodes and measures a file.
     *
     * @param content hash of the bytes
     * @throws serlab.InvalidInputException if it is not a whole recording
     */
    static AuditedSound of(byte[] bytes, String location, String content, SoundPrints prints) {
        Waveform waveform = AudioDecoder.decode(bytes, location);
        return new AuditedSound(content, SoundLevel.of(waveform), VoiceGate.hears(waveform), RecordingTraits.of(bytes,
                waveform), prints.of(waveform, content));
    }

    /**
     * Decodes an image, which has no waveform.
     *
     * @throws serlab.InvalidInputException if it is not a whole image
     */
    static AuditedSound ofImage(byte[] bytes, String location) {
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
    static AuditedSound none(String hash) {
        return new AuditedSound(hash, SoundLevel.NONE, true, RecordingTraits.NONE, SoundPrint.none(hash));
    }

    private static String hash(int first, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * values.length);
        bytes.putInt(first);
        bytes.asFloatBuffer().put(values);
        return ContentHash.of(bytes.array());
    }
}
