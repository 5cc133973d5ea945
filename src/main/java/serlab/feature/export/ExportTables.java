package serlab.feature.export;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the index of clips and the table of features, clip by clip. */
final class ExportTables {
    static final String INDEX = "index.csv";
    static final String TABLE = "features.csv";

    private final ExportFolder folder;
    private final ExportSettings settings;
    private final List<ExportItem> items;
    private final Map<String, Exported> finished;
    private final Set<String> columns = new LinkedHashSet<>();

    /** @param finished what is known of those of {@code items} that have been written; the others are left out */
    ExportTables(ExportFolder folder, ExportSettings settings, List<ExportItem> items, Map<String, Exported> finished) {
        this.folder = folder;
        this.settings = settings;
        this.items = items.stream().filter(item -> finished.containsKey(item.id())).toList();
        this.finished = finished;
        items.forEach(item -> columns.addAll(item.columns().keySet()));
    }

    /** {@code index.csv}: a row per clip. */
    Path writeIndex() throws IOException {
        boolean table = settings.format() == ExportSettings.Format.CSV;
        return write(INDEX, csv -> {
            List<Object> header = new ArrayList<>(List.of("clip", "file"));
            header.addAll(columns);
            header.addAll(List.of("seconds", "bands", "frames", "sha256"));
            csv.writeRow(header);
            for (ExportItem item : items) {
                Exported clip = finished.get(item.id());
                csv.writeRow(row(item, List.of(table ? TABLE : item.id() + ".npy"),
                        List.of(clip.seconds(), clip.bands(), clip.frames(), clip.sha256())));
            }
        });
    }

    /** {@code features.csv}: a row per frame, or per clip where the feature is a vector. */
    Path writeTable() throws IOException {
        boolean sequence = settings.spec().isSequence();
        String type = settings.spec().type();
        int values = sequence ? settings.spec().bands() : settings.spec().bands() * settings.spec().frames();
        return write(TABLE, csv -> {
            List<Object> header = new ArrayList<>(List.of("clip"));
            header.addAll(columns);
            header.addAll(sequence ? List.of("frame", "time") : List.of());
            for (int i = 0; i < values; i++) {
                header.add(type + "_" + i);
            }
            csv.writeRow(header);
            for (ExportItem item : items) {
                writeRows(csv, item, sequence);
            }
        });
    }

    private void writeRows(CsvWriter csv, ExportItem item, boolean sequence) throws IOException {
        Exported clip = finished.get(item.id());
        float[][] feature = Npy.decode(Files.readAllBytes(folder.file(item.id(), settings.format())), clip.bands(),
                clip.frames());
        if (!sequence) {
            List<Object> all = new ArrayList<>();
            for (float[] band : feature) {
                for (float value : band) {
                    all.add(value);
                }
            }
            csv.writeRow(row(item, List.of(), all));
            return;
        }
        double hopSeconds = settings.spec().hopLength() / (double) settings.spec().sampleRate();
        for (int frame = 0; frame < clip.frames(); frame++) {
            List<Object> values = new ArrayList<>(List.of(frame, (float) (frame * hopSeconds)));
            for (float[] band : feature) {
                values.add(band[frame]);
            }
            csv.writeRow(row(item, List.of(), values));
        }
    }

    private List<Object> row(ExportItem item, List<Object> before, List<Object> after) {
        List<Object> row = new ArrayList<>();
        row.add(item.id());
        row.addAll(before);
        for (String column : columns) {
            row.add(item.columns().getOrDefault(column, ""));
        }
        row.addAll(after);
        return row;
    }

    @FunctionalInterface
    private interface Rows {
        void write(CsvWriter csv) throws IOException;
    }

    private Path write(String name, Rows rows) throws IOException {
        Path file = folder.root().resolve(name);
        Path partial = folder.root().resolve("." + name + ".partial");
        CsvWriterSettings format = new CsvWriterSettings();
        format.getFormat().setLineSeparator("\n");
        format.setMaxColumns(1_000_000);
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(partial)) {
                CsvWriter csv = new CsvWriter(writer, format);
                rows.write(csv);
                csv.flush();
            }
            return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
