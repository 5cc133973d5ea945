package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.feature.OnnxSpec;
import serlab.feature.onnx.OnnxStore;
import serlab.model.ModelBundle;

/** Encoders as ONNX files on the command line: computed with, trained on, carried elsewhere, missing. */
class OnnxCommandsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/onnx");

    @TempDir
    private Path temporary;
    private SmallProject project;
    private Path voices;
    private Path clip;
    private Path encoder;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
        clip = SmallProject.firstClip(voices);
        encoder = Files.createDirectories(temporary.resolve("encoder")).resolve("tiny-beside.onnx");
        Files.copy(GOLDEN.resolve("tiny-beside.onnx"), encoder);
        Files.copy(GOLDEN.resolve("tiny-beside.bin"), encoder.resolveSibling("tiny-beside.bin"));
        Files.writeString(encoder.resolveSibling("tiny-beside.yaml"), "preset: wav2vec2\noutput: layer_*\nlayers: [1, 2]\nlongest: 1\n");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Console features(String name, String... more) {
        return Console.run(Stream.concat(Stream.of("features", "onnx", clip.toString(), "--out", temporary.resolve(name).toString(),
                "--quiet"), Stream.of(more)).toArray(String[]::new));
    }

    private static void refused(Console console, String start) {
        assertEquals(2, console.code(), console.err());
        assertEquals(1, console.err().strip().lines().count(), console.err());
        assertTrue(console.err().startsWith("ser: " + start), console.err());
    }

    @Test
    void featuresAreWrittenAndACutIsSaid() throws IOException {
        Console whole = features("table", "--set", "file=" + encoder, "--format", "csv");
        assertEquals(0, whole.code(), whole.err());
        assertTrue(Files.readAllLines(temporary.resolve("table/features.csv")).get(0).endsWith("layer_2_7_std"));
        String note = "note: " + clip + ": 1.7 s long, cut into 2 parts of equal length: longest is set to 1.0 s at most";
        assertEquals(note, whole.err().strip());
        assertContains(features("table", "--set", "file=" + encoder, "--format", "csv").err(), note);
        assertEquals("", features("uncut", "--set", "file=" + encoder, "--set", "longest=2").err());
    }

    @Test
    void whatIsWrongIsOneLineAndLeavesNothingBehind() throws IOException {
        refused(features("none"), "features.file is missing; expected the path of an ONNX file");
        refused(features("none", "--set", "file=" + temporary.resolve("tiny.onnx")), "ONNX file '" + temporary.resolve("tiny.onnx")
                + "' does not exist; ");
        refused(features("none", "--set", "file=" + encoder, "--set", "layers=[7]"), "no output 'layer_7': '" + encoder
                + "' takes input_values float [batch, samples] and gives layer_1 float [batch, positions, 8], ");
        Files.delete(encoder.resolveSibling("tiny-beside.bin"));
        refused(features("none", "--set", "file=" + encoder), "ONNX file '" + encoder + "' has its weights in 'tiny-beside.bin', which is "
                + "not there");
        assertFalse(Files.exists(temporary.resolve("none")));
    }

    @Test
    void aTrainedModelNamesItsFileByContentAndTakesItAlong() throws IOException {
        Path experiment = Files.writeString(project.root().resolve("onnx.yaml"), """
                name: onnx
                split: {protocol: groups, folds: [0]}
                features: {type: onnx, file: '%s'}
                model: {type: logistic-regression}
                """.formatted(encoder));
        Console trained = Console.run("run", experiment.toString(), "--data", voices.toString());
        assertEquals(0, trained.code(), trained.err());
        assertContains(trained.err(), "s long, cut into 2 parts of equal length: longest is set to 1.0 s at most; and so with ");
        Path model = project.root().resolve("out/model");
        String[] predict = {"predict", clip.toString(), "--model", model.toString(), "--json"};
        Console before = Console.run(predict);
        assertEquals(0, before.code(), before.err());
        assertContains(before.out(), "cut into 2 parts of equal length");

        Path exported = temporary.resolve("exported");
        Console export = Console.run("models", "export", model.toString(), exported.toString(), "--with-encoder");
        assertEquals(0, export.code(), export.err());
        OnnxModelFiles files = OnnxModelFiles.of(exported);
        assertEquals(List.of("tiny-beside.bin", "tiny-beside.onnx"), files.names());
        assertArrayEquals(Files.readAllBytes(encoder), Files.readAllBytes(files.folder().resolve("tiny-beside.onnx")));

        Files.delete(encoder);
        Console elsewhere = Console.run("predict", clip.toString(), "--model", exported.toString(), "--json");
        assertEquals(0, elsewhere.code(), elsewhere.err());
        assertEquals(before.out(), elsewhere.out());
        assertEquals(files.folder().resolve("tiny-beside.onnx"), OnnxStore.files(
                OnnxSpec.models(ModelBundle.load(exported).features()).get(0)).get("tiny-beside.onnx"));
    }

    /** What lies beside an exported model. */
    private record OnnxModelFiles(Path folder) {
        static OnnxModelFiles of(Path exported) {
            String sha256 = OnnxSpec.models(ModelBundle.load(exported).features()).get(0).sha256();
            return new OnnxModelFiles(exported.toAbsolutePath().resolve("encoders").resolve(sha256));
        }

        List<String> names() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        }
    }
}
