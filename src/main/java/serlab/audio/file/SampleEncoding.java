package serlab.audio.file;

/** How one sample is written in a PCM file, and the amplitude in [-1, 1) that it stands for. */
enum SampleEncoding {
    UNSIGNED_8(1), SIGNED_8(1), SIGNED_16(2), SIGNED_24(3), SIGNED_32(4), FLOAT_32(4), FLOAT_64(8), A_LAW(1), MU_LAW(1);

    private static final float[] A_LAW_TABLE = new float[256];
    private static final float[] MU_LAW_TABLE = new float[256];

    static {
        for (int code = 0; code < 256; code++) {
            A_LAW_TABLE[code] = aLaw(code) / 32768f;
            MU_LAW_TABLE[code] = muLaw(code) / 32768f;
        }
    }

    private final int bytes;

    SampleEncoding(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one sample in bytes. */
    int bytes() {
        return bytes;
    }

    /** Amplitude of the sample whose first byte is {@code data[at]}. */
    float amplitude(byte[] data, int at, boolean bigEndian) {
        return switch (this) {
            case UNSIGNED_8 -> ((data[at] & 0xFF) - 128) / 128f;
            case SIGNED_8 -> data[at] / 128f;
            case SIGNED_16 -> (short) word(data, at, bigEndian) / 32768f;
            case SIGNED_24 -> ((int) (word(data, at, bigEndian) << 8)) / 2147483648f;
            case SIGNED_32 -> (int) word(data, at, bigEndian) / 2147483648f;
            case FLOAT_32 -> Float.intBitsToFloat((int) word(data, at, bigEndian));
            case FLOAT_64 -> (float) Double.longBitsToDouble(word(data, at, bigEndian));
            case A_LAW -> A_LAW_TABLE[data[at] & 0xFF];
            case MU_LAW -> MU_LAW_TABLE[data[at] & 0xFF];
        };
    }

    private long word(byte[] data, int at, boolean bigEndian) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int index = bigEndian ? at + i : at + bytes - 1 - i;
            value = value << 8 | data[index] & 0xFF;
        }
        return value;
    }

    /** ITU-T G.711 A-law, on the 16-bit scale. */
    private static int aLaw(int code) {
        int bits = code ^ 0x55;
        int segment = bits >> 4 & 7;
        int magnitude = (bits & 0x0F) << 4 | 8;
        if (segment > 0) {
            magnitude = magnitude + 0x100 << segment - 1;
        }
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    /** ITU-T G.711 mu-law, on the 16-bit scale. */
    private static int muLaw(int code) {
        int bits = ~code & 0xFF;
        int magnitude = (((bits & 0x0F) << 3) + 0x84 << (bits >> 4 & 7)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }
}
