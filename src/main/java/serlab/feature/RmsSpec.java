package serlab.feature;

import org.apache.commons.math3.util.ArithmeticUtils;
import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;

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
    public float[][] full(SignalAnalysis analysis) {
        float[] samples = analysis.samples(grid());
        int part = ArithmeticUtils.gcd(frame.hopLength(), frame.frameLength() / 2);
        double[] energies = energies(samples, part);
        float[][] rms = new float[1][analysis.frames(frame)];
        for (int t = 0; t < rms[0].length; t++) {
            int start = (int) (((long) t * frame.hopLength() - frame.frameLength() / 2) / part);
            int end = Math.min(energies.length, start + frame.frameLength() / part);
            double energy = 0;
            for (int i = Math.max(start, 0); i < end; i++) {
                energy += energies[i];
            }
            rms[0][t] = (float) Math.sqrt(energy / frame.frameLength());
        }
        return rms;
    }

    /** The sums of squares of the parts that frames begin and end with. */
    private static double[] energies(float[] samples, int part) {
        double[] energies = new double[(samples.length + part - 1) / part];
        for (int i = 0; i < energies.length; i++) {
            energies[i] = energy(samples, i * part, Math.min(samples.length, (i + 1) * part));
        }
        return energies;
    }

    /** The sum of squares, in four sums that do not wait for each other. */
    private static double energy(float[] samples, int from, int end) {
        int quarter = (end - from) / 4;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = from; i < from + quarter; i++) {
            a += square(samples[i]);
            b += square(samples[i + quarter]);
            c += square(samples[i + 2 * quarter]);
            d += square(samples[i + 3 * quarter]);
        }
        for (int i = from + 4 * quarter; i < end; i++) {
            a += square(samples[i]);
        }
        return a + b + (c + d);
    }

    private static double square(double sample) {
        return sample * sample;
    }
}
