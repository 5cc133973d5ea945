package serlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.audio.file.AudioDecoder;
import serlab.bench.EnrollmentBenchmark;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TextTable;
import serlab.corpus.Clip;
import serlab.evaluation.Answer;
import serlab.experiment.Answers;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.lab.Workspace;
import serlab.model.SpeakerAdaptation.Ridges;

/** {@code ./ser bench enrollment}. */
@Command(name = "enrollment", mixinStandardHelpOptions = true,
        description = "What enrolling a speaker is worth: every test speaker of a finished experiment as if new, unlabeled and labeled.",
        footer = {"", "Clips of the test speaker are drawn for the enrollment, 20 times, and the others are scored without and with it."})
final class BenchEnrollmentCommand implements Callable<Integer> {
    private static final List<Integer> SECONDS = List.of(0, 5, 15, 30, 60, 120);
    private static final List<Integer> OF_EACH = List.of(1, 2, 4);

    @Parameters(paramLabel = "FOLDER", description = "what ./ser run or ./ser compare left: it holds answers.csv")
    private Path folder;

    @Option(names = "--data", paramLabel = "PATH", description = "the corpus (also SER_DATA)")
    private Path data;

    @Option(names = "--variant", paramLabel = "NAME", description = "whose answers; needed where there are several")
    private String variant;

    @Option(names = "--seed", paramLabel = "SEED", description = "of which seed; needed where there are several")
    private String seed;

    @Option(names = "--choose-ridges", description = "chooses the two ridges behind labeled enrollment anew for each fold, on the "
            + "speakers that it was trained on, each as if new; takes minutes")
    private boolean chooses;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Answers all = Answers.read(folder).orElseThrow(() -> new InvalidInputException("'" + folder + "' holds no " + Answers.FILE
                + "; name the output folder of an experiment"));
        String name = one("variant", variant, all.rows().stream().map(Answers.Row::variant).collect(Collectors.toSet()));
        List<Answers.Row> own = all.rows().stream().filter(row -> row.variant().equals(name)).toList();
        String chosen = one("seed", seed, own.stream().map(Answers.Row::seed).collect(Collectors.toSet()));
        List<Answer> answers = own.stream().filter(row -> row.seed().equals(chosen)).map(row -> answer(row, all.labels())).toList();
        EnrollmentBenchmark benchmark = new EnrollmentBenchmark(all.labels(), answers, seconds(answers));
        List<List<String>> table = new ArrayList<>(List.of(List.of("enrollment", "clips", "UAR without", "UAR with", "points")));
        List<Map<String, Object>> rows = new ArrayList<>();
        SECONDS.forEach(least -> add(table, rows, "unlabeled, " + least + " s", benchmark.unlabeled(least)));
        Map<String, Ridges> ridges = chooses ? ridges(own.stream().filter(row -> row.seed().equals(chosen)).toList(), all.labels())
                : Map.of();
        OF_EACH.forEach(each -> add(table, rows, "labeled, " + each + " an emotion", benchmark.labeled(each,
                speaker -> ridges.getOrDefault(speaker, Ridges.STANDARD))));
        System.out.print(new TextTable(table).ruled());
        System.out.println(name + ", seed " + chosen + ": " + answers.stream().map(Answer::speaker).distinct().count()
                + " test speakers, each as if new; mean of 20 draws of the clips enrolled; 95 % intervals over speakers");
        if (json.asked()) {
            System.out.println(Json.line(Map.of("variant", name, "seed", chosen, "enrollment", rows)));
        }
        return 0;
    }

    /** The ridges of each test speaker, chosen on the speakers that its fold was trained on. */
    private Map<String, Ridges> ridges(List<Answers.Row> tested, List<String> labels) {
        Map<String, Ridges> bySpeaker = new LinkedHashMap<>();
        tested.stream().collect(Collectors.groupingBy(Answers.Row::fold, TreeMap::new, Collectors.toList())).forEach((fold, rows) -> {
            List<Answer> held = Answers.heldOut(folder, rows.get(0).variant(), fold, rows.get(0).seed());
            if (held.isEmpty()) {
                throw new InvalidInputException("'" + folder + "' keeps no answers to training speakers of fold " + fold
                        + "; run the experiment again, or leave --choose-ridges out");
            }
            Ridges best = new EnrollmentBenchmark(labels, held, Map.of()).bestRidges();
            System.out.printf(Locale.ROOT, "Fold %d, on %s: ridge of the matrix %s, of the bias %s%n", fold, Counted.of(held.stream()
                    .map(Answer::speaker).distinct().count(), "training speaker"), best.matrix(), best.bias());
            rows.forEach(row -> bySpeaker.put(row.speaker(), best));
        });
        return bySpeaker;
    }

    private static String one(String what, String asked, Set<String> known) {
        if (asked == null && known.size() == 1) {
            return known.iterator().next();
        }
        if (asked == null) {
            throw new InvalidInputException("there are answers of several " + what + "s; choose one by --" + what + ": "
                    + known.stream().sorted().toList());
        }
        if (!known.contains(asked)) {
            throw new InvalidInputException("--" + what + ": " + NearestName.suggest(what, asked, known));
        }
        return asked;
    }

    private static Answer answer(Answers.Row row, List<String> labels) {
        float[] probabilities = new float[labels.size()];
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = row.calibrated().get(c);
        }
        if (row.speaker().isEmpty()) {
            throw new InvalidInputException("it is not known who speaks in clip '" + row.clip() + "'; expected a speaker for each clip");
        }
        return new Answer(row.clip(), row.speaker(), labels.indexOf(row.truth()), probabilities);
    }

    /** The lengths of the clips, from the corpus that the experiment was run on. */
    private Map<String, Double> seconds(List<Answer> answers) {
        CorpusChoice choice = CorpusChoice.read(Settings.of("", ExperimentFile.read(
                folder.resolve("experiment.yaml")).values()).section("corpus"));
        Map<String, Clip> clips = new LinkedHashMap<>();
        choice.open(Workspace.here().corpora(), Optional.ofNullable(data)).clips().forEach(clip -> clips.put(clip.id(), clip));
        Map<String, Double> seconds = new ConcurrentHashMap<>();
        answers.parallelStream().map(Answer::clip).forEach(id -> {
            Clip clip = clips.get(id);
            if (clip == null) {
                throw new InvalidInputException("the corpus has no clip '" + id + "'; name the one of the experiment by --data");
            }
            try {
                seconds.put(id, AudioDecoder.decode(clip.source().bytes(), id).durationSeconds());
            } catch (IOException e) {
                throw new InvalidInputException(id + " cannot be read (" + e.getMessage() + ")", e);
            }
        });
        return seconds;
    }

    private static void add(List<List<String>> table, List<Map<String, Object>> rows, String what, EnrollmentBenchmark.Row row) {
        table.add(List.of(what, String.format(Locale.ROOT, "%.1f", row.clips()), String.format(Locale.ROOT, "%.1f", 100 * row.before()),
                String.format(Locale.ROOT, "%.1f", 100 * row.after()), String.format(Locale.ROOT, "%+.1f", 100 * (row.after() - row.before()))
                + row.difference().filter(by -> row.clips() > 0).map(by -> " " + by.interval().points()).orElse("")));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("enrollment", what);
        fields.put("clips", row.clips());
        fields.put("uar_without", row.before());
        fields.put("uar_with", row.after());
        rows.add(fields);
    }
}
