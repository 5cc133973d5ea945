package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;

class ExperimentFileTest {
    private final ExperimentFile file = parse("name: x\ntraining: {epochs: 3, batch: 8}\nseeds: [1, 2]\n");

    @Test
    void yamlBecomesKeysAndValues() {
        assertEquals(Map.of("name", "x", "training", Map.of("epochs", 3, "batch", 8), "seeds", List.of(1, 2)),
                file.values());
    }

    @Test
    void aFileIsReadAsItsText(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("one.yaml");
        Files.writeString(path, "name: é\n");
        assertEquals(Map.of("name", "é"), ExperimentFile.read(path).values());
    }

    @Test
    void aFileIsLaidOverItsBase(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("recipe.yaml"), "name: recipe\ntraining: {epochs: 3, batch: 8}\nseeds: [1]\n");
        Path path = folder.resolve("other.yaml");
        Files.writeString(path, "base: recipe.yaml\nname: other\ntraining: {epochs: 5}\n");
        assertEquals(Map.of("name", "other", "training", Map.of("epochs", 5, "batch", 8), "seeds", List.of(1)),
                ExperimentFile.read(path).values());
    }

    @Test
    void theExperimentOfASweepMayBeAFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("one.yaml"), "base: recipe.yaml\nseeds: [1]\nwhenSynthetic: {seeds: [2]}\n");
        Files.writeString(folder.resolve("recipe.yaml"), "training: {epochs: 3}\nseeds: [4]\n");
        Path path = folder.resolve("sweep.yaml");
        Files.writeString(path, "experiment: one.yaml\nsearch: {training.batch: {choices: [8, 16]}}\n");
        ExperimentFile sweep = ExperimentFile.read(path);
        assertTrue(sweep.differsWhenSynthetic());
        assertEquals(Map.of("training", Map.of("epochs", 3), "seeds", List.of(1)), sweep.forCorpus(false).values().get("experiment"));
        assertEquals(Map.of("training", Map.of("epochs", 3), "seeds", List.of(2)), sweep.forCorpus(true).values().get("experiment"));
    }

    @Test
    void aFileThatIsItsOwnBaseIsRefused(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("loop.yaml");
        Files.writeString(path, "base: loop.yaml\nname: loop\n");
        assertContains(messageOf(() -> ExperimentFile.read(path)), "names itself as its base");
    }

    @Test
    void theMembersOfAnEnsembleAreReadAndShareItsTop(@TempDir Path folder) throws Exception {
        String member = "features: {type: mfcc}\nmodel: {type: mfcc-cnn}\nseeds: [7]\nwhenSynthetic: {training: {batch: 4}}\n";
        Files.writeString(folder.resolve("a.yaml"), "name: a\n" + member);
        Files.writeString(folder.resolve("b.yaml"), "name: b\nsplit: {folds: [3]}\n" + member);
        Path path = folder.resolve("both.yaml");
        Files.writeString(path, "name: both\nensemble: [a.yaml, b.yaml]\nseeds: [1, 2]\nsplit: {folds: [0]}\n");
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.read(path).with(List.of("training.epochs=2")));
        assertTrue(spec.ensemble());
        assertEquals(List.of("a", "b"), spec.variants().stream().map(ExperimentSpec::name).toList());
        for (ExperimentSpec variant : spec.variants()) {
            assertEquals(List.of(1L, 2L), variant.seeds());
            assertEquals(List.of(0), variant.folds());
            assertEquals(2, variant.training().epochs());
            assertEquals(32, variant.training().sampling().batch());
        }
        assertEquals(4, ComparisonSpec.of(ExperimentFile.read(path).forCorpus(true)).variants().get(1).training()
                .sampling().batch());
        assertEquals(spec, ComparisonSpec.of(ExperimentFile.parse(ExperimentFile.yaml(spec.settings()), "written")));
    }

    @Test
    void aMissingFileIsNamed() {
        assertContains(messageOf(() -> ExperimentFile.read(Path.of("no/such.yaml"))), "no/such.yaml");
    }

    @Test
    void anErrorOfYamlNamesFileAndLine() {
        String message = messageOf(() -> parse("name: x\ntraining: {epochs: 3\nseeds: [1]\n"));
        assertTrue(message.startsWith("experiment file x.yaml:3 is not valid YAML: "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        String message = messageOf(() -> parse("name: x\nseeds: [1]\nname: y\n"));
        assertContains(message, "x.yaml:3");
        assertContains(message, "name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n"})
    void anEmptyFileIsNamedEmpty(String text) {
        assertEquals("experiment file 'x.yaml' is empty; expected lines such as name: mfcc-cnn", messageOf(() -> parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "just a text", "5"})
    void aFileWithoutKeysIsRefused(String text) {
        String message = messageOf(() -> parse(text));
        assertTrue(message.startsWith("experiment file 'x.yaml' holds no keys and values"), message);
    }

    @Test
    void sectionsAreMergedAndListsReplaced() {
        Map<String, Object> merged = ExperimentFile.merged(
                Map.of("training", Map.of("epochs", 3, "batch", 8), "seeds", List.of(1, 2), "name", "base"),
                Map.of("training", Map.of("epochs", 5), "seeds", List.of(3), "model", Map.of("type", "mfcc-cnn")));
        assertEquals(Map.of("training", Map.of("epochs", 5, "batch", 8), "seeds", List.of(3), "name", "base",
                "model", Map.of("type", "mfcc-cnn")), merged);
    }

    @Test
    void whatIsWrittenReadsBack() {
        assertEquals(file.values(), parse(ExperimentFile.yaml(file.values())).values());
    }

    private static ExperimentFile parse(String yaml) {
        return ExperimentFile.parse(yaml, "x.yaml");
    }

    private static String messageOf(Executable call) {
        return assertThrows(InvalidInputException.class, call).getMessage();
    }

    @Test
    void syntheticVoicesTakeTheirOwnSettings() {
        ExperimentFile file = ExperimentFile.parse("""
                name: one
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                training: {epochs: 30, batch: 8}
                whenSynthetic: {training: {epochs: 12}}
                """, "one.yaml");
        ComparisonSpec synthetic = ComparisonSpec.of(file.forCorpus(true));
        assertEquals(12, synthetic.variants().get(0).training().epochs());
        assertEquals(8, synthetic.variants().get(0).training().sampling().batch());
        assertEquals(30, ComparisonSpec.of(file.forCorpus(false)).variants().get(0).training().epochs());
        assertEquals(30, ComparisonSpec.of(file).variants().get(0).training().epochs());
    }

    @Test
    void labelsAreKeptWithTheSettings() {
        for (String labels : List.of("[sad, angry]", "{boredom: drop, calm: neutral}")) {
            ExperimentFile file = parse(TypedSectionsTest.TYPED).with(List.of("features={type: mfcc}", "corpus.labels=" + labels));
            ComparisonSpec spec = ComparisonSpec.of(file);
            assertEquals(spec, ComparisonSpec.of(ExperimentFile.parse(ExperimentFile.yaml(spec.settings()), "written")));
            assertEquals(labels, ExperimentFile.castMap(spec.settings().get("corpus")).get("labels").toString()
                    .replace("=", ": "));
        }
    }

    @Test
    void aSplitIsNamedByItsTypeAndHasOptions() {
        ExperimentFile file = ExperimentFile.parse("""
                name: x
                split: {type: groups, column: session, fold: 1}
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                """, "x");
        ExperimentSpec spec = ExperimentSpec.of(file.values());
        assertEquals("groups:session", spec.protocol().name());
        assertEquals(Map.of("protocol", "groups:session", "folds", List.of(1)), spec.settings().get("split"));
        assertEquals(spec, ExperimentSpec.of(spec.settings()));
        assertEquals(Map.of("type", "groups", "column", "day", "fold", 1),
                file.with(List.of("split.column=day")).values().get("split"));
        for (String other : List.of("split.type=random-stratified", "split.protocol=random-stratified")) {
            assertEquals("random-stratified", ExperimentSpec.of(file.with(List.of(other)).values()).protocol().name(), other);
        }
    }

    @Test
    void aSplitThatMeansNothingIsRefused() {
        for (String[] wrong : new String[][] {
                {"{type: group}", "unknown split protocol 'group'; did you mean 'groups'?"},
                {"{type: groups, colum: session}", "unknown split key 'colum'; did you mean 'column'?"},
                {"{type: groups, column: ''}", "split.column is blank"},
                {"{type: groups, protocol: groups}", "split.protocol stands beside split.type"},
                {"{type: groups, testing: speech}", "expected FIELD=VALUE after 'testing'"},
                {"{type: groups, duplicates: kept}", "unknown split.duplicates 'kept'"},
                {"{protocol: groups with column}", "expected option=value after 'with'"}}) {
            ExperimentFile file = ExperimentFile.parse("{name: x, features: {type: mfcc}, model: {type: mfcc-cnn}, split: "
                    + wrong[0] + "}", "x");
            String message = assertThrows(InvalidInputException.class, () -> ExperimentSpec.of(file.values())).getMessage();
            assertTrue(message.contains(wrong[1]), message);
        }
    }

    @Test
    void testingAndDuplicatesAreOptionsOfEverySplit() {
        ExperimentSpec spec = ExperimentSpec.of(ExperimentFile.parse("""
                name: x
                split: {type: groups, column: session, testing: channel=speech, duplicates: ignored}
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                """, "x").values());
        assertEquals("groups:session testing channel=speech ignoring duplicates", spec.protocol().name());
        assertEquals(spec, ExperimentSpec.of(spec.settings()));
    }
}
