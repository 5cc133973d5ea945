package serlab.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.explore.ClipMap;
import serlab.feature.cache.Features;
import serlab.plot.ScatterPlot;

/** One row of numbers per clip of a corpus: a map of them, and how often near ones are of one emotion. */
public final class ClipVectors {
    /** A map takes the eigenvectors of a matrix of so many rows. */
    private static final int MOST_VALUES = 1024;
    private static final int MOST_SPEAKERS = 24;

    private final String name;
    private final List<Clip> clips;
    private final double[][] vectors;

    private ClipVectors(String name, List<Clip> clips, double[][] vectors) {
        this.name = name;
        this.clips = clips;
        this.vectors = vectors;
    }

    /** @param name what texts and pictures call the features */
    static ClipVectors of(Features features, String name) {
        double[][] vectors = features.matrices().map(ClipVectors::vector).toArray(double[][]::new);
        if (features.spec().isSequence() || vectors[0].length > MOST_VALUES) {
            throw new InvalidInputException(name + " has " + vectors[0].length + " numbers per clip"
                    + (features.spec().isSequence() ? ", which change with time" : "") + "; expected one row of at most " + MOST_VALUES
                    + ", such as {type: encoder, layers: [3], pool: mean} or {type: statistics, of: mfcc}");
        }
        return new ClipVectors(name, features.clips(), ClipMap.standardized(vectors));
    }

    private static double[] vector(float[][] feature) {
        double[] vector = new double[feature.length * feature[0].length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = feature[i / feature[0].length][i % feature[0].length];
        }
        return vector;
    }

    /** Clips as points, near each other where their numbers are: the first two principal components, by emotion and by speaker. */
    public Picture map() {
        ClipMap map = ClipMap.of(vectors);
        List<ScatterPlot.Panel> panels = new ArrayList<>(List.of(panel("emotion", Clip::label, map)));
        long speakers = clips.stream().map(Clip::speaker).distinct().count();
        if (speakers > 1 && speakers <= MOST_SPEAKERS) {
            panels.add(panel("speaker", Clip::speaker, map));
        }
        return Picture.of(ScatterPlot.png(panels, "Map of the clips", name + "; principal components", axis(map, 0), axis(map, 1)), "map of the clips by " + name);
    }

    private ScatterPlot.Panel panel(String key, Function<Clip, String> group, ClipMap map) {
        Map<String, List<double[]>> groups = new LinkedHashMap<>();
        clips.stream().map(group).distinct().sorted().forEach(one -> groups.put(one, new ArrayList<>()));
        for (int i = 0; i < clips.size(); i++) {
            groups.get(group.apply(clips.get(i))).add(map.points()[i]);
        }
        return new ScatterPlot.Panel("Colored by " + key, groups);
    }

    private static String axis(ClipMap map, int component) {
        return String.format(Locale.ROOT, "%s component (%.0f %% of the variance)", component == 0 ? "First" : "Second",
                100 * map.explained()[component]);
    }

    /**
     * How often the nearest clip of another speaker is of the same emotion, by the distance of standardized numbers; of all others
     * where speakers are not known.
     *
     * @return 0 to 1
     */
    public double nearestAgrees() {
        int agree = 0;
        for (int i = 0; i < vectors.length; i++) {
            agree += clips.get(nearest(i)).label().equals(clips.get(i).label()) ? 1 : 0;
        }
        return (double) agree / vectors.length;
    }

    private int nearest(int clip) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int other = 0; other < vectors.length; other++) {
            boolean strange = clips.get(clip).speaker().isEmpty() || !clips.get(other).speaker().equals(clips.get(clip).speaker());
            double distance = other == clip || !strange ? Double.POSITIVE_INFINITY : distance(vectors[clip], vectors[other]);
            if (distance < least) {
                least = distance;
                best = other;
            }
        }
        if (best < 0) {
            throw new InvalidInputException("clip " + clips.get(clip).id() + " has no clip of another speaker beside it; at least two "
                    + "speakers are needed");
        }
        return best;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }

    /** {@link #nearestAgrees} in words, beside what chance would give. */
    public String found() {
        double chance = Stream.of(clips).flatMap(List::stream).map(Clip::label).distinct().count();
        return String.format(Locale.ROOT, "%s: the nearest clip of another speaker is of the same emotion for %.0f %% of %d clips; by "
                + "chance it would be for about %.0f %%", name, 100 * nearestAgrees(), clips.size(), 100 / chance);
    }

    @Override
    public String toString() {
        return Counted.of(clips.size(), "clip") + " with " + vectors[0].length + " numbers each; try .map() or .found()";
    }
}
