package serlab.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Duplicates;
import serlab.feature.duplicate.DisjointSets;
import serlab.feature.duplicate.Hashed;
import serlab.feature.duplicate.SamePair;
import serlab.feature.duplicate.SamePairs;
import serlab.feature.duplicate.SoundPrints;

/** Which recordings hold the same audio. */
final class SameAudio {
    private final List<Recording> recordings;
    private final List<List<Recording>> identical;
    private final List<Pair> similar;
    private final DisjointSets sets;
    private final Map<String, Integer> byLocation = new HashMap<>();

    /**
     * Two recordings that are one, but for encoding, rate, gain, noise, cut ends, pitch, tempo or speed.
     *
     * @param how what was found of them
     */
    record Pair(Recording first, Recording second, SamePair how) {
    }

    private SameAudio(List<Recording> recordings, SoundPrints prints) {
        this.recordings = recordings;
        this.sets = new DisjointSets(recordings.size());
        Map<String, List<Integer>> byContent = new LinkedHashMap<>();
        for (int i = 0; i < recordings.size(); i++) {
            byLocation.put(recordings.get(i).clip().source().location(), i);
            byContent.computeIfAbsent(recordings.get(i).sound().print().samples(), hash -> new ArrayList<>()).add(i);
        }
        byContent.values().forEach(group -> group.forEach(i -> sets.join(group.get(0), i)));
        this.identical = groups(byContent.values());
        this.similar = similar(byContent.values().stream().map(group -> group.get(0)).toList(), prints);
    }

    /** Compares recordings, all of them readable. */
    static SameAudio among(List<Recording> recordings, SoundPrints prints) {
        return new SameAudio(List.copyOf(recordings), prints);
    }

    /** Recordings with equal samples, two or more in each group. */
    List<List<Recording>> identical() {
        return identical;
    }

    /** Recordings with nearly equal samples; of those with equal samples the first stands for all. */
    List<Pair> similar() {
        return similar;
    }

    /** Groups of recordings with equal or nearly equal samples, two or more in each. */
    List<List<Recording>> groups() {
        return groups(sets.groups());
    }

    /** Equal for two clips with the same audio; negative for clips that were not compared. */
    int groupOf(Clip clip) {
        Integer at = byLocation.get(clip.source().location());
        return at == null ? -1 : sets.root(at);
    }

    /** The duplicates among the clips of a corpus that were compared. */
    Duplicates duplicates(Corpus corpus) {
        Map<Integer, List<String>> groups = new LinkedHashMap<>();
        for (Clip clip : corpus.clips()) {
            if (groupOf(clip) >= 0) {
                groups.computeIfAbsent(groupOf(clip), group -> new ArrayList<>()).add(clip.id());
            }
        }
        return Duplicates.of(groups.values().stream().filter(group -> group.size() > 1).toList());
    }

    private List<List<Recording>> groups(Collection<List<Integer>> all) {
        return all.stream().filter(group -> group.size() > 1)
                .map(group -> group.stream().map(recordings::get).toList()).toList();
    }

    private List<Pair> similar(List<Integer> representatives, SoundPrints prints) {
        List<Recording> compared = representatives.stream().map(recordings::get).toList();
        List<Pair> pairs = new ArrayList<>();
        for (SamePair pair : SamePairs.among(compared.stream().map(recording -> recording.sound().print()).toList(),
                i -> new Hashed(compared.get(i).clip(), compared.get(i).sound().content()), prints)) {
            pairs.add(new Pair(compared.get(pair.first()), compared.get(pair.second()), pair));
            sets.join(representatives.get(pair.first()), representatives.get(pair.second()));
        }
        return List.copyOf(pairs);
    }
}
