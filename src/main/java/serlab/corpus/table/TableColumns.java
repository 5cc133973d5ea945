package serlab.corpus.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipFields;
import serlab.corpus.MediaKind;

/** What the columns of a feature table hold. */
final class TableColumns {
    private static final String ID = "id";
    private static final String SPEAKER = "speaker";
    private static final String TIME = "time";
    /** What is no feature in any table; in one with a column {@value ClipColumn#CLIP} all of {@link ClipFields} are none. */
    private static final Set<String> FIELDS = Set.of(ID, "file", ClipColumn.CLIP, SPEAKER, "source", "split", "fold", "statement",
            "repetition", "intensity", "sex", "actor", "channel", "session");
    private static final Set<String> ROW_NUMBERS = Set.of("", "unnamed: 0");
    /** What pandas and NumPy write where a value is missing, beside nothing. */
    private static final Set<String> MISSING = Set.of("nan", "na");
    private static final int SHOWN = 6;

    private final List<String> header;
    private final int label;
    private final int speaker;
    private final List<Integer> fields = new ArrayList<>();
    private final List<Integer> features = new ArrayList<>();

    private TableColumns(List<String> header, CsvSpec spec) {
        this.header = header;
        this.label = header.indexOf(label(header, spec));
        this.speaker = ColumnRole.SPEAKER.first(header).map(header::indexOf).orElse(-1);
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (isField(name) || isOfClip(name, header) || i == speaker || spec.fields().contains(name)) {
                fields.add(i);
            } else if (i != label && !(i == 0 && ROW_NUMBERS.contains(name))) {
                features.add(i);
            }
        }
        fields.remove(Integer.valueOf(label));
    }

    /** Whether a column of this name, in lower case, is never a feature. */
    static boolean isField(String name) {
        return FIELDS.contains(name) || ColumnRole.FILE.usually(name);
    }

    /** Whether a column of this name, in lower case, is never a feature beside a column {@value ClipColumn#CLIP}. */
    static boolean isFieldBesideClip(String name) {
        return isField(name) || isOfClip(name, List.of(ClipColumn.CLIP));
    }

    /** Whether a column says where in a clip a row lies, or what else is known of the clip that is named beside it. */
    private static boolean isOfClip(String name, List<String> header) {
        return name.equals(ClipColumn.FRAME) || ClipFields.NAMES.contains(name) && header.contains(ClipColumn.CLIP)
                || name.equals(TIME) && (header.contains(ClipColumn.FRAME) || header.contains(ClipColumn.CLIP));
    }

    private static String label(List<String> header, CsvSpec spec) {
        return spec.label().equals(CsvSpec.LABEL) ? ColumnRole.LABEL.first(header).orElse(spec.label()) : spec.label();
    }

    /** One line on what was found under another name than {@code label} and {@code speaker}, or passed over. */
    Optional<String> note(TableRecords records) {
        List<String> said = new ArrayList<>();
        if (!header.get(label).equals(CsvSpec.LABEL)) {
            said.add("label = " + header.get(label));
        }
        if (speaker >= 0 && !header.get(speaker).equals(SPEAKER)) {
            said.add("speaker = " + header.get(speaker));
        }
        if (ROW_NUMBERS.contains(header.get(0))) {
            said.add("the first column, row numbers, is passed over");
        }
        if (records.delimiter() != Delimiter.COMMA) {
            said.add(records.delimiter().words() + " between columns");
        }
        new OtherColumns(records.others()).note().ifPresent(said::add);
        return said.isEmpty() ? Optional.empty() : Optional.of("columns: " + String.join("; ", said) + "; "
                + Counted.of(features.size(), "feature"));
    }

    /** Reads the header, which is the next record. */
    static TableColumns read(TableRecords records, CsvSpec spec) {
        String[] names = records.next();
        if (names == null) {
            throw new InvalidInputException("'" + records.file() + "' is empty; expected a header with " + spec.label()
                    + " and a column per feature");
        }
        List<String> header = Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            if (!seen.add(header.get(i)) || i > 0 && header.get(i).isEmpty()) {
                throw records.error("column " + (i + 1) + " of the header, '" + header.get(i)
                        + "', is empty or named twice; give every column its own name");
            }
        }
        OtherColumns others = new OtherColumns(records.others());
        List<String> asked = new ArrayList<>(spec.fields());
        asked.add(label(header, spec));
        for (String name : asked) {
            if (!seen.contains(name)) {
                others.whyNot(name).or(() -> name.equals(CsvSpec.LABEL) ? others.whyNot(ColumnRole.LABEL) : Optional.empty())
                        .ifPresent(why -> {
                            throw records.error(why);
                        });
                throw records.error("column '" + name + "' is missing; the header has " + shown(header)
                        + ": name the one with the emotion, such as with --set corpus.type=csv --set corpus.label=COLUMN");
            }
        }
        TableColumns columns = new TableColumns(header, spec);
        if (columns.features.isEmpty()) {
            throw records.error("no column holds features; the header has " + shown(header)
                    + others.note().map(note -> "; " + note).orElse(""));
        }
        return columns;
    }

    /** The clips that the rows will name. */
    ClipColumn clips() {
        return new ClipColumn(header);
    }

    /** Whether a column gives each row a name of its own. */
    boolean hasIds() {
        return header.contains(ID);
    }

    /** The clip of a record; {@code row} counts from 1. */
    Clip clip(TableRecords records, String[] values, int row) {
        if (values.length != header.size()) {
            throw records.error("has " + Counted.of(values.length, "column") + "; the header names " + header.size()
                    + ": write the table again");
        }
        if (values[label].isEmpty()) {
            throw records.error("column '" + header.get(label) + "', the label, is empty; fill it in or remove the line");
        }
        float[] numbers = new float[features.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(records, header.get(features.get(i)), values[features.get(i)]);
        }
        Map<String, String> named = new TreeMap<>();
        for (int column : fields) {
            if (!values[column].isEmpty()) {
                named.put(header.get(column), values[column]);
            }
        }
        String who = speaker < 0 ? "" : ColumnRole.speaker(values[speaker]);
        String id = named.getOrDefault(ID, String.format(Locale.ROOT, "row %06d", row));
        named.keySet().removeAll(List.of(SPEAKER, ID));
        return new Clip(id, values[label].toLowerCase(Locale.ROOT), who, named,
                new RowSource(records.file(), records.line(), numbers));
    }

    /** The number of a cell; NaN, which stands for a missing value, where it is empty. */
    private static float number(TableRecords records, String column, String value) {
        if (value.isEmpty() || MISSING.contains(value.toLowerCase(Locale.ROOT))) {
            return Float.NaN;
        }
        float number;
        try {
            number = Float.parseFloat(records.delimiter() == Delimiter.COMMA ? value : value.replace(',', '.'));
        } catch (NumberFormatException e) {
            String mend = MediaKind.AUDIO.has(value) ? "a manifest lists recordings in a column named file"
                    : "fill it in, or name the column under corpus.fields if it is no feature";
            throw new InvalidInputException(records.error("column '" + column + "' is '" + value + "', not a number; "
                    + mend).getMessage(), e);
        }
        if (!Float.isFinite(number)) {
            throw records.error("column '" + column + "' is " + value + "; expected a finite number: compute the row "
                    + "again or remove it");
        }
        return number;
    }

    private static String shown(List<String> header) {
        return header.size() <= 2 * SHOWN ? String.join(", ", header)
                : String.join(", ", header.subList(0, SHOWN)) + " … " + header.get(header.size() - 1) + " ("
                + header.size() + " columns)";
    }
}
