package serlab.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.AtomicFile;
import serlab.ContentHash;
import serlab.InvalidInputException;
import serlab.evaluation.Answer;

/**
 * The finished trainings of a comparison, one file per training in the output folder. While it runs, so that the same
 * comparison goes on where it stopped; and when it has come to its end, so that the same comparison with more seeds or
 * folds trains the new ones only.
 */
final class Journal {
    private static final ObjectMapper JSON = AnswerFiles.raw();
    private static final String RUNNING = "unfinished";
    private static final String DONE = "trainings";
    private static final String IDENTITY = "identity";
    private static final String TRACKED = "tracked";
    private static final String ANOTHER = ", which had other settings, clips or another version of this program";

    private final OutputFolder out;
    private final List<TrainingKey> trainings;
    private final Optional<String> replaced;

    /**
     * Opens the journal; what another comparison left there is removed, and its other files when this one has come to its end.
     *
     * @param identity whatever the numbers of a training depend on, but for its fold and seed
     * @param trainings all trainings of the comparison
     * @param anew      whether those are done again that were done when it last came to its end, if that were all
     */
    Journal(OutputFolder out, List<String> identity, List<TrainingKey> trainings, boolean anew) {
        this.out = out;
        this.trainings = trainings;
        byte[] own = ContentHash.of(String.join("\n", identity).getBytes(StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        try {
            replaced = ofAnother(done(), own) ? Optional.of(resultsOfAnother()) : ofAnother(folder(), own)
                    ? Optional.of("replaces what was unfinished in '" + out.root() + "'" + ANOTHER) : Optional.empty();
            ReplacedFiles stale = ofAnother(done(), own) || !Files.exists(done().resolve(IDENTITY)) && ofAnother(folder(), own)
                    ? ReplacedFiles.of(out.root(), List.of(done(), folder())) : ReplacedFiles.read(folder());
            for (Path folder : List.of(folder(), done())) {
                if (!Files.exists(folder.resolve(IDENTITY)) || ofAnother(folder, own)) {
                    remove(folder);
                }
            }
            if (!anew || Files.exists(folder()) || !trainings.stream().allMatch(key -> Files.exists(done().resolve(name(key))))) {
                move(done(), folder());
            }
            out.write(RUNNING + "/" + IDENTITY, own);
            stale.write(out, RUNNING);
        } catch (IOException e) {
            throw AtomicFile.failure(folder(), e);
        }
    }

    private static boolean ofAnother(Path folder, byte[] own) throws IOException {
        Path file = folder.resolve(IDENTITY);
        return Files.exists(file) && !Arrays.equals(own, Files.readAllBytes(file));
    }

    private String resultsOfAnother() {
        Optional<String> name = ReplacedFiles.finished(out.root()).map(FinishedComparison::name);
        return "replaces the results" + name.map(known -> " of '" + known + "'").orElse("") + " in '" + out.root() + "'" + ANOTHER
                + "; what else they left there goes at the end";
    }

    /** What of another comparison is replaced in the folder, in words, if anything is. */
    Optional<String> replaced() {
        return replaced;
    }

    /** The result of a training that was finished before. */
    Optional<TrainingResult> finished(TrainingKey key) {
        Path file = folder().resolve(name(key));
        Path model = out.training(key).resolve("model");
        if (!Files.exists(file) || !Files.isDirectory(model)) {
            return Optional.empty();
        }
        try {
            return JSON.readValue(file.toFile(), KeptTraining.class).result(key, model);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /**
     * Answers of a finished training to all clips of speakers that whatever gave them had not learned of, calibrated.
     *
     * @return none where nothing is kept
     */
    static List<Answer> heldOut(Path out, TrainingKey key) {
        Path file = out.resolve(DONE).resolve(name(key));
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), KeptTraining.class).held() : List.of();
        } catch (IOException e) {
            throw new InvalidInputException("'" + file + "' cannot be read; run the experiment again", e);
        }
    }

    /** The failure of a training that would fail again in the same way. */
    Optional<FailedTraining> failed(TrainingKey key) {
        Path file = out.root().resolve(failure(key));
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), FailedTraining.class))
                    .filter(FailedTraining::diverged) : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** What a training goes on from that was interrupted. */
    TrainingStates states(TrainingKey key) {
        return TrainingStates.in(folder(), name(key).replaceAll("[.]json$", ""));
    }

    /** Keeps that a training failed. */
    void keep(FailedTraining failed) {
        states(failed.key()).remove();
        out.write(failure(failed.key()), Recorder.json(failed).getBytes(StandardCharsets.UTF_8));
    }

    private static String failure(TrainingKey key) {
        return RUNNING + "/" + name(key).replaceAll("json$", "failed.json");
    }

    /** Keeps the result of a training. */
    void keep(TrainingResult result) {
        out.write(RUNNING + "/" + name(result.key()), AnswerFiles.text(JSON, KeptTraining.of(result)));
        states(result.key()).remove();
        try {
            Files.deleteIfExists(out.root().resolve(failure(result.key())));
        } catch (IOException e) {
            throw AtomicFile.failure(folder(), e);
        }
    }

    /** The tracked runs of the comparison, if it came to its end with every training that is asked for. */
    Optional<KeptRuns> complete() {
        Path file = folder().resolve(TRACKED);
        try {
            Optional<KeptRuns> kept = Files.exists(file) && trainings.stream().allMatch(key -> finished(key).isPresent())
                    ? Optional.of(JSON.readValue(file.toFile(), KeptRuns.class)).filter(runs -> runs.areOf(trainings)) : Optional.empty();
            if (kept.isEmpty()) {
                Files.deleteIfExists(file);
            }
            return kept;
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** The comparison has come to its end. */
    void close(KeptRuns runs) {
        try {
            out.write(RUNNING + "/" + TRACKED, AnswerFiles.text(JSON, runs));
            ReplacedFiles.read(folder()).remove(out.root());
            out.delete(RUNNING + "/" + ReplacedFiles.NAME);
            move(folder(), done());
        } catch (IOException e) {
            throw AtomicFile.failure(done(), e);
        }
    }

    /** The comparison has failed: if nothing is kept of it, neither is the journal. */
    void withdraw() {
        try (Stream<Path> files = Files.list(folder())) {
            if (files.allMatch(file -> file.endsWith(IDENTITY))) {
                remove(folder());
            }
        } catch (IOException e) {
            throw AtomicFile.failure(folder(), e);
        }
    }

    /** Whether a comparison has begun in a folder and has not come to its end. */
    static boolean isUnfinished(Path root) {
        return Files.exists(root.resolve(RUNNING).resolve(IDENTITY));
    }

    /** Removes what a comparison left in a folder, finished or not. */
    static void removeComparison(Path root) throws IOException {
        List<Path> journals = List.of(root.resolve(DONE), root.resolve(RUNNING));
        ReplacedFiles.of(root, journals).remove(root);
        for (Path journal : journals) {
            remove(journal);
        }
    }

    /** Moves what one folder holds into another; cut short, both folders are still of the same comparison. */
    private static void move(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.createDirectories(to);
        Path identity = from.resolve(IDENTITY);
        Files.copy(identity, to.resolve(IDENTITY), StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(file -> !file.equals(identity)).toList()) {
                new AtomicFile(to.resolve(file.getFileName())).take(file);
            }
        }
        Files.delete(identity);
        Files.delete(from);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private Path folder() {
        return out.root().resolve(RUNNING);
    }

    private Path done() {
        return out.root().resolve(DONE);
    }

    private static String name(TrainingKey key) {
        return OutputFolder.fileName(key.variant()) + "-" + key.shortName() + ".json";
    }
}
