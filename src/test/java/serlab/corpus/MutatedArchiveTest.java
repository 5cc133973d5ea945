package serlab.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.locate.CorpusLocator;

/**
 * Archives of clips changed at random, from a fixed seed: every clip is read, or the archive or the clip is refused in one
 * line. The property {@code serlab.mutations} says how many.
 */
class MutatedArchiveTest {
    private static final int CLIPS = 6;

    @TempDir
    Path folder;

    @Test
    void everyAnswerIsAClipOrOneLine() throws IOException {
        int count = Integer.getInteger("serlab.mutations", 300);
        Random random = new Random(1);
        int read = 0;
        int refused = 0;
        Path file = folder.resolve("corpus.zip");
        for (int i = 0; i < count; i++) {
            Files.write(file, mutated(random));
            try {
                for (Clip clip : CorpusLocator.detect(file).open(file).clips()) {
                    read += isRead(clip, i) ? 1 : 0;
                }
            } catch (InvalidInputException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutation " + i + ": " + e, e);
            }
        }
        System.out.println(count + " mutations: " + refused + " archives refused, " + read + " clips read");
        assertTrue(read > 0 && refused > 0, read + " clips read, " + refused + " archives refused");
    }

    private static boolean isRead(Clip clip, int mutation) {
        try {
            return AudioDecoder.decode(clip.source().bytes(), clip.source().location()).samples().length > 0;
        } catch (InvalidInputException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return false;
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError("mutation " + mutation + ", " + clip.id() + ": " + e, e);
        }
    }

    private static byte[] mutated(Random random) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            names.add((i % 2 == 0 ? "angry/" : "sad/") + i + ".wav");
        }
        Collections.shuffle(names, random);
        if (random.nextInt(8) == 0) {
            names.set(0, List.of("../a.wav", "/etc/a.wav", "C:\\a.wav", "angry/\u001b[2J.wav", "a/b/c/d/e.wav", ".wav",
                    " /a.wav").get(random.nextInt(7)));
        }
        byte[] archive = archive(names, random);
        byte[] changed = archive.clone();
        int at = random.nextInt(archive.length);
        int directory = new String(archive, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        switch (random.nextInt(8)) {
            case 0 -> {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> changed = Arrays.copyOf(changed, at);
            case 2 -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    changed[directory + random.nextInt(changed.length - directory)] = (byte) random.nextInt();
                }
            }
            case 3 -> Arrays.fill(changed, directory + random.nextInt(40), directory + 44, (byte) 0xFF);
            case 4 -> {
                String swapped = new String(archive, StandardCharsets.ISO_8859_1).replace("sad/1.wav", "sad/3.wav");
                changed = swapped.getBytes(StandardCharsets.ISO_8859_1);
            }
            case 5 -> {
                changed = Arrays.copyOf(archive, archive.length + archive.length - at);
                System.arraycopy(archive, at, changed, archive.length, archive.length - at);
            }
            case 6 -> changed[archive.length - 1 - random.nextInt(22)] = (byte) random.nextInt();
            default -> Arrays.fill(changed, at, Math.min(changed.length, at + 8), (byte) 0);
        }
        return changed;
    }

    private static byte[] archive(List<String> names, Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                float[] samples = new float[400];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (float) (0.3 * Math.sin(i / (10.0 + random.nextInt(3))));
                }
                zip.putNextEntry(new ZipEntry(name));
                zip.write(WavEncoder.encode16(new Waveform(samples, 8000)));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
