package serlab.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;

/** What a bundle of a stranger may hold, and how little it may do. */
class BundleSafetyTest {
    private static final AtomicInteger MADE_FROM_A_FILE = new AtomicInteger();

    @TempDir
    Path folder;

    /** Tells when Java makes one of bytes. */
    private static final class Marker implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            MADE_FROM_A_FILE.incrementAndGet();
        }
    }

    @Test
    void aSerializedObjectInTheNetworksArchiveIsRefusedAndNeverMade() throws IOException {
        byte[] object = serialized(new Marker());
        for (String name : List.of("preprocessor.bin", "normalizer.bin", "updaterState.bin", "objects/Marker")) {
            Map<String, byte[]> parts = TestBundles.parts(TestBundles.custom(1));
            Map<String, byte[]> network = TestBundles.unzipped(parts.get("network.zip"));
            network.put(name, object);
            parts.put("network.zip", BundleFiles.zip(network));
            Path zip = write(BundleFiles.withManifest(parts));
            String message = messageOf(() -> ModelBundle.load(zip, TestBundles.FEATURES, TestBundles.CUSTOM));
            assertContains(message, "network.zip holds '" + name + "'");
        }
        assertEquals(0, MADE_FROM_A_FILE.get());
    }

    @Test
    void whatTheManifestDoesNotNameIsRefused() throws IOException {
        Map<String, byte[]> files = BundleFiles.withManifest(TestBundles.parts(TestBundles.single(1)));
        files.put("preprocessor.bin", serialized(new Marker()));
        Path zip = write(files);
        String message = messageOf(() -> ModelBundle.load(zip));
        assertContains(message, "holds 'preprocessor.bin', which bundle.json does not name; remove it");

        Path model = folder.resolve("model");
        TestBundles.single(1).save(model);
        Files.writeString(model.resolve("notes.txt"), "mine");
        assertContains(messageOf(() -> ModelBundle.load(model)), "holds 'notes.txt'");
        Files.delete(model.resolve("notes.txt"));
        Files.writeString(model.resolve(".DS_Store"), "of a file manager");
        Files.writeString(model.resolve("registered_model_meta"), "of MLflow");
        assertEquals(TestBundles.single(1).labels(), ModelBundle.load(model).labels());
        assertEquals(0, MADE_FROM_A_FILE.get());
    }

    @Test
    void aFurtherPartThatTheManifestNamesIsNoFault() throws IOException {
        Map<String, byte[]> parts = TestBundles.parts(TestBundles.single(1));
        parts.put("later.json", "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(TestBundles.single(1).labels(), ModelBundle.load(write(BundleFiles.withManifest(parts))).labels());
    }

    @Test
    void aCustomNetworkOfAFileGivesTheSameBits() throws IOException {
        ModelBundle bundle = TestBundles.custom(1);
        bundle.save(folder.resolve("model"));
        ModelBundle loaded = ModelBundle.load(folder.resolve("model"), TestBundles.FEATURES, TestBundles.CUSTOM);
        assertEquals(BundlePrinter.bits(bundle), BundlePrinter.bits(loaded));
        assertEquals(bundle.network().params(), loaded.network().params());
        assertEquals(bundle.network().getConfiguration().toJson(), loaded.network().getConfiguration().toJson());
    }

    @Test
    void theDescriptionOfANetworkMayNameLayersOnly() throws IOException {
        for (String other : List.of("java.util.ArrayList", "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer",
                "org.deeplearning4j.nn.modelimport.keras.layers.TFOpLayer", "javax.swing.JEditorPane", "Marker",
                Marker.class.getName())) {
            Path custom = write(BundleFiles.withManifest(configured(TestBundles.custom(1), text -> text.replace(
                    "org.deeplearning4j.nn.conf.layers.DenseLayer", other))));
            String message = messageOf(() -> ModelBundle.load(custom, TestBundles.FEATURES, TestBundles.CUSTOM));
            assertContains(message, "names the class '" + other + "'");
            Path single = write(BundleFiles.withManifest(configured(TestBundles.single(1), text -> text.replace(
                    "org.nd4j.linalg.learning.config.Sgd", other))));
            assertContains(messageOf(() -> ModelBundle.load(single)), "names the class '" + other + "'");
        }
    }

    @Test
    void layersOfAProgramsOwnMayBeNamedByIt() throws IOException {
        ObjectMapper json = new ObjectMapper();
        LayerClasses.require(json.readTree("{\"a\": [{\"@class\": \"my.Layer\"}]}"), () -> Set.of("my.Layer"));
        assertThrows(IOException.class, () -> LayerClasses.require(json.readTree("{\"@class\": \"my.Layer\"}"), Set::of));
        LayerClasses.require(json.readTree("{\"@class\": \"org.nd4j.linalg.learning.config.Adam\"}"), () -> {
            throw new AssertionError("a known class needs no program");
        });
    }

    @Test
    void layersThatWouldFillTheMemoryAreRefused() throws IOException {
        Path zip = write(BundleFiles.withManifest(configured(TestBundles.custom(1), text -> text.replace(
                "\"nout\" : 5", "\"nout\" : 2000000000"))));
        String message = messageOf(() -> ModelBundle.load(zip, TestBundles.FEATURES, TestBundles.CUSTOM));
        assertContains(message, "more than 67108864 values");
        Map<String, byte[]> parts = TestBundles.parts(TestBundles.single(1));
        String model = new String(parts.get("model.json"), StandardCharsets.UTF_8);
        assertContains(model, "\"frames\" : 24");
        parts.put("model.json", model.replace("\"frames\" : 24", "\"frames\" : 100000").getBytes(StandardCharsets.UTF_8));
        assertContains(messageOf(() -> ModelBundle.load(write(BundleFiles.withManifest(parts)))), "is damaged");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() throws IOException {
        Map<String, byte[]> files = BundleFiles.withManifest(TestBundles.parts(TestBundles.single(1)));
        files.put("model.jsom", files.get("model.json"));
        byte[] archive = BundleFiles.zip(files);
        byte[] doubled = new String(archive, StandardCharsets.ISO_8859_1).replace("model.jsom", "model.json")
                .getBytes(StandardCharsets.ISO_8859_1);
        Path zip = Files.write(folder.resolve("doubled.zip"), doubled);
        assertContains(messageOf(() -> ModelBundle.load(zip)), "holds 'model.json' twice");
    }

    @Test
    void whatUnpacksToMuchMoreThanItsSizeIsRefused() throws IOException {
        Map<String, byte[]> parts = TestBundles.parts(TestBundles.single(1));
        parts.put("later.bin", new byte[17 << 20]);
        Path zip = write(BundleFiles.withManifest(parts));
        assertTrue(Files.size(zip) < 100_000);
        assertContains(messageOf(() -> ModelBundle.load(zip)), "unpacks to more than 100 times its size");
    }

    @Test
    void everyPartAndAllTogetherHaveABound() throws IOException {
        byte[] archive = BundleFiles.zip(Map.of("a.bin", new byte[800], "b.bin", new byte[900]));
        assertEquals(Set.of("a.bin", "b.bin"), new BundleLimits(1000, 1000, 2000).unzip(archive).keySet());
        assertContains(refusal(new BundleLimits(899, 899, 2000), archive), "b.bin has more than 899 bytes");
        assertContains(refusal(new BundleLimits(1000, 1000, 1699), archive),
                "its files together unpack to more than 1699 bytes");
        BundleLimits one = new BundleLimits(1000, 1000, 2000);
        one.unzip(archive);
        assertContains(refusal(one, archive), "together");
        byte[] text = BundleFiles.zip(Map.of("model.json", new byte[600]));
        assertContains(refusal(new BundleLimits(1000, 500, 2000), text), "model.json has more than 500 bytes");
        Path file = Files.write(folder.resolve("card.json"), new byte[501]);
        assertThrows(IOException.class, () -> new BundleLimits(1000, 500, 2000).file(file));
        assertThrows(IOException.class,
                () -> new BundleLimits(10, 10, 100).archive(new ByteArrayInputStream(new byte[101])));
    }

    @Test
    void classesNeedNamesOfTheirOwn() throws IOException {
        for (String labels : List.of("[\"calm\", \"happy\", \"calm\"]", "[\"calm\", \"\", \"sad\"]",
                "[\"calm\", \" \", \"sad\"]")) {
            Map<String, byte[]> parts = TestBundles.parts(TestBundles.single(1));
            String model = new String(parts.get("model.json"), StandardCharsets.UTF_8);
            String changed = model.replaceAll("(?s)\"labels\" : \\[.*?]", "\"labels\" : " + labels);
            parts.put("model.json", changed.getBytes(StandardCharsets.UTF_8));
            String message = messageOf(() -> ModelBundle.load(write(BundleFiles.withManifest(parts))));
            assertContains(message, "expected a name of its own for each");
        }
    }

    @Test
    void anEnsembleInsideAnEnsembleIsRefused() throws IOException {
        Map<String, byte[]> parts = TestBundles.parts(TestBundles.pair());
        parts.put("member-2.zip", BundleFiles.zip(BundleFiles.withManifest(new LinkedHashMap<>(parts))));
        String message = messageOf(() -> ModelBundle.load(write(BundleFiles.withManifest(parts))));
        assertContains(message, "member 2 is an ensemble itself");
    }

    @Test
    void settingsThatNestWithoutEndAreRefused() throws IOException {
        Map<String, byte[]> parts = TestBundles.parts(TestBundles.single(1));
        parts.put("model.json", ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        assertContains(messageOf(() -> ModelBundle.load(write(BundleFiles.withManifest(parts)))), "is damaged");
    }

    private static Map<String, byte[]> configured(ModelBundle bundle, UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> parts = TestBundles.parts(bundle);
        Map<String, byte[]> network = TestBundles.unzipped(parts.get("network.zip"));
        String before = new String(network.get("configuration.json"), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertFalse(after.equals(before), before);
        network.put("configuration.json", after.getBytes(StandardCharsets.UTF_8));
        parts.put("network.zip", BundleFiles.zip(network));
        return parts;
    }

    private Path write(Map<String, byte[]> files) throws IOException {
        return Files.write(Files.createTempFile(folder, "bundle", ".zip"), BundleFiles.zip(files));
    }

    private static String refusal(BundleLimits limits, byte[] archive) {
        return assertThrows(IOException.class, () -> limits.unzip(archive)).getMessage();
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static String messageOf(org.junit.jupiter.api.function.Executable load) {
        String message = assertThrows(InvalidInputException.class, load).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }
}
