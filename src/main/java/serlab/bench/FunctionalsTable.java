package serlab.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import serlab.AtomicFile;
import serlab.corpus.Clip;
import serlab.evaluation.Csv;

/** Table of the functionals that one program computed, a row per recording: a corpus on which {@code ./ser compare} trains. */
public final class FunctionalsTable {
    private final StringBuilder csv = new StringBuilder();
    private final Set<String> fields = new TreeSet<>();

    /**
     * @param clips       the recordings that will be added; their fields are columns
     * @param functionals names of the numbers
     */
    public FunctionalsTable(List<Clip> clips, List<String> functionals) {
        clips.forEach(clip -> fields.addAll(clip.fields().keySet()));
        List<String> header = new ArrayList<>(List.of("clip", "label", "speaker"));
        header.addAll(fields);
        header.addAll(functionals);
        csv.append(Csv.line(header));
    }

    /**
     * Adds a recording.
     *
     * @param values {@code [functionals][1]}
     */
    public void add(Clip clip, float[][] values) {
        List<Object> row = new ArrayList<>(List.of(clip.id(), clip.label(), clip.speaker()));
        fields.forEach(field -> row.add(clip.fields().getOrDefault(field, "")));
        for (float[] value : values) {
            row.add(value[0]);
        }
        csv.append(Csv.line(row));
    }

    /** Writes the table; whole or not at all. */
    public void write(Path file) {
        new AtomicFile(file).write(csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
