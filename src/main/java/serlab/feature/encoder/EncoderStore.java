package serlab.feature.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import serlab.AtomicFile;
import serlab.ContentHash;
import serlab.IoReason;
import serlab.UserCache;

/**
 * The encoders of this machine: one folder each with a {@value #FILE}, in the user's cache folder; and any that is named by its
 * path. Every encoder of a folder is read once for all threads of the process, and its hash is checked then; that of a file in
 * this folder is noted beside it, and computed again when the file has another size or time.
 *
 * @param folder where they lie; need not exist
 */
public record EncoderStore(Path folder) {
    /** What CTranslate2 calls a file of weights. */
    public static final String FILE = "model.bin";
    private static final Map<Loaded, SpeechEncoder> LOADED = new ConcurrentHashMap<>();
    private static final Map<State, String> HASHES = new ConcurrentHashMap<>();
    private static final int SHOWN_DIGITS = 12;
    /** Files beside models that were opened. */
    private static final Set<Path> OFFERED = ConcurrentHashMap.newKeySet();

    /** A file as it is now. */
    private record State(Path file, long bytes, FileTime modified) {
    }

    /** An encoder as a store knows it: what one store has read, another one may not have. */
    private record Loaded(Path folder, String sha256, Precision precision) {
    }

    /** That of this user: {@code encoders} in the cache folder. */
    public static EncoderStore ofUser() {
        return new EncoderStore(UserCache.folder(System.getenv(), "encoders"));
    }

    /** Whether a model is named by the path of its file. */
    public static boolean isPath(String model) {
        return model.contains("/") || model.contains("\\") || model.endsWith(".bin");
    }

    /** Looks for encoders in the files of a folder too, such as that beside a model; which one is taken is decided by its content. */
    public static void offer(Path encoders) {
        if (Files.isDirectory(encoders)) {
            try (Stream<Path> files = Files.list(encoders)) {
                files.filter(file -> file.toString().endsWith(".bin")).forEach(OFFERED::add);
            } catch (IOException e) {
                throw unreadable(encoders, e);
            }
        }
    }

    /** Where the file of an encoder is or would be; {@code model} is a name, or the path of a file or of the folder it is in. */
    public Path file(String model) {
        Path path = isPath(model) ? Path.of(model) : folder.resolve(model);
        return Files.isDirectory(path) || !isPath(model) ? path.resolve(FILE) : path;
    }

    /** The names of the encoders that are there. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(each -> Files.isRegularFile(each.resolve(FILE))).map(each -> each.getFileName().toString())
                    .sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * What settings say of the encoder of a name or path.
     *
     * @throws EncoderUnavailableException if it is neither known nor there, or no encoder
     */
    public EncoderModel describe(String model) {
        Optional<KnownEncoder> known = KnownEncoder.of(model);
        if (known.isPresent()) {
            return new EncoderModel(model, known.get().sha256(), known.get().shape().width());
        }
        Path file = file(model);
        if (!Files.isRegularFile(file)) {
            throw new EncoderUnavailableException(missing(model));
        }
        return new EncoderModel(model, hash(file), shape(model).width());
    }

    /** The sizes of an encoder, if it can be told without its file or its file is there. */
    public Optional<EncoderShape> shapeOf(String model) {
        return KnownEncoder.of(model).map(KnownEncoder::shape)
                .or(() -> Files.isRegularFile(file(model)) ? Optional.of(shape(model)) : Optional.empty());
    }

    /** The sizes of an encoder that has been loaded, or is there under its name. */
    public Optional<EncoderShape> shapeOf(EncoderModel model) {
        return Arrays.stream(Precision.values()).map(each -> LOADED.get(new Loaded(folder, model.sha256(), each)))
                .filter(Objects::nonNull).findFirst().map(SpeechEncoder::shape).or(() -> shapeOf(model.name()));
    }

    private EncoderShape shape(String model) {
        Path file = file(model);
        try (CTranslateFile contents = CTranslateFile.open(file)) {
            return EncoderWeights.shape(contents);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * The encoder itself in single precision, read when it is first asked for.
     *
     * @throws EncoderUnavailableException if it is not on this machine, or is damaged
     */
    public SpeechEncoder load(EncoderModel model) {
        return load(model, Precision.FLOAT32);
    }

    /**
     * The encoder itself, read when it is first asked for.
     *
     * @throws EncoderUnavailableException if it is not on this machine or damaged, or the precision is not on this machine
     */
    public SpeechEncoder load(EncoderModel model, Precision precision) {
        String hash = model.sha256();
        return LOADED.computeIfAbsent(new Loaded(folder, hash, precision), key -> {
            Path expected = file(model.name());
            if (!Files.isRegularFile(expected)) {
                return read(find(model), precision);
            }
            CompletableFuture<SpeechEncoder> meanwhile = CompletableFuture.supplyAsync(() -> read(expected, precision));
            if (!ownHash(expected).equals(hash)) {
                return read(find(model), precision);
            }
            try {
                return meanwhile.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof EncoderUnavailableException reason ? reason : e;
            }
        });
    }

    private static SpeechEncoder read(Path file, Precision precision) {
        try {
            return SpeechEncoder.read(file, precision);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * The file of an encoder: where its name says, or another one of this machine with the same content.
     *
     * @throws EncoderUnavailableException if there is none, with what to do
     */
    public Path find(EncoderModel model) {
        List<Path> candidates = new ArrayList<>(List.of(file(model.name())));
        names().forEach(name -> candidates.add(file(name)));
        candidates.addAll(OFFERED);
        List<Path> there = candidates.stream().filter(Files::isRegularFile).toList();
        return there.stream().filter(file -> hash(file).equals(model.sha256())).findFirst().orElseThrow(() -> {
            Path first = candidates.get(0);
            return new EncoderUnavailableException(!there.contains(first) ? missing(model.name())
                    : "encoder '" + first + "' has SHA-256 " + start(hash(first)) + "…, but " + start(model.sha256())
                    + "… is needed: " + (KnownEncoder.of(model.name()).isPresent() ? "get it again with ./ser fetch "
                    + model.name() : "give the file that was used, with ./ser fetch NAME --from FILE, or train anew with this one"));
        });
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(SHOWN_DIGITS, hash.length()));
    }

    private String missing(String model) {
        Optional<KnownEncoder> known = KnownEncoder.of(model);
        if (known.isPresent()) {
            return "encoder " + model + " is not in '" + folder + "' (SER_CACHE moves it); get it once with ./ser fetch " + model + " ("
                    + known.get().bytes() / 1_000_000 + " MB), or from a copy with ./ser fetch " + model + " --from FILE";
        }
        if (isPath(model)) {
            return "encoder '" + model + "' does not exist; expected a " + FILE + " of CTranslate2, or a folder with one";
        }
        List<String> names = Stream.concat(KnownEncoder.all().stream().map(KnownEncoder::name), names().stream()).distinct().toList();
        return "encoder '" + model + "' is not in '" + folder + "' (SER_CACHE moves it); known: " + String.join(", ", names)
                + "; a copy is put there with ./ser fetch " + model + " --from FILE, or name its path";
    }

    /** SHA-256 of a file, computed again only when it has changed. */
    public static String hash(Path file) {
        try {
            State now = new State(file.toAbsolutePath().normalize(), Files.size(file), Files.getLastModifiedTime(file));
            String kept = HASHES.get(now);
            if (kept == null) {
                kept = ContentHash.of(file);
                HASHES.put(now, kept);
            }
            return kept;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * The hash of a file, which stands beside the file with its size and time if it lies in this folder: a process that takes
     * one clip would spend most of its time on it.
     */
    private String ownHash(Path file) {
        if (!file.startsWith(folder)) {
            return hash(file);
        }
        Path note = file.resolveSibling(file.getFileName() + ".sha256");
        try {
            String state = Files.size(file) + " " + Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) + " ";
            String noted = Files.isRegularFile(note) ? Files.readString(note) : "";
            if (noted.startsWith(state) && noted.substring(state.length()).matches("[0-9a-f]{64}")) {
                return noted.substring(state.length());
            }
            String hash = hash(file);
            try {
                new AtomicFile(note).write((state + hash).getBytes(StandardCharsets.UTF_8));
            } catch (UncheckedIOException e) {
                return hash; // a folder of somebody else
            }
            return hash;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static EncoderUnavailableException unreadable(Path file, IOException e) {
        return new EncoderUnavailableException("encoder '" + file + "' cannot be read: " + IoReason.of(e), e);
    }
}
