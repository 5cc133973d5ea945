package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationReportTest {
    private static final List<String> LABELS = List.of("angry", "calm", "sad");

    @Test
    void uarLeavesOutClassesWithoutItemsButMacroRecallDoesNot() {
        ClassificationReport report = ClassificationReport.of(
                new ConfusionMatrix(LABELS, new long[][] {{3, 0, 1}, {1, 1, 0}, {0, 0, 0}}));
        assertEquals((0.75 + 0.5) / 2, report.uar(), 1e-15);
        assertEquals((0.75 + 0.5) / 3, report.macro().recall(), 1e-15);
        assertEquals(4.0 / 6, report.accuracy(), 1e-15);
    }

    @Test
    void everyMetricIsZeroWithoutItems() {
        ClassificationReport report = ClassificationReport.of(new ConfusionMatrix(LABELS, new long[3][3]));
        report.metrics().forEach((name, value) -> assertEquals(0.0, value, name));
    }

    @Test
    void metricsCarryTheirTrackedNames() {
        var metrics = ClassificationReport.of(new ConfusionMatrix(LABELS, new long[][] {{3, 0, 1}, {1, 1, 0}, {0, 0, 2}})).metrics();
        assertTrue(metrics.keySet().containsAll(List.of("accuracy", "uar", "macro_precision", "macro_recall", "macro_f1",
                "weighted_precision", "weighted_recall", "weighted_f1", "precision_sad", "recall_angry", "f1_calm")));
        assertEquals(0.75, metrics.get("recall_angry"));
        assertEquals(1.0, metrics.get("recall_sad"));
    }

    @Test
    void csvAndJsonHoldOneEntryPerClass() {
        ClassificationReport report = ClassificationReport.of(
                new ConfusionMatrix(LABELS, new long[][] {{3, 0, 1}, {1, 1, 0}, {0, 0, 2}}));
        assertTrue(report.toCsv().startsWith("name,precision,recall,f1,support\nangry,0.75,0.75,0.75,4\n"), report.toCsv());
        assertContains(report.toJson(), "{\"name\":\"angry\",\"precision\":0.75,\"recall\":0.75,\"f1\":0.75,\"support\":4}");
    }
}
