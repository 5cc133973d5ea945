package serlab.feature;

import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Spectral centroid in Hz, {@code [1][frames]}: the mean frequency, weighted by magnitude; not defined where a frame is
 * silent.
 *
 * <p>Source: {@code librosa.feature.spectral_centroid} 0.11.
 */
@Part(name = "spectral-centroid", does = "mean frequency in Hz, weighted by magnitude")
public record SpectralCentroidSpec(
        @Options(rename = "frameLength=fftSize") FrameSettings frame,
        @Options FixedLength length,
        @Option(value = "missing", meaning = "what a frame holds for which the feature is not defined") Undefined undefined)
        implements PartialFeature {
    public SpectralCentroidSpec {
        Declaration.check(SpectralCentroidSpec.class, frame, length, undefined);
    }

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static SpectralCentroidSpec defaults() {
        return Declaration.of(SpectralCentroidSpec.class).standard();
    }

    @Override
    public int bands() {
        return 1;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] centroid = new float[1][analysis.frames(frame)];
        analysis.forEachFrame(frame, (t, power) -> centroid[0][t] = Spectrum.silent(power) ? undefined.value(0)
                : (float) Spectrum.centroidHz(power, frame));
        return centroid;
    }
}
