package serlab.audio.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reader of the bits of a FLAC stream, the highest bit of a byte first. */
final class FlacBits {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LONGEST_NUMBER = 7;

    private final byte[] data;
    /** The next byte that is not yet among the {@link #have} bits. */
    private int next;
    /** The bits that come next, from the highest on. */
    private long ahead;
    private int have;

    /** @param data the stream; reading beyond its end throws {@link IndexOutOfBoundsException} */
    FlacBits(byte[] data, int from) {
        this.data = data;
        this.next = from;
    }

    /** Where the next byte lies; only between bytes. */
    int position() {
        return next - have / Byte.SIZE;
    }

    /** Passes over the bits up to the next byte. */
    void align() {
        take(have % Byte.SIZE);
    }

    private void take(int count) {
        ahead <<= count;
        have -= count;
    }

    /** At least 56 bits, or as many as are left. */
    private void fill() {
        if (next + Long.BYTES <= data.length) {
            ahead |= (long) LONG.get(data, next) >>> have;
            next += 63 - have >> 3;
            have |= 56;
            return;
        }
        while (have <= 56 && next < data.length) {
            ahead = ahead & -1L << 1 << 63 - have | (data[next++] & 0xFFL) << 56 - have;
            have += Byte.SIZE;
        }
    }

    /** The next bits as a number, at most 32. */
    int unsigned(int count) {
        if (have < count) {
            fill();
            if (have < count) {
                throw new IndexOutOfBoundsException("the stream ends");
            }
        }
        int value = count == 0 ? 0 : (int) (ahead >>> Long.SIZE - count);
        take(count);
        return value;
    }

    /** The next bits as a number with a sign, at most 32. */
    int signed(int count) {
        int value = unsigned(count);
        return count == 0 ? 0 : value << Integer.SIZE - count >> Integer.SIZE - count;
    }

    /** How many zeros come before the next one, which is passed over too. */
    int zeros() {
        int zeros = 0;
        while (unsigned(1) == 0) {
            zeros++;
        }
        return zeros;
    }

    /** Passes over a number that is coded as UTF-8 codes characters; false if none stands there. */
    boolean skipNumber() {
        int lead = unsigned(Byte.SIZE);
        int ones = Integer.numberOfLeadingZeros(~(lead << 24));
        if (ones == 1 || ones > LONGEST_NUMBER) {
            return false;
        }
        for (int i = 1; i < ones; i++) {
            if (unsigned(Byte.SIZE) >> 6 != 2) {
                return false;
            }
        }
        return true;
    }

    /** Residuals in Rice's code: a quotient as zeros before a one, then that many bits; sign in the lowest bit. */
    void rice(int[] into, int from, int to, int parameter) {
        int i = from;
        while (i < to) {
            i = quick(into, i, to, parameter);
            if (i < to) {
                fill();
                int value = zeros() << parameter | unsigned(parameter);
                into[i++] = value >>> 1 ^ -(value & 1);
            }
        }
    }

    /** As {@link #rice}, up to the first residual that is long or near the end of the stream; where that is. */
    private int quick(int[] into, int from, int to, int parameter) {
        long bits = ahead;
        int count = have;
        int at = next;
        int last = data.length - Long.BYTES;
        int i = from;
        while (i < to && at <= last) {
            bits |= (long) LONG.get(data, at) >>> count;
            at += 63 - count >> 3;
            count |= 56;
            int quotient = Long.numberOfLeadingZeros(bits);
            int length = quotient + 1 + parameter;
            if (length > count) {
                break;
            }
            do {
                long rest = bits << quotient << 1;
                int value = quotient << parameter | (int) (rest >>> 1 >>> 63 - parameter);
                bits = rest << parameter;
                count -= length;
                into[i++] = value >>> 1 ^ -(value & 1);
                quotient = Long.numberOfLeadingZeros(bits);
                length = quotient + 1 + parameter;
            } while (i < to && length <= count);
        }
        ahead = bits;
        have = count;
        next = at;
        return i;
    }
}
