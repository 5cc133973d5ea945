package serlab.audit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import serlab.ContentHash;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.table.RowSource;
import serlab.feature.cache.ProgressListener;
import serlab.feature.duplicate.SoundPrints;

/** Reader of clips on all cores; files with equal bytes are decoded once. */
final class RecordingReader {
    private final Map<String, AuditedSound> sounds = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final SoundPrints prints;

    private RecordingReader(SoundPrints prints) {
        this.prints = prints;
    }

    /** The recordings of clips, in their order; one that cannot be read has a problem. */
    static List<Recording> read(List<Clip> clips, SoundPrints prints, ProgressListener progress) {
        RecordingReader reader = new RecordingReader(prints);
        return clips.parallelStream().map(clip -> {
            Recording recording = reader.read(clip);
            progress.progress(reader.done.incrementAndGet(), clips.size());
            return recording;
        }).toList();
    }

    private AuditedSound sound(ClipSource source, byte[] bytes, String hash) {
        if (source instanceof RowSource) {
            return AuditedSound.none(hash);
        }
        return source.isImage() ? AuditedSound.ofImage(bytes, source.location()) : AuditedSound.of(bytes, source.location(), hash, prints);
    }

    private Recording read(Clip clip) {
        String location = clip.source().location();
        try {
            byte[] bytes = clip.source().bytes();
            String hash = ContentHash.of(bytes);
            return new Recording(clip, sounds.computeIfAbsent(hash, unknown -> sound(clip.source(), bytes, hash)), "");
        } catch (InvalidInputException e) {
            return Recording.unreadable(clip, e.getMessage());
        } catch (IOException e) {
            return Recording.unreadable(clip, location + " cannot be read (" + IoReason.of(e) + ")");
        }
    }
}
