package serlab.feature;

import org.apache.commons.math3.util.ArithmeticUtils;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Root-mean-square energy, {@code [1][frames]}, of the samples of each frame, without a window; zero beyond the ends.
 *
 * <p>Source: {@code librosa.feature.rms} 0.11, from samples.
 */
@Part(name = "rms", does = "root-mean-square energy")
public record RmsSpec(
        @Options FrameSettings frame,
        @Options FixedLength length)
        implements FrameFeature {
    public RmsSpec {
        Declaration.check(RmsSpec.class, frame, length);
    }

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static RmsSpec defaults() {
        return Declaration.of(RmsSpec.class).standard();
    }

    @Override
    public int bands() {
        return 1;
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
