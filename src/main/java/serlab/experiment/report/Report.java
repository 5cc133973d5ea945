package serlab.experiment.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Csv;
import serlab.evaluation.Reliability;
import serlab.experiment.ExperimentFile;
import serlab.experiment.FinishedComparison;
import serlab.experiment.FinishedComparison.Variant;
import serlab.experiment.OutputFolder;
import serlab.experiment.SpeakerAdjustment;
import serlab.experiment.Suite;
import serlab.experiment.TrainingResult;
import serlab.plot.ConfusionMatrixPlot;
import serlab.plot.ReliabilityPlot;

/**
 * The page and the table of a folder of experiment files, from what their runs left in their output folders.
 *
 * @param folder    of the experiment files
 * @param rows      every finished model under every protocol, best validation first
 * @param pretrained the same of models over pretrained encoders, if the folder has files whose names begin with
 *                  {@value #ENCODERS}; they are never compared with the others. Members of an ensemble there that have a file of
 *                  another name stand among the others
 * @param missing   names of experiments that have no results yet, not even as members of an ensemble
 * @param ablations what was tried, if the folder has files whose names begin with {@value #ABLATIONS}
 */
public record Report(Path folder, List<Row> rows, List<Row> pretrained, List<String> missing,
                     Optional<Ablations> ablations) {
    static final String ABLATIONS = "ablations";
    static final String ENCODERS = "encoder";
    private static final String EXTENSION = ".yaml";

    public Report {
        rows = List.copyOf(rows);
        pretrained = List.copyOf(pretrained);
        missing = List.copyOf(missing);
    }

    /**
     * Reads the files and their results.
     *
     * @param outputs where the results of an experiment of a name lie
     * @throws InvalidInputException if the folder has no experiment files, or none of them has results
     */
    public static Report of(Path folder, Function<String, Path> outputs) {
        Map<String, Row> rows = new LinkedHashMap<>();
        Map<String, Row> pretrained = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<Ablations.Source> ablations = new ArrayList<>();
        Set<String> fromScratch = new HashSet<>();
        for (Path path : files(folder)) {
            if (!path.getFileName().toString().startsWith(ENCODERS)) {
                fromScratch.add(String.valueOf(ExperimentFile.read(path).values().get("name")));
            }
        }
        for (Path path : files(folder)) {
            ExperimentFile file = ExperimentFile.read(path);
            if (Suite.describes(file)) {
                continue;
            }
            String name = String.valueOf(file.values().get("name"));
            Optional<FinishedComparison> finished = FinishedComparison.read(outputs.apply(name));
            if (path.getFileName().toString().startsWith(ABLATIONS)) {
                ablations.add(new Ablations.Source(file, finished));
            } else if (finished.isEmpty()) {
                missing.add(name);
            } else {
                boolean encoders = path.getFileName().toString().startsWith(ENCODERS);
                finished.get().variants().forEach(variant -> keep(encoders && !fromScratch.contains(variant.name()) ? pretrained : rows,
                        new Row(finished.get(), variant)));
            }
        }
        if (rows.isEmpty() && pretrained.isEmpty()) {
            throw new InvalidInputException("no experiment of '" + folder + "' has results yet; run one first, such as "
                    + "./ser run " + files(folder).get(0));
        }
        missing.removeIf(name -> Stream.concat(rows.values().stream(), pretrained.values().stream()).anyMatch(row -> row.variant().name().equals(name)));
        return new Report(folder, sorted(rows), sorted(pretrained), missing,
                ablations.isEmpty() ? Optional.empty() : Optional.of(new Ablations(ablations)));
    }

    private static List<Row> sorted(Map<String, Row> rows) {
        return rows.values().stream().sorted(Comparator.comparing((Row row) -> row.variant().transductive())
                .thenComparing(row -> row.variant().protocol())
                .thenComparing(Comparator.comparingDouble(Row::validationUar).reversed())).toList();
    }

    /** The models and those over encoders. */
    List<Row> all() {
        return Stream.concat(rows.stream(), pretrained.stream()).toList();
    }

    /** Of a model that was trained alone and as a member, the row with more seeds. */
    private static void keep(Map<String, Row> rows, Row row) {
        rows.merge(row.name() + " under " + row.variant().protocol(), row,
                (a, b) -> b.variant().trainings().size() > a.variant().trainings().size() ? b : a);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("'" + folder + "' is no folder; expected one with experiment files, such as "
                    + "experiments/best");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted(Comparator.comparing(file -> file.toString().replace(EXTENSION, ""))).toList();
            if (files.isEmpty()) {
                throw new InvalidInputException("'" + folder + "' has no experiment files; expected some that end in .yaml");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("'" + folder + "' cannot be read", e);
        }
    }

    /** The model that did best on validation clips, test clips having no say; of those that are not transductive. */
    Row headline() {
        return all().stream().filter(row -> !row.variant().transductive() && !row.variant().leaky()).findFirst()
                .orElse(all().get(0));
    }

    /** Every model, and behind it the same without the bias of speakers. */
    private List<Row> withoutBias() {
        return all().stream().flatMap(row -> Stream.concat(Stream.of(row), row.adjusted(SpeakerAdjustment.WITHOUT_BIAS).stream()))
                .toList();
    }

    /** One row per training or fold of an ensemble. */
    String csv() {
        StringBuilder csv = new StringBuilder(
                Csv.line(List.of("model", "protocol", "fold", "seed", "uar", "accuracy", "macro_f1", "leaks", "minutes")));
        for (Row row : withoutBias()) {
            for (TrainingResult training : row.variant().trainings()) {
                ClassificationReport report = training.report();
                csv.append(Csv.line(List.of(row.name(), row.variant().protocol(), training.key().fold(),
                        training.key().seedName(),
                        Csv.fixed(report.uar(), 6), Csv.fixed(report.accuracy(), 6), Csv.fixed(report.macro().f1(), 6),
                        String.join(", ", row.variant().leaks()),
                        Csv.fixed(training.seconds() / 60, 3))));
            }
        }
        return csv.toString();
    }

    /**
     * Writes {@code REPORT.md}, {@code results.csv} and the pictures of the page into a folder.
     *
     * @throws InvalidInputException if a run was written there, whose files of these names would be lost
     */
    public List<Path> write(Path target) {
        if (FinishedComparison.read(target).isPresent()) {
            throw new InvalidInputException("'" + target + "' holds a finished run, whose results.csv would be lost; name another "
                    + "folder with --out");
        }
        OutputFolder out = new OutputFolder(target);
        Variant shown = headline().variant();
        String subtitle = headline().comparison().corpus() + ", " + shown.protocol() + ", all folds pooled";
        List<Path> written = new ArrayList<>();
        written.add(out.write(Page.CONFUSION, ConfusionMatrixPlot.png(
                headline().scores().pooled(), true, shown.name(), subtitle)));
        Map<String, Reliability> panels = new LinkedHashMap<>();
        panels.put("Raw probabilities", shown.confidences(false).reliability());
        panels.put("Calibrated probabilities", shown.confidences(true).reliability());
        written.add(out.write(Page.RELIABILITY, ReliabilityPlot.png(panels, shown.name(), subtitle)));
        written.add(out.write("results.csv", csv().getBytes(StandardCharsets.UTF_8)));
        written.add(out.write("REPORT.md", new Page(this).markdown().getBytes(StandardCharsets.UTF_8)));
        return written;
    }
}
