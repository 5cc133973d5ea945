package serlab.feature.export;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import serlab.AtomicFile;
import serlab.FormulaMark;
import serlab.corpus.Clip;
import serlab.corpus.table.CsvSpec;
import serlab.parquet.ParquetColumn;
import serlab.parquet.ParquetOutput;

/** Writer of the index of clips and the table of features, clip by clip. */
final class ExportTables {
    static final String INDEX = "index.csv";
    static final String TABLE = "features.csv";
    static final String PARQUET = "features.parquet";

    private final ExportFolder folder;
    private final ExportSettings settings;
    private final List<Clip> clips;
    private final Map<String, Exported> finished = new HashMap<>();
    private final Set<String> fields = new TreeSet<>();

    /** @param clips all recordings, in the order of the tables */
    ExportTables(ExportFolder folder, ExportSettings settings, List<Clip> clips) {
        this.folder = folder;
        this.settings = settings;
        this.clips = clips;
        clips.forEach(clip -> fields.addAll(clip.fields().keySet()));
    }

    /** Takes in a recording whose feature has been written; one that never is stands in no table. */
    void add(Exported clip) {
        finished.put(clip.clip(), clip);
    }

    int size() {
        return finished.size();
    }

    private List<Object> header(List<String> first) {
        List<Object> header = new ArrayList<>(first);
        header.addAll(List.of("label", "speaker"));
        fields.forEach(field -> header.add(FormulaMark.put(field)));
        return header;
    }

    /** {@code index.csv}: a row per clip. */
    Path writeIndex() throws IOException {
        Optional<String> file = switch (settings.format()) {
            case NPY -> Optional.empty();
            case CSV -> Optional.of(TABLE);
            case PARQUET -> Optional.of(PARQUET);
        };
        return write(INDEX, csv -> {
            List<Object> header = header(List.of("clip", "file"));
            header.addAll(List.of("seconds", "bands", "frames", "sha256"));
            csv.writeRow(header);
            for (Clip clip : clips) {
                Exported exported = finished.get(clip.id());
                if (exported != null) {
                    List<Object> row = text(clip, List.of(file.orElse(clip.id() + ".npy")));
                    row.addAll(List.of(Math.round(1e4 * exported.seconds()) / 1e4, exported.bands(), exported.frames(),
                            exported.sha256()));
                    csv.writeRow(row.stream().map(ExportTables::cell).toList());
                }
            }
        });
    }

    /** {@code features.csv} or {@code features.parquet}: a row per frame, or per clip where the feature is a vector. */
    Path writeTable() throws IOException {
        if (settings.format() == ExportSettings.Format.PARQUET) {
            return new AtomicFile(folder.root().resolve(PARQUET)).write(out -> {
                ParquetOutput parquet = new ParquetOutput(out, columns());
                forEachRow(row -> parquet.row(row.stream().map(ExportTables::value).toList()));
                parquet.close();
            });
        }
        return write(TABLE, csv -> {
            List<Object> header = header(List.of("clip"));
            header.addAll(settings.spec().isSequence() ? List.of("frame", "time") : List.of());
            header.addAll(settings.spec().valueNames());
            csv.writeRow(header);
            forEachRow(row -> csv.writeRow(row.stream().map(ExportTables::cell).toList()));
        });
    }

    /** How the table is read where clips have fields of other names than those of corpora; empty where it is read as it is. */
    Optional<String> note() {
        List<String> others = settings.format() == ExportSettings.Format.NPY || settings.spec().isSequence() ? List.of()
                : CsvSpec.readAsFeatures(fields);
        return others.isEmpty() ? Optional.empty() : Optional.of("the table has columns that are no features: read it with --set "
                + "corpus.type=csv --set corpus.fields=[" + String.join(",", others) + "]");
    }

    private List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>();
        List.of("clip", "label", "speaker").forEach(name -> columns.add(ParquetColumn.text(name)));
        fields.forEach(name -> columns.add(ParquetColumn.text(name)));
        if (settings.spec().isSequence()) {
            columns.add(new ParquetColumn("frame", ParquetColumn.Kind.INTEGER));
            columns.add(ParquetColumn.number("time"));
        }
        settings.spec().valueNames().forEach(name -> columns.add(ParquetColumn.number(name)));
        return columns;
    }

    /** Takes the rows of a table: texts, the number of the frame, numbers in single precision. */
    @FunctionalInterface
    private interface RowTaker {
        void take(List<Object> row) throws IOException;
    }

    private void forEachRow(RowTaker taker) throws IOException {
        for (Clip clip : clips) {
            if (finished.containsKey(clip.id())) {
                forEachRow(clip, taker);
            }
        }
    }

    private void forEachRow(Clip clip, RowTaker taker) throws IOException {
        Exported shape = finished.get(clip.id());
        float[][] feature = Npy.decode(Files.readAllBytes(folder.file(clip.id(), settings.format())), shape.bands(),
                shape.frames());
        if (!settings.spec().isSequence()) {
            List<Object> row = text(clip, List.of());
            for (float[] band : feature) {
                for (float value : band) {
                    row.add(value);
                }
            }
            taker.take(row);
            return;
        }
        double hopSeconds = settings.spec().hopLength() / (double) settings.spec().sampleRate();
        for (int frame = 0; frame < shape.frames(); frame++) {
            List<Object> row = text(clip, List.of());
            row.add(frame);
            row.add((float) (frame * hopSeconds));
            for (float[] band : feature) {
                row.add(band[frame]);
            }
            taker.take(row);
        }
    }

    /** A missing value is an empty cell. */
    private static Object cell(Object value) {
        return value instanceof String text ? FormulaMark.put(text)
                : value instanceof Float number && number.isNaN() ? "" : value;
    }

    /** A missing value, and a text that is not known, is none. */
    private static Object value(Object value) {
        return value.equals("") || value instanceof Float number && number.isNaN() ? null : value;
    }

    /** What is known of a clip besides its feature. */
    private List<Object> text(Clip clip, List<String> file) {
        List<Object> row = new ArrayList<>(List.of(clip.id()));
        row.addAll(file);
        row.add(clip.label());
        row.add(clip.speaker());
        fields.forEach(field -> row.add(clip.fields().getOrDefault(field, "")));
        return row;
    }

    @FunctionalInterface
    private interface Rows {
        void write(CsvWriter csv) throws IOException;
    }

    private Path write(String name, Rows rows) {
        CsvWriterSettings format = new CsvWriterSettings();
        format.getFormat().setLineSeparator("\n");
        format.setMaxColumns(1_000_000);
        return new AtomicFile(folder.root().resolve(name)).write(out -> {
            CsvWriter csv = new CsvWriter(out, StandardCharsets.UTF_8, format);
            rows.write(csv);
            csv.flush();
        });
    }
}
