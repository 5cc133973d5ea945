package serlab.audio.isolated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.TrackException;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.AudioLimits;
import serlab.audio.file.Damage;
import serlab.audio.file.WavEncoder;

class HelperPoolTest {
    private static final AudioLimits LIMITS = AudioLimits.ofSeconds(600);
    private static final int FILE_BYTES = 4 << 20;
    private static final List<String> FILES = List.of("aac.3gp", "aac.aac", "aac.m4a", "aac.mov", "ac3.ac3", "alac.caf", "alac.m4a",
            "amr.3gp", "amr.amr", "amr.awb", "flac.oga", "fragments.m4a", "gsm.wav", "ima.wav", "ms.wav", "mulaw.au", "mulaw.sph",
            "mulaw.w64", "opus.mp4", "opus.opus", "opus.webm", "speex.spx", "video.avi", "video.flv", "video.mkv", "video.mp4",
            "video.mpg", "vorbis.webm", "wavpack.wv", "wma.wma");
    private static HelperPool pool;

    @BeforeAll
    static void open() {
        pool = new HelperPool(2, FILE_BYTES, Duration.ofSeconds(20));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/audio/foreign").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aac.m4a", "opus.webm", "amr.amr", "ima.wav", "flac.oga"})
    void aHelperGivesTheSameAsThisProcess(String name) throws IOException {
        byte[] file = bytes(name);
        Waveform here = AudioDecoder.decode(file, name, LIMITS);
        Waveform there = AudioDecoder.decode(file, name, LIMITS, pool);
        assertArrayEquals(here.samples(), there.samples());
        assertEquals(here.sampleRate(), there.sampleRate());
        assertEquals(here.damage(), there.damage());
    }

    @Test
    void faultsAreToldAsInThisProcess() throws IOException {
        byte[] file = new byte[64];
        System.arraycopy(bytes("aac.m4a"), 0, file, 0, 16);
        String here = assertThrows(InvalidInputException.class, () -> AudioDecoder.decode(file, "x", LIMITS)).getMessage();
        assertEquals(here, assertThrows(InvalidInputException.class,
                () -> AudioDecoder.decode(file, "x", LIMITS, pool)).getMessage());
    }

    @Test
    void aHelperThatDiesIsReplaced() throws Exception {
        try (HelperPool one = new HelperPool(1, FILE_BYTES, Duration.ofSeconds(20))) {
            byte[] file = bytes("aac.m4a");
            float[] expected = AudioDecoder.decode(file, "x", LIMITS, one).samples();
            long first = one.pids().get(0);
            ProcessHandle process = ProcessHandle.of(first).orElseThrow();
            process.destroyForcibly();
            process.onExit().get(20, TimeUnit.SECONDS);
            assertArrayEquals(expected, AudioDecoder.decode(file, "x", LIMITS, one).samples());
            assertNotEquals(first, one.pids().get(0));
            assertEquals(1, one.pids().size());
        }
    }

    @Test
    void aHelperThatDiesInTheMiddleOfAFileCostsThisFile() throws Exception {
        try (HelperPool one = new HelperPool(1, FILE_BYTES, Duration.ofSeconds(20))) {
            try (SoundBlocks blocks = one.open(minute(), "wav")) {
                blocks.next();
                ProcessHandle.of(one.pids().get(0)).orElseThrow().destroyForcibly();
                String message = assertThrows(TrackException.class, () -> {
                    while (blocks.next() != null) {
                        continue;
                    }
                }).getMessage();
                assertTrue(message.startsWith("is damaged in a way that ended its decoder"), message);
            }
            assertEquals(32000, AudioDecoder.decode(bytes("aac.m4a"), "x", LIMITS, one).samples().length);
        }
    }

    @Test
    void aFileThatTakesTooLongIsGivenUp() throws Exception {
        try (HelperPool hasty = new HelperPool(1, FILE_BYTES, Duration.ofMillis(1))) {
            byte[] file = bytes("aac.m4a");
            String message = assertThrows(InvalidInputException.class,
                    () -> AudioDecoder.decode(file, "x", LIMITS, hasty)).getMessage();
            assertContains(message, "took longer than");
        }
    }

    @Test
    void aRecordingBeyondTheLimitsIsLeftInTheMiddle() throws IOException {
        byte[] file = bytes("mulaw.au");
        String message = assertThrows(InvalidInputException.class,
                () -> AudioDecoder.decode(file, "x", AudioLimits.ofSeconds(1), pool)).getMessage();
        assertEquals("x: lasts more than 1 s; cut it into shorter parts", message);
        assertEquals(32000, AudioDecoder.decode(bytes("aac.m4a"), "x", LIMITS, pool).samples().length);
    }

    @Test
    void aFileLargerThanTheHelpersTakeIsRefused() {
        assertContains(assertThrows(TrackException.class, () -> pool.open(new byte[FILE_BYTES + 1], "mov")).getMessage(),
                "at most");
    }

    /** With -Dserlab.damaged=N as many as wished. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void damagedFilesAreAnsweredAndEndNothing() throws IOException {
        int count = Integer.getInteger("serlab.damaged", 300);
        Random random = new Random(5);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < count; i++) {
            byte[] damaged = Damage.of(bytes(FILES.get(i % FILES.size())), random);
            for (int more = random.nextInt(4); more > 0; more--) {
                damaged = damaged.length > 8 ? Damage.of(damaged, random) : damaged;
            }
            try {
                read += AudioDecoder.decode(damaged, "x", LIMITS, pool).samples().length > 0 ? 1 : 0;
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().startsWith("x: ") && !e.getMessage().contains("\n"), e.getMessage());
                refused++;
            }
        }
        assertEquals(count, read + refused);
        assertTrue(read > count / 4 && refused > count / 20, read + " read, " + refused + " refused");
        assertEquals(32000, AudioDecoder.decode(bytes("aac.m4a"), "x", LIMITS, pool).samples().length);
    }

    private static byte[] minute() {
        return WavEncoder.encode16(new Waveform(new float[60 * 16_000], 16_000));
    }
}
