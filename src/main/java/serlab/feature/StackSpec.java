package serlab.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import serlab.InvalidInputException;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Given;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Features on top of each other, {@code [sum of bands][frames]}, the first one's bands first. Each is padded in its own way.
 * Columns of statistics stack to a longer column. As channels they are pictures of the same sound for a network to lay over
 * each other: a log-mel spectrogram with its deltas, or spectrograms of short and of long windows.
 *
 * <p>Source of channels: M. Chen et al., "3-D convolutional recurrent neural networks with attention model for speech emotion
 * recognition", IEEE Signal Processing Letters 25, 2018.
 */
@Part(name = "stack", does = "features on top of each other, as bands or as channels")
public record StackSpec(
        @Option(value = "[zcr, rms, {type: mfcc, coefficients: 20}]",
                meaning = "the features: sequences with equal frames, or columns")
        List<FeatureSpec> of,
        @Option(value = "bands", meaning = "whether a network takes them for one picture or for a picture each") As as,
        @Option(value = "108, or 1 for columns", computed = "framesOf", min = 1, max = FixedLength.MAX_FRAMES,
                meaning = "frames of every clip") int frames)
        implements CombinedFeature {
    /** 2.5 s. */
    private static final int DEFAULT_FRAMES = 108;

    /** What a network takes the features for. */
    public enum As {
        /** One picture with the bands of all. */
        BANDS,
        /** A picture each. */
        CHANNELS
    }

    public StackSpec {
        Declaration.check(StackSpec.class, of, as, frames);
        of = List.copyOf(of);
        FeatureSpec first = of.get(0);
        for (FeatureSpec part : of) {
            if (part.isSequence() != first.isSequence() || !part.isSequence() && part.frames() != 1) {
                throw new InvalidInputException("stack of " + first.type() + " and " + part.type()
                        + ": expected features with frames in time, or statistics");
            }
            if (part.isSequence() && !part.grid().equals(first.grid())) {
                throw new InvalidInputException("stack of " + first.type() + " and " + part.type()
                        + " with other frames: expected the same sampleRate, hopLength and trimDb, got " + words(first.grid())
                        + " and " + words(part.grid()));
            }
            if (as == As.CHANNELS && part.bands() != first.bands()) {
                throw new InvalidInputException("stack of " + first.type() + " and " + part.type() + " as channels: expected "
                        + "as many bands each, got " + first.bands() + " and " + part.bands());
            }
        }
        MelSettings.within("frames", frames, 1, first.isSequence() ? FixedLength.MAX_FRAMES : 1);
    }

    private static Object framesOf(Given before) {
        List<?> parts = before.get("of", List.class);
        return parts.stream().allMatch(part -> ((FeatureSpec) part).isSequence()) ? DEFAULT_FRAMES : 1;
    }

    private static String words(FrameGrid grid) {
        return grid.sampleRate() + " Hz, " + grid.hopLength() + ", " + grid.trimDb() + " dB";
    }

    /** Zero-crossing rate, RMS and 20 MFCCs: 22 bands, 108 frames. */
    public static StackSpec defaults() {
        return Declaration.of(StackSpec.class).standard();
    }

    @Override
    public int bands() {
        return of.stream().mapToInt(FeatureSpec::bands).sum();
    }

    @Override
    public int channels() {
        return as == As.CHANNELS ? of.size() : 1;
    }

    @Override
    public boolean isSequence() {
        return of.get(0).isSequence();
    }

    /** {@code zcr_0, rms_0, mfcc_0}…: those of the features; where two have the same, {@code log-mel_0_c0} and {@code log-mel_0_c1}. */
    @Override
    public List<String> valueNames() {
        return FeatureTypes.names(of, FeatureSpec::valueNames);
    }

    @Override
    public List<String> valueUnits() {
        return of.stream().flatMap(part -> part.valueUnits().stream()).toList();
    }

    @Override
    public int[] units() {
        return FeatureTypes.units(of, FeatureSpec::units);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        List<float[]> rows = new ArrayList<>();
        for (FeatureSpec part : of) {
            Collections.addAll(rows, part.full(analysis));
        }
        return rows.toArray(float[][]::new);
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        List<float[]> rows = new ArrayList<>();
        for (FeatureSpec part : of) {
            int first = rows.size();
            Collections.addAll(rows, part.fit(Arrays.copyOfRange(full, first, first + part.bands()), columns));
        }
        return rows.toArray(float[][]::new);
    }
}
