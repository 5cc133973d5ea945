package serlab.audio.file;

import serlab.InvalidInputException;
import serlab.audio.Waveform;

/**
 * Decoder of AIFF and AIFF-C files: 8 to 32-bit integers in either byte order, 32 and 64-bit floats, A-law and mu-law.
 *
 * <p>Source: Apple, "Audio Interchange File Format AIFF-C" (1991 draft).
 */
final class AiffDecoder {
    private final byte[] data;
    private final String location;
    private final AudioLimits limits;
    private final ByteReader reader;
    private PcmBlock block;
    private int sampleRate;
    private long frames;

    private AiffDecoder(byte[] data, String location, AudioLimits limits) {
        this.data = data;
        this.limits = limits;
        this.location = location;
        this.reader = new ByteReader(data, true);
    }

    static boolean recognizes(byte[] data) {
        return ByteReader.has(data, 0, "FORM")
                && (data.length < 12 || ByteReader.has(data, 8, "AIFF") || ByteReader.has(data, 8, "AIFC"));
    }

    static Waveform decode(byte[] data, String location, AudioLimits limits) {
        return new AiffDecoder(data, location, limits).decode();
    }

    private Waveform decode() {
        boolean compressed = ByteReader.has(data, 8, "AIFC");
        int at = 12;
        int soundFrom = -1;
        long soundTo = -1;
        while (at + 8 <= data.length && (block == null || soundFrom < 0)) {
            String name = reader.name(at);
            long length = reader.unsigned32(at + 4);
            int from = at + 8;
            if (name.equals("COMM")) {
                readCommon(from, length, compressed);
            } else if (name.equals("SSND") && from + 8 <= data.length) {
                soundFrom = (int) Math.min(data.length, from + 8 + reader.unsigned32(from));
                soundTo = Math.min(data.length, length < 8 ? data.length : from + length);
            }
            at = (int) Math.min(data.length, from + length + (length & 1));
        }
        if (block == null || soundFrom < 0) {
            throw new InvalidInputException(location + ": AIFF header is cut off, it has no complete '"
                    + (block == null ? "COMM" : "SSND") + "' chunk; copy or export the file again");
        }
        long stated = soundFrom + frames * block.frameBytes();
        int to = (int) (frames == 0 ? soundTo : Math.min(soundTo, stated));
        float[] samples = block.mono(data, soundFrom, to, location, sampleRate, limits);
        return new Waveform(samples, sampleRate, LostEnd.missing(soundTo == data.length ? frames - samples.length : 0,
                samples.length, sampleRate));
    }

    private void readCommon(int at, long length, boolean compressed) {
        int needed = compressed ? 22 : 18;
        if (length < needed || at + needed > data.length) {
            throw new InvalidInputException(location + ": AIFF header is cut off, its 'COMM' chunk is shorter than "
                    + needed + " bytes; copy or export the file again");
        }
        int channels = reader.unsigned16(at);
        frames = reader.unsigned32(at + 2);
        int bits = reader.unsigned16(at + 6);
        double rate = extended(at + 8);
        String type = compressed ? reader.name(at + 18) : "NONE";
        if (channels == 0 || !(rate >= 1 && rate <= Integer.MAX_VALUE)) {
            throw new InvalidInputException(location + ": AIFF header states " + channels + " channels at " + rate
                    + " Hz, expected at least 1 of each; export the file again");
        }
        SampleEncoding encoding = encoding(type, (bits + 7) / 8);
        sampleRate = (int) Math.round(rate);
        block = new PcmBlock(encoding, !type.equals("sowt"), channels, encoding.bytes() * channels);
    }

    /** An 80-bit float: sign and exponent in 16 bits, then 64 bits of mantissa with its leading one. */
    private double extended(int at) {
        int exponent = reader.unsigned16(at);
        double mantissa = reader.unsigned32(at + 2) * 0x1p32 + reader.unsigned32(at + 6);
        double magnitude = Math.scalb(mantissa, (exponent & 0x7FFF) - 16383 - 63);
        return exponent >= 0x8000 ? -magnitude : magnitude;
    }

    private SampleEncoding encoding(String type, int sampleBytes) {
        boolean integers = type.equals("NONE") || type.equals("twos") || type.equals("sowt");
        if (integers && sampleBytes >= 1 && sampleBytes <= 4) {
            return switch (sampleBytes) {
                case 1 -> SampleEncoding.SIGNED_8;
                case 2 -> SampleEncoding.SIGNED_16;
                case 3 -> SampleEncoding.SIGNED_24;
                default -> SampleEncoding.SIGNED_32;
            };
        }
        return switch (type) {
            case "in24" -> SampleEncoding.SIGNED_24;
            case "in32" -> SampleEncoding.SIGNED_32;
            case "raw " -> SampleEncoding.UNSIGNED_8;
            case "fl32", "FL32" -> SampleEncoding.FLOAT_32;
            case "fl64", "FL64" -> SampleEncoding.FLOAT_64;
            case "alaw", "ALAW" -> SampleEncoding.A_LAW;
            case "ulaw", "ULAW" -> SampleEncoding.MU_LAW;
            default -> throw new InvalidInputException(location + ": AIFF compression '" + type + "' with "
                    + sampleBytes * 8 + " bits is not read; convert the file to 16-bit PCM WAV or FLAC");
        };
    }
}
