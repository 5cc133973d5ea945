package serlab.explore.effect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.Features;

/**
 * One row of numbers per clip.
 *
 * @param clips  two or more
 * @param names  of the numbers
 * @param units  of the numbers, empty where a number has none
 * @param values {@code double[clips][names]}; NaN where a clip lacks a value
 */
public record ClipNumbers(List<Clip> clips, List<String> names, List<String> units, double[][] values) {
    /** What a feature that changes with time is summed up by. */
    private static final List<String> SUMMARY = List.of("mean", "std");

    public ClipNumbers {
        int width = names.size();
        if (clips.size() != values.length || units.size() != width || Stream.of(values).anyMatch(row -> row.length != width)) {
            throw new InvalidInputException(values.length + " rows for " + clips.size() + " clips, " + units.size() + " units for "
                    + names.size() + " names; expected as many, and each row as wide");
        }
        clips = List.copyOf(clips);
        names = List.copyOf(names);
        units = List.copyOf(units);
    }

    /** The feature itself if it is one row or column per clip; else mean and standard deviation of its bands over time. */
    public static FeatureSpec perClip(FeatureSpec spec) {
        if (!spec.isSequence()) {
            return spec;
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", "statistics");
        settings.put("of", spec.settings());
        settings.put("statistics", SUMMARY);
        return FeatureSpec.of(settings);
    }

    /** @param features those of {@link #perClip} */
    public static ClipNumbers of(Features features) {
        double[][] values = features.matrices().map(ClipNumbers::row).toArray(double[][]::new);
        return new ClipNumbers(features.clips(), features.spec().valueNames(), features.spec().valueUnits(), values);
    }

    private static double[] row(float[][] feature) {
        int columns = feature[0].length;
        double[] row = new double[feature.length * columns];
        for (int i = 0; i < row.length; i++) {
            row[i] = feature[i / columns][i % columns];
        }
        return row;
    }

    /** A number of all clips. */
    double[] column(int number) {
        double[] column = new double[values.length];
        for (int clip = 0; clip < column.length; clip++) {
            column[clip] = values[clip][number];
        }
        return column;
    }
}
