package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.AudioLimits;
import serlab.audio.file.Damage;

/** Thousands of damaged files through decoder and model: each is answered or refused with one line. */
@Tag("slow")
class DamagedAudioTest {
    private static final int FILES = 1_020;
    private static final int PREDICTED_OF = 40;
    private static final AudioLimits LIMITS = AudioLimits.ofSeconds(600);
    private static final Predictor PREDICTOR = new Predictor(StarterModel.load()).answeringAnyway();

    @ParameterizedTest
    @ValueSource(strings = {"stereo.wav", "stereo16.flac", "signal.mp3", "signal.ogg", "stereo.aiff"})
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyDamagedFileIsAnsweredOrRefused(String name) throws IOException {
        byte[] whole = Damage.fixture(name);
        Random random = new Random(name.hashCode());
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            try {
                Waveform waveform = AudioDecoder.decode(Damage.of(whole, random), "x", LIMITS);
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
}
