package serlab.experiment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import serlab.corpus.Clip;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;
import serlab.feature.cache.Features;

/** A table of features, {@code float[bands][frames]} by column and clip. Immutable; the matrices are shared, not written to. */
final class FeatureTable {
    private final Map<Column, Map<String, float[][]>> columns;
    private final Map<String, String> unusable;

    private FeatureTable(Map<Column, Map<String, float[][]>> columns, Map<String, String> unusable) {
        this.columns = columns;
        this.unusable = unusable;
    }

    /**
     * What is computed of a clip.
     *
     * @param whole  whether the features keep the recording's length
     * @param change what is done to the recording before
     */
    record Column(FeatureSpec features, boolean whole, WaveformChange change) {
        /** What an experiment hears of a changed copy, or of the clip itself. */
        static Column of(ExperimentSpec spec, WaveformChange change) {
            return new Column(spec.features(), spec.inference().whole(), change);
        }

        /** What an experiment hears of a clip as it is. */
        static Column of(ExperimentSpec spec) {
            return of(spec, WaveformChange.NONE);
        }

        private String words() {
            return features.type() + (change.id().isEmpty() ? "" : " after " + change.id()) + (whole ? ", whole clips" : "");
        }
    }

    /**
     * A column that is wanted of some clips.
     *
     * @param strict whether a clip that cannot be used is an error
     * @param name   what progress calls it
     */
    record Wanted(Column column, List<Clip> clips, boolean strict, String name) {
    }

    /** Computes what is wanted, or reads it from the cache; what is wanted twice is read once. */
    static FeatureTable read(List<Wanted> wanted, FeatureReading reading) throws InterruptedException {
        Map<Column, Map<String, float[][]>> columns = new LinkedHashMap<>();
        Map<String, String> unusable = new LinkedHashMap<>();
        Map<String, Integer> done = new HashMap<>();
        for (Wanted one : wanted) {
            Map<String, float[][]> own = columns.computeIfAbsent(one.column(), column -> new HashMap<>());
            List<Clip> clips = one.clips().stream().filter(clip -> !own.containsKey(clip.id())
                    && !unusable.containsKey(clip.id())).toList();
            if (!clips.isEmpty()) {
                int before = done.getOrDefault(one.name(), 0);
                int total = wanted.stream().filter(other -> other.name().equals(one.name()))
                        .mapToInt(other -> other.clips().size()).sum();
                Features read = reading.read(one, clips, (number, of) -> reading.listener().featuresProgress(one.name(),
                        before + number, total));
                reportCut(one.name(), read.cut(), reading.listener());
                read.items().forEach(item -> own.put(item.clip().id(), item.feature()));
                read.skipped().forEach(skipped -> unusable.putIfAbsent(skipped.clip().id(), skipped.reason()));
            }
            done.merge(one.name(), one.clips().size(), Integer::sum);
        }
        return new FeatureTable(columns, unusable);
    }

    private static void reportCut(String name, List<String> cut, ExperimentListener listener) {
        if (!cut.isEmpty()) {
            listener.notice(name + ": " + cut.get(0) + (cut.size() == 1 ? "" : "; and so with " + (cut.size() - 1) + " more"));
        }
    }

    /** Why clips could not be used, by their ids, in the order in which that was found. */
    Map<String, String> unusable() {
        return unusable;
    }

    /** The columns of both; those of the same name together. */
    FeatureTable and(FeatureTable other) {
        Map<Column, Map<String, float[][]>> all = new LinkedHashMap<>(columns);
        other.columns.forEach((column, clips) -> all.merge(column, clips, (own, more) -> {
            Map<String, float[][]> both = new HashMap<>(own);
            both.putAll(more);
            return both;
        }));
        return new FeatureTable(all, unusable);
    }

    /** This table, in which further clips have the features of known ones. */
    FeatureTable as(Column column, Map<String, float[][]> clips) {
        return and(new FeatureTable(Map.of(column, clips), Map.of()));
    }

    /**
     * The features of a clip.
     *
     * @throws IllegalStateException naming column and clip if they are not in the table
     */
    float[][] of(Column column, Clip clip) {
        return find(column, clip).orElseThrow(() -> new IllegalStateException("no features of clip '" + clip.id() + "' ("
                + column.words() + ") in the table" + (columns.containsKey(column) ? ", which has them of "
                        + columns.get(column).size() + " other clips" : "; it holds " + (columns.isEmpty() ? "nothing"
                        : columns.keySet().stream().map(Column::words).collect(Collectors.joining("; "))))));
    }

    /** The features of clips, in their order. */
    List<float[][]> of(Column column, List<Clip> clips) {
        return clips.stream().map(clip -> of(column, clip)).toList();
    }

    /** The features of a clip, if the table has them: a changed copy may have become too short for any. */
    Optional<float[][]> find(Column column, Clip clip) {
        return Optional.ofNullable(columns.getOrDefault(column, Map.of()).get(clip.id()));
    }
}
