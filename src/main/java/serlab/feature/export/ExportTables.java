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
import java.util.Set;
import java.util.TreeSet;
import serlab.AtomicFile;
import serlab.FormulaMark;
import serlab.corpus.Clip;

/** Writer of the index of clips and the table of features, clip by clip. */
final class ExportTables {
    static final String INDEX = "index.csv";
    static final String TABLE = "features.csv";

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
        boolean table = settings.format() == ExportSettings.Format.CSV;
        return write(INDEX, csv -> {
            List<Object> header = header(List.of("clip", "file"));
            header.addAll(List.of("seconds", "bands", "frames", "sha256"));
            csv.writeRow(header);
            for (Clip clip : clips) {
                Exported exported = finished.get(clip.id());
                if (exported != null) {
                    csv.writeRow(row(clip, List.of(table ? TABLE : clip.id() + ".npy"), List.of(Math.round(1e4 * exported.seconds()) / 1e4,
                            exported.bands(), exported.frames(), exported.sha256())));
                }
            }
        });
    }

    /** {@code features.csv}: a row per frame, or per clip where the feature is a vector. */
    Path writeTable() throws IOException {
        boolean sequence = settings.spec().isSequence();
        return write(TABLE, csv -> {
            List<Object> header = header(List.of("clip"));
            header.addAll(sequence ? List.of("frame", "time") : List.of());
            header.addAll(settings.spec().valueNames());
            csv.writeRow(header);
            for (Clip clip : clips) {
                if (finished.containsKey(clip.id())) {
                    writeRows(csv, clip, sequence);
                }
            }
        });
    }

    private void writeRows(CsvWriter csv, Clip clip, boolean sequence) throws IOException {
        Exported shape = finished.get(clip.id());
        float[][] feature = Npy.decode(Files.readAllBytes(folder.file(clip.id(), settings.format())), shape.bands(),
                shape.frames());
        if (!sequence) {
            List<Object> all = new ArrayList<>();
            for (float[] band : feature) {
                for (float value : band) {
                    all.add(cell(value));
                }
            }
            csv.writeRow(row(clip, List.of(), all));
            return;
        }
        double hopSeconds = settings.spec().hopLength() / (double) settings.spec().sampleRate();
        for (int frame = 0; frame < shape.frames(); frame++) {
            List<Object> values = new ArrayList<>(List.of(frame, (float) (frame * hopSeconds)));
            for (float[] band : feature) {
                values.add(cell(band[frame]));
            }
            csv.writeRow(row(clip, List.of(), values));
        }
    }

    /** A missing value is an empty cell. */
    private static Object cell(float value) {
        return Float.isNaN(value) ? "" : value;
    }

    private List<Object> row(Clip clip, List<String> before, List<Object> after) {
        List<Object> row = new ArrayList<>();
        row.add(FormulaMark.put(clip.id()));
        before.forEach(file -> row.add(FormulaMark.put(file)));
        row.add(FormulaMark.put(clip.label()));
        row.add(FormulaMark.put(clip.speaker()));
        for (String field : fields) {
            row.add(FormulaMark.put(clip.fields().getOrDefault(field, "")));
        }
        row.addAll(after);
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
