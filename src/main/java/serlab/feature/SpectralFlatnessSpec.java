package serlab.feature;

import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Spectral flatness, {@code [1][frames]}: geometric over arithmetic mean of the power spectrum, each bin at least 1e-10; 1
 * for white noise, near 0 for a tone, not defined where a frame is silent.
 *
 * <p>Source: {@code librosa.feature.spectral_flatness} 0.11.
 */
@Part(name = "spectral-flatness", does = "geometric over arithmetic mean of the power spectrum")
public record SpectralFlatnessSpec(
        @Options(rename = "frameLength=fftSize") FrameSettings frame,
        @Options FixedLength length,
        @Option(value = "missing", meaning = "what a frame holds for which the feature is not defined") Undefined undefined)
        implements PartialFeature {
    public SpectralFlatnessSpec {
        Declaration.check(SpectralFlatnessSpec.class, frame, length, undefined);
    }
    private static final double AMIN = 1e-10;

    @Override
    public int bands() {
        return 1;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] flatness = new float[1][analysis.frames(frame)];
        analysis.forEachFrame(frame, (t, power) -> flatness[0][t] = Spectrum.silent(power) ? undefined.value(1)
                : (float) flatness(power));
        return flatness;
    }

    private static double flatness(double[] power) {
        double logs = 0;
        double sum = 0;
        for (double value : power) {
            double raised = Math.max(AMIN, value);
            logs += Math.log(raised);
            sum += raised;
        }
        return Math.exp(logs / power.length) / (sum / power.length);
    }
}
