package serlab.feature;

import serlab.Settings;

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
    private static final double THRESHOLD = 1e-10;

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
    public float[][] full(Analysis analysis) {
        float[] samples = analysis.samples(grid());
        int[] crossings = new int[samples.length + 1];
        boolean before = isNegative(samples[0]);
        for (int i = 1; i < samples.length; i++) {
            boolean negative = isNegative(samples[i]);
            crossings[i + 1] = crossings[i] + (negative != before ? 1 : 0);
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

    private static boolean isNegative(float sample) {
        return sample < -THRESHOLD;
    }
}
