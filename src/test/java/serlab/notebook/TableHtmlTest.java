package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.FeatureSpec;
import serlab.notebook.table.TableBuilder;
import serlab.notebook.table.TableHtml;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** What cells show of tables, lists, arrays and settings. */
class TableHtmlTest {
    private static String cells(Table table) {
        return TableHtml.of(table).replaceAll("</?(?:table|caption|thead|tbody|p)[^>]*>", "").replaceAll("</t[hd]>", "|").replaceAll("</?tr>", "/")
                .replaceAll("<t[hd] style=\"text-align:(.)[^>]*>", "$1:");
    }

    @Test
    void numbersOfAColumnStandRightInOneFormat() {
        Table table = Table.create("t", DoubleColumn.create("a", 1.25e-6, -0.5, 12), DoubleColumn.create("b", 1234567, Double.NaN, 3),
                IntColumn.create("c", 1000, 2, 3), DoubleColumn.create("d", 2.5e-7, 1e-8, 0));
        assertEquals("t/r:a|r:b|r:c|r:d|//r:0.0000|r:1,234,567|r:1,000|r:2.500e-07|//r:-0.5000|r:|r:2|r:1.000e-08|//r:12.0000|r:3|r:3|r:0.000e+00|/",
                cells(table));
    }

    @Test
    void sharesArePercentagesInEveryRow() {
        Table table = new TableBuilder("t", "model", "UAR", "with interval").add("x", 0.5, "52.3 ± 4.1 % [47.2, 57.4]").add("y", 1.0, "7.0 %")
                .percentages("UAR");
        assertEquals("t/l:model|r:UAR|r:with interval|//l:x|r:50.0 %|r:52.3 ± 4.1 % [47.2, 57.4]|//l:y|r:100.0 %|r:7.0 %|/", cells(table));
        assertEquals(0.5, table.doubleColumn("UAR").get(0));
        assertContains(table.where(table.doubleColumn("UAR").isGreaterThan(0.6)).print(), "100.0 %");
    }

    @Test
    void listsAndArraysSayHowMuchThereIs() {
        Table clips = ValueTables.of(new SyntheticSpec(3, 1, 1).open(null).clips());
        assertEquals("24 clips", clips.name());
        assertEquals(List.of("clip", "emotion", "speaker"), clips.columnNames().subList(0, 3));
        assertEquals("2 values", ValueTables.of(List.of("a", "b")).name());
        Table numbers = ValueTables.ofNumbers(new float[1500]);
        assertEquals("1,500 numbers", numbers.name());
        Table matrix = ValueTables.ofMatrix(new double[][] {{1, 2, Double.NaN}, {4, 5, 6}});
        assertEquals("2 rows of 3 numbers", matrix.name());
        assertEquals("2 rows of 3 numbers/r:least|r:mean|r:most|r:not finite|l:first|//r:1|r:3.600|r:6|r:1|l:1.000, 2.000, NaN, …|/", cells(matrix));
    }

    @Test
    void settingsAreARowEach() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", "delta");
        settings.put("of", Map.of("fMinHz", 20.0));
        assertEquals("2 values/l:key|l:value|//l:type|l:delta|//l:of.fMinHz|l:20|/", cells(ValueTables.of(settings)));
    }

    @Test
    void featuresAreNamedInWords() {
        assertEquals("MFCC, 20 coefficients", title("{type: mfcc, coefficients: 20}"));
        assertEquals("Log-mel spectrogram, 40 bands, hop 1,024", title("{type: log-mel, bands: 40, hopLength: 1024}"));
        assertEquals("Change of MFCC, 20 coefficients", title("{type: delta, of: {type: mfcc, coefficients: 20}}"));
        assertEquals("Mean, std of log-mel spectrogram, 64 bands", title("{type: statistics, of: {type: log-mel, bands: 64}, statistics: [mean, std]}"));
        assertEquals("Zero-crossing rate, then RMS level", title("{type: stack, of: [zcr, rms]}"));
        FeatureSpec.catalog().names().stream().filter(name -> !List.of("onnx", "table").contains(name)).forEach(name ->
                assertEquals(-1, title(name).indexOf("null"), title(name)));
    }

    private static String title(String feature) {
        return FeatureTitle.of(FeatureSpec.of(CellSettings.of(feature)));
    }
}
