package serlab.feature;

import java.util.List;
import java.util.Locale;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.voice.VoiceAnalysis;
import serlab.feature.voice.VoiceDescriptor;
import serlab.feature.voice.VoiceLike;
import serlab.feature.voice.VoiceUnit;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;
import serlab.part.PartName;

/**
 * One descriptor of those that eGeMAPS has statistics of, {@code [1][frames]}; spectral slopes {@code [2][frames]}, formants
 * {@code [9][frames]}. A column every 10 ms, the mean of three, as {@code egemaps} has them; here column t is centered on sample t
 * hops as in other features, so they stack. What depends on the voice has no value where nothing is voiced, in the first 30 ms and
 * in the last; ratios and slopes have none in digital silence.
 *
 * <p>Units, formulas, sources, and what is different in {@code like: opensmile}: docs/egemaps.md.
 *
 * <p>Source: F. Eyben et al., "The Geneva Minimalistic Acoustic Parameter Set (GeMAPS) for Voice Research and Affective Computing",
 * IEEE Transactions on Affective Computing 7, 2016.
 */
@Part(name = "pitch", does = "pitch in semitones above 27.5 Hz: candidates by subharmonic summation (Hermes 1988), the cheapest path "
        + "through them, then autocorrelation", sets = "frames: 400")
@Part(name = "loudness", does = "loudness, no unit: power in 26 mel bands times the equal-loudness curve (Hermansky 1990), to the "
        + "power 0.33, summed", sets = "frames: 400")
@Part(name = "jitter", does = "jitter (local), a ratio: mean |change| of neighboring periods over the mean period", sets = "frames: 400")
@Part(name = "shimmer", does = "shimmer (local), dB: mean |level change| of the ranges of neighboring periods", sets = "frames: 400")
@Part(name = "hnr", does = "harmonics-to-noise ratio, dB: 10 log10(r / (1 - r)) of the autocorrelation r at the period (Boersma 1993)",
        sets = "frames: 400")
@Part(name = "formants", does = "frequency (Hz), bandwidth (Hz) and level (dB re harmonic 1) of formants 1 to 3, by robust linear "
        + "prediction (Lee 1988)", sets = "frames: 400")
@Part(name = "h1-h2", does = "level of harmonic 1 less that of harmonic 2, dB", sets = "frames: 400")
@Part(name = "h1-a3", does = "level of harmonic 1 less that of the strongest harmonic near formant 3, dB", sets = "frames: 400")
@Part(name = "alpha-ratio", does = "energy in 1-5 kHz over that below 1 kHz, dB", sets = "frames: 400")
@Part(name = "hammarberg-index", does = "strongest bin below 2 kHz over the strongest in 2-5 kHz, dB", sets = "frames: 400")
@Part(name = "spectral-slope", does = "slopes of the least-squares lines through the spectrum in 0-500 and in 500-1500 Hz, dB per Hz",
        sets = "frames: 400")
@Part(name = "spectral-flux", does = "root mean square change of the magnitudes below 5 kHz since the frame before, amplitude",
        sets = "frames: 400")
public record VoiceDescriptorSpec(
        @PartName String type,
        @Option(value = "truth", meaning = "truth: right on signals of known values; or numbers comparable with openSMILE 2.6.0")
        VoiceLike like,
        @Option(like = EgemapsSpec.class, value = "16000") int sampleRate,
        @Options FixedLength length,
        @Option(like = FundamentalFrequencySpec.class, value = "missing") Undefined undefined) implements FeatureSpec {
    private static final int[] FORMANT_UNITS = {0, 0, 1, 0, 0, 1, 0, 0, 1};

    public VoiceDescriptorSpec {
        Declaration.check(VoiceDescriptorSpec.class, type, like, sampleRate, length, undefined);
    }

    private VoiceDescriptor descriptor() {
        return VoiceDescriptor.valueOf(type.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public int bands() {
        return valueNames().size();
    }

    @Override
    public int frames() {
        return length.frames();
    }

    @Override
    public FrameGrid grid() {
        return new FrameGrid(sampleRate, sampleRate / 100, 0);
    }

    @Override
    public boolean isSequence() {
        return length.align().keepsTime();
    }

    /** openSMILE's, without {@code _sma3} or {@code _sma3nz}. */
    @Override
    public List<String> valueNames() {
        return descriptor().valueNames();
    }

    @Override
    public List<String> valueUnits() {
        return valueNames().stream().map(VoiceUnit::of).toList();
    }

    @Override
    public boolean mayLackValues() {
        return undefined == Undefined.MISSING && !descriptor().isAlwaysDefined();
    }

    /** Hz and dB of formants. */
    @Override
    public int[] units() {
        return descriptor() == VoiceDescriptor.FORMANTS ? FORMANT_UNITS.clone() : new int[bands()];
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        return VoiceAnalysis.centered(descriptor(), like, undefined == Undefined.FILLED, analysis, grid());
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        return length.fit(full, columns, mayLackValues() ? Float.NaN : 0);
    }
}
