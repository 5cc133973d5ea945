package serlab.feature;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.cache.Features;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Features at their fixed lengths, written one after another as one row, {@code [1][sum of bands * frames]}.
 *
 * @param of    the features, at least one
 * @param order how the values of each stand in the row; a feature of one band is the same in either
 */
public record FlattenSpec(List<FeatureSpec> of, Order order) implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "flatten";

    /** Which values stand side by side. */
    public enum Order {
        /** All frames of the first band, then of the next: {@code numpy.ravel(matrix)}. */
        BANDS,
        /** All bands of the first frame, then of the next: {@code numpy.ravel(matrix.T)}. */
        FRAMES
    }

    public FlattenSpec {
        of = List.copyOf(of);
        if (of.isEmpty()) {
            throw new InvalidInputException(TYPE + " of nothing: expected a list of features, such as [zcr, rms]");
        }
    }

    /** 2.5 s from 0.6 s on as zero-crossing rate, RMS and 20 MFCCs frame by frame: 1 x 2376. */
    public static FlattenSpec defaults() {
        return new FlattenSpec(defaultParts(), Order.FRAMES);
    }

    private static List<FeatureSpec> defaultParts() {
        return StackSpec.defaults().of().stream()
                .map(part -> (FeatureSpec) WindowSpec.defaults().with(Map.of("of", part.settings()))).toList();
    }

    static FeatureSpec read(Settings settings) {
        return new FlattenSpec(FeatureTypes.readList(settings, defaultParts()), settings.choice("order", Order.FRAMES));
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
    public int frames() {
        return of.stream().mapToInt(part -> part.bands() * part.frames()).sum();
    }

    @Override
    public FrameGrid grid() {
        return of.get(0).grid();
    }

    @Override
    public boolean isSequence() {
        return false;
    }

    /** Per value of a part, as it stands in the row. */
    private int[] unitsOf(FeatureSpec part) {
        int[] units = part.units();
        int bands = part.bands();
        int columns = part.frames();
        return units.length != bands ? units : IntStream.range(0, bands * columns)
                .map(i -> units[order == Order.BANDS ? i / columns : i % bands]).toArray();
    }

    @Override
    public boolean mayLackValues() {
        return of.stream().anyMatch(FeatureSpec::mayLackValues);
    }

    @Override
    public int[] units() {
        return FeatureTypes.units(of, this::unitsOf);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("of", of.stream().map(FeatureSpec::settings).toList());
        settings.put("order", Settings.word(order));
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[] row = new float[frames()];
        int at = 0;
        for (FeatureSpec part : of) {
            float[][] matrix = part.extract(analysis);
            int bands = part.bands();
            int columns = part.frames();
            for (int i = 0; i < bands * columns; i++) {
                row[at++] = order == Order.BANDS ? matrix[i / columns][i % columns] : matrix[i % bands][i / bands];
            }
        }
        return new float[][] {row};
    }

    /** A row has one length only; another number of columns pads it with zeros or cuts it. */
    @Override
    public float[][] fit(float[][] full, int columns) {
        return new float[][] {Arrays.copyOf(full[0], columns)};
    }
}
