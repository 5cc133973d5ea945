package serlab.audio.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/**
 * What recordings have lost at their ends, told by a look at headers and last bytes: nothing is decoded. AIFF
 * files, FLAC files that are cut off within their last frame, and most of what FFmpeg reads pass for whole here.
 */
public final class FileEnds {
    private static final int HEAD = 4096;
    private static final int TAIL = 32 << 10;
    private static final int OGG_LAST = 4;
    private static final String CUT = "the file is cut off";

    private FileEnds() {
    }

    /**
     * A short sentence as {@link Waveform#damage()} has it; empty for a whole recording, and for a file that is none.
     *
     * @throws IOException if the file cannot be read
     */
    public static String damage(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            byte[] head = read(channel, 0, HEAD);
            if (WavDecoder.recognizes(head)) {
                return wav(head, size);
            }
            if (FlacDecoder.recognizes(head)) {
                return flac(head, read(channel, Math.max(0, size - TAIL), TAIL));
            }
            if (VorbisDecoder.recognizes(head)) {
                return ogg(read(channel, Math.max(0, size - TAIL), TAIL));
            }
            if (ByteReader.has(head, 0, "OggS")) {
                return endsWithinPage(read(channel, Math.max(0, size - 2 * TAIL), 2 * TAIL)) ? CUT : "";
            }
            if (ByteReader.has(head, 4, "ftyp")) {
                return boxes(channel, size);
            }
            return Mp3Decoder.recognizes(head) ? mp3(AudioDecoder.bytes(file), file.toString()) : "";
        }
    }

    private static byte[] read(SeekableByteChannel channel, long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, channel.size() - from));
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            continue;
        }
        return bytes.array();
    }

    private static String wav(byte[] head, long size) {
        ByteReader reader = new ByteReader(head, ByteReader.has(head, 0, "RIFX"));
        int rate = 0;
        int frameBytes = 0;
        long at = 12;
        while (at + 24 <= head.length) {
            String name = reader.name((int) at);
            long length = reader.unsigned32((int) at + 4);
            if (name.equals("fmt ")) {
                rate = (int) Math.min(Integer.MAX_VALUE, reader.unsigned32((int) at + 12));
                frameBytes = reader.unsigned16((int) at + 20);
            } else if (name.equals("data")) {
                long there = size - at - 8;
                boolean cut = length > there && length <= WavDecoder.LONGEST && rate > 0 && frameBytes > 0;
                return cut ? LostEnd.missing((length - there) / frameBytes, there / frameBytes, rate) : "";
            }
            at += 8 + length + (length & 1);
        }
        return "";
    }

    private static String flac(byte[] head, byte[] tail) {
        int info = Mp3Frames.tagBytes(head) + 8;
        if (info + 18 > head.length) {
            return "";
        }
        ByteReader reader = new ByteReader(head, true);
        int blockSize = reader.unsigned16(info + 2);
        int rate = (int) (reader.unsigned32(info + 10) >> 12);
        long total = (head[info + 13] & 0x0FL) << 32 | reader.unsigned32(info + 14);
        long last = FlacFrames.lastStart(tail, blockSize, total);
        return rate > 0 && last >= 0 && last < total && last + blockSize < total ? LostEnd.missing(total - last, last, rate)
                : "";
    }

    private static String ogg(byte[] tail) {
        for (int at = tail.length - 27; at >= 0; at--) {
            if (ByteReader.has(tail, at, "OggS")) {
                return (tail[at + 5] & OGG_LAST) != 0 ? "" : "the file is cut off: its last page is missing";
            }
        }
        return "";
    }

    /** Whether the last page of an Ogg file, or of its end, is not all there. */
    static boolean endsWithinPage(byte[] tail) {
        for (int at = tail.length - 4; at >= 0; at--) {
            if (ByteReader.has(tail, at, "OggS")) {
                int segments = at + 27 <= tail.length ? tail[at + 26] & 0xFF : 0;
                long end = at + 27L + segments;
                for (int i = 0; i < segments && at + 27 + i < tail.length; i++) {
                    end += tail[at + 27 + i] & 0xFF;
                }
                return end > tail.length;
            }
        }
        return false;
    }

    /** Goes from box to box of an MP4 file; one whose length is 0 goes on to the end. */
    private static String boxes(SeekableByteChannel channel, long size) throws IOException {
        long at = 0;
        while (at + 8 <= size) {
            byte[] head = read(channel, at, 16);
            ByteReader reader = new ByteReader(head, true);
            long length = reader.unsigned32(0);
            long whole = length == 1 && head.length == 16 ? reader.signed64(8) : length == 0 ? size - at : length;
            if (whole < 8 || whole > size - at) {
                return CUT;
            }
            at += whole;
        }
        return "";
    }

    private static String mp3(byte[] bytes, String location) {
        try {
            return Mp3Frames.find(bytes, location).damage(Mp3Frames.sampleRate(bytes));
        } catch (InvalidInputException e) {
            return "";       // told when it is decoded
        }
    }
}
