package serlab.corpus;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import serlab.InvalidInputException;

/**
 * A CSV file with the header {@code file,label[,speaker,…]} and one line per clip. Paths are relative to the manifest;
 * other columns become {@link Clip#fields()}, where they are not empty.
 */
public record ManifestSpec() implements CorpusSpec {
    private static final String FILE = "file";
    private static final String LABEL = "label";
    private static final String SPEAKER = "speaker";

    @Override
    public String type() {
        return "manifest";
    }

    @Override
    public Corpus open(Path dataOrNull) {
        if (dataOrNull == null) {
            throw new InvalidInputException("a corpus of type manifest needs a place; name the .csv file with --data or "
                    + "SER_DATA");
        }
        CsvTable table = CsvTable.read(dataOrNull);
        List<String> header = header(table);
        Map<String, Clip> clips = new TreeMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            if (row.values().size() != header.size()) {
                throw table.error(row.line(), "has " + row.values().size() + " columns; the header names "
                        + header.size() + " (" + String.join(",", header) + "): quote values that hold a comma");
            }
            Clip clip = clip(table, header, row);
            Long before = lines.putIfAbsent(clip.id(), row.line());
            if (before != null) {
                throw table.error(row.line(), "file '" + clip.id() + "' stands on line " + before
                        + " already; remove one");
            }
            clips.put(clip.id(), clip);
        }
        if (clips.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' names no clip; expected one line per clip after the "
                    + "header " + String.join(",", header));
        }
        List<Clip> all = List.copyOf(clips.values());
        return new Corpus(dataOrNull.getFileName().toString(), false, LabelledClips.labels(all), all,
                LabelledClips.warnings(all));
    }

    private static List<String> header(CsvTable table) {
        List<String> header = new ArrayList<>();
        for (String column : table.header().values()) {
            String name = column.toLowerCase(Locale.ROOT);
            if (name.isEmpty() || header.contains(name)) {
                throw table.error(table.header().line(), "column '" + name + "' of the header is empty or named twice; "
                        + "give every column its own name");
            }
            header.add(name);
        }
        if (!header.contains(FILE) || !header.contains(LABEL)) {
            throw table.error(table.header().line(), "the header has the columns " + String.join(",", header)
                    + "; expected file,label and perhaps speaker and others");
        }
        return header;
    }

    private static Clip clip(CsvTable table, List<String> header, CsvTable.Row row) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            fields.put(header.get(i), row.values().get(i));
        }
        String name = fields.remove(FILE).replace('\\', '/');
        String label = fields.remove(LABEL).toLowerCase(Locale.ROOT);
        if (name.isEmpty() || label.isEmpty()) {
            throw table.error(row.line(), "the " + (name.isEmpty() ? FILE : LABEL) + " is empty; fill it in or remove "
                    + "the line");
        }
        String speaker = fields.containsKey(SPEAKER) ? fields.remove(SPEAKER) : "";
        fields.values().removeIf(String::isEmpty);
        return new Clip(name, label, speaker, fields, new FileSource(file(table, row, name)));
    }

    private static Path file(CsvTable table, CsvTable.Row row, String name) {
        try {
            Path file = table.file().toAbsolutePath().getParent().resolve(name).normalize();
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw table.error(row.line(), "file '" + name + "' is not a possible path (" + e.getReason() + ")");
        }
        throw table.error(row.line(), "file '" + name + "' does not exist; paths are relative to the manifest");
    }
}
