package serlab.feature.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.feature.TinyEncoder;

/** Files that are no encoder, or a damaged one. */
class EncoderFileTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("model.bin");
    }

    private String refusal(byte[] content) throws IOException {
        Files.write(file, content);
        String message = assertThrows(InvalidInputException.class, () -> SpeechEncoder.read(file)).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith("encoder '" + file + "' "), message);
        return message.substring(("encoder '" + file + "' ").length());
    }

    private String refusal(TinyEncoder encoder) throws IOException {
        return refusal(encoder.bytes());
    }

    @Test
    void sizesComeFromTheFile() throws IOException {
        SpeechEncoder encoder = SpeechEncoder.read(TinyEncoder.float16().write(file));
        assertEquals(new EncoderShape(80, 128, 2, 2, 50), encoder.shape());
        assertEquals(100, encoder.shape().melFrames());
        assertThrows(InvalidInputException.class, () -> encoder.encode(new float[101][80], 2, (layer, positions, values) -> {
        }));
    }

    @Test
    void anotherFileIsNamedAsWhatItIs() throws IOException {
        String text = refusal("<!DOCTYPE html><html>not found</html>".getBytes(StandardCharsets.UTF_8));
        assertEquals("is no CTranslate2 file; expected the model.bin of a Whisper model as CTranslate2 writes it (a folder of "
                + "faster-whisper has one)", text);
        assertTrue(refusal(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0}).startsWith("is no CTranslate2 file; "));
        assertTrue(refusal(TinyEncoder.float32().calling("TransformerSpec")).startsWith("holds a TransformerSpec; expected "));
        assertTrue(refusal(TinyEncoder.float32().without("layer_norm/beta")).startsWith("has no 'encoder/layer_norm/beta'; "));
        byte[] old = TinyEncoder.float32().bytes();
        old[0] = 2;
        assertTrue(refusal(old).startsWith("has the format of version 2; expected 4 to 6: "));
    }

    @Test
    void aFileThatEndsEarlyIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = TinyEncoder.float32().bytes();
        for (int length : new int[] {0, 3, 5, 12, 40, 61, 100_000, whole.length - 1}) {
            String message = refusal(Arrays.copyOf(whole, length));
            assertTrue(message.equals("ends early or is damaged (" + length + " bytes); copy or fetch it again"), message);
        }
    }

    @Test
    void numbersThatDoNotFitAreRefused() throws IOException {
        assertEquals("has 'encoder/conv1/bias' as 7; expected 128", refusal(TinyEncoder.float32().shaped("conv1/bias", 7)));
        assertEquals("has 'encoder/conv1/weight' as 7; expected 3 sides", refusal(TinyEncoder.float32().shaped("conv1/weight", 7)));
        assertEquals("has weights of type int8; expected float32 or float16: convert the model with --quantization float16",
                refusal(TinyEncoder.float32().typed("layer_1/ffn/linear_0/weight", 1)));
        assertEquals("has a weight in 'encoder/conv2/bias' that is no finite number; copy or fetch it again",
                refusal(TinyEncoder.float32().with("conv2/bias", 3, Float.NaN)));
        assertTrue(refusal(TinyEncoder.float32().typed("conv1/bias", 9)).startsWith("is damaged at variable 'encoder/conv1/bias'"));
        byte[] many = TinyEncoder.float32().bytes();
        Arrays.fill(many, 22, 26, (byte) 0x7f);
        assertTrue(refusal(many).startsWith("is damaged: it claims 2139062143 variables"));
    }
}
