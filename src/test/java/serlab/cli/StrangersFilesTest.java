package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.predict.StarterModel;

/** Models and recordings of strangers at the command line: one line, exit code 2, nothing that a terminal would obey. */
class StrangersFilesTest {
    @TempDir
    Path folder;

    @Test
    void aModelThatHoldsMoreThanItsManifestIsRefused() throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject("harmless");
        }
        Path model = starterWith("preprocessor.bin", object.toByteArray());
        Path clip = Files.write(folder.resolve("a.wav"), voice());
        Console console = Console.run("predict", "--model", model.toString(), clip.toString());
        assertEquals(2, console.code(), console.err());
        assertEquals("ser: model '" + model + "' holds 'preprocessor.bin', which bundle.json does not name; remove it, or "
                + "take the model from where it was made\n", console.err());
        Path large = starterWith("later.bin", new byte[40 << 20]);
        Console refused = Console.run("predict", "--model", large.toString(), clip.toString());
        assertEquals(2, refused.code(), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertContains(refused.err(), "unpacks to more than 100 times its size");
    }

    @Test
    void namesWithControlCharactersAreShownEscaped() throws IOException {
        Path clip = Files.write(folder.resolve("a\u001b[2J\nnote: b\u202e.wav"), voice());
        Console read = Console.run("predict", clip.toString());
        assertEquals(0, read.code(), read.err());
        assertContains(read.out(), "a\\u001b[2J\\nnote: b\\u202e.wav\n");
        Console csv = Console.run("predict", "--csv", clip.toString());
        assertLacks(csv.out(), "\u001b");
        Console missing = Console.run("predict", folder.resolve("none\u001b[31m\n.wav").toString());
        assertEquals(1, missing.err().lines().filter(line -> line.startsWith("ser: ")).count(), missing.err());
        assertContains(missing.err(), "none\\u001b[31m\\n.wav");
        assertLacks(missing.err(), "\u001b");
    }

    private Path starterWith(String name, byte[] content) throws IOException {
        Path model = folder.resolve(name + ".zip");
        try (InputStream starter = StarterModel.class.getResourceAsStream("starter.zip");
                ZipInputStream in = new ZipInputStream(starter);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(model))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
                out.closeEntry();
            }
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
            out.closeEntry();
        }
        return model;
    }

    private static byte[] voice() {
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.4 * Math.sin(0.07 * i) * Math.sin(0.0005 * i));
        }
        return WavEncoder.encode16(new Waveform(samples, 16_000));
    }
}
