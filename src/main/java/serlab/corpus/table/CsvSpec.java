package serlab.corpus.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.MediaKind;
import serlab.corpus.folder.LabeledClips;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * A table of features that were computed before, as CSV or Parquet: a row per clip, a label, perhaps who speaks and other fields,
 * and numbers in all other columns, empty or {@code NaN} where one is missing. Rows are read one after another; of each its
 * numbers are kept.
 *
 * <p>The columns {@code id}, {@code file}, {@code clip}, {@code speaker}, {@code source}, {@code split}, {@code fold},
 * {@code statement}, {@code repetition}, {@code intensity}, {@code sex}, {@code actor}, {@code channel},
 * {@code session} and {@code frame}, and beside {@code clip} or {@code frame} {@code time}, are fields where they occur, not
 * features; beside {@code clip}, as {@code ./ser features} writes tables, neither is anything else that is known of clips, such as
 * {@code language} and {@code age} ({@link serlab.corpus.ClipFields}). A first column without a name, the row numbers that pandas
 * writes, is passed over. Label and speaker may have other usual names, such as {@code emotion} and {@code spk}. A clip is
 * called by its {@code id}, else by its {@code clip} where each row has its own, else by its row's number. Several rows of a
 * clip beside a column {@code frame} are frames, and an error.
 */
@Part(name = "csv", does = "a CSV or Parquet table of features that were computed before, one row per clip")
public record CsvSpec(
        @Option(value = CsvSpec.LABEL, meaning = "column with the label") String label,
        @Option(value = "[]", least = 0, meaning = "further columns that are not features") List<String> fields)
        implements CorpusSpec {
    /** The label's column where nothing else is said. */
    public static final String LABEL = "label";
    private static final String NUMBER = "[-+]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?";
    /** More than a list of recordings says of each. */
    private static final int MANY_NUMBERS = 10;

    public CsvSpec {
        Declaration.check(CsvSpec.class, label, fields);
        label = label.toLowerCase(Locale.ROOT);
        fields = fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (label.isBlank() || fields.contains(label)) {
            throw new InvalidInputException("label '" + label + "' is blank or stands among the fields "
                    + fields + "; name the column that holds the emotion");
        }
    }

    /** Label in the column {@value #LABEL}, no further fields. */
    public static CsvSpec defaults() {
        return Declaration.of(CsvSpec.class).standard();
    }

    /** Those of fields of clips that, written as columns beside {@code clip}, are read as features unless they are named as fields. */
    public static List<String> readAsFeatures(Collection<String> fields) {
        return fields.stream().filter(field -> !TableColumns.isFieldBesideClip(field.toLowerCase(Locale.ROOT))).toList();
    }

    @Override
    public Corpus open(Path dataOrNull) {
        if (dataOrNull == null) {
            throw new InvalidInputException("a corpus of type csv needs a place; name the .csv or .parquet file with --data "
                    + "or SER_DATA");
        }
        Map<String, Clip> clips = new TreeMap<>();
        List<String> warnings = new ArrayList<>();
        try (TableRecords records = TableRecords.open(dataOrNull)) {
            TableColumns columns = TableColumns.read(records, this);
            columns.note(records).ifPresent(warnings::add);
            Map<String, Long> lines = new HashMap<>();
            ClipColumn named = columns.clips();
            for (String[] values = records.next(); values != null; values = records.next()) {
                Clip clip = columns.clip(records, values, clips.size() + 1);
                Long before = lines.putIfAbsent(clip.id(), records.line());
                if (before != null) {
                    throw records.error("id '" + clip.id() + "' stands on line " + before + " already; give each row "
                            + "its own");
                }
                clips.put(clip.id(), clip);
                named.take(records, values);
            }
            named.note().ifPresent(warnings::add);
            if (!columns.hasIds()) {
                named.names().ifPresent(names -> rename(clips, names));
            }
        }
        if (clips.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' has a header but no row; expected a row per clip");
        }
        List<Clip> all = List.copyOf(clips.values());
        warnings.addAll(LabeledClips.warnings(all));
        warnings.addAll(missing(all));
        return new Corpus(dataOrNull.getFileName().toString(), false, LabeledClips.labels(all), all, warnings);
    }

    /** Calls clips that are called by their row's numbers by their names. */
    private static void rename(Map<String, Clip> clips, List<String> names) {
        List<Clip> rows = clips.values().stream().sorted(Comparator.comparingLong(clip -> ((RowSource) clip.source()).line()))
                .toList();
        clips.clear();
        for (int i = 0; i < names.size(); i++) {
            Clip row = rows.get(i);
            Map<String, String> fields = new TreeMap<>(row.fields());
            fields.remove(ClipColumn.CLIP);
            clips.put(names.get(i), new Clip(names.get(i), row.label(), row.speaker(), fields, row.source()));
        }
    }

    private static List<String> missing(List<Clip> clips) {
        List<float[]> rows = clips.stream().map(clip -> ((RowSource) clip.source()).values()).toList();
        long cells = rows.stream().mapToLong(row -> row.length).sum();
        long missing = rows.stream().mapToLong(row -> IntStream.range(0, row.length)
                .filter(i -> Float.isNaN(row[i])).count()).sum();
        return missing == 0 ? List.of() : List.of(missing + " of " + cells + " values are missing (empty, NaN or NA); each "
                + "counts as the mean of the training clips");
    }

    /** Whether a table lists audio files, and so is a manifest: by its header and its first row; JSON always does. */
    public static boolean listsFiles(Path file) {
        if (JsonRows.isJson(file)) {
            return true;
        }
        try (TableRecords records = TableRecords.open(file)) {
            String[] names = records.next();
            if (names == null) {
                return true;
            }
            List<String> header = Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)).toList();
            if (header.contains("file")) {
                return true;
            }
            String[] row = records.next();
            List<String> values = row == null ? List.of() : Arrays.asList(row);
            List<Integer> candidates = IntStream.range(0, Math.min(header.size(), values.size())).filter(i ->
                    ColumnRole.FILE.usually(header.get(i)) || !TableColumns.isField(header.get(i)) && (MediaKind.AUDIO
                    .has(values.get(i)) || MediaKind.AUDIO.hasForeign(values.get(i)) || MediaKind.IMAGE.has(values.get(i))))
                    .boxed().toList();
            long numbers = values.stream().filter(value -> value.matches(NUMBER)).count();
            return candidates.stream().anyMatch(i -> numbers < MANY_NUMBERS || ManifestPath
                    .find(file, values.get(i)).isPresent())
                    || row == null && header.stream().anyMatch(ColumnRole.FILE::usually);
        }
    }
}
