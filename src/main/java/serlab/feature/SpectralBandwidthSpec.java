package serlab.feature;

import java.util.Map;
import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;

/**
 * Spectral bandwidth in Hz, {@code [1][frames]}: the p-th root of the mean p-th power of the distance from the centroid,
 * weighted by magnitude; not defined where a frame is silent.
 *
 * <p>Source: {@code librosa.feature.spectral_bandwidth} 0.11.
 *
 * @param frame  how the recording is cut into frames
 * @param power  the exponent p, 0.1 to 10; 2 gives the standard deviation
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is silent
 */
public record SpectralBandwidthSpec(FrameSettings frame, double power, FixedLength length, Undefined undefined)
        implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "spectral-bandwidth";

    public SpectralBandwidthSpec {
        MelSettings.within("power", power, 0.1, 10);
    }

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static SpectralBandwidthSpec defaults() {
        return new SpectralBandwidthSpec(FrameSettings.defaults(), 2, FixedLength.defaults(),
                Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new SpectralBandwidthSpec(FrameSettings.read(settings, FrameSettings.FFT_SIZE), settings.number("power", 2, 0.1, 10), FixedLength.read(settings),
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
    public Map<String, Object> ownSettings() {
        return Map.of("power", power);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] bandwidth = new float[1][analysis.frames(frame)];
        analysis.forEachFrame(frame, (t, spectrum) -> bandwidth[0][t] = Spectrum.silent(spectrum) ? undefined.value(0)
                : (float) spread(spectrum));
        return bandwidth;
    }

    private double spread(double[] spectrum) {
        double centroid = Spectrum.centroidHz(spectrum, frame);
        double total = 0;
        double sum = 0;
        for (int bin = 0; bin < spectrum.length; bin++) {
            double magnitude = Math.sqrt(spectrum[bin]);
            total += magnitude;
            sum += magnitude * Math.pow(Math.abs(frame.binHz(bin) - centroid), power);
        }
        return Math.pow(sum / total, 1 / power);
    }
}
