package serlab.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.evaluation.Answer;
import serlab.evaluation.Csv;
import serlab.evaluation.TestScores;
import serlab.parquet.ParquetColumn;
import serlab.parquet.ParquetOutput;

/**
 * What every training said of every one of its test clips, as the table {@value #FILE} holds it: clip, speaker, variant,
 * fold, seed, truth and answer, then one calibrated probability per class, {@code calibrated_angry} for the class
 * {@code angry}.
 *
 * @param labels class names, in the order of their columns
 * @param rows   by variant, fold, seed and test clip
 */
public record Answers(List<String> labels, List<Row> rows) {
    /** Name of the table in an output folder and among the artifacts of a run. */
    public static final String FILE = "answers.csv";
    /** Name of the same table as a Parquet file, beside it. */
    public static final String PARQUET = "answers.parquet";
    /** What the name of a column of calibrated probabilities begins with. */
    static final String CALIBRATED = "calibrated_";
    /** A seed that is a whole number of 64 bits, written as such. */
    private static final String SEED = "0|-?[1-9][0-9]{0,17}";
    private static final List<String> HEADER = List.of("clip", "speaker", "variant", "fold", "seed", "truth", "answer");

    public Answers {
        labels = List.copyOf(labels);
        rows = List.copyOf(rows);
    }

    /**
     * One training's answer to one clip.
     *
     * @param speaker    who speaks; empty if unknown
     * @param variant    name of the model
     * @param seed       a number, or {@code all} for the networks of all seeds together
     * @param calibrated one probability per class of the table, as {@code ./ser predict} gives them, NaN where it is not
     *                   known; empty if none is
     */
    public record Row(String clip, String speaker, String variant, int fold, String seed, String truth, String answer,
                      List<Float> calibrated) {
        public Row {
            calibrated = List.copyOf(calibrated);
        }
    }

    /** Of the trainings of a comparison. */
    static Answers of(List<String> labels, List<VariantResult> variants) {
        List<Row> rows = new ArrayList<>();
        for (VariantResult variant : variants) {
            for (TrainingResult training : variant.trainings()) {
                for (Answer said : training.answers()) {
                    rows.add(new Row(said.clip(), said.speaker(), variant.spec().name(), training.key().fold(),
                            training.key().seedName(), labels.get(said.truth()), labels.get(said.predicted()),
                            list(said.calibrated(training.validation().temperature()))));
                }
            }
        }
        return new Answers(labels, rows);
    }

    /** Probabilities as a row holds them. */
    public static List<Float> list(float[] values) {
        List<Float> all = new ArrayList<>();
        for (float value : values) {
            all.add(value);
        }
        return all;
    }

    /** The answers of several tables with the classes of all of them; a class that a table does not have has no value there. */
    public static Answers together(List<Answers> tables) {
        List<String> labels = tables.stream().flatMap(table -> table.labels.stream()).distinct().toList();
        List<Row> rows = new ArrayList<>();
        for (Answers table : tables) {
            for (Row row : table.rows) {
                rows.add(new Row(row.clip, row.speaker, row.variant, row.fold, row.seed, row.truth, row.answer,
                        row.calibrated.isEmpty() ? List.of() : labels.stream().map(label -> table.labels.contains(label)
                                ? row.calibrated.get(table.labels.indexOf(label)) : Float.NaN).toList()));
            }
        }
        return new Answers(labels, rows);
    }

    /** The same answers under another name of the only variant. */
    public Answers under(String variant) {
        return new Answers(labels, rows.stream().map(row -> new Row(row.clip, row.speaker, variant, row.fold, row.seed,
                row.truth, row.answer, row.calibrated)).toList());
    }

    /**
     * What a training said of training clips when it had not learned of their speakers, calibrated: of a head the answers of its
     * cross-validation, of a network those to validation clips.
     *
     * @param folder of the outputs
     * @return none where that is not kept
     */
    public static List<Answer> heldOut(Path folder, String variant, int fold, String seed) {
        return Journal.heldOut(folder, new TrainingKey(variant, fold, TrainingKey.seedOf(seed)));
    }

    /** The names of the variants, in order of their first row. */
    public List<String> variants() {
        return rows.stream().map(Row::variant).distinct().toList();
    }

    /** One variant's answers, as they are scored. */
    public TestScores scores(String variant) {
        Map<List<Object>, List<Answer>> trainings = new LinkedHashMap<>();
        rows.stream().filter(row -> row.variant.equals(variant)).forEach(row -> trainings
                .computeIfAbsent(List.of(row.fold, row.seed), training -> new ArrayList<>())
                .add(new Answer(row.clip, row.speaker, labels.indexOf(row.truth), labels.indexOf(row.answer))));
        return new TestScores(labels, trainings.entrySet().stream().map(training -> new TestScores.Training(
                (int) training.getKey().get(0), (String) training.getKey().get(1), training.getValue())).toList());
    }

    /** The table: UTF-8, lines end with a line feed, quoted where needed; a probability that is not known is left empty. */
    public byte[] csv() {
        List<String> header = new ArrayList<>(HEADER);
        labels.forEach(label -> header.add(CALIBRATED + label));
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.clip, row.speaker, row.variant, row.fold, row.seed, row.truth,
                    row.answer));
            for (int label = 0; label < labels.size(); label++) {
                boolean known = !row.calibrated.isEmpty() && !row.calibrated.get(label).isNaN();
                cells.add(known ? row.calibrated.get(label) : "");
            }
            csv.append(Csv.line(cells));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The table as a Parquet file: text, the fold as an integer of 32 bits, the seed as one of 64 bits where every seed is a whole
     * number, else as text, probabilities in single precision, none where not known.
     */
    public byte[] parquet() {
        boolean numbered = rows.stream().allMatch(row -> row.seed.matches(SEED));
        List<ParquetColumn> columns = new ArrayList<>();
        HEADER.forEach(name -> columns.add(name.equals("fold") ? new ParquetColumn(name, ParquetColumn.Kind.INTEGER)
                : name.equals("seed") && numbered ? new ParquetColumn(name, ParquetColumn.Kind.LONG) : ParquetColumn.text(name)));
        labels.forEach(label -> columns.add(ParquetColumn.number(CALIBRATED + label)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetOutput table = new ParquetOutput(bytes, columns)) {
            for (Row row : rows) {
                List<Object> cells = new ArrayList<>(Arrays.asList(row.clip, row.speaker.isEmpty() ? null : row.speaker,
                        row.variant, row.fold, numbered ? (Object) Long.valueOf(row.seed) : row.seed, row.truth, row.answer));
                for (int label = 0; label < labels.size(); label++) {
                    boolean known = !row.calibrated.isEmpty() && !row.calibrated.get(label).isNaN();
                    cells.add(known ? row.calibrated.get(label) : null);
                }
                table.row(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes {@value #FILE} and {@value #PARQUET} into a folder, each whole or not at all.
     *
     * @return the first
     */
    public Path write(Path folder) {
        OutputFolder out = new OutputFolder(folder);
        out.write(PARQUET, parquet());
        return out.write(FILE, csv());
    }

    /**
     * Reads the {@value #FILE} of a folder.
     *
     * @return empty if there is none
     * @throws InvalidInputException if it is no such table
     */
    public static Optional<Answers> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> columns = Csv.header(file);
        if (columns.size() <= HEADER.size() || !columns.subList(0, HEADER.size()).equals(HEADER)) {
            throw new InvalidInputException("'" + file + "' begins with the columns " + columns + "; expected "
                    + String.join(", ", HEADER) + " and one calibrated probability per class; run the experiment again");
        }
        List<String> labels = columns.subList(HEADER.size(), columns.size()).stream()
                .map(column -> column.substring(CALIBRATED.length())).toList();
        List<Row> rows = Csv.rows(file).stream().map(row -> new Row(row.get("clip"), row.get("speaker"), row.get("variant"),
                Integer.parseInt(row.get("fold")), row.get("seed"), row.get("truth"), row.get("answer"),
                labels.stream().map(label -> row.get(CALIBRATED + label)).map(text -> text.isEmpty() ? Float.NaN
                        : Float.valueOf(text)).toList())).toList();
        return Optional.of(new Answers(labels, rows));
    }
}
