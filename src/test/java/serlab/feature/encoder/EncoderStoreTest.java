package serlab.feature.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.feature.TinyEncoder;

class EncoderStoreTest {
    @TempDir
    private Path folder;

    private static String state(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) + " ";
    }

    @Test
    void theHashOfAFileIsNotedUntilTheFileChanges() throws IOException {
        Path file = TinyEncoder.float32().with("conv1/bias", 0, 0.4375f).write(folder.resolve("tiny").resolve("model.bin"));
        Path note = folder.resolve("tiny").resolve("model.bin.sha256");
        EncoderStore store = new EncoderStore(folder);
        store.load(new EncoderModel("tiny", EncoderStore.hash(file), TinyEncoder.WIDTH));
        assertEquals(state(file) + EncoderStore.hash(file), Files.readString(note));
        Files.writeString(note, state(file) + "ab".repeat(32));
        assertEquals(TinyEncoder.WIDTH, store.load(new EncoderModel("tiny", "ab".repeat(32), TinyEncoder.WIDTH)).shape().width());
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        EncoderModel wrong = new EncoderModel("tiny", "cd".repeat(32), TinyEncoder.WIDTH);
        assertContains(assertThrows(EncoderUnavailableException.class, () -> store.load(wrong)).getMessage(), "has SHA-256");
        assertEquals(state(file) + EncoderStore.hash(file), Files.readString(note));
    }

    @Test
    void aNoteThatIsNoneIsWrittenAnew() throws IOException {
        Path file = TinyEncoder.float32().with("conv1/bias", 0, 0.6875f).write(folder.resolve("tiny").resolve("model.bin"));
        Path note = Files.writeString(folder.resolve("tiny").resolve("model.bin.sha256"), state(file) + "no hash");
        new EncoderStore(folder).load(new EncoderModel("tiny", EncoderStore.hash(file), TinyEncoder.WIDTH));
        assertEquals(state(file) + EncoderStore.hash(file), Files.readString(note));
    }
}
