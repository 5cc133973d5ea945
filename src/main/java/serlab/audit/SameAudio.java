package serlab.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.corpus.Clip;

/** Which recordings hold the same audio. */
final class SameAudio {
    private final List<Recording> recordings;
    private final List<List<Recording>> identical;
    private final List<Pair> similar;
    /** Another recording with the same audio, or the recording itself: a forest. */
    private final int[] parent;
    private final Map<String, Integer> byLocation = new HashMap<>();

    /**
     * Two recordings that are one, but for encoding, rate, gain, noise or cut ends.
     *
     * @param correlation of their waveforms, {@value WaveformMatch#LEAST_CORRELATION} to 1
     */
    record Pair(Recording first, Recording second, double correlation) {
    }

    private SameAudio(List<Recording> recordings) {
        this.recordings = recordings;
        this.parent = new int[recordings.size()];
        Arrays.setAll(parent, i -> i);
        Map<String, List<Integer>> byContent = new LinkedHashMap<>();
        for (int i = 0; i < parent.length; i++) {
            byLocation.put(recordings.get(i).clip().source().location(), i);
            byContent.computeIfAbsent(recordings.get(i).sound().hash(), hash -> new ArrayList<>()).add(i);
        }
        byContent.values().forEach(group -> group.forEach(i -> join(group.get(0), i)));
        this.identical = groups(byContent.values());
        this.similar = similar(byContent.values().stream().map(group -> group.get(0)).toList());
    }

    /** Compares recordings, all of them readable. */
    static SameAudio among(List<Recording> recordings) {
        return new SameAudio(List.copyOf(recordings));
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
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < parent.length; i++) {
            groups.computeIfAbsent(root(i), root -> new ArrayList<>()).add(i);
        }
        return groups(groups.values());
    }

    /** Equal for two clips with the same audio; negative for clips that were not compared. */
    int groupOf(Clip clip) {
        Integer at = byLocation.get(clip.source().location());
        return at == null ? -1 : root(at);
    }

    private List<List<Recording>> groups(Collection<List<Integer>> all) {
        return all.stream().filter(group -> group.size() > 1)
                .map(group -> group.stream().map(recordings::get).toList()).toList();
    }

    private List<Pair> similar(List<Integer> representatives) {
        List<Fingerprint> prints = representatives.stream().map(i -> recordings.get(i).sound().print()).toList();
        List<Pair> pairs = new ArrayList<>();
        for (SimilarAudio.Candidate candidate : SimilarAudio.among(prints)) {
            int first = representatives.get(candidate.first());
            int second = representatives.get(candidate.second());
            double correlation = WaveformMatch.correlation(recordings.get(first).clip(), recordings.get(second).clip(),
                    candidate.lagFrames());
            if (correlation >= WaveformMatch.LEAST_CORRELATION) {
                pairs.add(new Pair(recordings.get(first), recordings.get(second), correlation));
                join(first, second);
            }
        }
        return List.copyOf(pairs);
    }

    private void join(int a, int b) {
        parent[root(b)] = root(a);
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            at = parent[at];
        }
        return at;
    }
}
