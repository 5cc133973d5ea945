package serlab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.corpus.SpeakerMark;
import serlab.evaluation.PairedTest;
import serlab.evaluation.TestScores;
import serlab.model.InferenceSpec.Normalize;

/**
 * What a comparison found.
 *
 * @param corpus   the clips that could be used
 * @param skipped  how many clips could not
 * @param variants in the file's order; those without any result are left out
 * @param failed   trainings that came to no result, and folds of an ensemble without one of their members
 * @param plots    pictures written
 * @param answers  the table of {@link Answers}, in the output folder
 * @param page     address of the tracked runs, if there is one
 * @param model    folder of the model that {@code ./ser predict} takes by default
 */
public record ComparisonResult(ComparisonSpec spec, Corpus corpus, int skipped, List<VariantResult> variants,
                               List<FailedTraining> failed, List<Path> plots, Path answers, Optional<String> page,
                               Path model) {
    public ComparisonResult {
        variants = List.copyOf(variants);
        failed = List.copyOf(failed);
        plots = List.copyOf(plots);
    }

    /** The variant with the highest mean UAR, of those with the fewest failed trainings. */
    public VariantResult best() {
        long fewest = variants.stream().mapToLong(this::missing).min().orElseThrow();
        return variants.stream().filter(variant -> missing(variant) == fewest)
                .max(Comparator.comparingDouble(v -> v.uar().mean())).orElseThrow();
    }

    /** How many trainings of a variant failed. */
    public long missing(VariantResult variant) {
        return missing(variant.spec().name()).size();
    }

    private List<FailedTraining> missing(String variant) {
        return failed.stream().filter(one -> one.key().variant().equals(variant)).toList();
    }

    /** The variants without any result, and how many of their trainings failed. */
    public Map<String, Integer> failedVariants() {
        Map<String, Integer> all = new LinkedHashMap<>();
        failed.stream().map(one -> one.key().variant())
                .filter(name -> variants.stream().noneMatch(variant -> variant.spec().name().equals(name)))
                .forEach(name -> all.merge(name, 1, Integer::sum));
        return all;
    }

    /** What a table must say of what is not in it; no line where everything is. */
    public List<String> missing() {
        if (failed.isEmpty()) {
            return List.of();
        }
        int trainings = failed.size() + variants.stream().mapToInt(variant -> variant.trainings().size()).sum();
        List<String> lines = new ArrayList<>(List.of("Missing: " + FailedTraining.counted(failed, trainings)
                + "; means, intervals and tests are over what is left."));
        failed.forEach(one -> lines.add("  " + one.text()));
        return lines;
    }

    /** What a single number is asked of: the ensemble, or the variant with the highest mean UAR. */
    public VariantResult headline() {
        return variants.stream().filter(variant -> spec.ensemble() && variant.spec().name().equals(spec.name())).findFirst()
                .orElseGet(this::best);
    }

    /**
     * Paired test of the UARs of the first two variants under every fold and seed that both have, where there are two variants
     * and at least two such pairs.
     */
    public Optional<PairedTest> pairedUar() {
        return variants.size() != 2 || spec.ensemble() ? Optional.empty()
                : TestScores.paired(variants.get(0).scores(), variants.get(1).scores());
    }

    /** {@link #pairedUar()} as metrics of the comparison's run: the difference, its 95 % interval and p, corrected. */
    Map<String, Double> difference() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        pairedUar().ifPresent(test -> {
            metrics.put("difference/uar", test.meanDifference());
            metrics.put("difference/uar_low", test.corrected().interval().lower());
            metrics.put("difference/uar_high", test.corrected().interval().upper());
            metrics.put("difference/uar_p", test.corrected().p());
        });
        return metrics;
    }

    /** How many test clips have a duplicate on another side. */
    public DuplicateMark duplicates() {
        return spec.variants().get(0).duplicatesAcross(corpus);
    }

    /** Whether something that is known flatters the numbers: a leak, duplicates, or speakers on both sides of the corpus' own split. */
    public boolean flattered() {
        return !leaks().isEmpty() || duplicates().any();
    }

    /** The leaks that are switched on, and that speakers stand on both sides of the corpus' own split. */
    public List<String> leaks() {
        return leaks(spec.variants().get(0), corpus);
    }

    static List<String> leaks(ExperimentSpec variant, Corpus corpus) {
        return variant.leaks().words(variant.protocol().speakersAcross(corpus));
    }

    /** Test speakers who are heard in training or validation, where the corpus' own split has them so. */
    public SpeakerMark speakersAcross() {
        return spec.variants().get(0).protocol().speakersAcross(corpus);
    }

    /** One line under every table and picture: what the numbers are of. */
    public String provenance() {
        return provenance(spec, corpus, variants.get(0));
    }

    static String provenance(ComparisonSpec spec, Corpus corpus, VariantResult variant) {
        ExperimentSpec first = spec.variants().get(0);
        int folds = variant.folds();
        List<Long> seeds = variant.seeds();
        return corpus.name() + ", " + corpus.clips().size() + " clips; split "
                + first.protocol().name() + ", " + folds + (folds == 1 ? " fold" : " folds") + "; seed"
                + (seeds.size() == 1 ? " " : "s ") + String.join(", ", seeds.stream().map(String::valueOf).toList())
                + (first.inference().transductive() ? "; transductive: unlabeled clips of " + (first.inference().normalize() == Normalize.PER_CORPUS
                        ? "the test corpus are used" : "test speakers are used") : "")
                + (first.leaks().any() ? "; " + first.leaks().warning() : "")
                + first.duplicatesAcross(corpus).suffix()
                + first.protocol().speakersAcross(corpus).suffix()
                + String.join("", corpus.marks().stream().map(mark -> "; " + mark).toList());
    }
}
