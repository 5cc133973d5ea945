package serlab.feature.cache;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import serlab.ContentHash;
import serlab.InvalidInputException;
import serlab.UserCache;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.feature.ClipCheck;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;

/**
 * Cache of the fixed-length features of encoded clips, computed when first asked for, in a folder of bounded size, small
 * ones many to a file.
 *
 * <p>The key is the SHA-256 of the clip's bytes, {@link FeatureSpec#id()} and the version of the code that decodes and
 * resamples. What is damaged is computed again. If the folder cannot be read or written, work goes on without it
 * and {@link #warnings()} says so. Safe for use by several threads and processes.
 */
public final class FeatureCache {
    /** Raised whenever decoding, resampling, what is computed or the file layout changes, if only by rounding. */
    private static final int CODE_VERSION = 3;

    /** 10 GiB. */
    public static final long DEFAULT_LIMIT_BYTES = 10L << 30;
    /** As long as no recording is that is taken at once. */
    private static final double LONG_SECONDS = 100_000;

    private final BoundedFolder folder;

    /** Of at most {@link #DEFAULT_LIMIT_BYTES}. */
    public FeatureCache(Path directory) {
        this(directory, DEFAULT_LIMIT_BYTES);
    }

    /**
     * @param directory  where the files go; created when first needed
     * @param limitBytes the most that they may take; those not used for the longest time go first. Several processes that
     *                   write at once may exceed it by a sixteenth each
     */
    public FeatureCache(Path directory, long limitBytes) {
        if (limitBytes < 0) {
            throw new InvalidInputException("cache limit " + limitBytes + " bytes is negative; choose 0 or more");
        }
        this.folder = new BoundedFolder(directory, limitBytes);
    }

    /**
     * The folder named by {@code SER_CACHE}, or else {@code serlab/features} in the user's cache folder as the operating
     * system has it.
     *
     * @param environment environment variables
     */
    public static Path defaultDirectory(Map<String, String> environment) {
        return UserCache.named(environment).orElseGet(() -> UserCache.folder(environment, "features"));
    }

    /**
     * The feature of a clip, from the folder or computed.
     *
     * @param content  the encoded audio file, whole
     * @param location what messages call the clip
     * @return {@code float[spec.bands()][spec.frames()]}
     * @throws serlab.InvalidInputException if the clip cannot be decoded, or is too short or silent
     */
    public float[][] get(byte[] content, String location, FeatureSpec spec) {
        return get(content, location, spec, WaveformChange.NONE);
    }

    /** The feature of a changed copy of a clip; otherwise as {@link #get(byte[], String, FeatureSpec)}. */
    public float[][] get(byte[] content, String location, FeatureSpec spec, WaveformChange change) {
        return get(content, location, spec, change, false, note -> { });
    }

    /**
     * As {@link #get(byte[], String, FeatureSpec, WaveformChange)}.
     *
     * @param whole whether the feature keeps the recording's own length, as {@link FeatureSpec#full} gives it
     * @param cut   told if the recording is too long to be taken at once, in words
     */
    float[][] get(byte[] content, String location, FeatureSpec spec, WaveformChange change, boolean whole, Consumer<String> cut) {
        BoundedFolder.Entry entry = entryOf(content, spec, change, whole);
        Optional<float[][]> kept = read(entry, spec, whole);
        if (kept.isPresent()) {
            if (mayBeCut(spec)) {
                find(content, cutting(spec, change)).ifPresent(note -> cut.accept(new String(note, StandardCharsets.UTF_8)));
            }
            return kept.get();
        }
        float[][] feature = mayBeCut(spec) ? noted(content, location, spec, change, whole, cut)
                : whole ? full(content, location, spec, change) : spec.extract(content, location, change);
        folder.write(entry, FeatureFile.encode(feature));
        return feature;
    }

    private static boolean mayBeCut(FeatureSpec spec) {
        return spec.ofRecordings() && spec.cutting(LONG_SECONDS).isPresent();
    }

    private static String cutting(FeatureSpec spec, WaveformChange change) {
        return "cutting " + ContentHash.of(List.of(spec.id(), change.id()));
    }

    /** As it is computed, with a note that is kept beside it. */
    private float[][] noted(byte[] content, String location, FeatureSpec spec, WaveformChange change, boolean whole,
                            Consumer<String> cut) {
        Waveform usable = ClipCheck.usable(AudioDecoder.decode(content, location), location);
        return ClipCheck.naming(location, () -> {
            Waveform changed = change.apply(usable);
            float[][] feature = whole ? spec.full(changed) : spec.extract(changed);
            spec.cutting(changed.durationSeconds()).ifPresent(note -> {
                keep(content, cutting(spec, change), note.getBytes(StandardCharsets.UTF_8));
                cut.accept(note);
            });
            return feature;
        });
    }

    /**
     * The feature of a clip, if it is kept.
     *
     * @param whole whether it keeps the recording's own length
     */
    public Optional<float[][]> find(byte[] content, FeatureSpec spec, boolean whole) {
        return read(entryOf(content, spec, WaveformChange.NONE, whole), spec, whole);
    }

    /** Keeps the feature of a clip, as {@link #get} would have computed it. */
    public void keep(byte[] content, FeatureSpec spec, boolean whole, float[][] feature) {
        folder.write(entryOf(content, spec, WaveformChange.NONE, whole), FeatureFile.encode(feature));
    }

    /**
     * Anything else that is computed of some content and is worth keeping.
     *
     * @param kind     names what is computed and the version of the code that does it
     * @param computed computes it where it is not kept
     */
    public byte[] kept(byte[] content, String kind, Supplier<byte[]> computed) {
        return find(content, kind).orElseGet(() -> {
            byte[] made = computed.get();
            keep(content, kind, made);
            return made;
        });
    }

    /** What {@link #keep} kept; empty if it did not, or it is damaged. */
    public Optional<byte[]> find(byte[] content, String kind) {
        return folder.bytes(entryOf(content, kind)).flatMap(ChecksummedBytes::content);
    }

    /** Keeps what was computed of some content, under the name and version of what does it. */
    public void keep(byte[] content, String kind, byte[] computed) {
        folder.write(entryOf(content, kind), ChecksummedBytes.of(computed));
    }

    private Path folderOf(String kind) {
        return folder.root().resolve(kind.replaceAll("\\W+", "-"));
    }

    private BoundedFolder.Entry entryOf(byte[] content, String kind) {
        return new BoundedFolder.Entry(folderOf(kind), kind, ContentHash.of(content, kind + " code " + CODE_VERSION));
    }

    private static float[][] full(byte[] content, String location, FeatureSpec spec, WaveformChange change) {
        Waveform usable = ClipCheck.usable(AudioDecoder.decode(content, location), location);
        return ClipCheck.naming(location, () -> spec.full(change.apply(usable)));
    }

    /** At most one line: why the folder is not used. */
    public List<String> warnings() {
        return folder.warning().stream().toList();
    }

    /** Whether the feature of a clip is kept. */
    boolean holds(byte[] content, FeatureSpec spec, WaveformChange change, boolean whole) {
        return folder.holds(entryOf(content, spec, change, whole));
    }

    /** Under what the feature of a clip is kept. */
    BoundedFolder.Entry entryOf(byte[] content, FeatureSpec spec, WaveformChange change, boolean whole) {
        return new BoundedFolder.Entry(folderOf(spec), spec.id(),
                ContentHash.of(content, spec.id() + " code " + CODE_VERSION + change.id() + change.code()
                        + (whole ? " whole" : "")));
    }

    /** One folder per settings, so that their features can be counted together. */
    private Path folderOf(FeatureSpec spec) {
        String hash = ContentHash.of(spec.id().getBytes(StandardCharsets.UTF_8));
        return folder.root().resolve(spec.type() + "-" + hash.substring(0, 12));
    }

    private Optional<float[][]> read(BoundedFolder.Entry entry, FeatureSpec spec, boolean whole) {
        return folder.bytes(entry).flatMap(content -> whole ? FeatureFile.decode(content, spec.bands())
                : FeatureFile.decode(content, spec.bands(), spec.frames()));
    }
}
