package serlab.explore.effect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import serlab.Counted;

/**
 * What the numbers of a feature tell of the emotions of a corpus.
 *
 * @param effects    how each number differs between them
 * @param importance what each is worth beside the others; empty where there are too few clips to hold some out
 */
public record FeatureStudy(FeatureEffects effects, Optional<FeatureImportance> importance) {
    /** Said where there is no number without which more is lost than its repeats differ by. */
    public static final String NONE_MATTERS = "none of them matters alone";

    /** Studies numbers, a row per clip. */
    public static FeatureStudy of(ClipNumbers numbers, List<String> labels) {
        FeatureEffects effects = FeatureEffects.of(numbers, labels);
        return new FeatureStudy(effects, FeatureImportance.of(numbers, effects.labels()));
    }

    /** Why there is no importance. */
    public String withoutImportance() {
        return effects.labels().stream().min(Comparator.comparingInt(effects::clipsOf)).filter(label -> effects.clipsOf(label) < FeatureEffects.FEW)
                .map(label -> Counted.of(effects.clipsOf(label), "clip") + " of " + label + (effects.clipsOf(label) == 1 ? " is" : " are")
                        + " too few to hold some out; it takes " + FeatureEffects.FEW + " or more of each emotion")
                .orElse("the speakers are too few to hold some out; it takes two or more of each emotion");
    }
}
