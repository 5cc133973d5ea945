package serlab.explore.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import serlab.InvalidInputException;
import serlab.corpus.Clip;

/**
 * How strongly numbers of clips differ between classes. Where every clip has a speaker, and some speaker has two classes, all is
 * computed within speakers: how high a voice is tells who speaks, not what is felt.
 *
 * <p>Eta squared is the part of the variance that classes explain beyond speakers: (SSE of a linear model of speakers, less SSE of
 * one of speakers and classes) over the former, which is partial eta squared, also where speakers have unequal shares of the classes.
 * Cohen's d of a class is the difference of its mean from that of all other clips over the pooled standard deviation, of values less
 * their speaker's mean.
 *
 * <p>Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, sections 2.2 and 9.1.
 *
 * @param all            the strongest first
 * @param labels         classes, in the corpus's order
 * @param clips          that were compared
 * @param withinSpeakers whether clips are compared with those of their speaker only
 * @param chance         eta squared to expect of a number that has nothing to do with the classes: degrees of freedom of the classes
 *                       over those of the clips
 */
public record FeatureEffects(List<FeatureEffect> all, List<String> labels, List<Clip> clips, boolean withinSpeakers, double chance) {
    /** Of fewer clips of an emotion little can be told. */
    static final int FEW = 10;
    /** Numbers that correlate by more than this tell the same. */
    private static final double ALIKE = 0.9;
    private static final double NEGLIGIBLE = 1e-12;

    /**
     * The effects.
     *
     * @param labels the classes, in the order to show
     * @throws InvalidInputException if fewer than two classes have clips
     */
    public static FeatureEffects of(ClipNumbers numbers, List<String> labels) {
        List<String> present = labels.stream().filter(label -> numbers.clips().stream().anyMatch(c -> c.label().equals(label))).toList();
        requireClasses(present);
        Groups groups = Groups.of(numbers.clips(), present);
        List<FeatureEffect> effects = new ArrayList<>();
        for (int number = 0; number < numbers.names().size(); number++) {
            effects.add(effect(numbers.names().get(number), numbers.units().get(number), numbers.column(number), groups, present));
        }
        effects.sort(Comparator.comparingDouble(effect -> Double.isNaN(effect.etaSquared()) ? 1 : -effect.etaSquared()));
        int speakers = Math.max(1, Arrays.stream(groups.speaker()).max().orElse(0) + 1);
        double chance = (present.size() - 1.0) / Math.max(1, numbers.clips().size() - speakers);
        return new FeatureEffects(List.copyOf(effects), present, numbers.clips(), groups.within(), chance);
    }

    /** @throws InvalidInputException if there are fewer than two */
    public static void requireClasses(List<String> labels) {
        if (labels.size() < 2) {
            throw new InvalidInputException((labels.isEmpty() ? "there is no emotion" : "there is one emotion, '" + labels.get(0) + "'")
                    + "; how features differ between emotions is told of two or more");
        }
    }

    /** Class and speaker of each clip as numbers; all speakers are 0 where clips are not compared within them. */
    private record Groups(int[] label, int[] speaker, boolean within) {
        static Groups of(List<Clip> clips, List<String> labels) {
            List<String> speakers = clips.stream().map(Clip::speaker).distinct().toList();
            boolean known = speakers.size() > 1 && !speakers.contains("") && speakers.stream().anyMatch(speaker -> clips.stream()
                    .filter(clip -> clip.speaker().equals(speaker)).map(Clip::label).distinct().count() > 1);
            return new Groups(clips.stream().mapToInt(clip -> labels.indexOf(clip.label())).toArray(),
                    clips.stream().mapToInt(clip -> known ? speakers.indexOf(clip.speaker()) : 0).toArray(), known);
        }
    }

    private static FeatureEffect effect(String name, String unit, double[] values, Groups groups, List<String> labels) {
        int[] present = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
        double[] given = IntStream.of(present).mapToDouble(i -> values[i]).toArray();
        int[] label = IntStream.of(present).map(i -> groups.label()[i]).toArray();
        int[] speaker = IntStream.of(present).map(i -> groups.speaker()[i]).toArray();
        double[] centered = centered(given, speaker);
        List<FeatureEffect.ClassEffect> classes = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            int at = k;
            double[] own = IntStream.range(0, given.length).filter(i -> label[i] == at).mapToDouble(i -> given[i]).toArray();
            if (own.length > 0) {
                Percentile quartiles = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
                classes.add(new FeatureEffect.ClassEffect(labels.get(k), own.length, StatUtils.mean(own),
                        Math.sqrt(StatUtils.variance(own)), quartiles.evaluate(own, 25), quartiles.evaluate(own, 50),
                        quartiles.evaluate(own, 75), cohensD(centered, label, k)));
            }
        }
        double[] shown = new double[values.length];
        Arrays.fill(shown, Double.NaN);
        double mean = StatUtils.mean(given);
        for (int i = 0; i < present.length; i++) {
            shown[present[i]] = groups.within() ? centered[i] + mean : given[i];
        }
        return new FeatureEffect(name, unit, given.length, etaSquared(given, centered, label, speaker, labels.size()), classes, shown);
    }

    /** Each value less the mean of its group. */
    private static double[] centered(double[] values, int[] group) {
        int groups = Arrays.stream(group).max().orElse(-1) + 1;
        double[] sums = new double[groups];
        int[] counts = new int[groups];
        for (int i = 0; i < values.length; i++) {
            sums[group[i]] += values[i];
            counts[group[i]]++;
        }
        double[] centered = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            centered[i] = values[i] - sums[group[i]] / counts[group[i]];
        }
        return centered;
    }

    private static double cohensD(double[] centered, int[] label, int k) {
        double[] own = IntStream.range(0, label.length).filter(i -> label[i] == k).mapToDouble(i -> centered[i]).toArray();
        double[] rest = IntStream.range(0, label.length).filter(i -> label[i] != k).mapToDouble(i -> centered[i]).toArray();
        if (own.length < 2 || rest.length < 2) {
            return Double.NaN;
        }
        double pooled = Math.sqrt(((own.length - 1) * StatUtils.variance(own) + (rest.length - 1) * StatUtils.variance(rest))
                / (own.length + rest.length - 2));
        return negligible(pooled, centered) ? Double.NaN : (StatUtils.mean(own) - StatUtils.mean(rest)) / pooled;
    }

    private static boolean negligible(double deviation, double[] centered) {
        return !(deviation > NEGLIGIBLE * Arrays.stream(centered).map(Math::abs).max().orElse(0)) || deviation == 0;
    }

    /** By regression of the values on the classes, both less the means of their speakers (Frisch, Waugh and Lovell). */
    private static double etaSquared(double[] given, double[] centered, int[] label, int[] speaker, int labels) {
        double all = StatUtils.sumSq(centered);
        if (!(all > NEGLIGIBLE * StatUtils.sumSq(given)) || Arrays.stream(label).distinct().count() < 2) {
            return Double.NaN;
        }
        double[][] indicators = new double[labels - 1][];
        for (int k = 0; k < indicators.length; k++) {
            int at = k;
            indicators[k] = centered(Arrays.stream(label).mapToDouble(one -> one == at ? 1 : 0).toArray(), speaker);
        }
        Array2DRowRealMatrix columns = new Array2DRowRealMatrix(indicators, false);
        RealVector products = columns.operate(new ArrayRealVector(centered, false));
        RealVector weights = new SingularValueDecomposition(columns.multiply(columns.transpose())).getSolver().solve(products);
        return Math.max(0, Math.min(1, weights.dotProduct(products) / all));
    }

    /** Up to so many of the strongest, none that correlates above {@value #ALIKE} with a stronger one that was taken. */
    public List<FeatureEffect> strongest(int most) {
        List<FeatureEffect> taken = new ArrayList<>();
        for (FeatureEffect effect : all) {
            if (taken.size() < most && Double.isFinite(effect.etaSquared())
                    && taken.stream().noneMatch(other -> correlation(other.values(), effect.values()) > ALIKE)) {
                taken.add(effect);
            }
        }
        return taken;
    }

    /** Size of the correlation over the clips that have both. */
    private static double correlation(double[] one, double[] other) {
        int[] both = IntStream.range(0, one.length).filter(i -> Double.isFinite(one[i]) && Double.isFinite(other[i])).toArray();
        double[] x = centered(IntStream.of(both).mapToDouble(i -> one[i]).toArray(), new int[both.length]);
        double[] y = centered(IntStream.of(both).mapToDouble(i -> other[i]).toArray(), new int[both.length]);
        double product = IntStream.range(0, both.length).mapToDouble(i -> x[i] * y[i]).sum();
        return Math.abs(product) / Math.sqrt(StatUtils.sumSq(x) * StatUtils.sumSq(y));
    }

    /** How many clips of a class were compared. */
    int clipsOf(String label) {
        return (int) clips.stream().filter(clip -> clip.label().equals(label)).count();
    }

    /** Why little can be made of the effects: the classes of fewer than {@value #FEW} clips; empty where there is none. */
    public Optional<String> caution() {
        String few = labels.stream().filter(label -> clipsOf(label) < FEW).map(label -> clipsOf(label) + " of " + label)
                .collect(Collectors.joining(", "));
        return few.isEmpty() ? Optional.empty() : Optional.of("fewer than " + FEW + " clips of an emotion (" + few
                + "): effects may be chance, large ones too; record more before relying on them");
    }

    /** What was compared with what, in words. */
    public String comparison() {
        long speakers = clips.stream().map(Clip::speaker).distinct().count();
        return String.format(Locale.ROOT, "%d clips, %d emotions, %s; by chance eta squared is about %.3f", clips.size(), labels.size(),
                withinSpeakers ? "compared within each of " + speakers + " speakers"
                        : "compared over all clips, since " + (clips.stream().anyMatch(clip -> clip.speaker().isEmpty())
                                ? "who speaks is not known of every clip" : speakers == 1 ? "there is one speaker"
                                        : "no speaker has two emotions"), chance);
    }
}
