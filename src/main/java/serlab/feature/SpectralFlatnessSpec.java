package serlab.feature;

import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;

/**
 * Spectral flatness, {@code [1][frames]}: geometric over arithmetic mean of the power spectrum, each bin at least 1e-10; 1
 * for white noise, near 0 for a tone, not defined where a frame is silent.
 *
 * <p>Source: {@code librosa.feature.spectral_flatness} 0.11.
 *
 * @param frame  how the recording is cut into frames
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is silent
 */
public record SpectralFlatnessSpec(FrameSettings frame, FixedLength length, Undefined undefined) implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "spectral-flatness";
    private static final double AMIN = 1e-10;

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static SpectralFlatnessSpec defaults() {
        return new SpectralFlatnessSpec(FrameSettings.defaults(), FixedLength.defaults(),
                Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new SpectralFlatnessSpec(FrameSettings.read(settings, FrameSettings.FFT_SIZE), FixedLength.read(settings),
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
