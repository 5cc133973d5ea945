package serlab.feature.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import serlab.AtomicFile;
import serlab.ContentHash;
import serlab.FolderLock;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.table.RowSource;
import serlab.feature.ClipCheck;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.Features;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Writer of the features of many recordings into a folder. Only a few recordings are in memory at a time. What the folder
 * holds already of the same audio and settings is kept; what the cache holds of them is not computed anew.
 *
 * @param settings what is written
 * @param root     where the files go; new, or begun with the same settings
 * @param cache    where features are kept that trainings, too, take from there; empty for none
 */
public record FeatureExport(ExportSettings settings, Path root, Optional<FeatureCache> cache) {
    /** What is kept of a recording besides its feature: its duration in seconds, as a double. */
    private static final String DURATION = "duration 1";

    /** Everything is computed. */
    public FeatureExport(ExportSettings settings, Path root) {
        this(settings, root, Optional.empty());
    }

    /** A feature and the duration of its recording. */
    private record Computed(float[][] feature, double seconds, boolean cached) {
    }

    /** The outcome for one recording. */
    private record Outcome(Exported exported, boolean kept, boolean cached) {
    }

    /**
     * Writer of the features.
     *
     * @param clips    the recordings, each with an id of its own, which becomes the name of its file; the tables keep their
     *                 order
     * @param pipeline how they are worked through
     * @throws InvalidInputException if another process writes into the folder, it holds something else, no recording can be used,
     *                               or, when strict, for the first that cannot
     * @throws InterruptedException  if the thread is interrupted; every file is whole then
     */
    public ExportResult run(List<Clip> clips, ClipPipeline pipeline) throws InterruptedException {
        try (FolderLock lock = FolderLock.of(root)) {
            return runTaken(clips, pipeline);
        }
    }

    /** As {@link #run} into a folder that the caller has taken. */
    public ExportResult runTaken(List<Clip> clips, ClipPipeline pipeline) throws InterruptedException {
        requireUnique(clips);
        RowSource.requireRecordings(clips);
        try (ExportFolder folder = ExportFolder.open(root, settings)) {
            Map<String, Exported> earlier = Map.copyOf(folder.finished());
            ExportTables tables = new ExportTables(folder, settings, clips);
            int[] kept = new int[1];
            int[] cached = new int[1];
            List<String> notes = new ArrayList<>();
            List<String> skipped = pipeline.run(clips, clip -> exportIfItFits(folder, clip, earlier.get(clip.id())),
                    (clip, outcome) -> {
                        kept[0] += outcome.kept() ? 1 : 0;
                        cached[0] += outcome.cached() ? 1 : 0;
                        if (!outcome.kept()) {
                            folder.finish(outcome.exported());
                        }
                        tables.add(outcome.exported());
                        settings.spec().cutting(outcome.exported().seconds())
                                .ifPresent(note -> notes.add(clip.source().location() + ": " + note));
                    }).stream().map(Features.Skipped::reason).toList();
            if (tables.size() == 0) {
                throw new InvalidInputException(nothingUsable(skipped));
            }
            tables.note().ifPresent(notes::add);
            Path result = settings.format() == ExportSettings.Format.NPY ? root : tables.writeTable();
            return new ExportResult(tables.size() - cached[0] - kept[0], cached[0], kept[0], skipped, notes, tables.writeIndex(),
                    result);
        } catch (IOException e) {
            throw AtomicFile.failure(root, e);
        }
    }

    private static void requireUnique(List<Clip> clips) {
        Set<String> ids = new HashSet<>();
        for (Clip clip : clips) {
            if (!ids.add(clip.id())) {
                throw new InvalidInputException("two recordings are called '" + clip.id() + "'; give each its own name");
            }
        }
    }

    private Outcome export(ExportFolder folder, Clip clip, Exported earlier) {
        String location = clip.source().location();
        Path file = folder.file(clip.id(), settings.format());
        byte[] content = ClipPipeline.bytes(clip);
        String hash = ContentHash.of(content);
        if (earlier != null && earlier.sha256().equals(hash) && Files.exists(file)) {
            return new Outcome(earlier, true, false);
        }
        Computed computed = cache.flatMap(kept -> known(kept, content)).orElseGet(() -> compute(content, location));
        float[][] feature = computed.feature();
        folder.write(file, Npy.encode(feature));
        return new Outcome(new Exported(clip.id(), hash, computed.seconds(), feature.length, feature[0].length), false,
                computed.cached());
    }

    /** Computes what the cache does not have of a recording, and writes nothing else. */
    public void fill(Clip clip) {
        byte[] content = ClipPipeline.bytes(clip);
        if (cache.flatMap(kept -> known(kept, content)).isEmpty()) {
            compute(content, clip.source().location());
        }
    }

    private Optional<Computed> known(FeatureCache kept, byte[] content) {
        return kept.find(content, DURATION).filter(bytes -> bytes.length == Double.BYTES).flatMap(seconds ->
                kept.find(content, settings.spec(), !settings.fixed()).map(feature ->
                        new Computed(feature, ByteBuffer.wrap(seconds).getDouble(), true)));
    }

    private Computed compute(byte[] content, String location) {
        Waveform waveform = ClipCheck.usable(AudioDecoder.decode(content, location), location);
        float[][] feature = ClipCheck.naming(location, () -> settings.compute(new SignalAnalysis(waveform)));
        double seconds = waveform.durationSeconds();
        cache.ifPresent(kept -> {
            kept.keep(content, settings.spec(), !settings.fixed(), feature);
            kept.keep(content, DURATION, ByteBuffer.allocate(Double.BYTES).putDouble(seconds).array());
        });
        return new Computed(feature, seconds, false);
    }

    /** The outcome for a clip, or a refusal if it is too long. */
    private Outcome exportIfItFits(ExportFolder folder, Clip clip, Exported earlier) {
        try {
            return export(folder, clip, earlier);
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException(String.format(Locale.ROOT, "%s is too long for the %.1f GB of memory that this "
                    + "program may use; cut it, or raise the limit, for example with SER_JAVA_OPTIONS=-Xmx8g",
                    clip.source().location(), Runtime.getRuntime().maxMemory() / 1e9), e);
        }
    }

    private static String nothingUsable(List<String> skipped) {
        return skipped.isEmpty() ? "there are no recordings; name files or a corpus with --data"
                : (skipped.size() == 1 ? "the only recording cannot be used: "
                        : "none of the " + skipped.size() + " recordings can be used; the first: ") + skipped.get(0);
    }
}
