package serlab.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Tones;
import serlab.audio.Waveform;

/**
 * Bundles changed at random, from a fixed seed: each is loaded and predicts, or is refused in one line. The property
 * {@code serlab.mutations} says how many of each kind.
 */
@Tag("slow")
class MutatedBundleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES = List.of("-1", "0", "1", "7", "2147483647", "-2147483648",
            "9223372036854775807", "1e308", "-0.5", "\"\"", "\"x\"", "\"\\u001b[2J\"", "null", "true", "[]", "{}",
            "[1,2]", "100000", "4096");
    private static final Waveform VOICE = voice();

    @TempDir
    Path folder;

    @Test
    void bytesOfTheArchive() throws IOException {
        List<byte[]> whole = List.of(archive(TestBundles.single(1)), archive(TestBundles.pair()));
        Random random = new Random(1);
        each(random, false, () -> Mutation.ofBytes(whole.get(random.nextInt(whole.size())), random));
    }

    @Test
    void partsUnderAManifestThatIsRight() throws IOException {
        List<ModelBundle> bundles = List.of(TestBundles.single(1), TestBundles.pair());
        Random random = new Random(2);
        each(random, false, () -> {
            Map<String, byte[]> parts = TestBundles.parts(bundles.get(random.nextInt(bundles.size())));
            return BundleFiles.zip(BundleFiles.withManifest(Mutation.ofParts(parts, random)));
        });
    }

    @Test
    void filesOfTheNetwork() throws IOException {
        Random random = new Random(3);
        each(random, true, () -> {
            Map<String, byte[]> parts = TestBundles.parts(TestBundles.custom(1));
            byte[] network = parts.get("network.zip");
            parts.put("network.zip", random.nextInt(3) == 0 ? Mutation.ofBytes(network, random)
                    : BundleFiles.zip(Mutation.ofParts(TestBundles.unzipped(network), random)));
            return BundleFiles.zip(BundleFiles.withManifest(parts));
        });
    }

    @Test
    void filesOfAHead() throws IOException {
        List<ModelBundle> bundles = HeadSpec.types().stream().map(ModelHeadTest::learned).toList();
        Random random = new Random(6);
        each(random, false, () -> {
            Map<String, byte[]> parts = TestBundles.parts(bundles.get(random.nextInt(bundles.size())));
            byte[] head = parts.get("head.npz");
            parts.put("head.npz", random.nextInt(4) == 0 ? Mutation.ofBytes(head, random)
                    : BundleFiles.zip(Mutation.ofParts(TestBundles.unzipped(head), random)));
            return BundleFiles.zip(BundleFiles.withManifest(parts));
        });
    }

    @Test
    void valuesOfTheSettings() throws IOException {
        Random random = new Random(4);
        each(random, false, () -> {
            Map<String, byte[]> parts = TestBundles.parts(TestBundles.single(1));
            parts.put("model.json", changed(parts.get("model.json"), random));
            return BundleFiles.zip(BundleFiles.withManifest(parts));
        });
    }

    @Test
    void valuesOfTheLayers() throws IOException {
        Random random = new Random(5);
        each(random, true, () -> {
            Map<String, byte[]> parts = TestBundles.parts(TestBundles.custom(1));
            Map<String, byte[]> network = TestBundles.unzipped(parts.get("network.zip"));
            network.put("configuration.json", changed(network.get("configuration.json"), random));
            parts.put("network.zip", BundleFiles.zip(network));
            return BundleFiles.zip(BundleFiles.withManifest(parts));
        });
    }

    private interface Source {
        byte[] next() throws IOException;
    }

    private void each(Random random, boolean custom, Source source) throws IOException {
        int count = Integer.getInteger("serlab.mutations", 60);
        int loaded = 0;
        for (int i = 0; i < count; i++) {
            byte[] archive = source.next();
            Path file = Files.write(folder.resolve("m.zip"), archive);
            try {
                ModelBundle bundle = custom ? ModelBundle.load(file, TestBundles.FEATURES, TestBundles.CUSTOM)
                        : random.nextBoolean() ? ModelBundle.load(file)
                        : ModelBundle.load(new ByteArrayInputStream(archive), "m");
                loaded++;
                assertEquals(bundle.labels().size(), bundle.probabilities(VOICE).length);
            } catch (InvalidInputException e) {
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutation " + i + ": " + e, e);
            }
        }
        assertTrue(loaded < count, "every one of " + count + " was loaded");
        System.out.println(count + " mutations: " + loaded + " loaded, " + (count - loaded) + " refused");
    }

    private static byte[] changed(byte[] json, Random random) throws IOException {
        JsonNode root = JSON.readTree(json);
        for (int i = random.nextInt(2); i >= 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(root, containers);
            JsonNode chosen = containers.get(random.nextInt(containers.size()));
            JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
            if (chosen instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(6) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            } else if (chosen instanceof ArrayNode array) {
                array.set(random.nextInt(array.size()), value);
            }
        }
        return JSON.writeValueAsBytes(root);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static byte[] archive(ModelBundle bundle) throws IOException {
        return BundleFiles.zip(new LinkedHashMap<>(BundleParts.of(bundle)));
    }

    private static Waveform voice() {
        return Tones.tone(220, 0.3, 22_050, 11_025);
    }
}
