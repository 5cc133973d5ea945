package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.AudioDecoder;
import serlab.audio.AudioLimits;
import serlab.audio.Waveform;

/** Thousands of damaged files through decoder and model: each is answered or refused with one line. */
class DamagedAudioTest {
    private static final int FILES = 1_020;
    private static final int PREDICTED_OF = 40;
    private static final int HEADER = 120;
    private static final AudioLimits LIMITS = AudioLimits.ofSeconds(600);
    private static final Predictor PREDICTOR = new Predictor(StarterModel.load());

    @ParameterizedTest
    @ValueSource(strings = {"stereo.wav", "stereo16.flac", "signal.mp3", "signal.ogg", "stereo.aiff"})
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyDamagedFileIsAnsweredOrRefused(String name) throws IOException {
        byte[] whole = bytes(name);
        Random random = new Random(name.hashCode());
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            try {
                Waveform waveform = AudioDecoder.decode(damaged(whole, random), "x", LIMITS);
                if (i % PREDICTED_OF == 0) {
                    float sum = 0;
                    for (float share : PREDICTOR.predict(waveform, "x").probabilities().values()) {
                        sum += share;
                    }
                    assertEquals(1, sum, 1e-4);
                }
            } catch (InvalidInputException e) {
                assertTrue(!e.getMessage().isBlank() && !e.getMessage().contains("\n"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > FILES / 100 && refused < FILES, refused + " refused");
    }

    /** One of: changed bits, large numbers in the header, a cut, a part that is missing, doubled or overwritten. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int at = random.nextInt(file.length);
        int length = 1 + random.nextInt(Math.min(64, file.length - at));
        switch (random.nextInt(6)) {
            case 0 -> {
                for (int i = 0; i <= random.nextInt(8); i++) {
                    file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> {
                int header = random.nextInt(Math.min(HEADER, file.length - 4));
                Arrays.fill(file, header, header + 1 + random.nextInt(4), random.nextBoolean() ? (byte) -1 : 0x7F);
            }
            case 2 -> file = Arrays.copyOf(file, at);
            case 3 -> System.arraycopy(whole, at + length, file, at, file.length - at - length);
            case 4 -> System.arraycopy(whole, 0, file, at, length);
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, file, at, length);
            }
        }
        return file;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = DamagedAudioTest.class.getResourceAsStream("/audio/" + name)) {
            return in.readAllBytes();
        }
    }
}
