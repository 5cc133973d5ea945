package serlab.feature;

import java.util.Arrays;
import serlab.Settings;
import serlab.feature.dsp.ChromaFilterBank;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;
import serlab.feature.dsp.Tuning;

/**
 * Chroma, {@code [12][frames]}, C first: the power in each pitch class, relative to the strongest of the frame; not defined
 * where a frame is silent. The tuning is estimated from the recording.
 *
 * <p>Source: {@code librosa.feature.chroma_stft} 0.11.
 *
 * @param frame  how the recording is cut into frames
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is silent
 */
public record ChromaSpec(FrameSettings frame, FixedLength length, Undefined undefined) implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "chroma";

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static ChromaSpec defaults() {
        return new ChromaSpec(FrameSettings.defaults(), FixedLength.defaults(),
                Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new ChromaSpec(FrameSettings.read(settings, FrameSettings.FFT_SIZE), FixedLength.read(settings),
                settings.choice(Undefined.KEY, Undefined.MISSING));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int bands() {
        return ChromaFilterBank.CLASSES;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        ChromaFilterBank bank = new ChromaFilterBank(frame, Tuning.of(analysis, frame));
        float[][] chroma = new float[bands()][analysis.frames(frame)];
        analysis.forEachFrame(frame, (t, power) -> {
            double[] classes = bank.apply(power);
            double largest = Arrays.stream(classes).max().orElseThrow();
            for (int i = 0; i < classes.length; i++) {
                chroma[i][t] = largest < Spectrum.TINY ? undefined.value(classes[i]) : (float) (classes[i] / largest);
            }
        });
        return chroma;
    }
}
