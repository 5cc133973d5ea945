package serlab.notebook;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import serlab.Counted;
import serlab.corpus.Clip;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.notebook.table.TableBuilder;
import tech.tablesaw.api.Table;

/** Values of Java as short tables whose names say how much there is: lists, arrays, settings, models. */
final class ValueTables {
    private static final int FIRST = 5;
    private static final double WHOLE = 1e9;

    private ValueTables() {
    }

    /** A list: clips as their table, anything else an entry per row. */
    static Table of(List<?> list) {
        if (!list.isEmpty() && list.stream().allMatch(Clip.class::isInstance)) {
            List<Clip> clips = list.stream().map(Clip.class::cast).toList();
            return CorpusTables.clips(count(clips.size(), "clip"), clips);
        }
        TableBuilder rows = new TableBuilder(count(list.size(), "value"), "value");
        list.forEach(value -> rows.add(String.valueOf(value)));
        return rows.table();
    }

    /** Settings, those of sections behind a dot. */
    static Table of(Map<?, ?> map) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", map, flat);
        TableBuilder rows = new TableBuilder(count(flat.size(), "value"), "key", "value");
        flat.forEach(rows::add);
        return rows.table();
    }

    private static void flatten(String before, Map<?, ?> map, Map<String, String> flat) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(before + key + ".", inner, flat);
            } else {
                flat.put(before + key, plain(value));
            }
        });
    }

    /** A value as a file would have it; whole numbers without decimals. */
    private static String plain(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < WHOLE
                ? String.valueOf(number.longValue()) : String.valueOf(value);
    }

    /** An array of numbers: its range and its first values. */
    static Table ofNumbers(Object array) {
        int length = Array.getLength(array);
        double[] values = IntStream.range(0, length).mapToDouble(i -> ((Number) Array.get(array, i)).doubleValue()).toArray();
        return range(count(length, "number"), values, Arrays.stream(values).limit(FIRST));
    }

    /** Rows of numbers: how many of which length, and their range. */
    static Table ofMatrix(Object rows) {
        int count = Array.getLength(rows);
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object row = Array.get(rows, i);
            all.add(IntStream.range(0, Array.getLength(row)).mapToDouble(j -> ((Number) Array.get(row, j)).doubleValue()).toArray());
        }
        String lengths = all.stream().map(row -> row.length).distinct().map(String::valueOf).collect(Collectors.joining(", "));
        return range(count(count, "row") + " of " + lengths + " numbers", all.stream().flatMapToDouble(Arrays::stream).toArray(),
                all.stream().limit(1).flatMapToDouble(row -> Arrays.stream(row).limit(FIRST)));
    }

    private static Table range(String name, double[] values, DoubleStream first) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        return new TableBuilder(name, "least", "mean", "most", "not finite", "first").add(
                Arrays.stream(finite).min().orElse(Double.NaN), Arrays.stream(finite).average().orElse(Double.NaN),
                Arrays.stream(finite).max().orElse(Double.NaN), values.length - finite.length,
                first.mapToObj(value -> String.format(Locale.ROOT, "%.4g", value)).collect(Collectors.joining(", "))
                        + (values.length > FIRST ? ", …" : "")).table();
    }

    /** A model: what it tells apart, from what, and how it was trained. */
    static Table of(ModelBundle model) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("labels", String.join(", ", model.labels()));
        about.put("features", FeatureTitle.of(model.features()));
        about.put("architecture", model.spec().type());
        about.put("weights", String.format(Locale.ROOT, "%,d", model.parameters()));
        about.put("trained on", model.card().map(ModelCard::corpus).orElse("unknown"));
        TableBuilder rows = new TableBuilder("Model " + model.name(), "about", "value");
        about.forEach(rows::add);
        return rows.table();
    }

    /** A number with its noun, thousands apart. */
    static String count(int number, String noun) {
        return number < 1000 ? Counted.of(number, noun) : String.format(Locale.ROOT, "%,d %ss", number, noun);
    }
}
