package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;

class StftTest {
    @Test
    void toneFallsIntoThreeBins() {
        int size = 2048;
        float[] tone = new float[8192];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) Math.cos(2 * Math.PI * 100 * i / size + 0.7);
        }
        float[][] magnitude = new Stft(size, 512).magnitude(tone);
        // a Hann window of N samples turns amplitude 1 into N/4 at the bin and N/8 beside it
        assertEquals(512, magnitude[100][8], 1e-3);
        assertEquals(256, magnitude[99][8], 1e-3);
        assertEquals(256, magnitude[101][8], 1e-3);
        assertEquals(0, magnitude[98][8], 1e-3);
        assertEquals(0, magnitude[300][8], 1e-3);
    }

    @Test
    void impulseIsFlatAndWeighsAsTheWindow() {
        float[] impulse = new float[64];
        impulse[20] = 1;
        float[][] power = new Stft(32, 8).power(impulse);
        for (int bin = 0; bin <= 16; bin++) {
            // frame 2 is centered on sample 16, so the impulse meets window position 20 of 32
            assertEquals(Math.pow(0.5 - 0.5 * Math.cos(2 * Math.PI * 20 / 32), 2), power[bin][2], 1e-6);
            assertEquals(0, power[bin][5], 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16, 30, 32, 1024, 2048})
    void agreesWithTheDefinition(int size) {
        float[] noise = noise(3 * size + 5);
        int hop = Math.max(1, size / 3);
        Stft stft = new Stft(size, hop);
        float[][] power = stft.power(noise);
        int frame = 1;
        for (int bin = 0; bin <= size / 2; bin += Math.max(1, size / 16)) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < size; i++) {
                int at = frame * hop + i - size / 2;
                double value = at < 0 ? 0 : noise[at] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
                real += value * Math.cos(2 * Math.PI * bin * i / size);
                imaginary -= value * Math.sin(2 * Math.PI * bin * i / size);
            }
            double expected = real * real + imaginary * imaginary;
            assertEquals(expected, power[bin][frame], 1e-6 * (1 + expected));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "511, 1", "512, 2", "88200, 173"})
    void framesAreCountedAsInLibrosa(int samples, int frames) {
        assertEquals(frames, new Stft(2048, 512).frames(samples));
        assertEquals(frames, new Stft(2048, 512).power(new float[samples])[0].length);
    }

    @Test
    void aFrameDoesNotDependOnItsNeighbors() {
        Stft stft = new Stft(2048, 512);
        float[] noise = noise(300 * 512);
        float[][] whole = stft.power(noise);
        for (int frames : new int[] {20, 83, 160, 299}) {
            float[][] part = stft.power(Arrays.copyOf(noise, frames * 512));
            for (int bin = 0; bin < whole.length; bin++) {
                // frames that do not reach beyond the end of the part
                assertArrayEquals(Arrays.copyOf(whole[bin], frames - 2), Arrays.copyOf(part[bin], frames - 2));
            }
        }
    }

    @Test
    void quietTonesBesideLoudOnesAreExact() {
        float[] tones = new float[8192];
        for (int i = 0; i < tones.length; i++) {
            tones[i] = (float) Math.rint(32768 * Math.cos(2 * Math.PI * i / 8)) / 32768;
        }
        float[][] power = new Stft(2048, 512).power(tones);
        // of a signal with a period of 8 samples, only every 256th bin and its neighbors hold anything
        for (int bin = 300; bin < 500; bin++) {
            assertEquals(0, power[bin][8], 1e-24);
        }
    }

    @Test
    void oneInstanceServesSeveralThreads() {
        Stft stft = new Stft(2048, 256);
        float[] noise = noise(50000);
        float[][] expected = stft.power(noise);
        IntStream.range(0, 16).parallel().forEach(i -> {
            float[][] actual = stft.power(noise);
            for (int bin = 0; bin < expected.length; bin++) {
                assertArrayEquals(expected[bin], actual[bin]);
            }
        });
    }

    @Test
    void rejectsOddSizesAndMissingHops() {
        assertThrows(InvalidInputException.class, () -> new Stft(1023, 256));
        assertThrows(InvalidInputException.class, () -> new Stft(0, 256));
        assertThrows(InvalidInputException.class, () -> new Stft(1024, 0));
    }

    private static float[] noise(int length) {
        Random random = new Random(3);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
