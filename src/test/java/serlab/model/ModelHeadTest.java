package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.NoOp;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.model.head.Numbers;
import serlab.model.head.NumbersFile;
import serlab.model.head.Rows;

class ModelHeadTest {
    private static final FeatureSpec FEATURES = FeatureSpec.of(Map.of("type", "statistics", "of",
            Map.of("type", "mfcc", "coefficients", 5), "statistics", List.of("mean")));

    @TempDir
    private Path folder;

    static List<String> types() {
        return HeadSpec.types();
    }

    static Rows rows() {
        Random random = new Random(1);
        float[][] values = new float[36][5];
        int[] labels = new int[36];
        int[] speakers = new int[36];
        for (int i = 0; i < 36; i++) {
            labels[i] = i % 3;
            speakers[i] = i / 9;
            for (int j = 0; j < 5; j++) {
                values[i][j] = (float) (random.nextGaussian() + (j == labels[i] ? 2 : 0));
            }
        }
        return new Rows(values, labels, 3, speakers);
    }

    static ModelBundle learned(String type) {
        return learned((HeadSpec) ModelSpec.of(Map.of("type", type)));
    }

    private static ModelBundle learned(HeadSpec spec) {
        float[] one = {1, 1, 1, 1, 1};
        ModelBundle bundle = ModelBundle.untrained("small", spec, FEATURES, new Scaler(Scaler.Kind.PER_BAND, new float[5], one),
                List.of("calm", "happy", "sad"), BuildSettings.fast(1, new NoOp(), 0));
        return bundle.with(ModelHead.learn(spec, rows(), 1).classifier());
    }

    private static float[][] feature(float... values) {
        float[][] column = new float[values.length][1];
        for (int i = 0; i < values.length; i++) {
            column[i][0] = values[i];
        }
        return column;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeReadsBackAndIsWrittenInFull(String type) {
        ModelSpec spec = ModelSpec.of(Map.of("type", type));
        assertEquals(spec, ModelSpec.of(spec.settings()));
        assertEquals(type, spec.settings().get("type"));
        assertEquals(4, spec.settings().get("innerFolds"));
        assertEquals(3, ((HeadSpec) ModelSpec.of(Map.of("type", type, "innerFolds", 3))).innerFolds());
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSavedHeadAnswersWithTheSameBits(String type) {
        ModelBundle bundle = learned(type);
        bundle.save(folder.resolve("one.zip"));
        learned(type).save(folder.resolve("again"));
        bundle.save(folder.resolve("one"));
        ModelBundle loaded = ModelBundle.load(folder.resolve("one.zip"));
        assertEquals(bundle.parameters(), loaded.parameters());
        assertTrue(bundle.parameters() > 0);
        for (float[][] feature : List.of(feature(2, 0, 0, 0, 0), feature(-1, 3, 0.5f, 1, 2), feature(0, 0, 2, 0, 0))) {
            assertArrayEquals(bundle.probabilities(feature), loaded.probabilities(feature));
        }
        assertEquals(0, highest(loaded.probabilities(feature(4, 0, 0, 0, 0))));
        assertEquals(2, highest(loaded.probabilities(feature(0, 0, 4, 0, 0))));
        assertEquals(-1, mismatch("one/head.npz", "again/head.npz"));
    }

    private long mismatch(String one, String other) {
        try {
            return Files.mismatch(folder.resolve(one), folder.resolve(other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int highest(float[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }

    @Test
    void anUntrainedHeadFindsAllClassesAsProbable() {
        HeadSpec spec = (HeadSpec) ModelSpec.of(Map.of("type", "kernel-ridge"));
        Classifier blank = spec.untrained(new InputShape(5, 1, 4), BuildSettings.fast(1, new NoOp(), 0));
        assertArrayEquals(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, blank.probabilities(new float[] {1, 2, 3, 4, 5}));
    }

    @Test
    void aFeatureWithTimeIsRefusedInOneLine() {
        FeatureSpec mfcc = FeatureSpec.of(Map.of("type", "mfcc"));
        String message = assertThrows(InvalidInputException.class,
                () -> ModelSpec.of(Map.of("type", "logistic-regression")).check(mfcc, 4)).getMessage();
        assertEquals("model logistic-regression takes one row of numbers per clip, and features of type mfcc have 174 moments "
                + "of time; take what sums them up, such as --set features.type=statistics", message);
        ModelSpec.of(Map.of("type", "logistic-regression")).check(FEATURES, 4);
    }

    @Test
    void aHeadIsNoNetwork() {
        ModelBundle head = learned("kernel-ridge");
        String message = assertThrows(IllegalStateException.class, head::network).getMessage();
        assertEquals("model 'small' of type kernel-ridge is no network", message);
        assertEquals("model random-forest is no network; expected one of " + NetworkSpec.types(),
                assertThrows(InvalidInputException.class, () -> NetworkSpec.of(Map.of("type", "random-forest"))).getMessage());
    }

    @Test
    void settingsOutOfRangeNameWhatIsExpected() {
        assertTrue(refusal(Map.of("type", "logistic-regression", "C", 0)).startsWith("model.C is '0'; expected"),
                refusal(Map.of("type", "logistic-regression", "C", 0)));
        assertTrue(refusal(Map.of("type", "kernel-ridge", "lambda", List.of(1, -1))).startsWith("model.lambda is '[1, -1]'"),
                refusal(Map.of("type", "kernel-ridge", "lambda", List.of(1, -1))));
        assertTrue(refusal(Map.of("type", "kernel-ridge", "kernel", "cubic")).contains("linear"),
                refusal(Map.of("type", "kernel-ridge", "kernel", "cubic")));
    }

    private static String refusal(Map<String, Object> section) {
        return assertThrows(InvalidInputException.class, () -> ModelSpec.of(section)).getMessage();
    }

    @Test
    void aRidgeOfEitherKernelReadsBackWhatWasChosen() {
        for (List<String> kernels : List.of(List.of("linear", "rbf"), List.of("linear"), List.of("rbf"))) {
            HeadSpec spec = (HeadSpec) ModelSpec.of(Map.of("type", "kernel-ridge", "kernel", kernels));
            ModelBundle bundle = learned(spec);
            bundle.save(folder.resolve("ridge.zip"));
            assertArrayEquals(bundle.probabilities(feature(1, 0, 2, 0, 0)),
                    ModelBundle.load(folder.resolve("ridge.zip")).probabilities(feature(1, 0, 2, 0, 0)));
        }
    }

    @Test
    void ofRidgeAndLogisticTheOneIsLearnedThatCrossValidationFindsBetter() {
        HeadSpec ridge = (HeadSpec) ModelSpec.of(Map.of("type", "kernel-ridge", "kernel", List.of("linear", "rbf")));
        HeadSpec logistic = (HeadSpec) ModelSpec.of(Map.of("type", "logistic-regression"));
        HeadSpec either = (HeadSpec) ModelSpec.of(Map.of("type", "ridge-or-logistic"));
        ModelHead.Learned chosen = ModelHead.learn(either, rows(), 1);
        boolean isRidge = chosen.choice().startsWith("kernel ridge ");
        ModelHead.Learned own = ModelHead.learn(isRidge ? ridge : logistic, rows(), 1);
        ModelHead.Learned other = ModelHead.learn(isRidge ? logistic : ridge, rows(), 1);
        assertTrue(percent(own) >= percent(other), own.choice() + " and " + other.choice());
        assertEquals(percent(own), percent(chosen));
        float[] row = {1, 0, 2, 0, 0};
        assertArrayEquals(own.classifier().probabilities(row), chosen.classifier().probabilities(row));
        HeadSpec hopeless = (HeadSpec) ModelSpec.of(Map.of("type", "ridge-or-logistic", "lambda", 100, "kernel", "rbf", "gamma", 100));
        assertTrue(ModelHead.learn(hopeless, rows(), 1).choice().startsWith("logistic regression C "));
    }

    private static double percent(ModelHead.Learned learned) {
        return Double.parseDouble(learned.choice().replaceAll(".*UAR ([0-9.]+) %.*", "$1"));
    }

    @Test
    void aGridMayBeOneNumber() {
        LinearModel one = (LinearModel) ModelSpec.of(Map.of("type", "logistic-regression", "C", "1e-3"));
        assertEquals(List.of(0.001), one.costs());
    }

    @ParameterizedTest
    @MethodSource("types")
    void filesOfAnotherHeadAreRefused(String type) throws IOException {
        String other = switch (type) {
            case "logistic-regression", "linear-svm" -> "kernel-ridge";
            case "ridge-or-logistic" -> "random-forest";
            default -> "linear-svm";
        };
        Map<String, byte[]> parts = TestBundles.parts(learned(type));
        parts.put("head.npz", TestBundles.parts(learned(other)).get("head.npz"));
        refused(parts);
    }

    @Test
    void damagedArraysAreRefused() throws IOException {
        Map<String, byte[]> arrays = TestBundles.unzipped(TestBundles.parts(learned("logistic-regression")).get("head.npz"));
        assertEquals(List.of("bias.npy", "weights.npy", "scale.npy"), List.copyOf(arrays.keySet()));
        Map<String, Map<String, byte[]>> damaged = new LinkedHashMap<>();
        damaged.put("no scale", without(arrays, "scale.npy"));
        damaged.put("no bias", without(arrays, "bias.npy"));
        damaged.put("more", with(arrays, "more.npy", NumbersFile.bytes(new Numbers(new float[] {1}, 1))));
        damaged.put("text", with(arrays, "a.txt", new byte[] {1}));
        damaged.put("NaN", with(arrays, "bias.npy", NumbersFile.bytes(new Numbers(new float[] {1, Float.NaN, 0}, 3))));
        damaged.put("shape", with(arrays, "bias.npy", NumbersFile.bytes(new Numbers(new float[] {1, 0}, 2))));
        damaged.put("negative", with(arrays, "scale.npy", NumbersFile.bytes(new Numbers(new float[] {-1}, 1))));
        damaged.put("short", with(arrays, "weights.npy", Arrays.copyOf(arrays.get("weights.npy"), 90)));
        damaged.put("empty", with(arrays, "weights.npy", new byte[0]));
        for (Map.Entry<String, Map<String, byte[]>> one : damaged.entrySet()) {
            Map<String, byte[]> parts = TestBundles.parts(learned("logistic-regression"));
            parts.put("head.npz", BundleFiles.zip(one.getValue()));
            refused(parts);
        }
    }

    private void refused(Map<String, byte[]> parts) throws IOException {
        Path file = Files.write(folder.resolve("bad.zip"), BundleFiles.zip(BundleFiles.withManifest(parts)));
        String message = assertThrows(InvalidInputException.class, () -> ModelBundle.load(file)).getMessage();
        assertTrue(message.contains("is damaged: "), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static Map<String, byte[]> without(Map<String, byte[]> arrays, String name) {
        Map<String, byte[]> fewer = new LinkedHashMap<>(arrays);
        fewer.remove(name);
        return fewer;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> arrays, String name, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(arrays);
        changed.put(name, content);
        return changed;
    }
}
