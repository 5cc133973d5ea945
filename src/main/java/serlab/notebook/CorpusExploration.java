package serlab.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import serlab.Counted;
import serlab.experiment.OutputFolder;
import serlab.explore.Exploration;
import serlab.explore.ExplorationReport;
import serlab.notebook.table.ShareFormat;
import serlab.notebook.table.TypedCsv;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.Trace;

/** What there is to know of a corpus before anything is trained: a table and pictures. */
public final class CorpusExploration {
    private static final Set<String> COUNTS = Set.of("sample_rate_hz", "clipped_samples");

    private final Path folder;
    private final int clips;
    private final String corpus;

    private CorpusExploration(Path folder, int clips, String corpus) {
        this.folder = folder;
        this.clips = clips;
        this.corpus = corpus;
    }

    static CorpusExploration of(Exploration exploration, Path folder) {
        ExplorationReport.write(exploration, Optional.empty(), new OutputFolder(folder));
        return new CorpusExploration(folder, exploration.rows().size(), exploration.corpus().name());
    }

    /** One row per clip: duration, loudness, silence, pitch… */
    public Table table() {
        Table table = TypedCsv.read(folder.resolve("clips.csv"), column -> COUNTS.contains(column) ? ColumnType.INTEGER
                : ExplorationReport.isMeasure(column) ? ColumnType.DOUBLE : null).setName("Clips of " + corpus);
        table.columns().stream().filter(column -> column.name().endsWith("_share")).forEach(column ->
                ((DoubleColumn) column).setPrintFormatter(new ShareFormat(false), ""));
        return table;
    }

    /** Clips per emotion, speaker and whatever else the corpus knows. */
    public Picture counts() {
        return picture("counts");
    }

    /** How long clips are, by emotion. */
    public Picture durations() {
        return picture("durations");
    }

    /** How loud they are, in LUFS. */
    public Picture loudness() {
        return picture("loudness");
    }

    /** Silence before the first sound and after the last. */
    public Picture silence() {
        return picture("silence");
    }

    /** One clip per emotion: waveform, log-mel spectrogram, MFCC. */
    public Picture examples() {
        return picture("examples");
    }

    /** Median pitch of each clip, by emotion. */
    public Picture pitch() {
        return picture("pitch");
    }

    /** Level of each clip without its silence. */
    public Picture energy() {
        return picture("energy");
    }

    /** Clips as points, near each other where they sound alike. */
    public Picture map() {
        return picture("map");
    }

    /** The map with every clip's name under the pointer; groups can be switched off. */
    public Chart interactiveMap() {
        Table table = table();
        Trace[] traces = table.splitOn("emotion").getSlices().stream().map(slice -> {
            Table emotion = slice.asTable();
            return InteractiveCharts.marks(emotion.getString(0, "emotion"), emotion.numberColumn("map_x").asDoubleArray(),
                    emotion.numberColumn("map_y").asDoubleArray(), emotion.column("clip").asStringColumn().asList(), 7);
        }).toArray(Trace[]::new);
        Layout layout = InteractiveCharts.layout("Map of the clips", "First component", "Second component");
        return new Chart(new Figure(layout, traces), map());
    }

    private Picture picture(String name) {
        try {
            return Picture.of(Files.readAllBytes(folder.resolve(name + ".png")), name + " of " + corpus);
        } catch (IOException e) {
            throw new UncheckedIOException("picture " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return Counted.of(clips, "clip") + " explored; try .durations() or .pitch()";
    }
}
