package serlab.corpus.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import serlab.Mappers;
import serlab.corpus.ClipSpan;
import serlab.corpus.media.MediaInventory;

/**
 * One reading of an audformat database. The label is the column {@code emotion}, or one of that scheme, of the tables that
 * name whole recordings; where only parts are labeled, these are the clips. Tables of a split tell the field {@code split}.
 */
final class AudformatTables {
    private static final Pattern TIME = Pattern.compile("(?<days>\\d+) days?(?: (?<hours>\\d+):(?<minutes>\\d+):"
            + "(?<seconds>[\\d.]+))?");
    private static final String LABEL = "emotion";
    /** Nouns for emotions, and the words that other corpora have for them. */
    private static final Map<String, String> WORDS = Map.of("anger", "angry", "happiness", "happy", "joy", "happy", "sadness", "sad",
            "fear", "fearful", "surprise", "surprised");
    /** Columns that become fields, by what the fields are called. */
    private static final Map<String, String> COLUMNS = Map.of("gender", "sex", "sex", "sex", "language", "language", "age", "age",
            "session", "session", "intensity", "intensity");

    private final String folder;
    private final JsonNode header;
    private final Map<String, LabelFile> files = new HashMap<>();
    private final Map<String, List<Map<String, String>>> tables = new HashMap<>();
    private final List<String> read = new ArrayList<>();
    private final Map<String, List<Meaning>> meanings = new LinkedHashMap<>();
    private final Set<String> labels = new TreeSet<>();

    AudformatTables(LabelFile headerFile, MediaInventory inventory) {
        folder = headerFile.path().substring(0, headerFile.path().length() - "db.yaml".length());
        header = headerFile.tree(Mappers.BOUNDED_YAML);
        inventory.texts().stream().filter(item -> item.path().startsWith(folder + "db.") && item.path().endsWith(".csv"))
                .map(LabelFile::new).forEach(file -> files.put(file.path(), file));
        read.add(headerFile.path());
    }

    CorpusReading reading() {
        List<String> labeled = labelTables();
        Map<String, Map<String, String>> known = fields();
        Map<String, String> splits = new HashMap<>();
        for (String table : labeled) {
            String split = header.path("tables").path(table).path("split_id").asText("");
            rows(table).forEach(row -> splits.merge(id(row), split, (before, now) -> before.isEmpty() ? now : before));
        }
        Set<String> seen = new LinkedHashSet<>();
        for (String table : labeled) {
            String column = column(table).orElseThrow();
            for (Map<String, String> row : rows(table)) {
                if (seen.add(id(row))) {
                    meanings.computeIfAbsent(folder + row.get("file"), file -> new ArrayList<>())
                            .add(meaning(row, column, known.getOrDefault(row.get("file"), Map.of()), splits.get(id(row))));
                }
            }
        }
        String missing = "no table with a column 'emotion' is there as CSV: write it with python -c \"import audformat; "
                + "audformat.Database.load('DIR').save('DIR', storage_format='csv')\"";
        return new CorpusReading(path -> seen.isEmpty() && path.startsWith(folder) ? List.of(Meaning.lacking(path, missing))
                : meanings.getOrDefault(path, List.of()), List.copyOf(labels), read, List.of());
    }

    /** Tables with a label that are there: of whole recordings or, where there are none, of parts; those of no split first. */
    private List<String> labelTables() {
        List<String> whole = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        header.path("tables").fieldNames().forEachRemaining(table -> {
            if (column(table).isPresent() && files.containsKey(file(table))) {
                (header.path("tables").path(table).path("type").asText().equals("segmented") ? parts : whole).add(table);
            }
        });
        List<String> chosen = whole.isEmpty() ? parts : whole;
        chosen.sort(Comparator.comparing((String table) -> header.path("tables").path(table).has("split_id"))
                .thenComparing(table -> !table.equals(LABEL)));
        return chosen;
    }

    /** The column of a table that holds the label. */
    private Optional<String> column(String table) {
        JsonNode columns = header.path("tables").path(table).path("columns");
        if (columns.has(LABEL)) {
            return Optional.of(LABEL);
        }
        List<String> ofScheme = new ArrayList<>();
        columns.properties().forEach(column -> {
            if (column.getValue().path("scheme_id").asText().equals(LABEL)) {
                ofScheme.add(column.getKey());
            }
        });
        return ofScheme.stream().findFirst();
    }

    private Meaning meaning(Map<String, String> row, String column, Map<String, String> known, String split) {
        String said = LabelFile.value(row, column.toLowerCase(Locale.ROOT)).toLowerCase(Locale.ROOT);
        if (said.isEmpty()) {
            return Meaning.lacking(id(row), "no label in its table");
        }
        String label = WORDS.getOrDefault(said, said);
        labels.add(label);
        Map<String, String> fields = new HashMap<>(known);
        NamedCorpus.put(fields, "split", split);
        String speaker = Optional.ofNullable(fields.remove("speaker")).orElse("");
        return new Meaning(id(row), label, speaker, fields, span(row), "");
    }

    /** What tables of whole recordings say besides, by file: speaker, sex, language, age…; the sentence where it has a code. */
    private Map<String, Map<String, String>> fields() {
        Map<String, Map<String, String>> fields = new HashMap<>();
        Map<String, Map<String, String>> speakers = speakers();
        header.path("tables").properties().forEach(table -> {
            if (table.getValue().path("type").asText().equals("filewise") && files.containsKey(file(table.getKey()))) {
                table.getValue().path("columns").fieldNames().forEachRemaining(column -> field(column).ifPresent(field ->
                        rows(table.getKey()).forEach(row -> NamedCorpus.put(fields.computeIfAbsent(row.get("file"), file ->
                                new HashMap<>()), field, LabelFile.value(row, column.toLowerCase(Locale.ROOT))))));
            }
        });
        List<String> languages = new ArrayList<>();
        header.path("languages").forEach(language -> languages.add(language.asText()));
        meaningful(fields, speakers, languages);
        return fields;
    }

    private static void meaningful(Map<String, Map<String, String>> fields, Map<String, Map<String, String>> speakers,
                                   List<String> languages) {
        fields.values().forEach(of -> {
            speakers.getOrDefault(of.getOrDefault("speaker", ""), Map.of()).forEach(of::putIfAbsent);
            if (languages.size() == 1) {
                of.putIfAbsent("language", languages.get(0));
            }
            of.computeIfPresent("language", (field, code) -> language(code));
            of.computeIfPresent("sex", (field, value) -> LabelFile.sex(value));
        });
    }

    /** The English name of a language by its code of three letters; the code if it is none. */
    private static String language(String code) {
        return Stream.of(Locale.getISOLanguages()).map(Locale::forLanguageTag).filter(known -> known.getISO3Language().equals(code))
                .findFirst().map(known -> known.getDisplayLanguage(Locale.ENGLISH)).orElse(code);
    }

    private Optional<String> field(String column) {
        if (column.equals("speaker")) {
            return Optional.of("speaker");
        }
        boolean coded = header.path("schemes").path(column).path("labels").size() > 0;
        return column.equals("transcription") && coded ? Optional.of("statement") : Optional.ofNullable(COLUMNS.get(column));
    }

    /** What is known of speakers: in the labels of their scheme, or in the table that it names. */
    private Map<String, Map<String, String>> speakers() {
        Map<String, Map<String, String>> speakers = new HashMap<>();
        JsonNode labelsOf = header.path("schemes").path("speaker").path("labels");
        if (labelsOf.isTextual() && files.containsKey(file(labelsOf.asText()))) {
            String level = header.path("misc_tables").path(labelsOf.asText()).path("levels").fieldNames().next();
            rows(labelsOf.asText()).forEach(row -> row.forEach((column, value) -> speaker(speakers, row.get(level), column, value)));
        }
        labelsOf.properties().forEach(who -> who.getValue().properties().forEach(value ->
                speaker(speakers, who.getKey(), value.getKey(), value.getValue().asText())));
        return speakers;
    }

    private static void speaker(Map<String, Map<String, String>> speakers, String who, String column, String value) {
        Optional.ofNullable(COLUMNS.get(column)).ifPresent(field ->
                NamedCorpus.put(speakers.computeIfAbsent(who, name -> new HashMap<>()), field, value));
    }

    private List<Map<String, String>> rows(String table) {
        return tables.computeIfAbsent(table, name -> {
            LabelFile file = files.get(file(name));
            read.add(file.path());
            return file.rows().stream().filter(row -> !row.isEmpty()).toList();
        });
    }

    private String file(String table) {
        return folder + "db." + table + ".csv";
    }

    private static String id(Map<String, String> row) {
        return row.get("file") + span(row).map(span -> " " + span.start() + "-" + (Double.isInfinite(span.end()) ? "end"
                : Double.toString(span.end()))).orElse("");
    }

    /** The part of a recording that a row of a segmented table means. */
    private static Optional<ClipSpan> span(Map<String, String> row) {
        if (!row.containsKey("start")) {
            return Optional.empty();
        }
        double start = seconds(row.get("start"), 0);
        double end = seconds(row.get("end"), Double.POSITIVE_INFINITY);
        return start == 0 && Double.isInfinite(end) ? Optional.empty() : Optional.of(new ClipSpan(start, end));
    }

    private static double seconds(String time, double otherwise) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            return otherwise;
        }
        double days = 86_400 * Double.parseDouble(matcher.group("days"));
        return matcher.group("hours") == null ? days : days + 3600 * Double.parseDouble(matcher.group("hours"))
                + 60 * Double.parseDouble(matcher.group("minutes")) + Double.parseDouble(matcher.group("seconds"));
    }
}
