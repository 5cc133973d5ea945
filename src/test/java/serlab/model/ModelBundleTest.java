package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;

@Tag("slow")
class ModelBundleTest {
    private static final ModelCard CARD = new ModelCard("voices", true, "ab", "actor-folds-5", true, "cd", 2, 7, 30, 5,
            10, 2, 3, 0.1 + 0.2, 0.5, 1 / 3.0, "0.1.0", "", "name: x\n");

    @TempDir
    Path folder;

    @Test
    void aLoadedBundleGivesTheSameBits() {
        ModelBundle bundle = bundle(1);
        bundle.save(folder.resolve("model"));
        ModelBundle loaded = ModelBundle.load(folder.resolve("model"));
        assertEquals(BundlePrinter.bits(bundle), BundlePrinter.bits(loaded));
        assertEquals(bundle.name(), loaded.name());
        assertEquals(bundle.spec(), loaded.spec());
        assertEquals(bundle.features(), loaded.features());
        assertEquals(bundle.scaler(), loaded.scaler());
        assertEquals(bundle.labels(), loaded.labels());
        assertEquals(bundle.parameters(), loaded.parameters());
    }

    @Test
    void predictionsFollowTheWeightsOfTheGraph() {
        ModelBundle bundle = bundle(1);
        bundle.save(folder.resolve("model"));
        ModelBundle loaded = ModelBundle.load(folder.resolve("model"));
        String before = BundlePrinter.bits(bundle);
        assertEquals(before, BundlePrinter.bits(loaded));
        for (ModelBundle changed : List.of(bundle, loaded)) {
            changed.network().setParams(bundle(2).network().params());
            assertEquals(BundlePrinter.bits(bundle(2)), BundlePrinter.bits(changed));
            changed.network().setParams(bundle(1).network().params());
            assertEquals(before, BundlePrinter.bits(changed));
        }
    }

    @Test
    void anotherProcessGivesTheSameBits() throws IOException, InterruptedException {
        ModelBundle bundle = bundle(1);
        bundle.save(folder.resolve("model"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-cp", System.getProperty("java.class.path"), BundlePrinter.class.getName(),
                folder.resolve("model").toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(List.of(BundlePrinter.MARK + BundlePrinter.bits(bundle)),
                output.lines().filter(line -> line.startsWith(BundlePrinter.MARK)).toList());
    }

    @Test
    void savingReplacesAnOlderBundleAndLeavesNothingElse() throws IOException {
        Path model = folder.resolve("model");
        bundle(1).save(model);
        ModelBundle second = bundle(2);
        assertNotEquals(BundlePrinter.bits(bundle(1)), BundlePrinter.bits(second));
        second.save(model);
        assertEquals(BundlePrinter.bits(second), BundlePrinter.bits(ModelBundle.load(model)));
        assertEquals(List.of("model"), namesIn(folder));
        assertEquals(List.of("MLmodel", "bundle.json", "input_example.json", "model.json", "network.zip"),
                namesIn(model));
    }

    @Test
    void whatAnInterruptedSaveLeftIsClearedAway() throws IOException {
        Files.createDirectories(folder.resolve("model.partial"));
        Files.writeString(folder.resolve("model.partial/network.zip"), "half");
        bundle(1).save(folder.resolve("model"));
        assertEquals(List.of("model"), namesIn(folder));
    }

    @Test
    void whatAnInterruptedReplacementSetAsideIsStillFound() throws IOException {
        Path model = folder.resolve("model");
        bundle(1).save(model);
        Files.move(model, folder.resolve("model.old"));
        assertEquals(BundlePrinter.bits(bundle(1)), BundlePrinter.bits(ModelBundle.load(model)));
        bundle(2).save(model);
        assertEquals(BundlePrinter.bits(bundle(2)), BundlePrinter.bits(ModelBundle.load(model)));
    }

    @Test
    void anArchiveHoldsTheSameAsAFolderAndIsTheSameEveryTime() throws IOException {
        Path zip = folder.resolve("model.zip");
        ModelBundle bundle = bundle(1).with(CARD);
        bundle.save(zip);
        ModelBundle loaded = ModelBundle.load(zip);
        assertEquals(BundlePrinter.bits(bundle), BundlePrinter.bits(loaded));
        assertEquals(CARD, loaded.card().orElseThrow());
        loaded.save(folder.resolve("again.zip"));
        assertArrayEquals(Files.readAllBytes(zip), Files.readAllBytes(folder.resolve("again.zip")));
    }

    @Test
    void aFolderWithoutABundleIsNoModel() throws IOException {
        assertContains(messageOf(folder), "'" + folder + "' is not a model folder");
        assertContains(messageOf(folder.resolve("none")), "is not a model folder");
        Files.writeString(folder.resolve("bundle.json"), "{\"format\": \"another program's\"}");
        assertContains(messageOf(folder), "'" + folder + "' is not a model folder");
        Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
        assertContains(messageOf(text), "is not a model folder or archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"network.zip", "model.json", "card.json", "experiment.yaml", "input_example.json"})
    void aChangedOrMissingPartIsDamage(String part) throws IOException {
        Path model = folder.resolve("model");
        bundle(1).with(CARD).save(model);
        byte[] content = Files.readAllBytes(model.resolve(part));
        content[content.length / 2] ^= 1;
        Files.write(model.resolve(part), content);
        String message = messageOf(model);
        assertContains(message, "'" + model + "' is damaged: " + part + " does not have the SHA-256");
        Files.delete(model.resolve(part));
        assertContains(messageOf(model), "is damaged: " + part + " is missing");
    }

    @Test
    void theTimeZoneOfTheMachineIsInNoFile() throws IOException {
        TimeZone before = TimeZone.getDefault();
        Set<String> archives = new HashSet<>();
        try {
            for (String zone : List.of("UTC", "Asia/Tokyo", "America/Los_Angeles")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                archives.add(HexFormat.of().formatHex(BundleFiles.zip(Map.of("network.zip", new byte[] {1, 2, 3}))));
            }
        } finally {
            TimeZone.setDefault(before);
        }
        assertEquals(1, archives.size());
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        Path model = folder.resolve("model");
        bundle(1).save(model);
        Path manifest = model.resolve("bundle.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("(\"formatVersion\" : )\\d+", "$199"));
        assertContains(messageOf(model), "format version 99");
    }

    @Test
    void aManifestThatPointsElsewhereIsRefused() throws IOException {
        Path model = folder.resolve("model");
        bundle(1).save(model);
        Path manifest = model.resolve("bundle.json");
        Files.writeString(manifest, Files.readString(manifest).replace("model.json", "../model.json"));
        assertContains(messageOf(model), "no plain file name");
    }

    private static String messageOf(Path model) {
        String message = assertThrows(InvalidInputException.class, () -> ModelBundle.load(model)).getMessage();
        assertLacks(message, "\n");
        return message;
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static ModelBundle bundle(long seed) {
        FeatureSpec features = FeatureSpec.of(Map.of("type", "mfcc", "coefficients", 16, "frames", 24));
        float[] mean = new float[16];
        float[] deviation = new float[16];
        for (int i = 0; i < 16; i++) {
            mean[i] = i / 3f;
            deviation[i] = 10 + i / 7f;
        }
        return ModelBundle.untrained("small", NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8))),
                features, new Scaler(Scaler.Kind.PER_BAND, mean, deviation), List.of("calm", "happy", "sad"),
                BuildSettings.fast(seed, new Sgd(0.1), 0));
    }
}
