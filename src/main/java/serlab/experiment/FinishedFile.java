package serlab.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.training.LearningCurve;

/**
 * The JSON form of a {@link FinishedComparison}, file {@value #NAME} of an output folder; older files lack its last key, and
 * the names of leaks.
 */
record FinishedFile(String name, String settings, String corpus, String duplicates, Map<String, Map<String, String>> clips,
                    List<String> labels, List<Variant> variants, List<String> failed) {
    static final String NAME = "finished.json";
    private static final ObjectMapper JSON = AnswerFiles.raw();

    private record Variant(String name, String protocol, boolean ensemble, boolean transductive, boolean leaky,
                           List<String> leaks, long parameters, List<Trial> trials) {
        private List<String> named() {
            return leaks != null ? leaks : leaky ? List.of("not named") : List.of();
        }
    }

    /** One training; the key that holds them is of an age when they were called so. */
    private record Trial(int fold, String seed, double uar, double accuracy, double macroF1, double validationUar,
                         double temperature, double minutes, List<Answer> predictions) {
        static Trial of(TrainingResult training) {
            ClassificationReport report = training.report();
            return new Trial(training.key().fold(), training.key().seedName(), report.uar(), report.accuracy(),
                    report.macro().f1(), training.validation().uar(), training.validation().temperature(),
                    training.seconds() / 60, training.answers());
        }

        TrainingResult of(Variant variant, List<String> labels) {
            return new TrainingResult(new TrainingKey(variant.name, fold, TrainingKey.seedOf(seed)), labels,
                    new LearningCurve(List.of(), 0, ""), predictions, new Validation(validationUar, temperature, List.of()),
                    variant.parameters, minutes * 60, Optional.empty());
        }
    }

    static void write(FinishedComparison finished, OutputFolder out) {
        out.write(NAME, AnswerFiles.text(JSON, new FinishedFile(finished.name(), finished.settings(), finished.corpus(),
                finished.duplicates(), finished.clips(), finished.labels(), finished.variants().stream().map(variant ->
                        new Variant(variant.name(), variant.protocol(), variant.ensemble(), variant.transductive(),
                                variant.leaky(), variant.leaks(), variant.parameters(), variant.trainings().stream().map(Trial::of).toList()))
                        .toList(), finished.failed())));
    }

    static Optional<FinishedComparison> read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), FinishedFile.class).comparison())
                    : Optional.empty();
        } catch (IOException e) {
            throw new InvalidInputException("'" + file + "' cannot be read (" + e.getMessage().lines().findFirst().orElse("")
                    + "); run the experiment again", e);
        }
    }

    private FinishedComparison comparison() {
        return new FinishedComparison(name, settings, corpus, duplicates, clips, labels, variants.stream().map(variant ->
                new FinishedComparison.Variant(variant.name, variant.protocol, variant.ensemble, variant.transductive,
                        variant.named(), variant.parameters, variant.trials.stream().map(trial -> trial.of(variant, labels))
                        .toList())).toList(), failed);
    }
}
