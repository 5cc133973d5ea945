package serlab.experiment;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.LabelChoice;
import serlab.corpus.folder.FolderSpec;
import serlab.corpus.folder.ImagesSpec;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.named.NamedSpec;
import serlab.corpus.ravdess.RavdessSpec;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.corpus.table.CsvSpec;
import serlab.corpus.table.ManifestSpec;

/**
 * The {@code corpus} section of an experiment file.
 *
 * @param type    a corpus type, or {@code auto}: what is found, else synthetic voices
 * @param parts   parts of RAVDESS; used where RAVDESS is named or found
 * @param columns names of columns of a CSV file by what they hold, {@code file}, {@code label} and {@code speaker}; the
 * others
 *                are found
 * @param fields  further columns of a table that are not features
 * @param labels  which labels are used, under which names
 */
public record CorpusChoice(String type, List<String> parts, Map<String, String> columns, List<String> fields,
                           LabelChoice labels) {
    private static final String RAVDESS = "ravdess";
    private static final String MANIFEST = "manifest";
    private static final String CSV = "csv";
    private static final List<String> SPEECH = List.of("speech");
    private static final List<String> ROLES = List.of("file", "label", "speaker");

    public CorpusChoice {
        parts = List.copyOf(parts);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        fields = List.copyOf(fields);
    }

    /**
     * Reads the {@code corpus} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key
     */
    public static CorpusChoice read(Settings section) {
        String type = section.text("type", CorpusLocator.AUTO);
        if (!CorpusLocator.types().contains(type)) {
            throw new InvalidInputException(NearestName.suggest("corpus type", type, CorpusLocator.types()));
        }
        Set<String> keys = keys(type);
        List<String> parts = keys.contains("parts") ? texts(section.list("parts", SPEECH)) : SPEECH;
        Map<String, String> columns = new LinkedHashMap<>();
        ROLES.stream().filter(keys::contains).filter(section::has).forEach(role -> columns.put(role, section.text(role)));
        List<String> fields = keys.contains("fields") ? texts(section.list("fields", List.of())) : List.of();
        LabelChoice labels = LabelChoice.read(section.raw("labels"));
        section.done();
        CorpusChoice choice = new CorpusChoice(type, parts, columns, fields, labels);
        choice.table();
        return choice;
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }

    /** The keys that a type takes. */
    static Set<String> keys(String type) {
        Set<String> keys = new LinkedHashSet<>(List.of("type", "labels"));
        switch (type) {
            case RAVDESS -> keys.add("parts");
            case MANIFEST -> keys.addAll(ROLES);
            case CSV -> keys.addAll(List.of("label", "fields"));
            case CorpusLocator.AUTO -> {
                keys.addAll(List.of("parts", "fields"));
                keys.addAll(ROLES);
            }
            default -> { }
        }
        return keys;
    }

    private CsvSpec table() {
        return new CsvSpec(columns.getOrDefault("label", CsvSpec.LABEL), fields);
    }

    private ManifestSpec manifest() {
        return new ManifestSpec(columns.getOrDefault("file", ""), columns.getOrDefault("label", ""),
                columns.getOrDefault("speaker", ""));
    }

    Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        if (keys(type).contains("parts")) {
            all.put("parts", parts);
        }
        if (type.equals(CSV)) {
            all.put("label", table().label());
            all.put("fields", table().fields());
        } else {
            all.putAll(columns);
            if (!fields.isEmpty()) {
                all.put("fields", fields);
            }
        }
        if (labels.settings() != null) {
            all.put("labels", labels.settings());
        }
        return all;
    }

    /** Opens the corpus at {@code data} or where it is usually found. */
    public Corpus open(CorpusLocator locator, Optional<Path> data) {
        return labels.of(locator.open(spec(locator, data), data));
    }

    /** As {@link #open}, with every file of the corpus: all parts, and repeats of a clip as clips of their own. */
    public Corpus openEveryFile(CorpusLocator locator, Optional<Path> data) {
        return labels.of(locator.everyFile(spec(locator, data), data));
    }

    private CorpusSpec spec(CorpusLocator locator, Optional<Path> data) {
        return switch (type) {
            case RAVDESS -> new RavdessSpec(parts);
            case "folder" -> new FolderSpec();
            case "images" -> new ImagesSpec();
            case MANIFEST -> manifest();
            case CSV -> table();
            case "synthetic" -> SyntheticSpec.defaults();
            case CorpusLocator.AUTO -> found(locator, data);
            default -> NamedSpec.of(type).orElseThrow();
        };
    }

    /** What lies where a corpus is looked for, with what is asked of such a corpus. */
    private CorpusSpec found(CorpusLocator locator, Optional<Path> data) {
        Optional<Path> place = locator.locate(data);
        CorpusSpec found = place.map(where -> columns.containsKey("file") && CorpusLocator.isCsv(where) ? manifest()
                : CorpusLocator.detect(where)).orElseGet(SyntheticSpec::defaults);
        if (found instanceof ManifestSpec) {
            return manifest();
        }
        if (found instanceof CsvSpec) {
            return table();
        }
        if (!columns.isEmpty()) {
            String role = columns.keySet().iterator().next();
            throw new InvalidInputException("corpus." + role + " names a column, but " + place.map(where -> "'" + where
                    + "'")
                    .orElse("the corpus") + " is no CSV file; leave it out, or name the file with --data");
        }
        return found instanceof RavdessSpec && !parts.equals(SPEECH) ? new RavdessSpec(parts) : found;
    }
}
