package serlab.corpus.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.FileSource;
import serlab.corpus.MediaKind;
import serlab.corpus.folder.LabeledClips;
import serlab.corpus.media.Unread;
import serlab.corpus.media.UnreadFiles;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * A CSV file with a header and one line per clip: a column with the recording's path, relative to the file, one with the
 * label, perhaps one with the speaker. They are found by their usual names ({@code file}, {@code path}, {@code FileName},
 * {@code wav}; {@code label}, {@code emotion}, {@code EmoClass}; {@code speaker}, {@code SpkrID}, {@code actor}); commas,
 * semicolons or tabs stand between columns, and row numbers in front are passed over. Other columns become
 * {@link Clip#fields()}, where they are not empty. A clip is called by its path or, where the first column is {@code clip}, by
 * that. The same in JSON, an object per line, as EmoBox has it, and in Parquet.
 */
@Part(name = "manifest",
        does = "a CSV, JSON or Parquet file with one recording per line: its path, its label, perhaps who speaks")
public record ManifestSpec(
        @Option(quiet = true, meaning = "column with the recording, found by its usual names where none is named")
        String file,
        @Option(quiet = true, meaning = "column with the label, found by its usual names where none is named") String label,
        @Option(quiet = true, meaning = "column with the speaker, found by its usual names where none is named")
        String speaker)
        implements CorpusSpec {
    private static final int HEAD_BYTES = 64;

    public ManifestSpec {
        Declaration.check(ManifestSpec.class, file, label, speaker);
    }

    /** Columns are found by their usual names. */
    public ManifestSpec() {
        this("", "", "");
    }

    @Override
    public Corpus open(Path dataOrNull) {
        if (dataOrNull == null) {
            throw new InvalidInputException("a corpus of type manifest needs a place; name the .csv or .parquet file with "
                    + "--data or SER_DATA");
        }
        return new Reading(dataOrNull, this).corpus();
    }

    /** One reading of a manifest. */
    private static final class Reading {
        private final CsvTable table;
        private final ManifestColumns columns;
        private final ManifestRoot root;
        private final Map<String, Clip> clips = new TreeMap<>();
        private final Map<String, String> labels = new HashMap<>();
        private final List<Unread> unread = new ArrayList<>();

        Reading(Path place, ManifestSpec spec) {
            this.table = CsvTable.read(place);
            this.columns = ManifestColumns.of(table, spec);
            this.root = ManifestRoot.of(place, table.rows().stream().map(CsvTable.Row::values)
                    .filter(values -> values.size() == columns.header().size()).map(values -> values.get(columns.file())).toList());
        }

        Corpus corpus() {
            Map<String, Long> lines = new HashMap<>();
            for (CsvTable.Row row : table.rows()) {
                List<String> header = columns.header();
                if (row.values().size() != header.size()) {
                    throw table.error(row.line(), "has " + Counted.of(row.values().size(), "column") + "; the header names "
                            + header.size()
                            + " (" + String.join(",", table.header().values())
                            + "): put values that hold a comma into quotes, "
                            + "such as \"well, yes\"");
                }
                Clip clip = clip(row);
                Long before = lines.putIfAbsent(clip.id(), row.line());
                if (before != null) {
                    throw table.error(row.line(), (columns.namesClips() ? "clip '" : "file '") + clip.id() + "' stands on line " + before
                            + " already; remove one");
                }
                Optional<Unread> foreign = foreign(clip);
                foreign.ifPresentOrElse(unread::add, () -> clips.put(clip.id(), clip));
                labels.put(clip.id(), clip.label());
            }
            Path folder = table.file().toAbsolutePath().getParent();
            List<Clip> all = List.copyOf(clips.values());
            List<String> faults = new UnreadFiles(unread, MediaKind.AUDIO, labels::get)
                    .faults(folder, Set.copyOf(LabeledClips.labels(all)));
            if (all.isEmpty()) {
                throw new InvalidInputException("'" + table.file() + "' names no clip" + (faults.isEmpty()
                        ? "; expected one line "
                        + "per clip after the header " + String.join(",", columns.header()) : " that is read: "
                        + faults.get(0)));
            }
            List<String> warnings = new ArrayList<>();
            columns.note(table).ifPresent(warnings::add);
            root.note().ifPresent(warnings::add);
            warnings.addAll(LabeledClips.warnings(all));
            return new Corpus(table.file().getFileName().toString(), false, LabeledClips.labels(all), all, warnings,
                    faults);
        }

        private Clip clip(CsvTable.Row row) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < columns.header().size(); i++) {
                boolean known = i == columns.file() || i == columns.label() || columns.header().get(i).equals("speaker")
                        || i == 0 && columns.namesClips();
                if (!known && !columns.header().get(i).isEmpty() && !row.values().get(i).isEmpty()) {
                    fields.put(columns.header().get(i), row.values().get(i));
                }
            }
            String named = row.values().get(columns.file());
            String label = row.values().get(columns.label()).toLowerCase(Locale.ROOT);
            if (named.isEmpty() || label.isEmpty()) {
                throw table.error(row.line(), "the " + table.header().values().get(named.isEmpty() ? columns.file()
                        : columns.label()) + " is empty; fill it in or remove the line");
            }
            Path file = root.find(named).orElseThrow(() -> missing(row, named));
            String speaker = columns.speaker() < 0 ? "" : ColumnRole.speaker(row.values().get(columns.speaker()));
            String id = columns.namesClips() ? row.values().get(0) : root.rest(named).replace('\\', '/');
            if (id.isEmpty()) {
                throw table.error(row.line(), "the clip is empty; fill it in, or remove that column");
            }
            return new Clip(id, label, speaker, fields, new FileSource(file));
        }

        private InvalidInputException missing(CsvTable.Row row, String named) {
            List<String> paths = table.rows().stream().map(CsvTable.Row::values)
                    .filter(values -> values.size() == columns.header().size()).map(values -> values.get(columns.file())).toList();
            long missing = paths.stream().filter(path -> ManifestPath.find(table.file(), path).isEmpty()).count();
            return table.error(row.line(), ManifestPath.whyNot(table.file(), named, missing, paths.size()));
        }

        /** A recording that its name or its first bytes tell to be of a format that is not read. */
        private static Optional<Unread> foreign(Clip clip) {
            Path file = ((FileSource) clip.source()).file();
            if (MediaKind.AUDIO.hasForeign(file.toString())) {
                return Optional.of(Unread.named(clip.id(), MediaKind.AUDIO));
            }
            if (clip.source().isImage()) {
                return Optional.empty();
            }
            try (InputStream stream = Files.newInputStream(file)) {
                return AudioDecoder.foreign(stream.readNBytes(HEAD_BYTES)).map(what -> Unread.holding(clip.id(), what));
            } catch (IOException e) {
                return Optional.empty();     // told when the clip is read
            }
        }
    }
}
