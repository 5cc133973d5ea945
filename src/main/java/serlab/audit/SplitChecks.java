package serlab.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import serlab.corpus.Clip;

/** What the test clips of a split share with the clips that are seen before the test, over all its folds. */
final class SplitChecks {
    private static final String SOURCE = "source";
    private static final String STATEMENT = "statement";

    private final String name;
    private final List<NamedSplit> folds;
    private final SameAudio audio;
    private final LeakCost worth;
    private final List<Finding> findings = new ArrayList<>();

    private SplitChecks(String name, List<NamedSplit> folds, SameAudio audio, LeakCost worth) {
        this.name = name;
        this.folds = folds;
        this.audio = audio;
        this.worth = worth;
    }

    /**
     * Findings of one protocol.
     *
     * @param name  what messages call the protocol
     * @param folds its folds, over all seeds
     */
    static List<Finding> findings(String name, List<NamedSplit> folds, SameAudio audio, LeakCost worth) {
        SplitChecks checks = new SplitChecks(name, folds, audio, worth);
        checks.clips();
        checks.speakers();
        checks.statements();
        checks.labels();
        return List.copyOf(checks.findings);
    }

    private void clips() {
        Map<String, String> same = shared(clip -> {
            int group = audio.groupOf(clip);
            return group < 0 ? "" : Integer.toString(group);
        });
        add("same-audio-across-split", Severity.ERROR, same, "Test clips whose audio, or nearly so, is also trained or "
                + "validated on in " + name + ". Remove one of each pair, or keep both in the same set.");
        Map<String, String> sources = shared(clip -> clip.fields().getOrDefault(SOURCE, clip.id()));
        add("same-source-across-split", Severity.ERROR, sources, "Test clips that come from the same source clip as one "
                + "that is trained or validated on in " + name + ", such as augmented copies. Split by source, with "
                + "groups:source, and augment training clips only." + worth.ofLeak("augmented-before-split"));
    }

    private void speakers() {
        Map<String, String> speakers = inBoth(Clip::speaker);
        add("speakers-across-split", Severity.ERROR, speakers, "Speakers who are tested and also trained or validated on "
                + "in " + name + ". The numbers are of known voices: use speakers, actor-folds-5 or groups." + worth.ofSpeakers());
    }

    private void statements() {
        Map<String, String> statements = inBoth(clip -> clip.fields().getOrDefault(STATEMENT, ""));
        add("sentences-across-split", Severity.WARNING, statements, "Sentences that are tested and also trained on in "
                + name + ". The numbers are of known words: statement-disjoint tells what unknown ones cost.");
    }

    private void labels() {
        Map<String, String> unseen = new TreeMap<>();
        Map<String, String> untested = new TreeMap<>();
        for (NamedSplit fold : folds) {
            Set<String> trained = labels(fold.training());
            Set<String> tested = labels(fold.test());
            tested.stream().filter(label -> !trained.contains(label))
                    .forEach(label -> unseen.putIfAbsent(label, label + " in " + fold.name()));
            trained.stream().filter(label -> !tested.contains(label))
                    .forEach(label -> untested.putIfAbsent(label, label + " in " + fold.name()));
        }
        add("class-unseen-in-training", Severity.ERROR, unseen, "Classes that " + name + " tests in a fold that does not "
                + "train on them. Add clips of them or choose another protocol.");
        add("class-not-tested", Severity.WARNING, untested, "Classes without a test clip in a fold of " + name
                + ". Their recall is not known there.");
    }

    /** Test clips, by id, whose key a seen clip has too, with one such clip; the empty key is passed over. */
    private Map<String, String> shared(Function<Clip, String> key) {
        Map<String, String> shared = new LinkedHashMap<>();
        for (NamedSplit fold : folds) {
            Map<String, Clip> seen = new LinkedHashMap<>();
            fold.seen().forEach(clip -> seen.putIfAbsent(key.apply(clip), clip));
            seen.remove("");
            for (Clip clip : fold.test()) {
                Clip other = seen.get(key.apply(clip));
                if (other != null) {
                    shared.putIfAbsent(clip.id(), clip.id() + " = " + other.id() + " (" + fold.name() + ")");
                }
            }
        }
        return shared;
    }

    /** Keys that both a test clip and a seen clip of a fold have. */
    private Map<String, String> inBoth(Function<Clip, String> key) {
        Map<String, String> both = new TreeMap<>();
        for (NamedSplit fold : folds) {
            Set<String> seen = fold.seen().stream().map(key).collect(Collectors.toSet());
            seen.remove("");
            fold.test().stream().map(key).filter(seen::contains)
                    .forEach(value -> both.putIfAbsent(value, value + " (" + fold.name() + ")"));
        }
        return both;
    }

    private static Set<String> labels(List<Clip> clips) {
        return clips.stream().map(Clip::label).collect(Collectors.toCollection(TreeSet::new));
    }

    private void add(String code, Severity severity, Map<String, String> found, String message) {
        if (!found.isEmpty()) {
            findings.add(new Finding(code, severity, found.size(), message, List.copyOf(found.values())));
        }
    }
}
