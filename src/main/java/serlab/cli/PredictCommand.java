package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.experiment.Comparison;
import serlab.model.ModelBundle;
import serlab.predict.Prediction;
import serlab.predict.Predictor;

/** {@code ./ser predict}: an emotion and probabilities per file. */
@Command(name = "predict", mixinStandardHelpOptions = true,
        description = "Tells the emotion of recordings, with probabilities.")
final class PredictCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILES", description = "recordings: WAV, FLAC, MP3, AIFF or Ogg Vorbis")
    private List<Path> files;

    @Option(names = "--model", paramLabel = "DIR", description = "model folder; by default the last one trained")
    private Path model;

    @Option(names = "--json", description = "one JSON object per file and line")
    private boolean json;

    @Option(names = "--debug", description = "stack traces with errors")
    private boolean debug;

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException("'" + file + "' is not a file; give recordings such as clip.wav");
            }
        }
        Path folder = model != null ? model : Comparison.defaultModel(Project.here().outputs());
        if (model == null && !Files.isDirectory(folder)) {
            throw new InvalidInputException("there is no trained model yet; run ./ser compare first, or name a model "
                    + "folder with --model");
        }
        Predictor predictor = new Predictor(ModelBundle.load(folder));
        int failed = 0;
        for (Path file : files) {
            try {
                print(file, predictor.predict(file), predictor.modelName());
            } catch (InvalidInputException e) {
                System.err.println("ser: " + e.getMessage());
                failed++;
            }
        }
        return failed == 0 ? 0 : Ser.WRONG_INPUT;
    }

    private void print(Path file, Prediction prediction, String name) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("file", file.toString());
            line.put("emotion", prediction.emotion());
            line.put("probabilities", prediction.probabilities());
            line.put("model", name);
            System.out.println(Json.line(line));
            return;
        }
        StringBuilder others = new StringBuilder();
        prediction.probabilities().entrySet().stream().sorted((a, b) -> Float.compare(b.getValue(), a.getValue()))
                .forEach(e -> others.append(String.format(Locale.ROOT, "  %s %.1f %%", e.getKey(), 100 * e.getValue())));
        System.out.println(file + ": " + prediction.emotion());
        System.out.println("  " + others.toString().strip());
    }
}
