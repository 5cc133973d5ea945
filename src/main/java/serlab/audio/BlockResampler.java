package serlab.audio;

import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.math3.util.ArithmeticUtils;

/**
 * Change of the sampling rate of a recording that comes in blocks: {@link Resampler} on parts of some seconds that overlap, so that
 * memory does not grow with the recording. The output is that of the whole recording to within rounding, and has as many samples.
 * Used by one thread.
 */
public final class BlockResampler {
    private static final double PART_SECONDS = 4;
    /** More than the filters reach. */
    private static final double MARGIN_SECONDS = 0.05;

    private final Resampler resampler;
    private final Consumer<float[]> sink;
    private final int sourceRate;
    private final int targetRate;
    /** Samples of the input and of the output that last equally long. */
    private final int sourceUnit;
    private final int targetUnit;
    private final int part;
    private final int margin;
    /** What has come and is still needed: begins {@link #before} samples before the next part. */
    private final float[] kept;
    private int filled;
    private int before;
    private long given;
    private long taken;

    /** @param sink takes the samples at the new rate, its own to keep */
    public BlockResampler(int sourceRate, int targetRate, Consumer<float[]> sink) {
        this.resampler = new Resampler(sourceRate, targetRate);
        this.sink = sink;
        this.sourceRate = sourceRate;
        this.targetRate = targetRate;
        int divisor = ArithmeticUtils.gcd(sourceRate, targetRate);
        sourceUnit = sourceRate / divisor;
        targetUnit = targetRate / divisor;
        part = units(PART_SECONDS);
        margin = units(MARGIN_SECONDS);
        kept = new float[part + 2 * margin];
    }

    private int units(double seconds) {
        return Math.max(1, (int) Math.ceil(seconds * sourceRate / sourceUnit)) * sourceUnit;
    }

    /** Takes the next samples. */
    public void accept(float[] block) {
        if (sourceRate == targetRate) {
            sink.accept(block);
            return;
        }
        taken += block.length;
        for (int at = 0; at < block.length;) {
            int count = Math.min(block.length - at, before + part + margin - filled);
            System.arraycopy(block, at, kept, filled, count);
            filled += count;
            at += count;
            if (filled == before + part + margin) {
                give(part);
                int drop = before + part - margin;
                System.arraycopy(kept, drop, kept, 0, filled - drop);
                filled -= drop;
                before = margin;
            }
        }
    }

    /** Hands over what is left; after the last block. */
    public void finish() {
        if (sourceRate != targetRate && filled > before) {
            give(filled - before);
        }
    }

    private void give(int samples) {
        float[] resampled = resampler.apply(Arrays.copyOf(kept, filled));
        int from = before / sourceUnit * targetUnit;
        long wanted = samples == part ? (long) part / sourceUnit * targetUnit
                : (taken * targetRate + sourceRate - 1) / sourceRate - given;
        int count = (int) Math.min(wanted, resampled.length - from);
        given += count;
        sink.accept(Arrays.copyOfRange(resampled, from, from + count));
    }
}
