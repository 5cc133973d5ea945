package serlab.feature;

import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Zero-crossing rate, {@code [1][frames]}: the part of a frame's samples that differ in sign from the one before, 0 to 1.
 * The recording is continued beyond its ends by its first and last sample; samples within 1e-10 of zero count as positive.
 *
 * <p>Source: {@code librosa.feature.zero_crossing_rate} 0.11.
 */
@Part(name = "zcr", does = "zero-crossing rate, the part of samples that differ in sign from the one before")
public record ZeroCrossingRateSpec(
        @Options FrameSettings frame,
        @Options FixedLength length)
        implements FrameFeature {
    public ZeroCrossingRateSpec {
        Declaration.check(ZeroCrossingRateSpec.class, frame, length);
    }
    /** One below the bits, as an unsigned number, of the first sample that counts as negative; those below it have more. */
    private static final long LAST_POSITIVE = Integer.toUnsignedLong(Float.floatToRawIntBits(-1e-10f)) - 1;

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static ZeroCrossingRateSpec defaults() {
        return Declaration.of(ZeroCrossingRateSpec.class).standard();
    }

    @Override
    public int bands() {
        return 1;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[] samples = analysis.samples(grid());
        int[] crossings = new int[samples.length + 1];
        int before = negative(samples[0]);
        int count = 0;
        for (int i = 1; i < samples.length; i++) {
            int negative = negative(samples[i]);
            count += negative ^ before;
            crossings[i + 1] = count;
            before = negative;
        }
        float[][] rate = new float[1][analysis.frames(frame)];
        for (int t = 0; t < rate[0].length; t++) {
            int start = (int) ((long) t * frame.hopLength() - frame.frameLength() / 2);
            int end = Math.min(samples.length, start + frame.frameLength());
            rate[0][t] = (float) ((crossings[end] - crossings[Math.min(end, Math.max(start, 0) + 1)])
                    / (double) frame.frameLength());
        }
        return rate;
    }

    /** 1 below -1e-10, else 0; from the bits, since a branch that noise takes at random is slow. */
    private static int negative(float sample) {
        return (int) (LAST_POSITIVE - Integer.toUnsignedLong(Float.floatToRawIntBits(sample)) >>> Long.SIZE - 1);
    }
}
