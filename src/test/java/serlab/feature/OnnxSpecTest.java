package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.feature.dsp.Statistic;

/** Against ONNX Runtime in Python ({@code golden/onnx}), with small files of weights by chance. */
class OnnxSpecTest {
    private static final List<String> FILES = List.of("tiny.onnx", "tiny.ort", "tiny-mel.onnx", "tiny-beside.onnx", "tiny-beside.bin");
    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheFiles() throws IOException {
        for (String name : FILES) {
            Files.write(folder.resolve(name), Golden.bytes("onnx/" + name));
        }
    }

    private FeatureSpec spec(String file, Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("type", "onnx", "file", folder.resolve(file).toString()));
        settings.putAll(more);
        return FeatureSpec.of(settings);
    }

    private FeatureSpec layers(Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("output", "layer_*", "layers", List.of(1, 2)));
        settings.putAll(more);
        return spec("tiny.onnx", settings);
    }

    private String refusal(String file, Map<String, ?> more) {
        String message = assertThrows(InvalidInputException.class, () -> spec(file, more).full(clip())).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static Waveform clip() {
        return AudioDecoder.decode(Golden.bytes("encoder/clip.wav"), "clip.wav");
    }

    @Test
    void layersAreThoseOfPython() {
        float[][] outputs = layers(Map.of("pool", "frames")).full(clip());
        assertEquals(16, outputs.length);
        Golden.assertClose(Golden.matrix("onnx/tiny-layers"), EncoderSpecTest.rows(outputs, 8), 1e-5);
        Golden.assertClose(Golden.matrix("onnx/tiny-summary"),
                spec("tiny.onnx", Map.of("output", "summary", "normalize", true, "pool", "mean")).full(clip()), 1e-5);
    }

    @Test
    void theFirstOutputIsTakenWhereNoneIsNamed() {
        assertArrayEquals(spec("tiny.onnx", Map.of("output", "layer_1", "pool", "mean")).full(clip()),
                spec("tiny.onnx", Map.of("pool", "mean")).full(clip()));
    }

    @Test
    void aLongRecordingIsCutIntoEqualPartsAndThatIsSaid() {
        FeatureSpec spec = spec("tiny.onnx", Map.of("output", "layer_2", "normalize", true, "longest", 0.8));
        Golden.assertClose(Golden.matrix("onnx/tiny-long-pooled"), spec.full(EncoderSpecTest.thrice()), 1e-5);
        assertEquals(Optional.of("1.8 s long, cut into 3 parts of equal length: longest is set to 0.8 s at most"),
                spec.cutting(EncoderSpecTest.thrice().durationSeconds()));
        assertEquals(Optional.empty(), spec.cutting(0.8));
        assertEquals(spec.cutting(9), new StatisticsSpec(spec.with(Map.of("pool", "frames")), List.of(Statistic.MEAN))
                .cutting(9));
    }

    @Test
    void ofAFileWithAWindowOnlyTheRecordingsOwnPositionsAreTaken() {
        Map<String, Object> whisper = new LinkedHashMap<>(Map.of("preset", "whisper", "window", 100, "pool", "frames",
                "constants", List.of("attention_mask=1")));
        FeatureSpec spec = spec("tiny-mel.onnx", whisper);
        assertEquals(320, spec.hopLength());
        float[][] outputs = spec.full(EncoderSpecTest.thrice());
        assertEquals(50 + 42, outputs[0].length);
        Golden.assertClose(Golden.matrix("onnx/tiny-mel-positions"), EncoderSpecTest.rows(outputs, 6), 1e-4);
        assertEquals(Optional.of("1.8 s long, cut into 2 windows: the file takes 1.0 s at once"), spec.cutting(1.83));
    }

    @Test
    void weightsBesideTheFileAreTheSameWeightsWithAHashOfTheirOwn() {
        FeatureSpec one = spec("tiny.onnx", Map.of());
        FeatureSpec other = spec("tiny-beside.onnx", Map.of());
        assertArrayEquals(one.full(clip()), other.full(clip()));
        assertNotEquals(one.id(), other.id());
    }

    @Test
    void aFileInTheFormatOfTheRuntimeIsTheSame() throws IOException {
        FeatureSpec spec = spec("tiny.ort", Map.of("output", "layer_1", "pool", "mean"));
        assertArrayEquals(spec("tiny.onnx", Map.of("output", "layer_1", "pool", "mean")).full(clip()), spec.full(clip()));
        byte[] whole = Files.readAllBytes(folder.resolve("tiny.ort"));
        Files.write(folder.resolve("half.ort"), Arrays.copyOf(whole, whole.length / 2));
        String message = refusal("half.ort", Map.of());
        assertTrue(message.endsWith("half.ort' cannot be loaded, it may be cut off or of another kind: ORT model verification failed."), message);
    }

    @Test
    void theSameBitsComeFromEveryThreadAndAfterEveryClip() throws Exception {
        FeatureSpec spec = layers(Map.of("pool", "frames"));
        float[][] expected = spec.full(clip());
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Callable<float[][]> task = () -> {
                spec.full(EncoderSpecTest.thrice());
                return spec.full(clip());
            };
            for (Future<float[][]> result : pool.invokeAll(List.of(task, task, task, task, task, task))) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void hasTheShapeItStates() {
        FeatureSpec pooled = layers(Map.of());
        assertEquals(32, pooled.bands());
        assertEquals(32, pooled.extract(clip()).length);
        assertEquals(List.of("layer_1_0_mean", "layer_2_7_std"), List.of(pooled.valueNames().get(0), pooled.valueNames().get(31)));
        FeatureSpec frames = layers(Map.of("pool", "frames", "frames", 40));
        assertTrue(frames.isSequence() && !pooled.isSequence());
        assertEquals(320, frames.hopLength());
        assertEquals(40, frames.extract(clip())[0].length);
        assertEquals(List.of("output_0"), spec("tiny.onnx", Map.of("pool", "mean", "output", "summary")).valueNames().stream()
                .limit(1).map(name -> name.replace("_mean", "")).toList());
        assertEquals(1, OnnxSpec.models(new StatisticsSpec(frames, List.of(Statistic.MEAN))).size());
    }

    @Test
    void settingsAreReadBackAndNameTheFileByItsHash() throws IOException {
        FeatureSpec spec = layers(Map.of("pool", "frames"));
        assertEquals(spec, FeatureSpec.of(spec.settings()));
        String id = spec.id();
        Files.writeString(folder.resolve("tiny.yaml"), "normalize: true\n");
        assertEquals(spec, FeatureSpec.recorded(spec.settings()), "complete settings ask nobody");
        Files.delete(folder.resolve("tiny.yaml"));
        Files.move(folder.resolve("tiny.onnx"), folder.resolve("moved.onnx"));
        assertEquals(spec, FeatureSpec.recorded(spec.settings()), "settings of a model are read without the file");
        assertEquals(id, spec("moved.onnx", Map.of("output", "layer_*", "layers", List.of(1, 2), "pool", "frames")).id());
        assertNotEquals(id, spec.with(Map.of("frames", 7)).id());
        assertEquals(spec("moved.onnx", Map.of("output", "layer_*", "layers", List.of(1), "pool", "frames")),
                spec.with(Map.of("layers", List.of(1), "file", folder.resolve("moved.onnx").toString())));
        assertNotEquals(id, spec("moved.onnx", Map.of("output", "layer_*", "layers", List.of(1, 2), "pool", "frames", "scale", 2)).id());
    }

    @Test
    void theFileBesideDescribesIt() throws IOException {
        FeatureSpec plain = layers(Map.of("normalize", true, "pool", "mean"));
        Files.writeString(folder.resolve("tiny.yaml"), """
                preset: wav2vec2
                output: layer_*
                layers: [1, 2]
                pool: mean
                """);
        FeatureSpec described = spec("tiny.onnx", Map.of());
        assertArrayEquals(plain.full(clip()), described.full(clip()));
        assertEquals(8, spec("tiny.onnx", Map.of("layers", List.of(2))).bands(), "what is said itself goes first");
        Files.writeString(folder.resolve("tiny.yaml"), "normalise: true\n");
        assertEquals("unknown key of '" + folder.resolve("tiny.yaml") + "': 'normalise'; did you mean 'normalize'? known: ",
                refusal("tiny.onnx", Map.of()).replaceAll("known: .*", "known: "));
        Files.writeString(folder.resolve("tiny.yaml"), "just words\n");
        assertContains(refusal("tiny.onnx", Map.of()), "tiny.yaml' is to describe the ONNX file beside it, and is no map in YAML");
    }

    @Test
    void aWrongNameOrShapeListsWhatTheFileHas() {
        String contents = "'" + folder.resolve("tiny.onnx") + "' takes input_values float [batch, samples] and gives "
                + "layer_1 float [batch, positions, 8], layer_2 float [batch, positions, 8], summary float [batch, 4]";
        assertEquals("no output 'last_hidden_state': " + contents, refusal("tiny.onnx", Map.of("output", "last_hidden_state")));
        assertEquals("no output 'layer_9': " + contents, refusal("tiny.onnx", Map.of("output", "layer_*", "layers", List.of(1, 9))));
        assertEquals("no input 'audio': " + contents, refusal("tiny.onnx", Map.of("input", "audio")));
        assertEquals("no input 'sr': " + contents, refusal("tiny.onnx", Map.of("constants", List.of("sr=16000"))));
        String mel = "'" + folder.resolve("tiny-mel.onnx") + "' takes input_features float [1, 80, 100], attention_mask int64 [1, 100] "
                + "and gives last_hidden_state float [1, 50, 6]";
        assertEquals("nothing is given to input 'attention_mask'; name it in constants or state: " + mel,
                refusal("tiny-mel.onnx", Map.of("preset", "whisper")));
        assertEquals("the input 'input_features' would be given [1, 80, 3000], which it does not take; set signal, bands, axes or window: " + mel,
                refusal("tiny-mel.onnx", Map.of("preset", "whisper", "constants", List.of("attention_mask=1"))));
        assertContains(refusal("tiny.onnx", Map.of("signal", "log-mel")), contents + "; ONNX Runtime says: ");
    }

    @Test
    void whatIsNoOnnxFileIsRefusedInOneLine() throws IOException {
        assertEquals("features.file is missing; expected the path of an ONNX file, such as encoder/model.onnx",
                assertThrows(InvalidInputException.class, () -> FeatureSpec.of(Map.of("type", "onnx"))).getMessage());
        assertContains(refusal("tinny.onnx", Map.of()), "tinny.onnx' does not exist; ");
        assertContains(refusal("", Map.of()), "is a folder; name the file in it");
        byte[] whole = Files.readAllBytes(folder.resolve("tiny.onnx"));
        for (int bytes : List.of(0, 1, 40, 100, whole.length / 2, whole.length - 1)) {
            Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, bytes));
            assertTrue(refusal("cut.onnx", Map.of()).matches("(ONNX file )?'.*cut.onnx' (is no ONNX file|is cut off|holds no graph).*"),
                    bytes + ": " + refusal("cut.onnx", Map.of()));
        }
        for (String text : List.of("<!DOCTYPE html><html>Not Found</html>", "RIFF....WAVE", "{\"a\": 1}", "PK\3\4zip")) {
            Files.writeString(folder.resolve("page.onnx"), text);
            assertTrue(refusal("page.onnx", Map.of()).matches("(ONNX file )?'.*page.onnx' (is no ONNX file|is cut off|holds no graph).*"),
                    refusal("page.onnx", Map.of()));
        }
        Files.writeString(folder.resolve("pointer.onnx"), "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n");
        assertContains(refusal("pointer.onnx", Map.of()), "is a pointer of Git LFS in place of the file; git lfs pull gets it");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 30, 60, (byte) 'x');
        Files.write(folder.resolve("damaged.onnx"), damaged);
        assertContains(refusal("damaged.onnx", Map.of()), "damaged.onnx");
    }

    @Test
    void missingWeightsAreNamed() throws IOException {
        byte[] weights = Files.readAllBytes(folder.resolve("tiny-beside.bin"));
        Files.delete(folder.resolve("tiny-beside.bin"));
        assertEquals("ONNX file '" + folder.resolve("tiny-beside.onnx") + "' has its weights in 'tiny-beside.bin', which is not there: "
                + "put it beside the file, under that name", refusal("tiny-beside.onnx", Map.of()));
        Files.write(folder.resolve("tiny-beside.bin"), Arrays.copyOf(weights, 1000));
        assertContains(refusal("tiny-beside.onnx", Map.of()), "are cut off: 1000 bytes, and 13440 are needed; get them again");
        byte[] outside = new String(Files.readAllBytes(folder.resolve("tiny-beside.onnx")), StandardCharsets.ISO_8859_1)
                .replace("tiny-beside.bin", "../../../secret").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("outside.onnx"), outside);
        assertContains(refusal("outside.onnx", Map.of()), "names weights in '../../../secret'; only files beside it are read");
    }

    @Test
    void anotherFileThanTheSettingsMeanIsRefused() throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>(spec("tiny-beside.onnx", Map.of()).settings());
        settings.put("sha256", "ab".repeat(32));
        FeatureSpec other = FeatureSpec.recorded(settings);
        String message = assertThrows(InvalidInputException.class, () -> other.full(clip())).getMessage();
        assertTrue(message.matches("ONNX file '.*tiny-beside.onnx' has SHA-256 [0-9a-f]{12}…, but abababababab… is needed: put the file that "
                + "was used there(, or into the folder encoders of the model)?, or train anew with this one"), message);
        Files.delete(folder.resolve("tiny-beside.onnx"));
        assertContains(assertThrows(InvalidInputException.class, () -> other.full(clip())).getMessage(),
                "does not exist; put the one with SHA-256 abababababab… there");
    }

    @Test
    void aClipThatIsTooShortIsRefused() {
        FeatureSpec spec = layers(Map.of());
        String message = assertThrows(InvalidInputException.class,
                () -> spec.full(new Waveform(Arrays.copyOf(clip().samples(), 300), 16000))).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertContains(message, "tiny.onnx' takes input_values float [batch, samples]");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertEquals("features.step 200 is longer than the window, 100; what is between would be lost",
                refusal("tiny.onnx", Map.of("window", 100, "step", 200)));
        assertContains(refusal("tiny.onnx", Map.of("context", 10)), "features.window is 0, so the file takes a recording at once");
        assertContains(refusal("tiny.onnx", Map.of("output", "layer_*")), "features.layers []: expected the layers that stand in place of *");
        assertContains(refusal("tiny.onnx", Map.of("layers", List.of(1))), "features.output 'auto': expected * in place of the layer");
        assertContains(refusal("tiny.onnx", Map.of("layers", List.of(2, 1), "output", "layer_*")), "expected rising numbers");
        assertContains(refusal("tiny.onnx", Map.of("constants", List.of("sr"))), "features.constants [sr]: expected a name, = and a number");
        assertContains(refusal("tiny.onnx", Map.of("preset", "hubertt")), "did you mean 'hubert'?");
        assertContains(refusal("tiny.onnx", Map.of("pool", "mean", "frames", 20)), "features.pool is 'mean', which leaves one column");
    }
}
