package serlab.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import serlab.AtomicFile;
import serlab.IoReason;
import serlab.Mappers;
import serlab.feature.export.JsonLines;
import serlab.feature.recording.RecordingTraits;

/**
 * What was measured of the clips so far, a line each, so that an exploration goes on where it was interrupted. By the
 * content of the clips, whatever their names; removed at the end.
 */
final class MeasureJournal implements AutoCloseable {
    /** Part of the file's name: counted up whenever measures change. */
    private static final int VERSION = 2;

    private final Path file;
    private final Map<String, Measured> earlier;
    private final Writer lines;

    /**
     * What was measured of one recording.
     *
     * @param vector its place among the others, before the map is made
     * @param traits how it was recorded
     */
    record Measured(ClipMeasures measures, double[] vector, RecordingTraits traits) {
    }

    /** A line of the file. */
    private record Line(String sha256, Measured measured) {
    }

    private MeasureJournal(Path file, Map<String, Measured> earlier, Writer lines) {
        this.file = file;
        this.earlier = earlier;
        this.lines = lines;
    }

    /** Opens the journal of a folder, which need not exist yet. */
    static MeasureJournal open(Path folder) {
        Path file = folder.resolve("measured-" + VERSION + ".jsonl");
        try {
            Files.createDirectories(folder);
            Map<String, Measured> earlier = Files.exists(file) ? read(file) : Map.of();
            Writer lines = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            lines.write('\n'); // behind a line that was cut off
            return new MeasureJournal(file, earlier, lines);
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private static Map<String, Measured> read(Path file) throws IOException {
        Map<String, Measured> earlier = new HashMap<>();
        JsonLines.read(file, Line.class).forEach(line -> earlier.put(line.sha256, line.measured));
        return earlier;
    }

    /** What an interrupted exploration has measured of such a recording. */
    Optional<Measured> earlier(String sha256) {
        return Optional.ofNullable(earlier.get(sha256));
    }

    /** Keeps what was measured of a recording; by one thread at a time. */
    void keep(String sha256, Measured measured) {
        if (!earlier.containsKey(sha256)) {
            try {
                lines.write(Mappers.JSON.writeValueAsString(new Line(sha256, measured)) + "\n");
                lines.flush();
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
        }
    }

    /** Removes it: the exploration has come to its end. */
    void remove() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be removed: " + IoReason.of(e), e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }
}
