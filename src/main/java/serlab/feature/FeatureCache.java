package serlab.feature;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;

/**
 * Computes the fixed-length features of encoded clips and keeps them in a folder, one file per clip and spec.
 *
 * <p>The key is the SHA-256 of the clip's bytes, {@link FeatureSpec#id()} and the version of the code that decodes and
 * resamples. A damaged file is computed again and replaced. If the folder cannot be read or written, work goes on without it
 * and {@link #warnings()} says so. Safe for use by several threads and processes.
 */
public final class FeatureCache {
    /** Raised whenever decoding, resampling or the file layout changes. */
    private static final int CODE_VERSION = 1;

    private final Path directory;
    private final AtomicReference<String> warning = new AtomicReference<>();

    /** @param directory where the files go; created when first needed */
    public FeatureCache(Path directory) {
        this.directory = directory;
    }

    /**
     * The folder named by {@code SER_CACHE}, or else {@code serlab/features} in the user's cache folder as the operating
     * system has it.
     *
     * @param environment environment variables
     */
    public static Path defaultDirectory(Map<String, String> environment) {
        String named = environment.get("SER_CACHE");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return userCacheFolder(environment).resolve("serlab").resolve("features");
    }

    private static Path userCacheFolder(Map<String, String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        String named = environment.get(system.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        return named == null || named.isBlank() ? home.resolve(".cache") : Path.of(named);
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
        return get(content, location, spec, change, false);
    }

    /**
     * As {@link #get(byte[], String, FeatureSpec, WaveformChange)}.
     *
     * @param whole whether the feature keeps the recording's own length, as {@link FeatureSpec#full} gives it
     */
    float[][] get(byte[] content, String location, FeatureSpec spec, WaveformChange change, boolean whole) {
        Path file = fileOf(content, spec, change, whole);
        Optional<float[][]> kept = read(file, spec, whole);
        if (kept.isPresent()) {
            return kept.get();
        }
        Waveform waveform = ClipCheck.usable(AudioDecoder.decode(content, location), location);
        Waveform changed = change.apply(waveform);
        float[][] feature = whole ? spec.full(changed) : spec.extract(changed);
        write(file, feature);
        return feature;
    }

    /** At most one line: why the folder is not used. */
    public List<String> warnings() {
        return Optional.ofNullable(warning.get()).stream().toList();
    }

    /** Where the feature of a clip is kept. */
    Path fileOf(byte[] content, FeatureSpec spec) {
        return fileOf(content, spec, WaveformChange.NONE, false);
    }

    private Path fileOf(byte[] content, FeatureSpec spec, WaveformChange change, boolean whole) {
        MessageDigest digest = sha256();
        digest.update(content);
        digest.update((spec.id() + " code " + CODE_VERSION + change.id() + (whole ? " whole" : "")).getBytes(StandardCharsets.UTF_8));
        String key = HexFormat.of().formatHex(digest.digest());
        return directory.resolve(key.substring(0, 2)).resolve(key.substring(2, 4)).resolve(key + ".feature");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private Optional<float[][]> read(Path file, FeatureSpec spec, boolean whole) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            return whole ? FeatureFile.decode(content, spec.bands())
                    : FeatureFile.decode(content, spec.bands(), spec.frames());
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        } catch (IOException e) {
            warn(e);
            return Optional.empty();
        }
    }

    private void write(Path file, float[][] feature) {
        if (warning.get() != null) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), "unfinished", null);
            try {
                Files.write(unfinished, FeatureFile.encode(feature));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            warn(e);
        }
    }

    private void warn(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return;
        }
        warning.compareAndSet(null, "feature cache " + directory + " cannot be used (" + e.getClass().getSimpleName() + ": "
                + e.getMessage() + "); features are computed each time: set SER_CACHE to a folder you can write to");
    }
}
