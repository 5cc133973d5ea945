package serlab.corpus.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.corpus.MediaKind;

/**
 * Which columns of a manifest hold the recording, its label and who speaks.
 *
 * @param header  names in lower case, in the order of the file; empty for a column that is passed over
 * @param file    column of the recording
 * @param label   column of the label
 * @param speaker column of the speaker; -1 if there is none
 */
record ManifestColumns(List<String> header, int file, int label, int speaker) {
    private static final Set<String> ROW_NUMBERS = Set.of("", "unnamed: 0");
    private static final int MOST_LABELS = 40;

    /**
     * Finds them by the names that are asked for, else by the usual ones.
     *
     * @throws InvalidInputException in one message with all columns and the options that name them
     */
    static ManifestColumns of(CsvTable table, ManifestSpec asked) {
        List<String> seen = table.header().values().stream().map(String::strip).toList();
        List<String> header = new ArrayList<>();
        for (String column : seen) {
            String name = column.toLowerCase(Locale.ROOT);
            boolean rowNumbers = header.isEmpty() && ROW_NUMBERS.contains(name);
            if (!rowNumbers && (name.isEmpty() || header.contains(name))) {
                throw table.error(table.header().line(), "column '" + name + "' of the header is empty or named twice; give "
                        + "every column its own name");
            }
            header.add(rowNumbers ? "" : name);
        }
        int file = asked.file().isEmpty() ? fileColumn(table, header) : asked(table, "file", asked.file(), header);
        int label = asked.label().isEmpty() ? usual(ColumnRole.LABEL, header) : asked(table, "label", asked.label(), header);
        int speaker = asked.speaker().isEmpty() ? usual(ColumnRole.SPEAKER, header)
                : asked(table, "speaker", asked.speaker(), header);
        if (file < 0 || label < 0 || file == label) {
            (file < 0 ? table.others().whyNot(ColumnRole.FILE) : table.others().whyNot(ColumnRole.LABEL)).ifPresent(why -> {
                throw table.error(table.header().line(), why);
            });
            throw table.error(table.header().line(), missing(table, seen, file, label));
        }
        return new ManifestColumns(header, file, label, speaker == file || speaker == label ? -1 : speaker);
    }

    /** Whether the first column names the clips, as in the manifests that {@link ManifestExport} writes. */
    boolean namesClips() {
        return header.get(0).equals(ManifestExport.CLIP) && file != 0 && label != 0;
    }

    private static int asked(CsvTable table, String role, String name, List<String> header) {
        int column = header.indexOf(name.strip().toLowerCase(Locale.ROOT));
        if (column < 0) {
            table.others().whyNot(name).ifPresent(why -> {
                throw table.error(table.header().line(), "corpus." + role + ": " + why);
            });
            throw table.error(table.header().line(), "corpus." + role + ": " + NearestName.suggest("column", name,
                    header.stream().filter(other -> !other.isEmpty()).toList()));
        }
        return column;
    }

    private static int usual(ColumnRole role, List<String> header) {
        return role.first(header).map(header::indexOf).orElse(-1);
    }

    /** Of several usual names the first whose file is there, in the manifest's folder or by one of its other roots. */
    private static int fileColumn(CsvTable table, List<String> header) {
        List<String> candidates = ColumnRole.FILE.among(header);
        Optional<String> there = candidates.stream().filter(name -> table.rows().stream().limit(1).anyMatch(row ->
                row.values().size() > header.indexOf(name)
                && ManifestRoot.of(table.file(), List.of(row.values().get(header.indexOf(name))))
                .find(row.values().get(header.indexOf(name))).isPresent())).findFirst();
        return there.or(() -> candidates.stream().findFirst()).map(header::indexOf).orElse(-1);
    }

    private static String missing(CsvTable table, List<String> seen, int file, int label) {
        int likelyFile = file >= 0 ? file : likelyFile(table, seen.size());
        int likelyLabel = label >= 0 && label != likelyFile ? label : likelyLabel(table, seen, likelyFile);
        List<String> set = new ArrayList<>();
        if (file < 0) {
            set.add("--set " + quoted("corpus.file=" + (likelyFile < 0 ? "COLUMN" : seen.get(likelyFile))));
        }
        if (label < 0 || label == file) {
            set.add("--set " + quoted("corpus.label=" + (likelyLabel < 0 ? "COLUMN" : seen.get(likelyLabel))));
        }
        String what = file < 0 && label < 0 ? "the recordings nor one for the emotions" : file < 0 ? "the recordings"
                : "the emotions";
        return "the header has the columns "
                + seen.stream().filter(name -> !name.isEmpty()).collect(Collectors.joining(", "))
                + (seen.size() == 1 ? ", with " + table.delimiter().words() + " between columns" : "") + "; "
                + (what.contains(" nor ") ? "neither one for " : "none is known to hold ") + what
                + (what.contains(" nor ") ? " is known" : "") + ": name "
                + (set.size() == 1 ? "it" : "them") + ", such as with " + String.join(" ", set);
    }

    /** The column whose first value is there or is named like a recording; -1 if none. */
    private static int likelyFile(CsvTable table, int columns) {
        List<String> first = table.rows().isEmpty() ? List.of() : table.rows().get(0).values();
        for (int i = 0; i < Math.min(columns, first.size()); i++) {
            if (MediaKind.AUDIO.has(first.get(i)) || MediaKind.IMAGE.has(first.get(i))
                    || ManifestPath.find(table.file(), first.get(i)).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    /** The column of words with the fewest different values, at least two; -1 if none. */
    private static int likelyLabel(CsvTable table, List<String> seen, int file) {
        Map<Integer, Set<String>> values = new HashMap<>();
        table.rows().forEach(row -> {
            for (int i = 0; i < Math.min(seen.size(), row.values().size()); i++) {
                values.computeIfAbsent(i, column -> new HashSet<>()).add(row.values().get(i).toLowerCase(Locale.ROOT));
            }
        });
        int best = -1;
        for (int i = 0; i < seen.size(); i++) {
            Set<String> of = values.getOrDefault(i, Set.of());
            boolean words = of.size() >= 2 && of.size() <= MOST_LABELS
                    && of.stream().noneMatch(value -> value.matches("[-+0-9.,]*"));
            boolean fits = i != file && words && !ColumnRole.SPEAKER.usually(seen.get(i));
            best = fits && (best < 0 || of.size() < values.get(best).size()) ? i : best;
        }
        return best;
    }

    private static String quoted(String argument) {
        return argument.matches("[\\p{L}\\p{N}._=-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** One line on how the columns were taken; empty for {@code file,label[,speaker]} with commas. */
    Optional<String> note(CsvTable table) {
        List<String> said = new ArrayList<>();
        boolean usual = header.get(file).equals("file") && header.get(label).equals("label")
                && (speaker < 0 || header.get(speaker).equals("speaker"));
        if (!usual) {
            said.add("file = " + shown(table, file) + ", label = " + shown(table, label) + ", "
                    + (speaker < 0 ? "no speaker" : "speaker = " + shown(table, speaker)));
        }
        if (header.contains("")) {
            said.add("the first column, row numbers, is passed over");
        }
        if (table.delimiter() != Delimiter.COMMA) {
            said.add(table.delimiter().words() + " between columns");
        }
        table.others().note().ifPresent(said::add);
        return said.isEmpty() ? Optional.empty() : Optional.of("columns: " + String.join("; ", said));
    }

    private static String shown(CsvTable table, int column) {
        return table.header().values().get(column);
    }
}
