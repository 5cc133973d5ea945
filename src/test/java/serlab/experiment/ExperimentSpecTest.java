package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.corpus.split.SplitProtocols;
import serlab.training.TrainingSpec;

class ExperimentSpecTest {
    private static final String SMALL = "name: small\nfeatures: {type: mfcc}\nmodel: {type: mfcc-cnn}\n";
    private static final String VARIANTS = "name: two\nsplit: {fold: 1}\ntraining: {epochs: 4}\nvariants:\n"
            + "  - {name: one, features: {type: mfcc}, model: {type: mfcc-cnn}}\n"
            + "  - {name: other, features: {type: log-mel}, model: {type: spectrogram-cnn}, training: {batch: 8}}\n";

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("experiments"))) {
            return all.filter(file -> file.toString().endsWith(".yaml")).filter(ExperimentSpecTest::isExperiment).sorted()
                    .toList();
        }
    }

    /** Suites and sweeps have readers and tests of their own. */
    private static boolean isExperiment(Path file) {
        ExperimentFile read = ExperimentFile.read(file);
        return !Suite.describes(read) && !read.values().containsKey("search");
    }

    static List<String> protocols() {
        return SplitProtocols.names();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExperimentOfTheProjectReads(Path file) {
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.read(file));
        assertFalse(spec.variants().isEmpty());
        for (ExperimentSpec variant : spec.variants()) {
            assertEquals(variant, ExperimentSpec.of(variant.settings()));
        }
        ExperimentFile written = ExperimentFile.parse(ExperimentFile.yaml(spec.settings()), "written");
        assertEquals(spec, ComparisonSpec.of(written));
    }

    @Test
    void whatIsNotSaidTakesTheDefault() {
        ExperimentSpec spec = read(SMALL);
        assertEquals("small", spec.name());
        assertEquals("auto", spec.corpus().spec().type());
        assertEquals("speakers", spec.protocol().name());
        assertEquals(List.of(), spec.folds());
        assertEquals(List.of(), spec.augment().all());
        assertEquals(TrainingSpec.standard(), spec.training());
        assertEquals(List.of(1L), spec.seeds());
    }

    @Test
    void settingsReadBackToAnEqualSpec() {
        ExperimentSpec spec = read(SMALL + "corpus: {type: ravdess, parts: [speech, song]}\nseeds: [3, 5000000000]\n"
                + "split: {protocol: actor-folds-6, folds: [0, 2]}\naugment: [time-mask, {type: gain-jitter}, {type: noise, snrDb: 20, copies: 2}, mixup]\n"
                + "training: {optimizer: sgd, learningRate: 5e-4}\n");
        assertEquals(List.of(3L, 5_000_000_000L), spec.seeds());
        assertEquals(List.of(0, 2), spec.folds());
        assertEquals(spec, ExperimentSpec.of(spec.settings()));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void everyProtocolReadsBack(String protocol) {
        ExperimentSpec spec = read(SMALL + "split: {protocol: '" + protocol + "'}\n");
        assertEquals(protocol, spec.protocol().name());
        assertEquals(spec, ExperimentSpec.of(spec.settings()));
    }

    @Test
    void groupsOfAColumnReadBack() {
        ExperimentSpec spec = read(SMALL + "split: {protocol: 'groups:room'}\n");
        assertEquals("groups:room", spec.settings().get("split") instanceof Map<?, ?> split
                ? split.get("protocol") : null);
        assertEquals(spec, ExperimentSpec.of(spec.settings()));
    }

    @Test
    void voicesAreNotMovedWhereSpeakersAreStandardized() {
        String voices = SMALL + "augment: [speaker-style]\n";
        assertTrue(read(voices).augment().ofVoices().isPresent());
        assertContains(messageOf(voices + "normalise: per-speaker\n"), "normalise is per-speaker and takes it away; "
                + "leave speaker-style out");
    }

    @Test
    void oneFoldIsAListOfOne() {
        assertEquals(List.of(2), read(SMALL + "split: {fold: 2}\n").folds());
        assertEquals(List.of(), read(SMALL + "split: {folds: all}\n").folds());
    }

    @Test
    void foldAndFoldsContradict() {
        assertEquals("split has both fold and folds; keep one of them",
                messageOf(SMALL + "split: {fold: 0, folds: [1]}\n"));
    }

    @Test
    void aSeedGivenTwiceCountsOnce() {
        assertEquals(List.of(2L, 1L), read(SMALL + "seeds: [2, 1, 2]\n").seeds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"seed: [1]|seed|seeds", "trainings: {}|trainings|training",
        "split: {folt: 1}|folt|fold", "corpus: {typ: auto}|typ|type", "training: {epoch: 1}|epoch|epochs",
        "augment: [{type: time-mask, frame: 2}]|frame|frames"})
    void unknownKeysNameTheNearest(String line, String key, String nearest) {
        String message = messageOf(SMALL + line + "\n");
        assertContains(message, "key '" + key + "'");
        assertContains(message, "did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{type: mfcc, coefficient: 3}|{type: mfcc-cnn}|coefficients",
        "{type: mfcc}|{type: mfcc-cnn, denze: 3}|dense", "{type: mfcc}|{type: mfcc-cn}|mfcc-cnn"})
    void unknownKeysAndNamesOfFeaturesAndModelNameTheNearest(String features, String model, String nearest) {
        String message = messageOf("name: x\nfeatures: " + features + "\nmodel: " + model + "\n");
        assertContains(message, "did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"split: {protocol: actor-fold-5}", "corpus: {type: ravdes}"})
    void unknownNamesAskForTheNearest(String line) {
        assertContains(messageOf(SMALL + line + "\n"), "did you mean '");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"seeds: []|seeds is empty", "seeds: [one]|seeds holds 'one'",
        "seeds: 1|seeds is '1'", "split: {folds: [-1]}|split.folds holds '-1'", "split: {fold: x}|split.fold is 'x'",
        "training: 5|training is '5'", "corpus: {type: folder, parts: [song]}|unknown corpus key 'parts'"})
    void wrongValuesAreNamed(String line, String start) {
        String message = messageOf(SMALL + line + "\n");
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("name is missing", messageOf("features: {type: mfcc}\nmodel: {type: mfcc-cnn}\n"));
        assertTrue(messageOf("name: x\nmodel: {type: mfcc-cnn}\n").startsWith("features is missing"));
        assertTrue(messageOf("name: x\nfeatures: {type: mfcc}\n").startsWith("model is missing"));
    }

    @Test
    void variantsStandOnTheTopOfTheFile() {
        ComparisonSpec spec = comparison(VARIANTS);
        assertEquals("two", spec.name());
        assertEquals(List.of("one", "other"), spec.variants().stream().map(ExperimentSpec::name).toList());
        assertEquals(List.of(1), spec.variants().get(1).folds());
        assertEquals(4, spec.variants().get(1).training().epochs());
        assertEquals(8, spec.variants().get(1).training().sampling().batch());
        assertEquals(32, spec.variants().get(0).training().sampling().batch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"split: {fold: 2}", "split: {protocol: actor-folds-6}", "seeds: [9]",
        "corpus: {type: synthetic}"})
    void variantsOnOtherClipsAreRefused(String own) {
        String message = assertThrows(InvalidInputException.class, () -> comparison(VARIANTS
                + "  - {name: third, features: {type: mfcc}, model: {type: mfcc-cnn}, " + own + "}\n")).getMessage();
        assertTrue(message.startsWith("variant 'third' has another corpus, split or seeds than 'one'"), message);
    }

    @Test
    void variantsNeedNamesOfTheirOwn() {
        String same = VARIANTS.replace("name: other", "name: one");
        assertEquals("two variants are named 'one', or so alike that they would share a folder; give each its own name",
                assertThrows(InvalidInputException.class, () -> comparison(same)).getMessage());
        String nameless = VARIANTS.replace("name: other, ", "");
        assertTrue(assertThrows(InvalidInputException.class, () -> comparison(nameless)).getMessage()
                .startsWith("a variant is "));
        assertTrue(assertThrows(InvalidInputException.class, () -> comparison(SMALL + "variants: []\n")).getMessage()
                .startsWith("variants is '[]'"));
    }

    private static ExperimentSpec read(String yaml) {
        return ExperimentSpec.of(ExperimentFile.parse(yaml, "x.yaml").values());
    }

    private static ComparisonSpec comparison(String yaml) {
        return ComparisonSpec.of(ExperimentFile.parse(yaml, "x.yaml"));
    }

    private static String messageOf(String yaml) {
        return assertThrows(InvalidInputException.class, () -> read(yaml)).getMessage();
    }
}
