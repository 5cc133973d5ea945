package serlab.feature;

import serlab.Settings;

/**
 * Root-mean-square energy, {@code [1][frames]}, of the samples of each frame, without a window; zero beyond the ends.
 *
 * <p>Source: {@code librosa.feature.rms} 0.11, from samples.
 *
 * @param frame  how the recording is cut into frames
 * @param length columns of {@link #extract}
 */
public record RmsSpec(FrameSettings frame, FixedLength length) implements FrameFeature {
    /** The name in experiment files. */
    public static final String TYPE = "rms";

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static RmsSpec defaults() {
        return new RmsSpec(FrameSettings.defaults(), FixedLength.defaults());
    }

    static FeatureSpec read(Settings settings) {
        return new RmsSpec(FrameSettings.read(settings, FrameSettings.FRAME_LENGTH), FixedLength.read(settings));
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
        float[][] rms = new float[1][analysis.frames(frame)];
        for (int t = 0; t < rms[0].length; t++) {
            int start = (int) ((long) t * frame.hopLength() - frame.frameLength() / 2);
            int end = Math.min(samples.length, start + frame.frameLength());
            rms[0][t] = (float) Math.sqrt(energy(samples, Math.max(start, 0), end) / frame.frameLength());
        }
        return rms;
    }

    /** The sum of squares, in two sums that do not wait for each other. */
    private static double energy(float[] samples, int from, int end) {
        double even = 0;
        double odd = 0;
        int i = from;
        for (; i + 1 < end; i += 2) {
            even += (double) samples[i] * samples[i];
            odd += (double) samples[i + 1] * samples[i + 1];
        }
        return i < end ? even + odd + (double) samples[i] * samples[i] : even + odd;
    }
}
