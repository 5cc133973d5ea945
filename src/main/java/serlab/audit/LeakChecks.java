package serlab.audit;

import java.util.ArrayList;
import java.util.List;
import serlab.corpus.Corpus;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.Leaks.Leak;

/** The mistakes that an experiment file switches on; each finding has the name of its switch. */
final class LeakChecks {
    private LeakChecks() {
    }

    static List<Finding> findings(ExperimentSpec experiment, Corpus corpus, LeakCost worth) {
        List<Finding> findings = new ArrayList<>();
        for (Leak leak : Leak.values()) {
            if (experiment.leaks().has(leak)) {
                findings.add(new Finding(leak.word(), Severity.ERROR, count(leak, experiment, corpus),
                        message(leak) + worth.ofLeak(leak.word()), List.of("leaks: " + experiment.leaks().words())));
            }
        }
        return findings;
    }

    private static int count(Leak leak, ExperimentSpec experiment, Corpus corpus) {
        return switch (leak) {
            case DOUBLED_CLIPS -> corpus.clips().size();
            case AUGMENTED_BEFORE_SPLIT -> Math.max(1, experiment.copiesBeforeSplit().size() * corpus.clips().size());
            case SCALER_ON_EVERYTHING, CHECKPOINT_ON_TEST -> 1;
        };
    }

    private static String message(Leak leak) {
        return switch (leak) {
            case DOUBLED_CLIPS -> "Clips that the experiment puts into the corpus twice, so that it trains on what it tests. "
                    + "Take doubled-clips out of leaks.";
            case AUGMENTED_BEFORE_SPLIT -> "Changed copies that are made before the split, so that copies of test clips are "
                    + "trained on. Take augmented-before-split out of leaks.";
            case SCALER_ON_EVERYTHING -> "The scaler is fitted on all clips, the test clips among them. Take "
                    + "scaler-on-everything out of leaks.";
            case CHECKPOINT_ON_TEST -> "The epoch is chosen by its score on the test clips; those kept for that are "
                    + "trained on. Take checkpoint-on-test out of leaks.";
        };
    }
}
