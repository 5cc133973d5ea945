package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.lab.Workspace;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class CellExportTest {
    private static final Corpus CORPUS = new SyntheticSpec(1, 1, 1).open(null);

    @TempDir
    private Path folder;

    /** Whatever a feature calls them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{type: statistics, of: mfcc, statistics: [mean]} | mfcc_0_mean", "zcr | zcr_0",
        "{type: jitter} | jitterLocal", "{type: egemaps} | loudness_sma3_amean"})
    void valuesAreNumbersAndSpeakersTexts(String feature, String column) throws InterruptedException {
        CellTraining training = new CellTraining(new Workspace(folder, Map.of("SER_CACHE", folder.resolve("cache").toString())), true);
        Table table = new CellExport(CORPUS, training, 1).csv(feature, "table");
        assertEquals(ColumnType.DOUBLE, table.column(column).type(), table.columnNames().toString());
        assertTrue(table.doubleColumn(column).max() > table.doubleColumn(column).min(), table.first(3).toString());
        assertEquals(CORPUS.speakers(), table.stringColumn("speaker").unique().asList().stream().sorted().toList());
    }
}
