package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.ffmpeg.SoundTrack;

/** Files of two seconds of silence with a chirp that begins after one, in what people record and send. */
class ForeignDecoderTest {
    private static final Path FOLDER = Path.of("src/test/resources/audio/foreign");
    /** Whose padding FFmpeg's program leaves at the end; the file says how long its sound is. */
    private static final Set<String> PADDED = Set.of("aac.m4a", "aac.mov", "aac.3gp", "video.mp4", "opus.mp4", "fragments.m4a");

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }

    private static Waveform decode(String name) throws IOException {
        return AudioDecoder.decode(bytes(name), name);
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/audio/foreign/ffmpeg.csv", numLinesToSkip = 1)
    void lengthAndPlaceAreThoseOfFfmpegsProgram(String name, int rate, int samples, int lag) throws IOException {
        Waveform read = decode(name);
        assertEquals(rate, read.sampleRate());
        assertEquals(PADDED.contains(name) ? 2 * rate + (lag == 1024 ? lag : 0) : samples, read.samples().length);
        assertEquals(lag, Chirp.lag(read), 1);
        assertEquals("", read.damage());
    }

    @Test
    void everyFileOfTheFolderIsInTheTable() throws IOException {
        List<String> table = Files.readAllLines(FOLDER.resolve("ffmpeg.csv")).stream().skip(1)
                .map(line -> line.substring(0, line.indexOf(','))).toList();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(files.map(file -> file.getFileName().toString()).filter(name -> !name.matches(".*\\.(sh|csv)")).sorted()
                    .toList(), table);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alac.m4a", "alac.caf", "flac.oga", "wavpack.wv"})
    void losslessCodecsGiveTheSignalExactly(String name) throws IOException {
        Waveform read = decode(name);
        float[] expected = new float[32000];
        for (int i = 0; i < 320; i++) {
            expected[16000 + i] = (float) ((Math.rint(32768 * Chirp.at(i, 16000)) + 0.0) / 32768);
        }
        assertArrayEquals(expected, read.samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag16000.mp3", "tag44100.mp3", "plain24000.mp3", "mulaw.au"})
    void ownDecodersAndFfmpegsAgree(String name) throws IOException {
        Waveform own = decode(name);
        String demuxer = name.endsWith("mp3") ? "mp3" : "au";
        Waveform foreign = new ForeignDecoder(bytes(name), name, demuxer, name).decode(AudioLimits.standard(),
                SoundTrack::open);
        assertEquals(foreign.samples().length, own.samples().length);
        assertTrue(Fixture.signalToNoiseDb(foreign.samples(), own.samples()) > 50);
    }

    /** FFmpeg's own decoder leaves the packets of pauses out. */
    @Test
    void pausesOfAmrKeepTheirLength() throws IOException {
        byte[] file = bytes("pauses.amr");
        assertTrue(file.length < bytes("amr.amr").length / 4, "most packets are pauses");
        assertEquals(decode("amr.amr").samples().length, decode("pauses.amr").samples().length);
    }

    @Test
    void stereoIsAveraged() throws IOException {
        byte[] mono = bytes("mulaw.au");
        byte[] stereo = Arrays.copyOf(mono, mono.length);
        stereo[23] = 2;
        float[] whole = AudioDecoder.decode(mono, "x").samples();
        float[] mixed = AudioDecoder.decode(stereo, "x").samples();
        assertEquals(whole.length / 2, mixed.length);
        for (int i = 0; i < mixed.length; i++) {
            assertEquals((whole[2 * i] + whole[2 * i + 1]) / 2, mixed[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"aac.mov, missing at the end", "opus.opus, cut off", "opus.webm, missing at the end",
        "ima.wav, missing at the end", "video.avi, missing at the end"})
    void whatIsWholeOfACutFileIsReadWithANote(String name, String words) throws IOException {
        float[] whole = decode(name).samples();
        byte[] file = bytes(name);
        Waveform cut = AudioDecoder.decode(Arrays.copyOf(file, file.length * 7 / 10), name);
        assertTrue(cut.samples().length > 0 && cut.samples().length < whole.length, cut.samples().length + " samples");
        assertContains(cut.damage(), words);
        assertLacks(cut.damage(), "\n");
        int same = Math.min(cut.samples().length, whole.length) - 4096;
        for (int i = 0; i < same; i++) {
            assertEquals(whole[i], cut.samples()[i], 1e-4, "sample " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"aac.mov, true", "aac.m4a, true", "opus.opus, true", "fragments.m4a, true", "amr.amr, false"})
    void theEndsOfFilesTellWhatIsMissing(String name, boolean told, @TempDir Path folder) throws IOException {
        byte[] file = bytes(name);
        Path place = folder.resolve(name);
        assertEquals("", FileEnds.damage(Files.write(place, file)));
        assertEquals(told, !FileEnds.damage(Files.write(place, Arrays.copyOf(file, file.length * 7 / 10))).isEmpty());
    }

    @Test
    void damagedPacketsAreCountedAndLeftOut() throws IOException {
        byte[] file = bytes("alac.m4a");
        int data = indexOf(file, "mdat") + 4;
        file[data] = 0x55;
        assertEquals("1 of 8 packets is damaged and was left out, 0.26 s of 2.00 s", AudioDecoder.decode(file, "x").damage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ftypM4A | x: MP4, M4A, MOV or 3GP file has no header that can be read; its index may be "
        + "missing, which cut files lack: copy or export the file again"})
    void namesTheFault(String magic, String message) {
        byte[] file = new byte[64];
        file[3] = 32;
        System.arraycopy(magic.getBytes(StandardCharsets.UTF_8), 0, file, 4, magic.length());
        assertEquals(message, assertThrows(InvalidInputException.class, () -> AudioDecoder.decode(file, "x")).getMessage());
    }

    @Test
    void aVideoWithoutSoundIsNamed() {
        assertEquals("x: MP4, M4A, MOV or 3GP file holds no sound", assertThrows(InvalidInputException.class,
                () -> AudioDecoder.decode(Fixture.bytes("picture.mp4"), "x")).getMessage());
    }

    @Test
    void theLimitsHold() throws IOException {
        byte[] file = bytes("aac.m4a");
        String message = assertThrows(InvalidInputException.class,
                () -> AudioDecoder.decode(file, "x", new AudioLimits(1, 1_000_000))).getMessage();
        assertEquals("x: lasts more than 1 s; cut it into shorter parts", message);
    }

    @Test
    void moreFilesAtOnceThanTheLibraryHasCallbacks() throws Exception {
        byte[] file = bytes("aac.m4a");
        float[] expected = AudioDecoder.decode(file, "x").samples();
        ExecutorService pool = Executors.newFixedThreadPool(24);
        List<Callable<float[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            tasks.add(() -> AudioDecoder.decode(file, "x").samples());
        }
        for (Future<float[]> decoded : pool.invokeAll(tasks)) {
            assertArrayEquals(expected, decoded.get());
        }
        pool.shutdown();
    }

    @Test
    void containersAreNamedInTheTraitsOfRecordings() throws IOException {
        assertEquals("MP4, M4A, MOV or 3GP", RecordingFormat.of(bytes("aac.m4a")).container());
        assertEquals(List.of("other", "WAV", "FLAC", "AIFF", "Ogg Vorbis", "MP3", "Ogg Opus"),
                RecordingFormat.containers().subList(0, 7));
    }

    private static int indexOf(byte[] file, String name) {
        int at = 0;
        while (!ByteReader.has(file, at, name)) {
            at++;
        }
        return at;
    }
}
