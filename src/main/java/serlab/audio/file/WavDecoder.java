package serlab.audio.file;

import java.util.Arrays;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/**
 * Decoder of RIFF/WAVE files: 8 to 32-bit integers, 32 and 64-bit floats, A-law and mu-law, plain or extensible, RIFX and
 * RF64 included, and MP3 in a WAV file; other codecs are left to FFmpeg. Unknown chunks are passed over. Where the length of
 * the data is missing or beyond the end of the file, as in recordings that were streamed or cut off, the samples that are
 * there are read.
 *
 * <p>Source: Microsoft, "Multiple Channel Audio Data and WAVE Files" (2007); EBU Tech 3306 for RF64.
 */
final class WavDecoder {
    private static final int PCM = 1;
    private static final int IEEE_FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final Set<Integer> MPEG = Set.of(0x50, 0x55);
    private static final Set<Integer> OWN = Set.of(PCM, IEEE_FLOAT, A_LAW, MU_LAW, EXTENSIBLE, 0x50, 0x55);
    private static final long LENGTH_UNKNOWN = 0xFFFFFFFFL;
    /** Longer ones stand for a length that was not known when the header was written. */
    static final long LONGEST = 512L << 20;
    /** Bytes 2 to 15 of the sub-format of an extensible file, as unsigned characters. */
    private static final String SUB_FORMAT_TAIL = "\0\0\0\0\u0010\0\u0080\0\0\u00AA\0\u0038\u009B\u0071";

    private final byte[] data;
    private final String location;
    private final AudioLimits limits;
    private final boolean bigEndian;
    private final ByteReader reader;
    private PcmBlock block;
    private int sampleRate;
    private long longDataBytes = -1;
    private boolean mpeg;
    private long missingBytes;

    private WavDecoder(byte[] data, String location, AudioLimits limits) {
        this.data = data;
        this.limits = limits;
        this.location = location;
        this.bigEndian = ByteReader.has(data, 0, "RIFX");
        this.reader = new ByteReader(data, bigEndian);
    }

    static boolean recognizes(byte[] data) {
        boolean container = ByteReader.has(data, 0, "RIFF") || ByteReader.has(data, 0, "RIFX")
                || ByteReader.has(data, 0, "RF64");
        return container && (data.length < 12 || ByteReader.has(data, 8, "WAVE"));
    }

    /** Whether it holds a codec that is not decoded here: ADPCM, GSM and others. */
    static boolean hasForeignCodec(byte[] data) {
        ByteReader reader = new ByteReader(data, ByteReader.has(data, 0, "RIFX"));
        long at = 12;
        while (at + 10 <= data.length && !ByteReader.has(data, (int) at, "fmt ")) {
            long length = reader.unsigned32((int) at + 4);
            at += 8 + length + (length & 1);
        }
        return at + 10 <= data.length && !OWN.contains(reader.unsigned16((int) at + 8));
    }

    static Waveform decode(byte[] data, String location, AudioLimits limits) {
        return new WavDecoder(data, location, limits).decode();
    }

    private Waveform decode() {
        int at = 12;
        int dataFrom = -1;
        int dataTo = -1;
        while (at + 8 <= data.length && (!mpeg && block == null || dataFrom < 0)) {
            String name = reader.name(at);
            long length = reader.unsigned32(at + 4);
            int from = at + 8;
            if (name.equals("data") && dataFrom < 0) {
                length = dataLength(from, length);
                dataFrom = from;
                dataTo = (int) (from + length);
            } else if (name.equals("fmt ") && block == null && !mpeg) {
                readFormat(from, length);
            } else if (name.equals("ds64") && from + 16 <= data.length) {
                longDataBytes = reader.signed64(from + 8);
            }
            at = (int) Math.min(data.length, from + length + (length & 1));
        }
        if (block == null && !mpeg) {
            throw new InvalidInputException(location + ": WAV header is cut off, it has no complete 'fmt ' chunk; "
                    + "copy or export the file again");
        }
        if (dataFrom < 0) {
            throw new InvalidInputException(location + ": WAV file has no 'data' chunk, so it holds no audio frames; "
                    + "copy or export the file again");
        }
        if (mpeg) {
            return Mp3Decoder.decode(Arrays.copyOfRange(data, dataFrom, dataTo), location, limits);
        }
        float[] samples = block.mono(data, dataFrom, dataTo, location, sampleRate, limits);
        return new Waveform(samples, sampleRate, LostEnd.missing(missingBytes / block.frameBytes(), samples.length,
                sampleRate));
    }

    private long dataLength(int from, long stated) {
        long available = data.length - from;
        long length = stated == LENGTH_UNKNOWN && longDataBytes >= 0 ? longDataBytes : stated;
        boolean neverFilledIn = length == 0 && !chunkStandsAt(from);
        missingBytes = length > available && length <= LONGEST ? length - available : 0;
        return neverFilledIn || length > available ? available : length;
    }

    private boolean chunkStandsAt(int at) {
        if (at + 8 > data.length) {
            return false;
        }
        for (int i = at; i < at + 4; i++) {
            if (data[i] < ' ' || data[i] > '~') {
                return false;
            }
        }
        return at + 8 + reader.unsigned32(at + 4) <= data.length;
    }

    private void readFormat(int at, long length) {
        if (length < 16 || at + 16 > data.length) {
            throw new InvalidInputException(location + ": WAV header is cut off, its 'fmt ' chunk is shorter than 16 "
                    + "bytes; copy or export the file again");
        }
        int tag = reader.unsigned16(at);
        int channels = reader.unsigned16(at + 2);
        long rate = reader.unsigned32(at + 4);
        int frameBytes = reader.unsigned16(at + 12);
        int bits = reader.unsigned16(at + 14);
        if (tag == EXTENSIBLE) {
            tag = subFormat(at, length);
        }
        if (channels == 0 || rate == 0 || rate > Integer.MAX_VALUE) {
            throw new InvalidInputException(location + ": WAV header states " + channels + " channels at " + rate
                    + " Hz, expected at least 1 of each; export the file again");
        }
        mpeg = MPEG.contains(tag);
        if (mpeg) {
            return;
        }
        int sampleBytes = (bits + 7) / 8;
        if (frameBytes % channels == 0 && frameBytes / channels > sampleBytes && tag == PCM) {
            sampleBytes = frameBytes / channels;
        }
        SampleEncoding encoding = encoding(tag, sampleBytes, bits);
        sampleRate = (int) rate;
        block = new PcmBlock(encoding, bigEndian, channels, encoding.bytes() * channels);
    }

    private int subFormat(int at, long length) {
        if (length < 40 || at + 40 > data.length || !ByteReader.has(data, at + 26, SUB_FORMAT_TAIL)) {
            throw new InvalidInputException(location + ": extensible WAV header has no sub-format that is known here; "
                    + "convert the file to 16-bit PCM WAV or FLAC");
        }
        return reader.unsigned16(at + 24);
    }

    private SampleEncoding encoding(int tag, int sampleBytes, int bits) {
        if (tag == PCM && sampleBytes >= 1 && sampleBytes <= 4) {
            return switch (sampleBytes) {
                case 1 -> SampleEncoding.UNSIGNED_8;
                case 2 -> SampleEncoding.SIGNED_16;
                case 3 -> SampleEncoding.SIGNED_24;
                default -> SampleEncoding.SIGNED_32;
            };
        }
        if (tag == IEEE_FLOAT && (bits == 32 || bits == 64)) {
            return bits == 32 ? SampleEncoding.FLOAT_32 : SampleEncoding.FLOAT_64;
        }
        if ((tag == A_LAW || tag == MU_LAW) && bits == 8) {
            return tag == A_LAW ? SampleEncoding.A_LAW : SampleEncoding.MU_LAW;
        }
        String codec = switch (tag) {
            case PCM -> "PCM of " + bits + " bits";
            case IEEE_FLOAT -> "floats of " + bits + " bits";
            case A_LAW -> "A-law of " + bits + " bits";
            case MU_LAW -> "mu-law of " + bits + " bits";
            default -> "an unknown codec (number " + tag + ")";
        };
        throw new InvalidInputException(location + ": WAV file holds " + codec
                + ", which is not read; convert it to 16-bit PCM, "
                + "such as with: " + Conversion.command(location, "wav"));
    }
}
