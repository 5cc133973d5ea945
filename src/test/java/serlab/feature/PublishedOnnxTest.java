package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import serlab.tracking.server.PythonEnvironment;

/** Published files, which {@code environment/setup models} installs, against ONNX Runtime in Python ({@code golden/onnx}). */
@Tag("slow")
class PublishedOnnxTest {
    private static String file(String name) throws IOException {
        Path environment = PythonEnvironment.folder(Path.of("").toAbsolutePath());
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:**/site-packages/" + name);
        try (Stream<Path> files = Files.walk(environment, 8)) {
            return files.filter(matcher::matches).findFirst().orElseThrow(() -> new IOException(name + " is not in " + environment
                    + "; run environment/setup models")).toString();
        }
    }

    /** With its context and its state from window to window: without them it hears no speech, and says nothing of it. */
    @Test
    void sileroVadHearsWhatItHearsInPython() throws IOException {
        FeatureSpec spec = FeatureSpec.of(Map.of("type", "onnx", "file", file("silero_vad/data/silero_vad.onnx"), "input", "input",
                "window", 512, "context", 64, "state", "state=stateN", "constants", "sr=16000", "output", "output", "pool", "frames"));
        assertEquals(512, spec.hopLength());
        float[][] speech = spec.full(EncoderSpecTest.thrice());
        Golden.assertClose(Golden.matrix("onnx/silero-vad"), EncoderSpecTest.rows(speech, 1), 1e-5);
    }

    /** Google's speech embedding: one file makes the mel spectrogram, another hears 76 frames of it every 8. */
    @Test
    void theSpeechEmbeddingIsThatOfPython() throws IOException {
        Map<String, Object> mel = Map.of("type", "onnx", "file", file("livekit/wakeword/resources/melspectrogram.onnx"), "scale", 32768,
                "pool", "frames");
        FeatureSpec spectrogram = FeatureSpec.of(mel);
        assertEquals(160, spectrogram.hopLength());
        assertEquals(32, spectrogram.bands());
        Golden.assertClose(Golden.matrix("onnx/melspectrogram"), EncoderSpecTest.rows(spectrogram.full(EncoderSpecTest.thrice()), 32), 1e-3);
        FeatureSpec embedding = FeatureSpec.of(Map.of("type", "onnx", "file", file("livekit/wakeword/resources/embedding_model.onnx"),
                "signal", "feature", "of", mel, "axes", "frames-bands", "scale", 0.1, "offset", 2, "window", 76, "step", 8, "pool", "frames"));
        assertEquals(1280, embedding.hopLength());
        Golden.assertClose(Golden.matrix("onnx/embedding"), EncoderSpecTest.rows(embedding.full(EncoderSpecTest.thrice()), 96), 1e-3);
        assertEquals(embedding, FeatureSpec.of(embedding.settings()));
        assertEquals(List.of("onnx", "onnx"), OnnxSpec.models(embedding).stream().map(model -> "onnx").toList());
    }
}
