package serlab.feature;

import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;

/**
 * Spectral roll-off in Hz, {@code [1][frames]}: the lowest frequency bin at or below which the given part of the summed
 * magnitude lies; not defined where a frame is silent.
 *
 * <p>Source: {@code librosa.feature.spectral_rolloff} 0.11.
 *
 * @param frame  how the recording is cut into frames
 * @param rollPercent the part, between 0 and 1
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is silent
 */
public record SpectralRolloffSpec(FrameSettings frame, double rollPercent, FixedLength length, Undefined undefined)
        implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "spectral-rolloff";

    public SpectralRolloffSpec {
        if (!(rollPercent > 0 && rollPercent < 1)) {
            throw new InvalidInputException("rollPercent " + rollPercent + ": expected between 0 and 1, for example 0.85");
        }
    }

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static SpectralRolloffSpec defaults() {
        return new SpectralRolloffSpec(FrameSettings.defaults(), 0.85, FixedLength.defaults(),
                Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new SpectralRolloffSpec(FrameSettings.read(settings, FrameSettings.FFT_SIZE), settings.number("rollPercent", 0.85, 0, 1), FixedLength.read(settings),
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
        return Map.of("rollPercent", rollPercent);
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
