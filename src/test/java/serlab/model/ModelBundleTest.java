package serlab.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;

class ModelBundleTest {
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
        assertEquals(List.of("bundle.json", "network.zip"), namesIn(model));
    }

    @Test
    void whatAnInterruptedSaveLeftIsClearedAway() throws IOException {
        Files.createDirectories(folder.resolve("model.partial"));
        Files.writeString(folder.resolve("model.partial/network.zip"), "half");
        bundle(1).save(folder.resolve("model"));
        assertEquals(List.of("model"), namesIn(folder));
    }

    @Test
    void anEmptyFolderIsNoModelFolder() {
        assertTrue(messageOf(folder).contains("'" + folder + "' is not a model folder"), messageOf(folder));
    }

    @Test
    void halfABundleIsNoModelFolder() throws IOException {
        Path model = folder.resolve("model");
        bundle(1).save(model);
        Files.delete(model.resolve("network.zip"));
        assertTrue(messageOf(model).contains("'" + model + "' is not a model folder"), messageOf(model));
    }

    @Test
    void damagedFilesNameTheFolder() throws IOException {
        Path model = folder.resolve("model");
        bundle(1).save(model);
        byte[] weights = Files.readAllBytes(model.resolve("network.zip"));
        Files.write(model.resolve("network.zip"), Arrays.copyOf(weights, weights.length / 2));
        assertTrue(messageOf(model).contains("model folder '" + model + "' cannot be read"), messageOf(model));
        Files.writeString(model.resolve("bundle.json"), "{\"name\": \"x\"}");
        assertTrue(messageOf(model).contains("model folder '" + model + "' cannot be read"), messageOf(model));
        assertTrue(messageOf(model).contains("'model'"), messageOf(model));
        Files.writeString(model.resolve("bundle.json"), "{");
        assertTrue(messageOf(model).contains("model folder '" + model + "' cannot be read"), messageOf(model));
    }

    private static String messageOf(Path model) {
        return assertThrows(InvalidInputException.class, () -> ModelBundle.load(model)).getMessage();
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
        return ModelBundle.untrained("small", ModelSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8))),
                features, new Scaler(Scaler.Kind.PER_BAND, mean, deviation), List.of("calm", "happy", "sad"),
                BuildSettings.fast(seed, new Sgd(0.1), 0));
    }
}
