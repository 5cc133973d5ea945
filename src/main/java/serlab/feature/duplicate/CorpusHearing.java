package serlab.feature.duplicate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.Duplicates;
import serlab.corpus.table.RowSource;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.ProgressListener;
import serlab.feature.recording.RecordingTraits;
import serlab.feature.recording.RevealingTrait;

/**
 * What must be heard in a corpus before it is divided: its duplicates, and whether the way it was recorded gives its classes
 * away. All of it is kept in the cache, so that the same corpus is listened to once.
 *
 * @param cache    where it is kept
 * @param threads  clips worked on at a time, at least 1; changes no result
 * @param progress told after each clip that had to be listened to
 */
public record CorpusHearing(FeatureCache cache, int threads, ProgressListener progress) {
    private static final String KIND = "recording marks 1";

    /**
     * The corpus with its {@link Corpus#duplicates()} and {@link Corpus#marks()}.
     *
     * @param fingerprint of the corpus
     * @throws InterruptedException if the thread is interrupted
     */
    public Corpus of(Corpus corpus, CorpusFingerprint fingerprint) throws InterruptedException {
        Duplicates duplicates = new DuplicateSearch(cache, threads, progress).in(corpus, fingerprint);
        byte[] key = fingerprint.hex().getBytes(StandardCharsets.US_ASCII);
        byte[] kept = cache.find(key, KIND).orElse(null);
        if (kept == null) {
            kept = String.join("\n", marks(corpus, fingerprint)).getBytes(StandardCharsets.UTF_8);
            cache.keep(key, KIND, kept);
        }
        String lines = new String(kept, StandardCharsets.UTF_8);
        return corpus.with(duplicates).marked(lines.isEmpty() ? List.of() : List.of(lines.split("\n")));
    }

    private List<String> marks(Corpus corpus, CorpusFingerprint fingerprint) throws InterruptedException {
        SoundPrints reader = new SoundPrints(cache);
        List<RecordingTraits> traits = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        new ClipPipeline(threads, false, (done, total) -> { }).run(
                corpus.clips().stream().filter(CorpusHearing::hasSound).toList(),
                clip -> reader.traits(clip, fingerprint.contentHashes().get(clip.id())), (clip, found) -> {
                    if (!found.values().isEmpty()) {
                        traits.add(found);
                        classes.add(clip.label());
                    }
                });
        return RevealingTrait.among(traits, classes).stream().filter(RevealingTrait::strong).limit(1)
                .map(telltale -> "RECORDING TELLS THE CLASS: " + telltale.words()).toList();
    }

    static boolean hasSound(Clip clip) {
        return !(clip.source() instanceof RowSource) && !clip.source().isImage();
    }
}
