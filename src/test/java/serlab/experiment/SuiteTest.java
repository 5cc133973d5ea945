package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;

@Tag("slow")
class SuiteTest {
    private static final String SUITE = """
            name: all
            systems:
              - {file: one.yaml, published: {accuracy: 0.78, macro_f1: 0.79}}
              - {name: second, file: one.yaml}
            protocols:
              - {name: as published}
              - {name: honest, set: {split: {protocol: actor-folds-5, folds: all}, leaks: []}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void systemFile() throws Exception {
        Files.writeString(folder.resolve("one.yaml"), """
                name: one
                split: {protocol: random-stratified, fold: 0}
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                leaks: [doubled-clips]
                """);
    }

    @Test
    void protocolsReplaceWholeSections() {
        Suite suite = read(SUITE);
        ExperimentSpec published = spec(suite, 0, 0);
        assertEquals("one, as published", published.name());
        assertEquals("random-stratified", published.protocol().name());
        assertTrue(published.leaks().any());
        ExperimentSpec honest = spec(suite, 1, 1);
        assertEquals("second, honest", honest.name());
        assertEquals("actor-folds-5", honest.protocol().name());
        assertEquals(List.of(), honest.folds());
        assertFalse(honest.leaks().any());
        assertEquals(Map.of("accuracy", 0.78, "macro_f1", 0.79), suite.systems().get(0).published());
    }

    @Test
    void aFinishedRowIsReadBackForTheSameSettingsAlone() {
        SuiteRow row = row("one", "honest", false, 0.61);
        row.write(folder.resolve("row"));
        Corpus corpus = corpus("RAVDESS speech", 1440);
        assertEquals(row, SuiteRow.read(folder.resolve("row"), "hash", corpus, "print", system()).orElseThrow());
        assertTrue(SuiteRow.read(folder.resolve("row"), "other", corpus, "print", system()).isEmpty());
        assertTrue(SuiteRow.read(folder, "hash", corpus, "print", system()).isEmpty());
        assertTrue(SuiteRow.read(folder.resolve("row"), "hash", corpus, "of another corpus", system()).isEmpty());
    }

    @Test
    void aRowOfBeforeThatTellsNoFingerprintIsReadWhereNothingContradicts() throws Exception {
        Files.writeString(folder.resolve("row.json"), """
                {"system": "one", "protocol": "honest", "corpus": "RAVDESS speech, 1440 clips", "leaky": true, "duplicates": 0,
                 "seeds": 1, "folds": 5, "accuracy": 0.61, "macroF1": 0.6, "uar": 0.59, "uarLow": 0.55, "uarHigh": 0.63,
                 "failed": 0, "minutes": 2.0, "identity": "hash"}
                """);
        SuiteRow known = SuiteRow.read(folder, "hash", corpus("RAVDESS speech", 1441), "any", system()).orElseThrow();
        assertEquals(0.59, known.uar());
        assertEquals(List.of("doubled-clips"), known.leaks());
        assertTrue(SuiteRow.read(folder, "hash", corpus("RAVDESS song", 1440), "any", system()).isEmpty());
        assertTrue(SuiteRow.read(folder, "hash", corpus("RAVDESS speech", 96), "any", system()).isEmpty());
    }

    private static Corpus corpus(String name, int clips) {
        return new Corpus(name, false, List.of("sad"), IntStream.range(0, clips).mapToObj(i -> new Clip("c" + i, "sad", "s", Map.of(),
                ClipSource.of(Path.of("c.wav")))).toList(), List.of());
    }

    @Test
    void theTableShowsWhatIsFinished() throws Exception {
        SuiteTable table = new SuiteTable(read(SUITE), List.of(row("one", "as published", true, 0.93),
                row("one", "honest", false, 0.61)), Map.of());
        String[] lines = table.markdown().split("\n");
        assertEquals("| system | published | as published | honest |", lines[0]);
        assertEquals("| one | accuracy 78.0, macro F1 79.0 | ⚠ 93.0 / 60.0 / 59.0 [55.0, 63.0] (5 folds, 1 seed) | "
                + "61.0 / 60.0 / 59.0 [55.0, 63.0] (5 folds, 1 seed) |", lines[2]);
        assertEquals("| second | – | – | – |", lines[3]);
        table.write(folder.resolve("out"));
        List<String> csv = Files.readAllLines(folder.resolve("out/results.csv"));
        assertEquals("system,protocol,leaky,seeds,folds,accuracy,macro_f1,uar,uar_low,uar_high,minutes,failed,duplicates,leaks,"
                + "speakers_across,corpus", csv.get(0));
        assertEquals("one,as published,true,1,5,0.930000,0.600000,0.590000,0.550000,0.630000,2.00,0,0,\"doubled-clips, scaler-on-everything\","
                + "0,\"RAVDESS speech, 1440 clips\"", csv.get(1));
        assertTrue(csv.get(2).endsWith(",2.00,0,0,,0,\"RAVDESS speech, 1440 clips\""), csv.get(2));
        assertEquals(0x89504E47, ByteBuffer.wrap(Files.readAllBytes(folder.resolve("out/results.png"))).getInt());
    }

    @Test
    void aBarInANameStaysInItsCell() {
        Suite named = read(SUITE.replace("name: honest", "name: honest | strict"));
        String[] lines = new SuiteTable(named, List.of(row("one", "honest | strict", false, 0.61)), Map.of()).markdown().split("\n");
        assertEquals("| system | published | as published | honest \\| strict |", lines[0]);
        assertContains(lines[2], "| – | 61.0 / ");
    }

    @Test
    void speakersOnBothSidesOfTheCorpusOwnSplitAreMarked() throws Exception {
        SuiteRow marked = new SuiteRow("one", "honest", "table, 1440 clips", false, 0, 1, 1, 0.61, 0.6, 0.59, 0.59, 0.59, 0, 2, "hash", "print",
                3, List.of("test speakers in training or validation"));
        String text = new SuiteTable(read(SUITE), List.of(marked), Map.of()).markdown();
        assertContains(text, "| ⚠ 61.0 / 60.0 / 59.0 (1 fold, 1 seed) |");
        assertContains(text, "⚠ with a leak switched on, or with test speakers who are heard in training or validation (3 in one, honest)");
        marked.write(folder.resolve("row"));
        assertEquals(Optional.of(marked), SuiteRow.read(folder.resolve("row"), "hash", new Corpus("table", false, List.of(), List.of(),
                List.of()), "print", system()));
    }

    @Test
    void whatFailedStandsInItsCellAndUnderTheTable() throws Exception {
        SuiteRow whole = row("one", "as published", true, 0.93);
        SuiteRow part = new SuiteRow("one", "honest", "RAVDESS speech, 1440 clips", false, 0, 1, 5, 0.61, 0.6, 0.59, 0.55, 0.63, 1, 2,
                "hash", "print", 0, List.of());
        SuiteTable table = new SuiteTable(read(SUITE), List.of(whole, part),
                Map.of(List.of("second", "honest"), "all 5 trainings failed; the first: why"));
        String text = table.markdown();
        assertContains(text, "(5 folds, 1 seed, 1 failed)");
        assertContains(text, "| second | – | – | failed |");
        assertEquals(List.of("one, honest: 1 training failed; the means are over what is left",
                "second, honest: all 5 trainings failed; the first: why"), table.missing());
        assertContains(text, "Missing: second, honest: all 5 trainings failed; the first: why");
    }

    @Test
    void thePublishedSystemsReadUnderEveryProtocol() {
        Path file = Path.of("experiments/published-systems.yaml");
        Suite suite = Suite.of(ExperimentFile.read(file), file.getParent());
        assertEquals(List.of("as published", "random-stratified", "actor-folds-5"),
                suite.protocols().stream().map(Suite.Protocol::name).toList());
        for (int system = 0; system < suite.systems().size(); system++) {
            assertFalse(spec(suite, system, 1).leaks().any());
            assertFalse(spec(suite, system, 2).leaks().any());
            assertEquals("actor-folds-5", spec(suite, system, 2).protocol().name());
            assertEquals(spec(suite, system, 0).model(), spec(suite, system, 2).model());
            assertFalse(suite.systems().get(system).published().isEmpty());
        }
    }

    @Test
    void badSuitesAreNamed() {
        assertContains(messageOf(SUITE.replace("one.yaml", "none.yaml")), "none.yaml' does not exist");
        assertContains(messageOf(SUITE.replace("accuracy: 0.78", "accuracy: 78")), "accuracy is '78'");
        assertContains(messageOf(SUITE.replace("macro_f1", "macrof1")), "did you mean 'macro_f1'?");
        assertContains(messageOf("name: empty\nsystems: []\nprotocols: []\n"), "0 systems");
    }

    private String messageOf(String yaml) {
        return assertThrows(InvalidInputException.class, () -> read(yaml)).getMessage();
    }

    private Suite read(String yaml) {
        ExperimentFile file = ExperimentFile.parse(yaml, "suite");
        assertTrue(Suite.describes(file));
        return Suite.of(file, folder);
    }

    private static ExperimentSpec spec(Suite suite, int system, int protocol) {
        return ComparisonSpec.of(suite.file(suite.systems().get(system), suite.protocols().get(protocol))).variants()
                .get(0);
    }

    private static SuiteRow row(String system, String protocol, boolean leaky, double accuracy) {
        return new SuiteRow(system, protocol, "RAVDESS speech, 1440 clips", leaky, 0, 1, 5, accuracy, 0.6, 0.59, 0.55, 0.63,
                0, 2, "hash", "print", 0, leaky ? List.of("doubled-clips", "scaler-on-everything") : List.of());
    }

    /** The first system as its authors did it, with doubled clips. */
    private static ExperimentSpec system() {
        return ExperimentSpec.of(Map.of("name", "one", "features", Map.of("type", "mfcc"), "model", Map.of("type", "mfcc-cnn"),
                "split", Map.of("protocol", "random-stratified", "fold", 0), "leaks", List.of("doubled-clips")));
    }
}
