package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.Waveform;

/** Headers that claim gigabytes: none of these may be allocated, whatever the heap. */
class FalseHeaderTest {
    private static final AudioLimits LIMITS = AudioLimits.ofSeconds(600);

    private static String messageOf(byte[] file) {
        return assertThrows(InvalidInputException.class, () -> AudioDecoder.decode(file, "x", LIMITS)).getMessage();
    }

    @Test
    void aWavThatClaimsFourGigabytesGivesTheSamplesThatAreThere() {
        byte[] file = WavEncoder.encode16(new Waveform(new float[] {0.5f, -0.5f}, 8000));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(40, -2);
        assertEquals(2, AudioDecoder.decode(file, "x", LIMITS).samples().length);
    }

    @Test
    void anAiffThatClaimsFourGigabytesGivesTheSamplesThatAreThere() {
        byte[] file = Fixture.bytes("stereo.aiff");
        int frames = Fixture.decode("stereo.aiff").samples().length;
        ByteBuffer.wrap(file).putInt(find(file, "COMM") + 10, -1).putInt(find(file, "SSND") + 4, -1);
        assertTrue(Math.abs(AudioDecoder.decode(file, "x", LIMITS).samples().length - frames) <= 64);
    }

    @Test
    void aFlacThatClaimsBillionsOfSamplesIsRefused() {
        byte[] file = Fixture.bytes("signal16.flac");
        file[21] |= 0x0F;
        Arrays.fill(file, 22, 26, (byte) -1);
        assertContains(messageOf(file), "at most");
    }

    @Test
    void aWavOfManyHoursAtALowRateIsRefused() {
        byte[] file = WavEncoder.encode16(new Waveform(new float[5000], 1));
        assertContains(messageOf(file), "more than 10 minutes");
    }

    @Test
    void theLimitsHoldForCompressedFilesToo() {
        for (String name : new String[] {"signal16.flac", "signal.mp3", "signal.ogg", "signal.wav", "stereo.aiff"}) {
            byte[] file = Fixture.bytes(name);
            String message = assertThrows(InvalidInputException.class,
                    () -> AudioDecoder.decode(file, "x", new AudioLimits(0.05, 1_000_000))).getMessage();
            assertContains(message, "lasts more than");
            assertThrows(InvalidInputException.class, () -> AudioDecoder.decode(file, "x", new AudioLimits(9, 1000)));
        }
    }

    @Test
    void headersOfARealStreamArePlausible() {
        assertTrue(AudioDecoder.decode(Fixture.bytes("signal.ogg"), "x", LIMITS).samples().length > 6000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x7FFFFFFF, 1000})
    void aVorbisCommentLongerThanItsPacketIsNotPlausible(int claimed) {
        byte[] vendor = comment(claimed, 0);
        assertFalse(VorbisHeaders.plausible(vendor, 0, vendor.length));
        byte[] count = comment(0, claimed);
        assertFalse(VorbisHeaders.plausible(count, 0, count.length));
        byte[] honest = comment(0, 0);
        assertTrue(VorbisHeaders.plausible(honest, 0, honest.length));
    }

    private static byte[] comment(int vendorBytes, int comments) {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).put((byte) 3).put("vorbis".getBytes(StandardCharsets.UTF_8))
                .putInt(vendorBytes).putInt(comments).put((byte) 1).array();
    }

    @ParameterizedTest
    @CsvSource({"65535, 16777215", "1, 16777215", "65535, 1000", "0, 10", "2, 0"})
    void aVorbisCodebookOfBillionsOfValuesIsNotPlausible(int dimensions, int entries) {
        byte[] setup = new byte[2000];
        setup[0] = 5;
        System.arraycopy("vorbis\0BCV".getBytes(StandardCharsets.UTF_8), 0, setup, 1, 10);
        setup[11] = (byte) dimensions;
        setup[12] = (byte) (dimensions >> 8);
        setup[13] = (byte) entries;
        setup[14] = (byte) (entries >> 8);
        setup[15] = (byte) (entries >> 16);
        assertFalse(VorbisHeaders.plausible(setup, 0, setup.length));
    }

    @Test
    void aRateThatNeedsAnEnormousFilterIsRefused() {
        assertThrows(InvalidInputException.class,
                () -> Resampler.resample(new Waveform(new float[100], Integer.MAX_VALUE), 22_050));
    }

    private static int find(byte[] file, String name) {
        for (int i = 0; i < file.length; i++) {
            if (ByteReader.has(file, i, name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
