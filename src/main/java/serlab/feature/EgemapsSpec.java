package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.voice.VoiceAnalysis;
import serlab.feature.voice.VoiceLevel;
import serlab.feature.voice.VoiceLike;
import serlab.feature.voice.VoiceSet;
import serlab.feature.voice.VoiceUnit;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * The Geneva Minimalistic Acoustic Parameter Set: 88 statistics of a clip as one column, under openSMILE's names, or the 25
 * descriptors that they are statistics of, {@code [25][frames]} every 10 ms. Shorter recordings than 80 ms get silence behind them.
 *
 * <p>Units, formulas and how far the numbers are openSMILE's: docs/egemaps.md.
 *
 * <p>Source: F. Eyben et al., "The Geneva Minimalistic Acoustic Parameter Set (GeMAPS) for Voice Research and Affective Computing",
 * IEEE Transactions on Affective Computing 7, 2016.
 */
@Part(name = "egemaps", does = "the 88 numbers of eGeMAPS: pitch, loudness, voice quality, formants and their statistics",
        sets = "frames: 400")
public record EgemapsSpec(
        @Option(value = "egemaps", meaning = "which numbers: the 88 of eGeMAPSv02, or the 62 of GeMAPS among them") VoiceSet set,
        @Option(value = "functionals", meaning = "statistics of the clip, or the descriptors every 10 ms") VoiceLevel level,
        @Option(value = "opensmile",
                meaning = "numbers comparable with openSMILE 2.6.0, or truth: right on signals of known values, missing where undefined")
        VoiceLike like,
        @Option(value = "16000", min = 8000, max = 96_000, unit = "Hz",
                meaning = "recordings are resampled to it; loudness depends on it, so compare at equal rates")
        int sampleRate,
        @Options FixedLength length) implements FeatureSpec {
    private static final FixedLength FOUR_SECONDS = new FixedLength(400, Align.START, Padding.ZERO);

    public EgemapsSpec {
        Declaration.check(EgemapsSpec.class, set, level, like, sampleRate, length);
        if (level == VoiceLevel.FUNCTIONALS && !length.equals(FOUR_SECONDS)) {
            throw new InvalidInputException("level is 'functionals', which leaves one column; expected descriptors where frames, "
                    + "align or padding are set");
        }
        if (level == VoiceLevel.DESCRIPTORS && set != VoiceSet.EGEMAPS) {
            throw new InvalidInputException("set 'gemaps' is a choice of functionals; expected set: egemaps for descriptors");
        }
    }

    /** 88 functionals like openSMILE's, at 16 kHz. */
    public static EgemapsSpec defaults() {
        return Declaration.of(EgemapsSpec.class).standard();
    }

    @Override
    public int bands() {
        return valueNames().size();
    }

    @Override
    public int frames() {
        return level == VoiceLevel.FUNCTIONALS ? 1 : length.frames();
    }

    @Override
    public FrameGrid grid() {
        return new FrameGrid(sampleRate, sampleRate / 100, 0);
    }

    @Override
    public boolean isSequence() {
        return level == VoiceLevel.DESCRIPTORS && length.align().keepsTime();
    }

    /** openSMILE's. */
    @Override
    public List<String> valueNames() {
        return level == VoiceLevel.FUNCTIONALS ? VoiceAnalysis.functionalNames(set == VoiceSet.EGEMAPS)
                : VoiceAnalysis.descriptorNames();
    }

    @Override
    public List<String> valueUnits() {
        return valueNames().stream().map(VoiceUnit::of).toList();
    }

    @Override
    public boolean mayLackValues() {
        return like == VoiceLike.TRUTH;
    }

    /** No two values are compared in size. */
    @Override
    public int[] units() {
        return IntStream.range(0, bands()).toArray();
    }

    /** How frames are padded and trimmed is of no meaning to functionals. */
    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(FeatureSpec.super.settings());
        if (level == VoiceLevel.FUNCTIONALS) {
            settings.keySet().removeAll(Declaration.of(FixedLength.class).settings(length).keySet());
        }
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        VoiceAnalysis voice = new VoiceAnalysis(sampleRate, like, set == VoiceSet.EGEMAPS);
        float[] samples = analysis.samples(grid());
        return level == VoiceLevel.FUNCTIONALS ? voice.functionals(samples) : voice.descriptors(samples);
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        return level == VoiceLevel.FUNCTIONALS ? Align.START.fit(full, columns, 0)
                : length.fit(full, columns, mayLackValues() ? Float.NaN : 0);
    }
}
