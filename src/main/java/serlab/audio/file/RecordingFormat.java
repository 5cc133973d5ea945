package serlab.audio.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a recording is stored, by its header.
 *
 * @param container  one of {@link #containers}
 * @param channels   number of channels; 0 where the header is not understood
 * @param sampleBits bits of a sample; 0 where samples have none, as in MP3
 */
public record RecordingFormat(String container, int channels, int sampleBits) {
    private static final RecordingFormat OTHER = new RecordingFormat("other", 0, 0);
    private static final int MONO = 3;

    /** All that {@link #container} can be; {@code other} first, and new ones last. */
    public static List<String> containers() {
        return Stream.concat(Stream.of("other", "WAV", "FLAC", "AIFF", "Ogg Vorbis", "MP3"), Arrays.stream(ForeignFormat.values())
                .filter(format -> format.demuxer() != null).map(ForeignFormat::title)).distinct().toList();
    }

    /** Of the bytes of a whole file. */
    public static RecordingFormat of(byte[] bytes) {
        try {
            if (ByteReader.has(bytes, 0, "RIFF") || ByteReader.has(bytes, 0, "RF64")) {
                int at = chunk(bytes, "fmt ", ByteOrder.LITTLE_ENDIAN);
                ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                return new RecordingFormat("WAV", header.getShort(at + 2), header.getShort(at + 14));
            }
            if (ByteReader.has(bytes, 0, "fLaC")) {
                int packed = ByteBuffer.wrap(bytes).getInt(18);
                return new RecordingFormat("FLAC", 1 + (packed >>> 9 & 7), 1 + (packed >>> 4 & 31));
            }
            if (ByteReader.has(bytes, 0, "FORM")) {
                int at = chunk(bytes, "COMM", ByteOrder.BIG_ENDIAN);
                return new RecordingFormat("AIFF", ByteBuffer.wrap(bytes).getShort(at),
                        ByteBuffer.wrap(bytes).getShort(at + 6));
            }
            if (VorbisDecoder.recognizes(bytes)) {
                int page = 27 + (bytes[26] & 0xFF);
                return new RecordingFormat("Ogg Vorbis", bytes[page + 11], 0);
            }
            if (Mp3Decoder.recognizes(bytes)) {
                return new RecordingFormat("MP3", mp3Channels(bytes), 0);
            }
            ForeignFormat format = ForeignFormat.of(bytes);
            return format == null || format.demuxer() == null ? OTHER : new RecordingFormat(format.title(), 0, 0);
        } catch (IndexOutOfBoundsException headerIsCutOff) {
            return OTHER;
        }
    }

    /** Where the content of a chunk of a RIFF or AIFF file begins. */
    private static int chunk(byte[] bytes, String name, ByteOrder order) {
        int at = 12;
        while (!ByteReader.has(bytes, at, name)) {
            long length = ByteBuffer.wrap(bytes).order(order).getInt(at + 4) & 0xFFFF_FFFFL;
            at = (int) Math.min(bytes.length, at + 8 + length + (length & 1));
        }
        return at + 8;
    }

    private static int mp3Channels(byte[] bytes) {
        int at = ByteReader.has(bytes, 0, "ID3")
                ? 10 + ((bytes[6] & 127) << 21 | (bytes[7] & 127) << 14 | (bytes[8] & 127) << 7 | bytes[9] & 127) : 0;
        while ((bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xE0) != 0xE0) {
            at++;
        }
        return (bytes[at + 3] >>> 6 & 3) == MONO ? 1 : 2;
    }
}
