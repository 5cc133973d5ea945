package serlab.explore.effect;

import java.util.List;
import java.util.Optional;

/**
 * What the numbers of a feature tell of the emotions of a corpus.
 *
 * @param effects    how each number differs between them
 * @param importance what each is worth beside the others; empty where there are too few clips to hold some out
 */
public record FeatureStudy(FeatureEffects effects, Optional<FeatureImportance> importance) {
    /** Studies numbers, a row per clip. */
    public static FeatureStudy of(ClipNumbers numbers, List<String> labels) {
        FeatureEffects effects = FeatureEffects.of(numbers, labels);
        return new FeatureStudy(effects, FeatureImportance.of(numbers, effects.labels()));
    }
}
