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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.training.TrainingSpec;
import serlab.training.optimizer.AdamOptimizer;
import serlab.training.optimizer.SgdOptimizer;
import serlab.training.optimizer.StepOptions;

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
    void overridesReplaceValuesAndMakeSections() {
        ExperimentFile changed = file.with(List.of("training.epochs=5", "features.type=mfcc", "seeds=[7]", "name = y=z",
                "a.b.c=0.5"));
        assertEquals(Map.of("name", "y=z", "training", Map.of("epochs", 5, "batch", 8), "seeds", List.of(7),
                "features", Map.of("type", "mfcc"), "a", Map.of("b", Map.of("c", 0.5))), changed.values());
    }

    @Test
    void overridesLeaveTheFileAlone() {
        file.with(List.of("training.epochs=5"));
        assertEquals(Map.of("epochs", 3, "batch", 8), file.values().get("training"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.epochs", "=5", ".=5", ".epochs=5", "training.=5", "training..epochs=5",
        "name.first=5", "seeds.0=5", "name=[1"})
    void badOverridesAreNamed(String override) {
        String message = messageOf(() -> file.with(List.of(override)));
        assertTrue(message.startsWith("--set "), message);
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
    void aSectionOfAnotherTypeReplacesTheOneBelow() {
        Map<String, Object> base = Map.of("features", Map.of("type", "log-mel", "bands", 64));
        assertEquals(Map.of("features", Map.of("type", "mfcc", "frames", 5)),
                ExperimentFile.merged(base, Map.of("features", Map.of("type", "mfcc", "frames", 5))));
        assertEquals(Map.of("features", Map.of("type", "log-mel", "bands", 64, "frames", 5)),
                ExperimentFile.merged(base, Map.of("features", Map.of("type", "log-mel", "frames", 5))));
        assertEquals(Map.of("features", Map.of("type", "log-mel", "bands", 64, "frames", 5)),
                ExperimentFile.merged(base, Map.of("features", Map.of("frames", 5))));
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
    void anOverrideWinsOverTheSectionsOfVariants() {
        ExperimentFile file = ExperimentFile.parse("""
                name: both
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                variants:
                  - {name: one, training: {epochs: 3, batch: 8}}
                  - {name: two}
                """, "both.yaml");
        ComparisonSpec changed = ComparisonSpec.of(file.with(List.of("training.epochs=7")));
        assertEquals(List.of(7, 7), changed.variants().stream().map(v -> v.training().epochs()).toList());
        assertEquals(List.of(8, 32), changed.variants().stream().map(v -> v.training().sampling().batch()).toList());
        assertEquals(3, ComparisonSpec.of(file).variants().get(0).training().epochs());
    }

    /** {@code of: mfcc} is {@code of: {type: mfcc}}, and no {@code of} is that of the default. */
    @ParameterizedTest
    @ValueSource(strings = {"{type: statistics, of: mfcc}", "{type: statistics, of: {type: mfcc}}", "{type: statistics}",
        "{type: statistics, of: {coefficients: 20}}"})
    void optionsOfAPartGivenByItsNameCanBeSet(String features) {
        ExperimentFile file = ExperimentFile.parse("name: one\nmodel: {type: logistic-regression}\nfeatures: " + features, "one.yaml");
        assertEquals("statistics of 13", ofCoefficients(file.with(List.of("features.of.coefficients=13"))));
        assertEquals("statistics of 13", ofCoefficients(ExperimentFile.of(ExperimentFile.merged(file.values(),
                Map.of("features", Map.of("of", Map.of("coefficients", 13)))))));
        FeatureSpec other = ComparisonSpec.of(file.with(List.of("features.of.bands=20", "features.of.type=log-mel"))).variants().get(0)
                .features();
        assertEquals(20, other.bands());
        assertEquals("log-mel", ((Map<?, ?>) other.settings().get("of")).get("type"));
    }

    private static String ofCoefficients(ExperimentFile file) {
        FeatureSpec features = ComparisonSpec.of(file).variants().get(0).features();
        return features.type() + " of " + ((Map<?, ?>) features.settings().get("of")).get("coefficients");
    }

    @Test
    void aListIsNoSection() {
        ExperimentFile file = ExperimentFile.parse("name: one\nfeatures: {type: stack, of: [mfcc, rms]}", "one.yaml");
        assertEquals("--set features.of.coefficients: features.of is '[mfcc, rms]', which is no section; set it as a whole, such "
                + "as --set 'features.of={type: …}'", messageOf(() -> file.with(List.of("features.of.coefficients=13"))));
    }

    /** A setting in a section is named as it is written, also when another file or an override lies over it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {optimizer: {learningRate: 50}}                | training.optimizer.learningRate is '50'
            {optimizer: {type: sgd, momentum: 2}}          | training.optimizer.momentum is '2'
            {optimizer: {type: sgd, momentum: 0.8}, learningRate: 50} | training.learningRate is '50'
            {learningRate: 50}                             | training.learningRate is '50'
            {optimizer: sgd, learningRate: 50}             | training.learningRate is '50'
            {schedule: {type: plateau, reduceFactor: 7}}   | training.schedule.reduceFactor is '7'
            {schedule: {warmupEpochs: -1}}                 | training.schedule.warmupEpochs is '-1'
            {sampling: {batch: 0}}                         | training.sampling.batch is '0'
            {sampling: {type: squared}}                    | training.sampling.type is 'squared'
            {sampling: squared}                            | training.sampling is 'squared'
            {averaging: {decay: 2}}                        | training.averaging.decay is '2'
            {targets: {labelSmoothing: 2}}                 | training.targets.labelSmoothing is '2'
            {stopping: {epochs: 0}}                        | training.stopping.epochs is '0'
            """)
    void errorsNameASettingOfTrainingAsItIsWritten(String training, String expected) {
        String head = "name: one\nfeatures: {type: mfcc}\nmodel: {type: mfcc-cnn}\n";
        ExperimentFile own = ExperimentFile.parse(head + "training: " + training, "one.yaml");
        ExperimentFile base = ExperimentFile.parse(head + "training: {epochs: 7, learningRate: 0.1}", "base.yaml");
        ExperimentFile laid = ExperimentFile.of(ExperimentFile.merged(base.values(), own.values()));
        for (ExperimentFile file : List.of(own, laid, laid.with(List.of("training.clipNorm=1")))) {
            String message = messageOf(() -> ComparisonSpec.of(file));
            assertTrue(message.startsWith(expected + "; expected"), message);
        }
    }

    @Test
    void anOverrideWinsOverTheSectionsOfTraining() {
        ExperimentFile file = ExperimentFile.parse("""
                name: one
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                training:
                  optimizer: {type: sgd, learningRate: 0.1, momentum: 0.5}
                  stopping: {epochs: 30}
                whenSynthetic: {training: {epochs: 12, optimizer: {momentum: 0.6}}}
                """, "one.yaml");
        TrainingSpec changed = training(file.with(List.of("training.epochs=7", "training.sampling.batch=8",
                "training.optimizer.momentum=0.7")));
        assertEquals(new SgdOptimizer(StepOptions.of(0.1), 0.7), changed.optimizer());
        assertEquals(7, changed.epochs());
        assertEquals(8, changed.sampling().batch());
        assertEquals(AdamOptimizer.of(0.1), training(file.with(List.of("training.optimizer.type=adam"))).optimizer());
        assertEquals(AdamOptimizer.of(0.2), training(file.with(List.of("training.learningRate=0.2",
                "training.optimizer=adam"))).optimizer());
        assertEquals(60, training(file.with(List.of("training.epochs="))).epochs());
        TrainingSpec synthetic = training(file.forCorpus(true));
        assertEquals(12, synthetic.epochs());
        assertEquals(new SgdOptimizer(StepOptions.of(0.1), 0.6), synthetic.optimizer());
    }

    private static TrainingSpec training(ExperimentFile file) {
        return ComparisonSpec.of(file).variants().get(0).training();
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

    private static final String TYPED = """
            name: one
            corpus: {type: ravdess, parts: [speech, song], labels: [sad, angry]}
            split: {protocol: actor-folds-6, folds: [4, 5]}
            features: {type: mfcc, coefficients: 20, of: {type: rms, frames: 3}}
            model: {type: mfcc-cnn, filters: [8, 16]}
            """;

    @Test
    void anotherTypeStartsFromItsOwnDefaults() {
        ExperimentFile changed = parse(TYPED).with(List.of("features.type=log-mel", "model.type=spectrogram-cnn",
                "split.protocol=random-stratified", "corpus.type=folder"));
        assertEquals(Map.of("name", "one", "corpus", Map.of("type", "folder", "labels", List.of("sad", "angry")),
                "split", Map.of("protocol", "random-stratified", "folds", List.of(4, 5)), "features", Map.of("type", "log-mel"),
                "model", Map.of("type", "spectrogram-cnn")), changed.values());
        assertEquals("log-mel", ComparisonSpec.of(changed).variants().get(0).features().type());
        assertEquals(List.of(4, 5), ComparisonSpec.of(changed).variants().get(0).folds());
    }

    @Test
    void theSameTypeChangesNothing() {
        assertEquals(parse(TYPED).values(), parse(TYPED).with(List.of("features.type=mfcc", "model.type=mfcc-cnn",
                "split.protocol=actor-folds-6", "corpus.type=ravdess", "features.of.type=rms")).values());
        assertEquals(Map.of("type", "auto", "parts", List.of("song")),
                parse("corpus: {parts: [song]}").with(List.of("corpus.type=auto")).values().get("corpus"));
        assertEquals(Map.of("parts", List.of("song"), "type", "ravdess"),
                parse("corpus: {parts: [song]}").with(List.of("corpus.type=ravdess")).values().get("corpus"));
        assertEquals(Map.of("trials", 9, "type", "random"),
                parse("sampler: {type: tpe, trials: 9}").with(List.of("sampler.type=random")).values().get("sampler"));
    }

    @Test
    void otherOverridesHoldWhereverTheyStand() {
        Map<String, Object> expected = Map.of("type", "table", "bands", 2, "order", "frames");
        assertEquals(expected, parse(TYPED).with(List.of("features.bands=2", "features.type=table", "features.order=frames"))
                .values().get("features"));
        assertEquals(Map.of("protocol", "leave-one-actor-out", "folds", List.of(0)), parse(TYPED)
                .with(List.of("split.folds=[0]", "split.protocol=leave-one-actor-out")).values().get("split"));
        assertEquals(Map.of("type", "cross-corpus"), parse(TYPED).with(List.of("split.type=cross-corpus")).values().get("split"));
        Map<String, Object> own = Map.of("type", "cross-corpus", "diagonal", false, "folds", List.of(1));
        assertEquals(own, parse("split: {type: cross-corpus, diagonal: false, folds: [1]}").with(List.of("split.type=cross-corpus"))
                .values().get("split"));
    }

    @Test
    void sectionsInsideSweepsAndSectionsStartAnewToo() {
        ExperimentFile sweep = parse("experiment: {features: {type: mfcc, coefficients: 20}}\nsearch: {}\n")
                .with(List.of("experiment.features.type=log-mel"));
        assertEquals(Map.of("features", Map.of("type", "log-mel")), sweep.values().get("experiment"));
        assertEquals(Map.of("type", "mfcc", "coefficients", 20, "of", Map.of("type", "zcr")),
                parse(TYPED).with(List.of("features.of.type=zcr")).values().get("features"));
    }

    @Test
    void anotherTypeReachesEveryVariant() {
        ExperimentFile changed = parse("""
                name: both
                features: {frames: 99}
                model: {type: mfcc-cnn, filters: [8, 16]}
                variants:
                  - {name: one, features: {type: mfcc, coefficients: 20}}
                  - {name: two, features: {type: log-mel, bands: 40}, model: {dropout: 0.1}}
                """).with(List.of("features.type=table", "features.bands=3", "model.type=spectrogram-cnn"));
        for (ExperimentSpec variant : ComparisonSpec.of(changed).variants()) {
            assertEquals("table", variant.features().type());
            assertEquals(3, variant.features().bands());
            assertEquals("spectrogram-cnn", variant.model().type());
        }
    }

    @Test
    void labelsAreKeptWithTheSettings() {
        for (String labels : List.of("[sad, angry]", "{boredom: drop, calm: neutral}")) {
            ExperimentFile file = parse(TYPED).with(List.of("features={type: mfcc}", "corpus.labels=" + labels));
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
