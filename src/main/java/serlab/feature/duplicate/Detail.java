package serlab.feature.duplicate;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The fine structure of a {@link LogSpectrogram}, harmonics and formants: every level less the mean of the levels within half
 * an octave, in steps of half a decibel.
 *
 * @param steps     {@code byte[frames][LogSpectrogram.BINS]}; shared, nobody writes to it
 * @param heard     the frames within {@value #HEARD_DB} dB of the loudest; shared, nobody writes to it
 * @param center    as in the spectrogram
 * @param deviation as in the spectrogram
 */
record Detail(byte[][] steps, BitSet heard, double center, double deviation) {
    private static final int REACH = 12;
    private static final int SLOW_REACH = 4;
    private static final double FLOOR_DB = 50;
    private static final double HEARD_DB = 30;
    private static final float STEPS_PER_DB = 2;

    static Detail of(LogSpectrogram spectrogram) {
        float[][] levels = spectrogram.levels();
        float peak = Float.NEGATIVE_INFINITY;
        for (float[] frame : levels) {
            for (float level : frame) {
                peak = Math.max(peak, level);
            }
        }
        byte[][] steps = new byte[levels.length][LogSpectrogram.BINS];
        BitSet heard = new BitSet(levels.length);
        for (int frame = 0; frame < levels.length; frame++) {
            steps[frame] = steps(levels[frame], (float) (peak - FLOOR_DB));
            heard.set(frame, spectrogram.totals()[frame] > spectrogram.loudest() - HEARD_DB);
        }
        return new Detail(steps, heard, spectrogram.center(), spectrogram.deviation());
    }

    private static byte[] steps(float[] levels, float floor) {
        byte[] steps = new byte[levels.length];
        for (int bin = 0; bin < levels.length; bin++) {
            float mean = 0;
            for (int near = bin - REACH; near <= bin + REACH; near++) {
                mean += Math.max(floor, levels[Math.max(0, Math.min(levels.length - 1, near))]) / (2 * REACH + 1);
            }
            float step = STEPS_PER_DB * (Math.max(floor, levels[bin]) - mean);
            steps[bin] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.round(step)));
        }
        return steps;
    }

    /**
     * What changes quickly: every step less the mean of the nine frames about it. Takes and synthetic voices that resemble each
     * other in melody and sounds differ in it, since breath, noise and the beginnings of sounds never come twice.
     */
    Detail texture() {
        byte[][] texture = new byte[steps.length][LogSpectrogram.BINS];
        for (int bin = 0; bin < LogSpectrogram.BINS; bin++) {
            for (int frame = 0; frame < steps.length; frame++) {
                int sum = 0;
                for (int near = frame - SLOW_REACH; near <= frame + SLOW_REACH; near++) {
                    sum += steps[Math.max(0, Math.min(steps.length - 1, near))][bin];
                }
                float step = steps[frame][bin] - sum / (2 * SLOW_REACH + 1f);
                texture[frame][bin] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.round(step)));
            }
        }
        return new Detail(texture, heard, center, deviation);
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Double.BYTES + steps.length * (LogSpectrogram.BINS + 1));
        bytes.putDouble(center).putDouble(deviation);
        for (int frame = 0; frame < steps.length; frame++) {
            bytes.put((byte) (heard.get(frame) ? 1 : 0)).put(steps[frame]);
        }
        return bytes.array();
    }

    static Detail decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        double center = bytes.getDouble();
        double deviation = bytes.getDouble();
        byte[][] steps = new byte[bytes.remaining() / (LogSpectrogram.BINS + 1)][LogSpectrogram.BINS];
        BitSet heard = new BitSet(steps.length);
        for (int frame = 0; frame < steps.length; frame++) {
            heard.set(frame, bytes.get() == 1);
            bytes.get(steps[frame]);
        }
        return new Detail(steps, heard, center, deviation);
    }
}
