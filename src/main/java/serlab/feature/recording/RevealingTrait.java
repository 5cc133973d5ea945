package serlab.feature.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A trait of recordings that alone tells to which class they belong.
 *
 * @param trait    the trait
 * @param accuracy balanced accuracy of the best guess by it, five-fold cross-validated, 0 to 1
 * @param chance   balanced accuracy without it: one over the number of classes
 * @param p        share of {@value #PERMUTATIONS} permutations of the classes that reach the same
 * @param typical  the middle value of every class, in words
 */
public record RevealingTrait(Trait trait, double accuracy, double chance, double p, String typical) {
    private static final int PERMUTATIONS = 999;
    private static final int FOLDS = 5;
    private static final int LEAST_PER_CLASS = 5;
    private static final int MOST_VALUES = 12;
    private static final int BINS = 8;
    /** A twentieth, shared by the traits. */
    private static final double LEVEL = 0.05 / Trait.values().length;
    private static final double LEAST_TECHNICAL = 0.1;
    private static final double LEAST_VOICED = 0.5;
    private static final double STRONG = 0.25;
    private static final int MOST_SHOWN = 6;

    /** The share of the way from chance to certainty. */
    public double excess() {
        return (accuracy - chance) / (1 - chance);
    }

    /** Whether a voice has no part in the trait and it tells much. */
    public boolean strong() {
        return trait.technical() && excess() >= STRONG;
    }

    /** {@code sampling rate: 50.0 % balanced accuracy, chance 25.0 %, p = 0.001; angry 8000 Hz, happy 22050 Hz}. */
    public String words() {
        return String.format(Locale.ROOT, "%s: %.1f %% balanced accuracy, chance %.1f %%, p = %.3f; %s", trait.words(),
                100 * accuracy, 100 * chance, p, typical);
    }

    /**
     * The traits that tell the classes beyond chance, the most telling first. Traits in which a voice has a part, such as level,
     * must get half of the way from chance to certainty, technical ones a tenth. Classes of fewer than {@value #LEAST_PER_CLASS}
     * recordings are left out.
     *
     * @param traits  of the recordings
     * @param classes their classes, in the same order; empty where a class is not known
     */
    public static List<RevealingTrait> among(List<RecordingTraits> traits, List<String> classes) {
        List<String> names = classes.stream().filter(name -> !name.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_PER_CLASS).map(Map.Entry::getKey).sorted().toList();
        if (names.size() < 2) {
            return List.of();
        }
        int[] known = IntStream.range(0, classes.size()).filter(i -> names.contains(classes.get(i))).toArray();
        int[] truth = Arrays.stream(known).map(i -> names.indexOf(classes.get(i))).toArray();
        List<RevealingTrait> found = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            double[] values = Arrays.stream(known).mapToDouble(i -> traits.get(i).values().get(trait)).toArray();
            of(trait, values, truth, names).ifPresent(found::add);
        }
        found.sort(Comparator.comparingDouble(RevealingTrait::accuracy).reversed());
        return List.copyOf(found);
    }

    private static Optional<RevealingTrait> of(Trait trait, double[] values, int[] truth, List<String> names) {
        int[] bins = bins(values);
        double chance = 1.0 / names.size();
        double accuracy = balancedAccuracy(bins, truth, names.size());
        double needed = chance + (1 - chance) * (trait.technical() ? LEAST_TECHNICAL : LEAST_VOICED);
        if (accuracy < needed) {
            return Optional.empty();
        }
        Random random = new Random(1);
        int[] permuted = truth.clone();
        int reached = 1;
        for (int i = 0; i < PERMUTATIONS; i++) {
            shuffle(permuted, random);
            reached += balancedAccuracy(bins, permuted, names.size()) >= accuracy ? 1 : 0;
        }
        double p = reached / (double) (PERMUTATIONS + 1);
        return p > LEVEL ? Optional.empty()
                : Optional.of(new RevealingTrait(trait, accuracy, chance, p, typical(trait, values, truth, names)));
    }

    private static String typical(Trait trait, double[] values, int[] truth, List<String> names) {
        String shown = IntStream.range(0, names.size()).limit(MOST_SHOWN).mapToObj(name -> {
            double[] own = IntStream.range(0, values.length).filter(i -> truth[i] == name).mapToDouble(i -> values[i])
                    .sorted().toArray();
            return names.get(name) + " " + trait.shown(own[own.length / 2]);
        }).collect(Collectors.joining(", "));
        return names.size() > MOST_SHOWN ? shown + ", …" : shown;
    }

    /** Numbers of values: of each value its own if they are few, else of eight equal parts of all. */
    private static int[] bins(double[] values) {
        double[] distinct = Arrays.stream(values).distinct().sorted().toArray();
        if (distinct.length <= MOST_VALUES) {
            return Arrays.stream(values).mapToInt(value -> Arrays.binarySearch(distinct, value)).toArray();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] edges = IntStream.range(1, BINS).mapToDouble(bin -> sorted[bin * sorted.length / BINS]).toArray();
        return Arrays.stream(values).mapToInt(value -> (int) Arrays.stream(edges).filter(edge -> value >= edge).count())
                .toArray();
    }

    /** Mean recall of guessing, for every bin, the class that has the largest share of its recordings of other folds in it. */
    private static double balancedAccuracy(int[] bins, int[] truth, int classes) {
        int count = Arrays.stream(bins).max().orElse(0) + 1;
        int[] seen = new int[classes];
        int[] folds = new int[truth.length];
        for (int i = 0; i < truth.length; i++) {
            folds[i] = seen[truth[i]]++ % FOLDS;
        }
        int[] right = new int[classes];
        for (int fold = 0; fold < FOLDS; fold++) {
            double[][] shares = new double[count][classes];
            for (int i = 0; i < truth.length; i++) {
                if (folds[i] != fold) {
                    shares[bins[i]][truth[i]] += 1.0 / seen[truth[i]];
                }
            }
            int[] guesses = new int[count];
            for (int bin = 0; bin < count; bin++) {
                for (int name = 1; name < classes; name++) {
                    guesses[bin] = shares[bin][name] > shares[bin][guesses[bin]] + 1e-9 ? name : guesses[bin];
                }
            }
            for (int i = 0; i < truth.length; i++) {
                right[truth[i]] += folds[i] == fold && guesses[bins[i]] == truth[i] ? 1 : 0;
            }
        }
        return IntStream.range(0, classes).mapToDouble(name -> right[name] / (double) seen[name]).average().orElse(0);
    }

    private static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
