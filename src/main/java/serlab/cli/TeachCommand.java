package serlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.Percent;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TerminalProgress;
import serlab.cli.terminal.TextTable;
import serlab.evaluation.Interval;
import serlab.experiment.FailedTraining;
import serlab.experiment.TakenFolder;
import serlab.experiment.VariantResult;
import serlab.lab.OpenedExperiment;
import serlab.lab.RunSettings;
import serlab.lab.TeachRun;
import serlab.lab.Workspace;
import serlab.model.CardDetails;
import serlab.model.CardText;

/** {@code ./ser teach}: a model of the user's own classes. */
@Command(name = "teach", mixinStandardHelpOptions = true,
        description = "Teaches a model classes of your own, such as bored and rushed, from a folder with a folder of recordings for each.",
        footer = {"", "Ten recordings of each class are a beginning, five the least. A head over a speech encoder is cross-validated, by speaker",
            "where speakers are known, and learns of all recordings then. Without the encoder (./ser fetch whisper-tiny.en) statistics of",
            "the sound are taken. The model comes with its card, and is one for ./ser predict --model and ./ser serve --model."})
final class TeachCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "a folder for each class, or any corpus or table that --data takes")
    private Path given;

    @Option(names = "--name", paramLabel = "NAME", description = "what the model is called (by default as the folder)")
    private String name;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        if (options.data().isPresent() == (given != null)) {
            throw new InvalidInputException((given == null ? "no recordings are named" : "--data stands beside " + given)
                    + "; name the recordings once: ./ser teach FOLDER");
        }
        Path folder = given != null ? given : options.data().orElseThrow();
        RunSettings settings = options.settings();
        TeachRun teach = new TeachRun(Workspace.here(), new RunSettings(Optional.of(folder), settings.overrides(),
                settings.tracking(), settings.cache(), settings.workers(), settings.strict(), settings.progress()));
        String called = name != null ? name : "taught " + folder.toAbsolutePath().normalize().getFileName();
        TeachRun.Result result;
        try (TakenFolder out = TakenFolder.of(options.out(called))) {
            OpenedExperiment opened = teach.open(called);
            System.out.println(Execution.heading(opened.corpus()));
            System.out.println(teach.features() + ".");
            CorpusNotes.say(opened.corpus(), options.strict);
            try (TerminalProgress progress = new TerminalProgress(options.quiet)) {
                result = teach.run(opened, out, progress);
            }
        }
        VariantResult only = result.crossValidated().headline();
        CardDetails details = result.model().card().orElseThrow().details();
        System.out.println();
        System.out.print(ResultTable.of(result.crossValidated()));
        if (!result.model().card().orElseThrow().speakerIndependent()) {
            System.out.println("Cross-validated by clip, so a voice may stand on both sides: expect less of new voices.");
        }
        System.out.println();
        System.out.print(curve(details));
        System.out.println(details.outlook());
        System.out.println();
        System.out.println(ResultTable.answers(result.crossValidated().answers()));
        System.out.println("Model card: " + result.folder().resolve(CardText.PAGE));
        System.out.println("Model, learned of all recordings: " + result.folder());
        System.out.println("It answers where it is named (last, which answers by default, stays that of ./ser run and compare):");
        System.out.println("  ./ser predict --model " + result.folder() + " FILES");
        System.out.println("  ./ser serve --model " + result.folder());
        result.crossValidated().page().ifPresent(page -> System.out.println("MLflow: " + page));
        if (options.json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("name", only.spec().name());
            all.put("labels", result.model().labels());
            all.put("run_id", only.runId());
            all.put("metrics", only.metrics());
            all.put("speaker_independent", result.model().card().orElseThrow().speakerIndependent());
            all.put("encoder", teach.encoder());
            all.put("curve", details.curve());
            all.put("outlook", details.outlook());
            all.put("model", result.folder().toString());
            all.put("failed", result.crossValidated().failed().stream().map(FailedTraining::fields).toList());
            all.put("answers", result.crossValidated().answers().toString());
            System.out.println(Json.line(all));
        }
        return result.crossValidated().failed().isEmpty() ? 0 : Ser.FAILED;
    }

    private static String curve(CardDetails details) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("clips learned of, each class", "UAR", "95 % interval")));
        details.curve().forEach(step -> rows.add(List.of(String.format(Locale.ROOT, "%.1f", step.clips()), Percent.of(step.uar()),
                step.interval().isEmpty() ? "–" : new Interval(step.interval().get(0), step.interval().get(1)).percent())));
        return new TextTable(rows).ruled();
    }
}
