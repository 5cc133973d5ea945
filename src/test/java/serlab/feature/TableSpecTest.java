package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.table.RowSource;
import serlab.feature.cache.FeatureCache;

class TableSpecTest {
    @TempDir
    private Path root;

    private static FeatureSpec spec(String order) {
        return FeatureSpec.of(Map.of("type", "table", "bands", 2, "frames", 3, "order", order));
    }

    private static byte[] row(float... values) {
        return new RowSource(Path.of("t.csv"), 7, values).bytes();
    }

    @Test
    void fillsAMatrixBandByBandOrFrameByFrame() {
        byte[] row = row(1, 2, 3, 4, 5, 6);
        assertArrayEquals(new float[][] {{1, 2, 3}, {4, 5, 6}}, spec("bands").extract(row, "t.csv:7", WaveformChange.NONE));
        assertArrayEquals(new float[][] {{1, 3, 5}, {2, 4, 6}}, spec("frames").extract(row, "t.csv:7", WaveformChange.NONE));
    }

    @Test
    void comesThroughTheCache() {
        FeatureCache cache = new FeatureCache(root.resolve("cache"));
        byte[] row = row(1, 2, 3, 4, 5, 6.5f);
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(new float[][] {{1, 2, 3}, {4, 5, 6.5f}}, cache.get(row, "t.csv:7", spec("bands")));
        }
    }

    @Test
    void namesRowsOfAnotherLengthAndRecordings() {
        String message = assertThrows(InvalidInputException.class,
                () -> spec("bands").extract(row(1, 2), "t.csv:7", WaveformChange.NONE)).getMessage();
        assertTrue(message.startsWith("t.csv:7 is no row of 6 features (2 x 3) but has 2:"), message);
        assertContains(assertThrows(InvalidInputException.class, () -> spec("bands").extract(Golden.signal())).getMessage(),
                "give a corpus of type csv");
        assertThrows(InvalidInputException.class, () -> spec("rows"));
        assertEquals(spec("bands"), FeatureSpec.of(spec("bands").settings()));
    }

    private static List<String> shapes(TableSpec spec, int values) {
        return spec.shapes(values).stream().map(shape -> shape.bands() + "x" + shape.frames()).toList();
    }

    @Test
    void theTableDecidesOnAShapeThatIsNotSet() {
        TableSpec any = (TableSpec) FeatureSpec.of(Map.of("type", "table"));
        assertEquals(any, FeatureSpec.of(any.settings()));
        assertEquals(List.of("12x1", "1x12", "3x4", "2x6"), shapes(any, 12));
        assertEquals("22x108", shapes(any, 2376).get(0));
        assertEquals(List.of("4x3"), shapes((TableSpec) FeatureSpec.of(Map.of("type", "table", "bands", 4)), 12));
        assertEquals(List.of("3x4"), shapes((TableSpec) FeatureSpec.of(Map.of("type", "table", "frames", 4)), 12));
        assertTrue(assertThrows(InvalidInputException.class,
                () -> ((TableSpec) FeatureSpec.of(Map.of("type", "table", "bands", 5))).shapes(12)).getMessage()
                .startsWith("features.bands is 5, but the rows of the table have 12 numbers"));
    }
}
