package serlab.audio.file;

import serlab.Counted;
import serlab.InvalidInputException;

/**
 * Where the audio frames of an MPEG audio file lie, and how many samples its encoder asks to drop at either end.
 *
 * @param from            first byte of the first frame with sound
 * @param to              byte after the last frame
 * @param count           frames with sound
 * @param samplesPerFrame samples per channel in a frame
 * @param encoderDelay    samples the encoder put in front, 0 if the file does not say
 * @param encoderPadding  samples the encoder appended, 0 if the file does not say
 * @param gapless         whether delay and padding are stated
 * @param lost            frames that are missing at the end, as far as that is known
 * @param remains         bytes that are no frame, before the first or after the last
 */
record Mp3Frames(int from, int to, int count, int samplesPerFrame, int encoderDelay, int encoderPadding,
                 boolean gapless, long lost, int remains) {
    /** kbit/s by [table][index]: MPEG 1 layers I, II, III, then MPEG 2 layer I and layers II and III. */
    private static final int[][] BIT_RATES = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}};
    /** More frames than an hour and a half has are a damaged number. */
    private static final long MOST_STATED = 500_000;
    private static final int[] SAMPLE_RATES = {44100, 48000, 32000};

    /** Size of an ID3v2 tag at the start in bytes, 0 if there is none. */
    static int tagBytes(byte[] data) {
        if (data.length < 10 || !ByteReader.has(data, 0, "ID3")) {
            return 0;
        }
        int size = (data[6] & 0x7F) << 21 | (data[7] & 0x7F) << 14 | (data[8] & 0x7F) << 7 | data[9] & 0x7F;
        int footer = (data[5] & 0x10) != 0 ? 10 : 0;
        return 10 + size + footer;
    }

    /** Where the first frame may stand: behind a tag and behind zeros, which some recorders write first. */
    private static int start(byte[] data) {
        int at = tagBytes(data);
        while (at >= 0 && at < data.length && data[at] == 0) {
            at++;
        }
        return at;
    }

    /** Whether a frame stands at the start and another, or the end of the file, right after it. */
    static boolean recognizes(byte[] data) {
        int tag = start(data);
        int length = frameBytes(data, tag);
        if (length == 0) {
            return false;
        }
        int next = tag + length;
        return tagBytes(data) > 0 || next >= data.length || frameBytes(data, next) > 0;
    }

    static Mp3Frames find(byte[] data, String location) {
        int at = start(data);
        int leading = at - Math.min(at, tagBytes(data));
        if (frameBytes(data, at) == 0) {
            throw new InvalidInputException(location + ": holds no MP3 audio frames; export it again");
        }
        int samples = samplesPerFrame(data, at);
        int info = infoAt(data, at);
        int from = info < 0 ? at : at + frameBytes(data, at);
        int count = 0;
        int end = from;
        for (int length = frameBytes(data, end); length > 0; length = frameBytes(data, end)) {
            if (end + length > data.length) {
                break;
            }
            count++;
            end += length;
        }
        boolean cut = frameBytes(data, end) > 0;
        int rest = end < data.length && !isTrailer(data, end) ? data.length - end : 0;
        if (rest > 0 && !cut && framesFollow(data, end)) {
            throw truncated(location, count);
        }
        long stated = info < 0 ? 0 : statedFrames(data, info);
        if (count == 0) {
            throw new InvalidInputException(location + ": holds no audio frames; record or export it again");
        }
        long lost = Math.max(cut ? 1 : 0, stated <= MOST_STATED ? stated - count : 0);
        int remains = leading + (cut ? 0 : rest);
        int lame = info < 0 ? -1 : lameDelayAt(data, info);
        if (lame < 0) {
            return new Mp3Frames(from, end, count, samples, 0, 0, false, lost, remains);
        }
        int delays = (data[lame] & 0xFF) << 16 | (data[lame + 1] & 0xFF) << 8 | data[lame + 2] & 0xFF;
        return new Mp3Frames(from, end, count, samples, delays >> 12, lost > 0 ? 0 : delays & 0xFFF, true, lost, remains);
    }

    /** What the file has lost, at a sampling rate; empty if it is whole. */
    String damage(int sampleRate) {
        String missing = LostEnd.missing(lost * samplesPerFrame, (long) count * samplesPerFrame, sampleRate);
        String strange = remains == 0 ? "" : Counted.of(remains, "byte") + " before or after the sound " + (remains == 1 ? "is no MP3 and was passed over"
                : "are no MP3 and were passed over");
        return missing.isEmpty() ? strange : missing + (strange.isEmpty() ? "" : "; " + strange);
    }

    /** Whether frames go on behind a damaged place: two in a row. */
    private static boolean framesFollow(byte[] data, int from) {
        for (int at = from + 1; at < data.length; at++) {
            int length = frameBytes(data, at);
            if (length > 0 && frameBytes(data, at + length) > 0) {
                return true;
            }
        }
        return false;
    }

    private static InvalidInputException truncated(String location, int count) {
        return new InvalidInputException(location + ": MP3 data is truncated or damaged after frame " + count
                + "; copy or export the file again");
    }

    /** Length of the frame whose header stands there, 0 if none does. */
    private static int frameBytes(byte[] data, int at) {
        if (at < 0 || at + 4 > data.length || (data[at] & 0xFF) != 0xFF || (data[at + 1] & 0xE0) != 0xE0) {
            return 0;
        }
        int version = data[at + 1] >> 3 & 3;
        int layer = 4 - (data[at + 1] >> 1 & 3);
        int bitRate = data[at + 2] >> 4 & 15;
        int rate = data[at + 2] >> 2 & 3;
        if (version == 1 || layer == 4 || bitRate == 0 || bitRate == 15 || rate == 3) {
            return 0;
        }
        int table = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
        int bitsPerSecond = BIT_RATES[table][bitRate] * 1000;
        int hertz = hertz(rate, version);
        int padding = data[at + 2] >> 1 & 1;
        if (layer == 1) {
            return (12 * bitsPerSecond / hertz + padding) * 4;
        }
        return samplesPerFrame(data, at) / 8 * bitsPerSecond / hertz + padding;
    }

    private static int hertz(int rate, int version) {
        return SAMPLE_RATES[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    }

    /** Sampling rate of a file that {@linkplain #find has frames}, in Hz. */
    static int sampleRate(byte[] data) {
        int at = start(data);
        return hertz(data[at + 2] >> 2 & 3, data[at + 1] >> 3 & 3);
    }

    private static int samplesPerFrame(byte[] data, int at) {
        boolean mpeg1 = (data[at + 1] >> 3 & 3) == 3;
        return switch (data[at + 1] >> 1 & 3) {
            case 3 -> 384;
            case 2 -> 1152;
            default -> mpeg1 ? 1152 : 576;
        };
    }

    /** Where the frame at that place says "Xing" or "Info", which marks it as a header without sound; -1 if nowhere. */
    private static int infoAt(byte[] data, int at) {
        boolean mpeg1 = (data[at + 1] >> 3 & 3) == 3;
        boolean mono = (data[at + 3] >> 6 & 3) == 3;
        int side = mpeg1 ? (mono ? 17 : 32) : (mono ? 9 : 17);
        int info = at + 4 + side;
        return ByteReader.has(data, info, "Xing") || ByteReader.has(data, info, "Info") ? info : -1;
    }

    private static long statedFrames(byte[] data, int info) {
        ByteReader reader = new ByteReader(data, true);
        boolean present = info + 12 <= data.length && (reader.unsigned32(info + 4) & 1) != 0;
        return present ? reader.unsigned32(info + 8) : 0;
    }

    /** The three bytes with delay and padding that LAME and its followers write; -1 if they are not there. */
    private static int lameDelayAt(byte[] data, int info) {
        if (info + 8 > data.length) {
            return -1;
        }
        long flags = new ByteReader(data, true).unsigned32(info + 4);
        int tag = info + 8 + ((flags & 1) != 0 ? 4 : 0) + ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 100 : 0)
                + ((flags & 8) != 0 ? 4 : 0);
        boolean known = ByteReader.has(data, tag, "LAME") || ByteReader.has(data, tag, "Lavf")
                || ByteReader.has(data, tag, "Lavc");
        return known && tag + 24 <= data.length ? tag + 21 : -1;
    }

    /** Whether what follows the frames is a tag or zeros and not the rest of a damaged stream. */
    private static boolean isTrailer(byte[] data, int at) {
        if (ByteReader.has(data, at, "TAG") || ByteReader.has(data, at, "APETAGEX")
                || ByteReader.has(data, at, "LYRICSBEGIN") || ByteReader.has(data, at, "ID3")) {
            return true;
        }
        for (int i = at; i < data.length; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
