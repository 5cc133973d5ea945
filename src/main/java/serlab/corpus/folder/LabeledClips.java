package serlab.corpus.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.Counted;
import serlab.corpus.Clip;

/** What can be said of clips whose labels someone else chose. */
public final class LabeledClips {
    private LabeledClips() {
    }

    /** The labels, sorted. */
    public static List<String> labels(List<Clip> clips) {
        return clips.stream().map(Clip::label).distinct().sorted().toList();
    }

    /** Unknown speakers, labels with one clip, a single label: one line each. */
    public static List<String> warnings(List<Clip> clips) {
        return warnings(clips, "a manifest with a speaker column mends it");
    }

    /** @param mend what makes speakers known */
    static List<String> warnings(List<Clip> clips, String mend) {
        List<String> warnings = new ArrayList<>();
        long unknown = clips.stream().filter(clip -> clip.speaker().isEmpty()).count();
        if (unknown > 0) {
            warnings.add(unknown + " of " + Counted.of(clips.size(), "clip") + (unknown == 1 ? " names" : " name") + " no speaker; only random splits are possible, "
                    + "and they flatter: " + mend);
        }
        Map<String, Long> counts =
                clips.stream().collect(Collectors.groupingBy(Clip::label, TreeMap::new, Collectors.counting()));
        counts.forEach((label, count) -> {
            if (count == 1) {
                warnings.add("label '" + label + "' has one clip; no split can train and test on it");
            }
        });
        if (counts.size() > 1 && counts.keySet().stream().allMatch(label -> label.matches("[0-9]+(\\.0)?|\\p{L}"))) {
            warnings.add("the labels " + String.join(", ", counts.keySet())
                    + " are codes; to give them names, or to leave some "
                    + "out, add --set 'corpus.labels={" + counts.keySet().stream().map(label -> label + ": emotion-" + label.replaceFirst("\\.0$", ""))
                    .collect(Collectors.joining(", ")) + "}' with the emotions in place of these names");
        }
        if (counts.size() == 1) {
            warnings.add("every clip is labeled '" + clips.get(0).label() + "'; there is nothing to tell apart");
        }
        return warnings;
    }
}
