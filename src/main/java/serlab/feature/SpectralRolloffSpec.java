package serlab.feature;

import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Spectral roll-off in Hz, {@code [1][frames]}: the lowest frequency bin at or below which the given part of the summed
 * magnitude lies; not defined where a frame is silent.
 *
 * <p>Source: {@code librosa.feature.spectral_rolloff} 0.11.
 */
@Part(name = "spectral-rolloff", does = "frequency in Hz below which a given part of the magnitude lies")
public record SpectralRolloffSpec(
        @Options(rename = "frameLength=fftSize") FrameSettings frame,
        @Option(value = "0.85", above = 0, below = 1, meaning = "that part") double rollPercent,
        @Options FixedLength length,
        @Option(value = "missing", meaning = "what a frame holds for which the feature is not defined") Undefined undefined)
        implements PartialFeature {
    public SpectralRolloffSpec {
        Declaration.check(SpectralRolloffSpec.class, frame, rollPercent, length, undefined);
    }

    @Override
    public int bands() {
        return 1;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] rolloff = new float[1][analysis.frames(frame)];
        analysis.forEachFrame(frame, (t, power) -> rolloff[0][t] = Spectrum.silent(power) ? undefined.value(0)
                : (float) frame.binHz(rollBin(power)));
        return rolloff;
    }

    private int rollBin(double[] power) {
        double[] sums = new double[power.length];
        double sum = 0;
        for (int bin = 0; bin < power.length; bin++) {
            sum += Math.sqrt(power[bin]);
            sums[bin] = sum;
        }
        int bin = 0;
        while (sums[bin] < rollPercent * sum) {
            bin++;
        }
        return bin;
    }
}
