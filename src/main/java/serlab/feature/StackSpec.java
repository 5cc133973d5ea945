package serlab.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.cache.Features;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Features on top of each other, {@code [sum of bands][frames]}, the first one's bands first. Each is padded in its own way.
 * Columns of statistics stack to a longer column. As channels they are pictures of the same sound for a network to lay over
 * each other: a log-mel spectrogram with its deltas, or spectrograms of short and of long windows.
 *
 * <p>Source of channels: M. Chen et al., "3-D convolutional recurrent neural networks with attention model for speech emotion
 * recognition", IEEE Signal Processing Letters 25, 2018.
 *
 * @param of     the features, at least one: sequences with the same sampling rate, hop length and trimming, or columns
 * @param as     what a network takes them for; channels have as many bands each
 * @param frames columns of {@link #extract}; 1 for columns
 */
public record StackSpec(List<FeatureSpec> of, As as, int frames) implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "stack";
    private static final int DEFAULT_COEFFICIENTS = 20;
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
        of = List.copyOf(of);
        if (of.isEmpty()) {
            throw new InvalidInputException(TYPE + " of nothing: expected a list of features, such as [zcr, rms]");
        }
        FeatureSpec first = of.get(0);
        for (FeatureSpec part : of) {
            if (part.isSequence() != first.isSequence() || !part.isSequence() && part.frames() != 1) {
                throw new InvalidInputException(TYPE + " of " + first.type() + " and " + part.type()
                        + ": expected features with frames in time, or statistics");
            }
            if (part.isSequence() && !part.grid().equals(first.grid())) {
                throw new InvalidInputException(TYPE + " of " + first.type() + " and " + part.type()
                        + " with other frames: expected the same sampleRate, hopLength and trimDb, got " + words(first.grid())
                        + " and " + words(part.grid()));
            }
            if (as == As.CHANNELS && part.bands() != first.bands()) {
                throw new InvalidInputException(TYPE + " of " + first.type() + " and " + part.type() + " as channels: expected "
                        + "as many bands each, got " + first.bands() + " and " + part.bands());
            }
        }
        MelSettings.within("frames", frames, 1, first.isSequence() ? FixedLength.MAX_FRAMES : 1);
    }

    private static String words(FrameGrid grid) {
        return grid.sampleRate() + " Hz, " + grid.hopLength() + ", " + grid.trimDb() + " dB";
    }

    /** Zero-crossing rate, RMS and 20 MFCCs: 22 bands, 108 frames. */
    public static StackSpec defaults() {
        return new StackSpec(defaultParts(), As.BANDS, DEFAULT_FRAMES);
    }

    private static List<FeatureSpec> defaultParts() {
        return List.of(ZeroCrossingRateSpec.defaults(), RmsSpec.defaults(),
                MfccSpec.defaults().with(Map.of("coefficients", DEFAULT_COEFFICIENTS)));
    }

    static FeatureSpec read(Settings settings) {
        List<FeatureSpec> parts = FeatureTypes.readList(settings, defaultParts());
        boolean sequences = parts.stream().allMatch(FeatureSpec::isSequence);
        return new StackSpec(parts, settings.choice("as", As.BANDS),
                settings.integer("frames", sequences ? DEFAULT_FRAMES : 1, 1, FixedLength.MAX_FRAMES));
    }

    @Override
    public String type() {
        return TYPE;
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
    public FrameGrid grid() {
        return of.get(0).grid();
    }

    @Override
    public boolean isSequence() {
        return of.get(0).isSequence();
    }

    @Override
    public boolean mayLackValues() {
        return of.stream().anyMatch(FeatureSpec::mayLackValues);
    }

    @Override
    public int[] units() {
        return FeatureTypes.units(of, FeatureSpec::units);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("of", of.stream().map(FeatureSpec::settings).toList());
        settings.put("as", Settings.word(as));
        settings.put("frames", frames);
        return Collections.unmodifiableMap(settings);
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
