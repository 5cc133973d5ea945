package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.Waveform;

class AudioDecoderTest {
    @ParameterizedTest
    @CsvSource({"signal16.flac, signal.wav", "signal-fl32.aifc, signal.wav", "stereo16.flac, stereo.wav",
        "stereo.aiff, stereo.wav", "stereo-sowt.aifc, stereo.wav"})
    void losslessFormatsGiveTheSignalExactly(String name, String known) {
        Waveform expected = Fixture.decode(known);
        Waveform actual = Fixture.decode(name);
        assertEquals(44100, actual.sampleRate());
        assertArrayEquals(expected.samples(), actual.samples());
    }

    @ParameterizedTest
    @CsvSource({"signal24.flac, 8388608, 8388607", "signal8.flac, 128, 127"})
    void flacOfOtherDepthsGivesTheRoundedSignal(String name, int scale, int peak) {
        float[] actual = Fixture.decode(name).samples();
        assertEquals(6615, actual.length);
        for (int i = 0; i < actual.length; i++) {
            double t = i / 44100.0;
            double exact = 0.6 * Math.exp(-4 * t) * Math.sin(2 * Math.PI * (200 * t + 0.5 * (4800 / 0.15) * t * t));
            assertEquals(exact * peak / scale, actual[i], 0.501 / scale, name + " at " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"signal.mp3, signal.wav, 6615", "stereo.mp3, stereo.wav, 6615", "signal.ogg, signal.wav, 6615",
        "stereo.ogg, stereo.wav, 6615"})
    void lossyFormatsGiveTheSignalInPlace(String name, String known, int length) {
        float[] expected = Fixture.decode(known).samples();
        Waveform actual = Fixture.decode(name);
        assertEquals(44100, actual.sampleRate());
        assertEquals(length, actual.samples().length);
        double snr = Fixture.signalToNoiseDb(expected, actual.samples());
        assertTrue(snr > 20, name + ": " + snr + " dB");
    }

    @Test
    void mp3WithoutEncoderDelayComesOutWhole() {
        Waveform actual = Fixture.decode("signal-plain.mp3");
        assertEquals(0, actual.samples().length % 1152);
        float[] shifted = Arrays.copyOfRange(actual.samples(), 1105, actual.samples().length);
        assertTrue(Fixture.signalToNoiseDb(Fixture.decode("signal.wav").samples(), shifted) > 20);
    }

    @Test
    void mp3OfTheLowerRatesIsRead() {
        Waveform actual = Fixture.decode("signal22050.mp3");
        Waveform expected = Resampler.resample(Fixture.decode("signal.wav"), 22050);
        assertEquals(22050, actual.sampleRate());
        assertEquals(expected.samples().length, actual.samples().length, 1);
        assertTrue(Fixture.signalToNoiseDb(expected.samples(), actual.samples()) > 15);
    }

    @Test
    void mp3MayBeFollowedByATag() {
        byte[] mp3 = Fixture.bytes("signal.mp3");
        byte[] tagged = Arrays.copyOf(mp3, mp3.length + 128);
        System.arraycopy(new byte[] {'T', 'A', 'G'}, 0, tagged, mp3.length, 3);
        assertArrayEquals(Fixture.decode("signal.mp3").samples(), AudioDecoder.decode(tagged, "x").samples());
    }

    @Test
    void contentDecidesNotTheName(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("signal.wav"), Fixture.bytes("signal16.flac"));
        assertArrayEquals(Fixture.decode("signal.wav").samples(), AudioDecoder.read(file).samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"signal16.flac", "stereo16.flac", "signal.mp3", "signal-plain.mp3", "stereo.wav", "stereo.aiff"})
    void whatIsWholeOfACutFileIsReadWithOneNote(String name, @TempDir Path folder) throws IOException {
        byte[] bytes = Fixture.bytes(name);
        Waveform whole = AudioDecoder.decode(bytes, name);
        assertEquals("", whole.damage());
        assertEquals("", FileEnds.damage(Files.write(folder.resolve(name), bytes)));
        for (int length : new int[] {bytes.length * 9 / 10, bytes.length - 7}) {
            Waveform cut = AudioDecoder.decode(Arrays.copyOf(bytes, length), name);
            int read = cut.samples().length;
            assertTrue(read > 0 && read <= whole.samples().length + 2400, read + " of " + whole.samples().length);
            assertTrue(cut.damage().startsWith("the file is cut off") && !cut.damage().contains("\n"), cut.damage());
            boolean told = !FileEnds.damage(Files.write(folder.resolve(name), Arrays.copyOf(bytes, length))).isEmpty();
            assertEquals(!name.endsWith(".aiff") && !name.endsWith(".flac"), told, name);
            int same = Math.min(read, whole.samples().length) - 1200;
            for (int i = 0; i < same; i++) {
                assertEquals(whole.samples()[i], cut.samples()[i], 1e-3, "sample " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"signal16.flac", "signal.ogg", "signal.mp3"})
    void aFileOfWhichNothingIsWholeIsRefused(String name) {
        byte[] bytes = Fixture.bytes(name);
        assertFault(() -> AudioDecoder.decode(Arrays.copyOf(bytes, bytes.length / 8), name), name);
    }

    @Test
    void theWholePagesOfACutOggFileAreRead() {
        byte[] bytes = Fixture.bytes("voice.ogg");
        Waveform whole = AudioDecoder.decode(bytes, "x");
        Waveform cut = AudioDecoder.decode(Arrays.copyOf(bytes, bytes.length - 7), "x");
        assertTrue(cut.samples().length > 0 && cut.samples().length < whole.samples().length, cut.samples().length + " samples");
        assertEquals(String.format(Locale.ROOT, "the file is cut off after %.2f s: its last page is missing",
                cut.durationSeconds()), cut.damage());
        for (int i = 0; i < cut.samples().length; i++) {
            assertEquals(whole.samples()[i], cut.samples()[i], "sample " + i);
        }
    }

    @Test
    void aFlacFileThatLacksFramesIsToldByItsEnds(@TempDir Path folder) throws IOException {
        byte[] bytes = Fixture.bytes("signal16.flac");
        Path cut = Files.write(folder.resolve("cut.flac"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        assertEquals("the file is cut off: 0.15 s of 0.15 s are missing at the end", FileEnds.damage(cut));
    }

    @Test
    void theNoteSaysHowMuchIsMissing() {
        byte[] bytes = Fixture.bytes("signal16.flac");
        Waveform whole = AudioDecoder.decode(bytes, "x");
        Waveform cut = AudioDecoder.decode(Arrays.copyOf(bytes, bytes.length * 9 / 10), "x");
        assertEquals(String.format(Locale.ROOT, "the file is cut off: %.2f s of %.2f s are missing at the end",
                whole.durationSeconds() - cut.durationSeconds(), whole.durationSeconds()), cut.damage());
    }

    @Test
    void zerosBeforeTheFirstMp3FrameArePassedOver() {
        byte[] bytes = Fixture.bytes("signal-plain.mp3");
        byte[] later = new byte[bytes.length + 2000];
        System.arraycopy(bytes, 0, later, 2000, bytes.length);
        Waveform whole = AudioDecoder.decode(bytes, "x");
        Waveform read = AudioDecoder.decode(later, "x");
        assertArrayEquals(whole.samples(), read.samples());
        assertEquals("2000 bytes before or after the sound are no MP3 and were passed over", read.damage());
    }

    @Test
    void anMp3FrameThatIsMissingInTheMiddleIsAnError() {
        byte[] damaged = Fixture.bytes("signal-plain.mp3");
        Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 400, (byte) 0x55);
        assertFault(() -> AudioDecoder.decode(damaged, "x"), "damaged");
    }

    @Test
    void mp3InAWavFileIsRead() {
        byte[] mp3 = Fixture.bytes("signal-plain.mp3");
        ByteBuffer wav = ByteBuffer.allocate(44 + mp3.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + mp3.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 0x55).putShort((short) 1)
                .putInt(22050).putInt(8000).putShort((short) 1).putShort((short) 0)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(mp3.length).put(mp3);
        assertArrayEquals(AudioDecoder.decode(mp3, "x").samples(), AudioDecoder.decode(wav.array(), "x").samples());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"clip.m4a | ffmpeg -i clip.m4a clip.wav", "a b/c.webm | ffmpeg -i 'a b/c.webm' 'a b/c.wav'",
        "x/clip.WAV | ffmpeg -i x/clip.WAV x/clip-converted.wav", "it's | ffmpeg -i 'it'\\''s' 'it'\\''s.wav'",
        "v1.2/clip | ffmpeg -i v1.2/clip v1.2/clip.wav"})
    void theCommandThatConvertsCanBeTypedAsItStands(String file, String command) {
        assertEquals(command, Conversion.command(file, "wav"));
    }

    @Test
    void aDamagedFlacFrameIsAnErrorAndNotSilence() {
        byte[] damaged = Fixture.bytes("signal16.flac");
        damaged[damaged.length / 2 + 3000] ^= 0x10;
        assertFault(() -> AudioDecoder.decode(damaged, "x"), "damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signal16.flac", "signal.mp3", "signal.ogg", "stereo.aiff", "stereo.wav"})
    void damageNeverEscapesAsAnotherExceptionNorPrints(String name) {
        byte[] whole = Fixture.bytes(name);
        Random random = new Random(7);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(printed));
        System.setErr(new PrintStream(printed));
        try {
            for (int trial = 0; trial < 200; trial++) {
                byte[] damaged = Arrays.copyOf(whole, trial % 4 == 0 ? random.nextInt(whole.length) : whole.length);
                for (int i = 0; i < 5 && damaged.length > 0; i++) {
                    damaged[random.nextInt(trial % 2 == 0 ? Math.min(200, damaged.length) : damaged.length)] ^=
                            (byte) (1 + random.nextInt(255));
                }
                decodeOrReject(damaged);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    private static void decodeOrReject(byte[] file) {
        try {
            assertTrue(AudioDecoder.decode(file, "x").samples().length > 0);
        } catch (InvalidInputException e) {
            assertTrue(e.getMessage().startsWith("x: "), e.getMessage());
        }
    }

    static void assertFault(Executable action, String words) {
        String message = assertThrows(InvalidInputException.class, action).getMessage();
        assertContains(message, words);
        assertLacks(message, "\n");
    }
}
