package serlab.feature;

import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;

/**
 * Spectral centroid in Hz, {@code [1][frames]}: the mean frequency, weighted by magnitude; not defined where a frame is
 * silent.
 *
 * <p>Source: {@code librosa.feature.spectral_centroid} 0.11.
 *
 * @param frame  how the recording is cut into frames
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is silent
 */
public record SpectralCentroidSpec(FrameSettings frame, FixedLength length, Undefined undefined) implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "spectral-centroid";

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static SpectralCentroidSpec defaults() {
        return new SpectralCentroidSpec(FrameSettings.defaults(), FixedLength.defaults(),
                Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new SpectralCentroidSpec(FrameSettings.read(settings, FrameSettings.FFT_SIZE), FixedLength.read(settings),
                settings.choice(Undefined.KEY, Undefined.MISSING));
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
    public float[][] full(SignalAnalysis analysis) {
        float[][] centroid = new float[1][analysis.frames(frame)];
        analysis.forEachFrame(frame, (t, power) -> centroid[0][t] = Spectrum.silent(power) ? undefined.value(0)
                : (float) Spectrum.centroidHz(power, frame));
        return centroid;
    }
}
