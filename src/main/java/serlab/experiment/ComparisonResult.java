package serlab.experiment;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.corpus.Corpus;
import serlab.evaluation.PairedTest;

/**
 * What a comparison found.
 *
 * @param corpus   the clips that could be used
 * @param skipped  how many clips could not
 * @param variants in the file's order
 * @param plots    pictures written
 * @param page     address of the tracked runs, if there is one
 * @param model    folder of the model that {@code ./ser predict} takes by default
 */
public record ComparisonResult(ComparisonSpec spec, Corpus corpus, int skipped, List<VariantResult> variants,
                               List<Path> plots, Optional<String> page, Path model) {
    public ComparisonResult {
        variants = List.copyOf(variants);
        plots = List.copyOf(plots);
    }

    /** The variant with the highest mean UAR. */
    public VariantResult best() {
        return variants.stream().max(Comparator.comparingDouble(v -> v.uar().mean())).orElseThrow();
    }

    /** What a single number is asked of: the ensemble, or the variant with the highest mean UAR. */
    public VariantResult headline() {
        return spec.ensemble() ? variants.get(variants.size() - 1) : best();
    }

    /** Paired test of the first two variants over folds and seeds, where there are two and at least two folds. */
    public Optional<PairedTest> pairedUar() {
        if (variants.size() != 2 || spec.ensemble() || variants.get(0).trials().size() < 2) {
            return Optional.empty();
        }
        int folds = variants.get(0).folds();
        double testToTraining = folds > 1 ? 1.0 / (folds - 1) : 0.25;
        return Optional.of(PairedTest.of(variants.get(0).values(r -> r.uar()), variants.get(1).values(r -> r.uar()),
                testToTraining));
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
                + (first.inference().transductive() ? "; transductive: unlabelled clips of test speakers are used" : "")
                + (first.leaks().any() ? "; " + first.leaks().warning() : "");
    }
}
