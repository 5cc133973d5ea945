package serlab.feature;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Features at their fixed lengths, written one after another as one row, {@code [1][sum of bands * frames]}.
 */
@Part(name = "flatten", does = "features at their fixed lengths, one after another as one row")
public record FlattenSpec(
        @Option(value = "[{type: window, of: zcr}, {type: window, of: rms}, {type: window, of: {type: mfcc, coefficients: 20}}]",
                meaning = "the features") List<FeatureSpec> of,
        @Option(value = "frames", meaning = "whether the row goes frame by frame, or band by band") Order order)
        implements CombinedFeature {
    /** Which values stand side by side. */
    public enum Order {
        /** All frames of the first band, then of the next: {@code numpy.ravel(matrix)}. */
        BANDS,
        /** All bands of the first frame, then of the next: {@code numpy.ravel(matrix.T)}. */
        FRAMES
    }

    public FlattenSpec {
        Declaration.check(FlattenSpec.class, of, order);
        of = List.copyOf(of);
    }

    /** 2.5 s from 0.6 s on as zero-crossing rate, RMS and 20 MFCCs frame by frame: 1 x 2376. */
    public static FlattenSpec defaults() {
        return Declaration.of(FlattenSpec.class).standard();
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
    public boolean isSequence() {
        return false;
    }

    /** {@code mfcc_3_t12}: the feature, its band, and of a sequence the frame; as {@link StackSpec} where two features have the same. */
    @Override
    public List<String> valueNames() {
        return FeatureTypes.names(of, this::namesOf);
    }

    @Override
    public List<String> valueUnits() {
        return of.stream().flatMap(part -> inRow(part, part.isSequence() ? FeatureTypes.perFrame(part.valueUnits(), part.frames(), frame -> "")
                : part.valueUnits())).toList();
    }

    private List<String> namesOf(FeatureSpec part) {
        return inRow(part, part.isSequence() ? FeatureTypes.perFrame(part.valueNames(), part.frames(), frame -> "_t" + frame)
                : part.valueNames()).toList();
    }

    /** What is given band by band, in the order of the row. */
    private Stream<String> inRow(FeatureSpec part, List<String> perBand) {
        int bands = part.bands();
        int columns = part.frames();
        return IntStream.range(0, bands * columns).mapToObj(i -> perBand.get(order == Order.BANDS ? i : i % bands * columns + i / bands));
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
    public int[] units() {
        return FeatureTypes.units(of, this::unitsOf);
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
