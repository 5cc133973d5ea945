package serlab.feature;

import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Zero-crossing rate, {@code [1][frames]}: the part of a frame's samples that differ in sign from the one before, 0 to 1.
 * The recording is continued beyond its ends by its first and last sample; samples within 1e-10 of zero count as positive.
 *
 * <p>Source: {@code librosa.feature.zero_crossing_rate} 0.11.
 *
 * @param frame  how the recording is cut into frames
 * @param length columns of {@link #extract}
 */
public record ZeroCrossingRateSpec(FrameSettings frame, FixedLength length) implements FrameFeature {
    /** The name in experiment files. */
    public static final String TYPE = "zcr";
    /** One below the bits, as an unsigned number, of the first sample that counts as negative; those below it have more. */
    private static final long LAST_POSITIVE = Integer.toUnsignedLong(Float.floatToRawIntBits(-1e-10f)) - 1;

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static ZeroCrossingRateSpec defaults() {
        return new ZeroCrossingRateSpec(FrameSettings.defaults(), FixedLength.defaults());
    }

    static FeatureSpec read(Settings settings) {
        return new ZeroCrossingRateSpec(FrameSettings.read(settings, FrameSettings.FRAME_LENGTH), FixedLength.read(settings));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int bands() {
        return 1;
    }

    @Override
    public String frameLengthKey() {
        return FrameSettings.FRAME_LENGTH;
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
