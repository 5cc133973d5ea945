package serlab.feature.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.feature.export.SmallExport.CLIPS;
import static serlab.feature.export.SmallExport.settings;
import static serlab.feature.export.SmallExport.zcr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.table.RowSource;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.ProgressListener;
import serlab.parquet.ParquetInput;

/** Tables of exported features. */
class ExportTablesTest {
    @TempDir
    Path folder;

    private ExportResult run(ExportSettings settings, List<Clip> clips) {
        return new SmallExport(folder).run(settings, clips);
    }

    @Test
    void rowsOfATableAreNotHeard() {
        Clip row = new Clip("a", "sad", "", Map.of(), new RowSource(Path.of("t.parquet"), 1, new float[] {1, 2}));
        assertEquals("'t.parquet' is a table of features, not of recordings; train on them with --set features.type=table, or give a "
                + "corpus of recordings", assertThrows(InvalidInputException.class, () -> run(zcr(), List.of(row))).getMessage());
        assertFalse(Files.exists(folder.resolve("index.csv")));
    }

    /** The table as Parquet has the cells of the one as CSV, whether of frames or of clips; a missing value is none. */
    @ParameterizedTest
    @ValueSource(strings = {"f0", "statistics"})
    void theParquetTableIsTheCsvTable(String type) throws Exception {
        ExportSettings csv = type.equals("f0") ? settings(ExportSettings.Format.CSV, false, "type", "f0")
                : settings(ExportSettings.Format.CSV, false, "type", "statistics", "of",
                        Map.of("type", "mfcc", "coefficients", 13));
        List<String> lines = Files.readAllLines(run(csv, CLIPS).result());
        Path other = folder.resolve("parquet");
        ExportResult result = new FeatureExport(new ExportSettings(csv.spec(), false, ExportSettings.Format.PARQUET), other)
                .run(CLIPS, new ClipPipeline(2, false, ProgressListener.NONE));
        assertEquals(other.resolve("features.parquet"), result.result());
        assertTrue(Files.readAllLines(result.index()).get(1).contains(",features.parquet,"), Files.readString(result.index()));
        try (ParquetInput table = new ParquetInput(result.result())) {
            assertEquals(lines.get(0), String.join(",", table.names()));
            for (String line : lines.subList(1, lines.size())) {
                assertEquals(line, String.join(",", table.next()));
            }
            assertNull(table.next());
        }
        assertThrows(InvalidInputException.class, () -> new FeatureExport(csv, other).run(CLIPS,
                new ClipPipeline(2, false, ProgressListener.NONE)));
    }

    @Test
    void tablesOfSomethingElseAreNotOverwritten() throws IOException {
        Files.writeString(folder.resolve("index.csv"), "mine");
        assertThrows(InvalidInputException.class, () -> run(zcr(), CLIPS));
        assertEquals("mine", Files.readString(folder.resolve("index.csv")));
    }

    @Test
    void sequencesHaveARowPerFrameAndVectorsARowPerClip() throws IOException {
        List<String> frames = Files.readAllLines(run(settings(ExportSettings.Format.CSV, true, "type", "mfcc",
                "coefficients", 3, "frames", 7), CLIPS).result());
        assertEquals(1 + 4 * 7, frames.size());
        assertTrue(frames.get(0).endsWith(",statement,frame,time,mfcc_0,mfcc_1,mfcc_2"), frames.get(0));
        assertContains(frames.get(2), ",1,0.023219954,");
        Path other = Files.createDirectory(folder.resolve("vectors"));
        List<String> vectors = Files.readAllLines(vectors(other).result());
        assertEquals(5, vectors.size());
        assertTrue(vectors.get(0).endsWith(",statement,mfcc_0_mean,mfcc_1_mean,mfcc_0_std,mfcc_1_std"),
                vectors.get(0));
        assertEquals(vectors.get(0).split(",").length, vectors.get(1).split(",").length);
    }

    @Test
    void aMissingValueIsAnEmptyCellInTheTableAndNanInTheArray() throws IOException {
        List<String> rows = Files.readAllLines(run(settings(ExportSettings.Format.CSV, false, "type", "f0",
                "threshold", 1e-9), CLIPS).result());
        assertTrue(rows.get(0).endsWith(",frame,time,f0_0,f0_1"), rows.get(0));
        assertTrue(rows.stream().anyMatch(row -> row.matches(".*,\\d+,[\\d.]+,,[\\d.E-]+")), rows.toString());
    }

    private static ExportResult vectors(Path other) {
        ExportSettings settings = settings(ExportSettings.Format.CSV, false, "type", "statistics", "of",
                Map.of("type", "mfcc", "coefficients", 2), "statistics", List.of("mean", "std"));
        try {
            return new FeatureExport(settings, other).run(CLIPS, new ClipPipeline(2, false, ProgressListener.NONE));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
