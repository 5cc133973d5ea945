package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.ContentHash;
import serlab.augment.Augmentation;
import serlab.augment.ChangedCopy;
import serlab.augment.WaveformAugmentation;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;
import serlab.feature.cache.FeatureCache;
import serlab.model.ModelSpec;

/**
 * What runs, bundles, journals and caches are known by: complete settings, ids, parameters of runs and names of cached
 * files. They are compared byte by byte with what was written down before, since the runs and caches of today are found
 * by them. Where one has to change, that is a new version of the format; the new text is left in {@code target/identities}.
 */
class IdentitiesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/identities");
    private static final Path ACTUAL = Path.of("target/identities");
    private static final Path EXPERIMENTS = Path.of("experiments");

    @Test
    void everyExperimentFileIsWhatItWas() {
        StringBuilder all = new StringBuilder();
        Set<String> known = new HashSet<>();
        for (Object name : (List<?>) given().get("experiments")) {
            Path file = EXPERIMENTS.resolve(name.toString());
            ExperimentFile read = ExperimentFile.read(file);
            all.append("# ").append(name).append('\n');
            if (Suite.describes(read)) {
                Suite suite = Suite.of(read, file.toAbsolutePath().getParent());
                for (Suite.SystemFile system : suite.systems()) {
                    for (Suite.Protocol protocol : suite.protocols()) {
                        describe(suite.file(system, protocol), known, all);
                    }
                }
            } else {
                describe(read, known, all);
                describe(read.forCorpus(true), known, all);
            }
        }
        assertGolden("experiments.txt", all.toString());
    }

    private static Map<String, Object> given() {
        return ExperimentFile.read(GOLDEN.resolve("given.yaml")).values();
    }

    /** Files as hashes, and the lines of its variants that do not stand above. */
    private static void describe(ExperimentFile file, Set<String> known, StringBuilder into) {
        ComparisonSpec comparison = ComparisonSpec.of(file);
        into.append(comparison.name()).append('\n');
        into.append("  settings ").append(hash(comparison.settings())).append('\n');
        into.append("  of each training ").append(hash(comparison.settingsOfEachTraining())).append('\n');
        for (ExperimentSpec variant : comparison.variants()) {
            into.append("  ").append(variant.name()).append(", settings ").append(hash(variant.settings())).append('\n');
            List<String> lines = new ArrayList<>(List.of(variant.features().id()));
            variant.copies().forEach(copy -> lines.add(copy.id()));
            Recorder.parameters(variant).forEach((key, value) -> lines.add(key + " = " + value));
            lines.stream().filter(known::add).forEach(line -> into.append("    ").append(line).append('\n'));
        }
    }

    private static String hash(Map<String, Object> settings) {
        return ContentHash.of(ExperimentFile.yaml(settings).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyPartIsWhatItWas() {
        StringBuilder all = new StringBuilder();
        Map<String, Object> given = given();
        for (Map<String, Object> features : sections(given.get("features"))) {
            FeatureSpec spec = FeatureSpec.of(features);
            line(all, "features", features, spec.settings());
            all.append("  ").append(spec.id()).append('\n');
            if (!spec.equals(FeatureSpec.recorded(features))) {
                line(all, "recorded", features, FeatureSpec.recorded(features).settings());
            }
        }
        for (Map<String, Object> model : sections(given.get("model"))) {
            line(all, "model", model, ModelSpec.of(model).settings());
        }
        for (Map<String, Object> entry : sections(given.get("augment"))) {
            Augmentation augmentation = Augmentation.of(entry);
            line(all, "augment", entry, augmentation.settings());
            if (augmentation instanceof WaveformAugmentation waveform) {
                all.append("  ").append(new ChangedCopy(waveform, 2, 3).id()).append('\n');
            }
        }
        for (String section : List.of("split", "corpus", "training", "testing")) {
            for (Map<String, Object> values : sections(given.get(section))) {
                ExperimentSpec spec = ExperimentSpec.of(experiment(Map.of(section, values)));
                line(all, section, values, ExperimentFile.castMap(spec.settings().get(section)));
            }
        }
        assertGolden("parts.txt", all.toString());
    }

    private static List<Map<String, Object>> sections(Object given) {
        return ((List<?>) given).stream().map(ExperimentFile::castMap).toList();
    }

    /** A small experiment with some sections of its own. */
    private static Map<String, Object> experiment(Map<String, Object> sections) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", "small");
        all.put("features", Map.of("type", "mfcc"));
        all.put("model", Map.of("type", "mfcc-cnn"));
        all.putAll(sections);
        return all;
    }

    private static void line(StringBuilder all, String section, Map<String, Object> given, Map<String, Object> settings) {
        all.append(section).append(' ').append(new TreeMap<>(given)).append('\n');
        ExperimentFile.yaml(settings).lines().forEach(line -> all.append("  ").append(line).append('\n'));
    }

    @Test
    void everyCachedEntryHasTheKeyThatItHad(@TempDir Path folder) throws IOException {
        byte[] recording = recording();
        Map<String, Object> given = given();
        List<WaveformChange> changes = List.of(WaveformChange.NONE,
                new ChangedCopy((WaveformAugmentation) Augmentation.of("gain"), 1, 2));
        StringBuilder all = new StringBuilder();
        for (Map<String, Object> features : sections(given.get("features"))) {
            FeatureSpec spec = FeatureSpec.of(features);
            if (!spec.ofRecordings()) {
                continue;
            }
            for (WaveformChange change : changes) {
                Path own = Files.createTempDirectory(folder, "cache");
                new FeatureCache(own, Integer.MAX_VALUE).get(recording, "tone", spec, change);
                all.append(new TreeMap<>(features)).append(' ').append(change.id()).append('\n');
                entries(own).forEach(entry -> all.append("  ").append(entry).append('\n'));
            }
        }
        assertGolden("cache.txt", all.toString());
    }

    /** Of each setting of a cache its folder, and of each segment the key of its one entry. */
    private static List<String> entries(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<String> entries = new ArrayList<>();
        for (Path file : files) {
            Path own = folder.relativize(file.getParent());
            if (file.toString().endsWith(".segment")) {
                byte[] key = Arrays.copyOf(Files.readAllBytes(file), 32);
                entries.add(own + "/" + HexFormat.of().formatHex(key));
            } else if (!file.toString().endsWith(".index")) {
                entries.add(own + "/" + file.getFileName());
            }
        }
        return entries.stream().sorted().toList();
    }

    /** A second of a tone at 22,050 Hz, as a WAV file whose bytes depend on whole numbers alone. */
    private static byte[] recording() {
        int samples = 22_050;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(samples).putInt(2 * samples).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (Math.abs(i % 100 - 50) * 400 - 10_000));
        }
        return wav.array();
    }

    /** Compares with the text in {@code src/test/resources/identities}; what is there now is left in {@code target}. */
    static void assertGolden(String name, String actual) {
        try {
            Path left = ACTUAL.resolve(name);
            Files.createDirectories(left.getParent());
            Files.writeString(left, actual);
            Path golden = GOLDEN.resolve(name);
            assertTrue(Files.exists(golden), "no golden text " + golden + "; what is there now is in " + left
                    + ": look it through and copy it");
            List<String> expected = Files.readString(golden).lines().toList();
            List<String> now = actual.lines().toList();
            for (int i = 0; i < Math.min(expected.size(), now.size()); i++) {
                assertEquals(expected.get(i), now.get(i), name + ", line " + (i + 1) + "; all of it is in " + left);
            }
            assertEquals(expected.size(), now.size(), name + ", lines; all of it is in " + left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
