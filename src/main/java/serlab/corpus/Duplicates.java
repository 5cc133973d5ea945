package serlab.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which clips of a corpus are duplicates of one recording: equal, encoded anew, cut, or changed in level, pitch or tempo.
 *
 * @param groups the id of the first clip of its group, by the id of every clip that has a duplicate, the first one included
 */
public record Duplicates(Map<String, String> groups) {
    /** Every clip is a recording of its own, as far as is known. */
    public static final Duplicates NONE = new Duplicates(Map.of());

    public Duplicates {
        groups = Map.copyOf(groups);
    }

    /** @param groups ids of clips that are one recording, two or more in each; no id stands in two groups */
    public static Duplicates of(List<List<String>> groups) {
        Map<String, String> firsts = new LinkedHashMap<>();
        groups.forEach(group -> group.forEach(id -> firsts.put(id, group.get(0))));
        return new Duplicates(firsts);
    }

    /** What clips of one recording have in common: the id of one of them. */
    public String recordingOf(Clip clip) {
        return groups.getOrDefault(clip.id(), clip.id());
    }

    /** Of the clips the first of every recording, in their order. */
    public List<Clip> firsts(List<Clip> clips) {
        Set<String> known = new HashSet<>();
        return clips.stream().filter(clip -> known.add(recordingOf(clip))).toList();
    }

    /** The test clips of a split whose recording also trains or validates. */
    public List<Clip> acrossSides(Split split) {
        if (groups.isEmpty()) {
            return List.of();
        }
        List<Clip> before = new ArrayList<>(split.training());
        before.addAll(split.validation());
        Set<String> seen = new HashSet<>();
        before.forEach(clip -> seen.add(recordingOf(clip)));
        return split.test().stream().filter(clip -> seen.contains(recordingOf(clip))).toList();
    }
}
