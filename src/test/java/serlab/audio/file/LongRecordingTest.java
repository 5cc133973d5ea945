package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.BlockResampler;
import serlab.audio.Resampler;
import serlab.audio.SampleBuilder;
import serlab.audio.Waveform;

/** Recordings that are heard block by block: as those that are decoded as a whole. */
class LongRecordingTest {
    private static final Path FILES = Path.of("src/test/resources/audio");

    @TempDir
    private Path folder;

    private static Waveform whole(LongRecording recording) {
        SampleBuilder all = new SampleBuilder(1);
        int[] rates = new int[1];
        recording.hear((block, rate) -> {
            all.add(block);
            rates[0] = rate;
        });
        return new Waveform(all.slice(0, all.size()), rates[0]);
    }

    /** Lossless ones to the last bit, and in the same length. */
    @ParameterizedTest
    @ValueSource(strings = {"signal.wav", "stereo.wav", "signal16.flac", "stereo16.flac", "signal24.flac", "stereo.aiff", "stereo-sowt.aifc",
        "foreign/aac.m4a", "foreign/amr.amr", "foreign/opus.webm"})
    void isWhatTheDecoderGives(String file) {
        Waveform expected = AudioDecoder.read(FILES.resolve(file));
        Waveform heard = whole(LongRecording.of(FILES.resolve(file)));
        assertEquals(expected.sampleRate(), heard.sampleRate());
        assertArrayEquals(expected.samples(), Arrays.copyOf(heard.samples(), expected.samples().length), file);
        assertTrue(heard.samples().length - expected.samples().length <= 1024, "no more than a packet of padding");
        assertArrayEquals(expected.samples(), whole(LongRecording.of(expected, "in memory")).samples());
    }

    /** Decoded by other arithmetic than that of the library that decodes them elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"signal.mp3", "signal.ogg"})
    void compressedOnesAreNearlyWhatTheDecoderGives(String file) {
        Waveform expected = AudioDecoder.read(FILES.resolve(file));
        Waveform heard = whole(LongRecording.of(FILES.resolve(file)));
        assertEquals(expected.samples().length, heard.samples().length, 1200, file);
        double difference = 0;
        double power = 0;
        for (int i = 0; i < Math.min(heard.samples().length, expected.samples().length); i++) {
            difference += Math.pow(expected.samples()[i] - heard.samples()[i], 2);
            power += Math.pow(expected.samples()[i], 2);
        }
        assertTrue(difference < 1e-4 * power, file + ": " + difference / power);
    }

    @Test
    void saysWhatIsNoRecording() throws IOException {
        Path text = Files.writeString(folder.resolve("page.wav"), "<html>not found</html>");
        Path empty = Files.createFile(folder.resolve("empty.flac"));
        for (Path file : List.of(text, empty, folder.resolve("none.wav"), folder)) {
            LongRecording recording = LongRecording.of(file);
            String message = assertThrows(InvalidInputException.class, recording::requirePresent).getMessage();
            assertTrue(message.startsWith(file.toString()), message);
            assertEquals(message, assertThrows(InvalidInputException.class, () -> whole(recording)).getMessage());
        }
        byte[] cut = Arrays.copyOf(Files.readAllBytes(FILES.resolve("signal.wav")), 3000);
        assertContains(LongRecording.of(Files.write(folder.resolve("cut.wav"), cut)).damage(), "missing");
    }

    @ParameterizedTest
    @CsvSource({"48000, 16000, 7", "44100, 16000, 1024", "8000, 16000, 300", "16000, 16000, 999", "22050, 16000, 500000"})
    void resamplingInBlocksIsResamplingAsAWhole(int source, int target, int block) {
        Random random = new Random(source);
        float[] input = new float[9 * source + 137];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) (0.3 * random.nextGaussian());
        }
        List<float[]> given = new ArrayList<>();
        BlockResampler resampler = new BlockResampler(source, target, given::add);
        for (int at = 0; at < input.length; at += block) {
            resampler.accept(Arrays.copyOfRange(input, at, Math.min(input.length, at + block)));
        }
        resampler.finish();
        SampleBuilder all = new SampleBuilder(1);
        given.forEach(all::add);
        assertArrayEquals(Resampler.resample(new Waveform(input, source), target).samples(), all.slice(0, all.size()), 2e-6f);
    }
}
