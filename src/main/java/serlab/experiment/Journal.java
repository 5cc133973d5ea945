package serlab.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.corpus.ContentHash;
import serlab.evaluation.ConfusionMatrix;
import serlab.training.TrainingResult;

/**
 * The finished trainings of a comparison that has not come to its end, so that the same comparison goes on where it
 * stopped. Kept in the output folder, one file per training, and removed at the end.
 */
final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "unfinished";
    private static final String IDENTITY = "identity";

    private final OutputFolder out;

    /**
     * Opens the journal; what another comparison left there is removed.
     *
     * @param identity whatever the numbers depend on
     */
    Journal(OutputFolder out, List<String> identity) {
        this.out = out;
        byte[] own = ContentHash.of(String.join("\n", identity).getBytes(StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        try {
            Path file = folder().resolve(IDENTITY);
            if (!Files.exists(file) || !Arrays.equals(own, Files.readAllBytes(file))) {
                close();
                out.write(FOLDER + "/" + IDENTITY, own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of a training that was finished before. */
    Optional<TrialResult> finished(TrialKey key) {
        Path file = folder().resolve(name(key));
        Path model = out.trial(key).resolve("model");
        if (!Files.exists(file) || !Files.isDirectory(model)) {
            return Optional.empty();
        }
        try {
            Entry entry = JSON.readValue(file.toFile(), Entry.class);
            return entry.predictions == null || entry.validation == null ? Optional.empty() : Optional.of(new TrialResult(
                    key, entry.training, new ConfusionMatrix(entry.labels, entry.counts), entry.predictions,
                    entry.validation, entry.temperature, entry.parameters, entry.seconds, model));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Keeps the result of a training. */
    void keep(TrialResult result) {
        Entry entry = new Entry(result.training(), result.confusion().labels(), result.confusion().counts(),
                result.predictions(), result.validation(), result.temperature(), result.parameters(),
                result.seconds());
        out.write(FOLDER + "/" + name(result.key()), Recorder.json(entry).getBytes(StandardCharsets.UTF_8));
    }

    /** Removes it: the comparison has come to its end. */
    void close() {
        try (Stream<Path> files = Files.exists(folder()) ? Files.list(folder()) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.deleteIfExists(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        return out.root().resolve(FOLDER);
    }

    private static String name(TrialKey key) {
        return OutputFolder.fileName(key.variant()) + "-" + key.shortName() + ".json";
    }

    /** A result as it is stored. */
    private record Entry(TrainingResult training, List<String> labels, long[][] counts,
                         List<ClipPrediction> predictions, List<ClipPrediction> validation, double temperature,
                         long parameters, double seconds) {
    }
}
