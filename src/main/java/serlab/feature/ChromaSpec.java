package serlab.feature;

import java.util.Arrays;
import serlab.feature.dsp.ChromaFilterBank;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;
import serlab.feature.dsp.Tuning;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Chroma, {@code [12][frames]}, C first: the power in each pitch class, relative to the strongest of the frame; not defined
 * where a frame is silent. The tuning is estimated from the recording.
 *
 * <p>Source: {@code librosa.feature.chroma_stft} 0.11.
 */
@Part(name = "chroma", does = "power in each of the twelve pitch classes")
public record ChromaSpec(
        @Options(rename = "frameLength=fftSize") FrameSettings frame,
        @Options FixedLength length,
        @Option(value = "missing", meaning = "what a frame holds for which the feature is not defined") Undefined undefined)
        implements PartialFeature {
    public ChromaSpec {
        Declaration.check(ChromaSpec.class, frame, length, undefined);
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
