package serlab.feature.duplicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.Mappers;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.Duplicates;
import serlab.corpus.table.RowSource;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.ProgressListener;

/**
 * Search for the duplicates of a corpus. What is found is kept in the cache, for the corpus and for each of its recordings.
 *
 * @param cache    where prints are kept
 * @param threads  clips worked on at a time, at least 1; changes no result
 * @param progress told after each clip whose print had to be read
 */
public record DuplicateSearch(FeatureCache cache, int threads, ProgressListener progress) {
    private static final String KIND = "duplicates 1";
    /** Rows of a table with fewer numbers than this may be equal by chance. */
    private static final int LEAST_NUMBERS = 8;

    /**
     * The duplicates among clips that can be read; those that cannot have none.
     *
     * @param fingerprint of the corpus
     * @throws InterruptedException if the thread is interrupted
     */
    public Duplicates in(Corpus corpus, CorpusFingerprint fingerprint) throws InterruptedException {
        byte[] key = fingerprint.hex().getBytes(StandardCharsets.US_ASCII);
        Optional<byte[]> kept = cache.find(key, KIND);
        if (kept.isPresent()) {
            return decoded(kept.get());
        }
        Duplicates found = search(corpus, fingerprint);
        cache.keep(key, KIND, encoded(found));
        return found;
    }

    private Duplicates search(Corpus corpus, CorpusFingerprint fingerprint) throws InterruptedException {
        List<Clip> clips = corpus.clips();
        Map<String, Integer> positions = new HashMap<>();
        Map<String, List<Integer>> byContent = new LinkedHashMap<>();
        for (int i = 0; i < clips.size(); i++) {
            String id = clips.get(i).id();
            positions.put(id, i);
            byContent.computeIfAbsent(mayRepeat(clips.get(i)) ? fingerprint.contentHashes().get(id) : id,
                    content -> new ArrayList<>()).add(i);
        }
        DisjointSets sets = new DisjointSets(clips.size());
        join(sets, byContent.values());
        List<Clip> different = byContent.values().stream().map(same -> clips.get(same.get(0))).toList();
        for (List<Clip> same : bySound(different, fingerprint)) {
            same.forEach(clip -> sets.join(positions.get(same.get(0).id()), positions.get(clip.id())));
        }
        return Duplicates.of(sets.groups().stream()
                .map(group -> group.stream().map(i -> clips.get(i).id()).toList()).toList());
    }

    /** Clips of different bytes that are one recording, two or more in each list. */
    private List<List<Clip>> bySound(List<Clip> clips, CorpusFingerprint fingerprint) throws InterruptedException {
        SoundPrints reader = new SoundPrints(cache);
        List<Hashed> heard = new ArrayList<>();
        Map<String, List<Integer>> bySamples = new LinkedHashMap<>();
        Map<String, SoundPrint> prints = new LinkedHashMap<>();
        new ClipPipeline(threads, false, progress).run(clips.stream().filter(CorpusHearing::hasSound).toList(),
                clip -> reader.of(clip, fingerprint.contentHashes().get(clip.id())), (clip, print) -> {
                    bySamples.computeIfAbsent(print.samples(), samples -> new ArrayList<>()).add(heard.size());
                    prints.putIfAbsent(print.samples(), print);
                    heard.add(new Hashed(clip, fingerprint.contentHashes().get(clip.id())));
                });
        DisjointSets sets = new DisjointSets(heard.size());
        join(sets, bySamples.values());
        List<Integer> firsts = bySamples.values().stream().map(same -> same.get(0)).toList();
        for (SamePair pair : SamePairs.among(List.copyOf(prints.values()), i -> heard.get(firsts.get(i)), reader)) {
            sets.join(firsts.get(pair.first()), firsts.get(pair.second()));
        }
        return sets.groups().stream().map(group -> group.stream().map(i -> heard.get(i).clip()).toList()).toList();
    }

    private static void join(DisjointSets sets, Collection<List<Integer>> groups) {
        groups.forEach(group -> group.forEach(i -> sets.join(group.get(0), i)));
    }

    private static boolean mayRepeat(Clip clip) {
        return !(clip.source() instanceof RowSource row) || row.values().length >= LEAST_NUMBERS;
    }

    private static byte[] encoded(Duplicates duplicates) {
        try {
            return Mappers.JSON.writeValueAsBytes(duplicates.groups());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names of clips cannot be written as JSON", e);
        }
    }

    private static Duplicates decoded(byte[] kept) {
        try {
            return new Duplicates(Mappers.JSON.readValue(kept, new TypeReference<Map<String, String>>() { }));
        } catch (IOException e) {
            throw new UncheckedIOException("kept duplicates cannot be read, though their checksum is right", e);
        }
    }
}
