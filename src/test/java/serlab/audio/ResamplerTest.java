package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.audio.file.Fixture;

class ResamplerTest {
    private static final int LENGTH = 24000;
    /** Samples at either end that the filter sees beyond the signal. */
    private static final int EDGE = 1000;

    @ParameterizedTest
    @CsvSource({"48000, 22050", "48000, 16000", "44100, 22050", "16000, 22050", "44100, 48000", "8000, 22050"})
    void passBandIsFlatAndInPhase(int source, int target) {
        Resampler resampler = new Resampler(source, target);
        double edge = 0.91 * 0.5 * Math.min(source, target);
        for (int step = 1; step <= 20; step++) {
            double frequency = edge * step / 20;
            float[] output = resampler.apply(tone(frequency, source, LENGTH));
            float[] ideal = tone(frequency, target, output.length);
            // 0.01 dB is a gain of 1.00115; error in phase counts too
            assertTrue(innerDb(difference(output, ideal), target, source) < -58, frequency + " Hz");
            assertEquals(innerDb(ideal, target, source), innerDb(output, target, source), 0.01, frequency + " Hz");
        }
    }

    @ParameterizedTest
    @CsvSource({"48000, 22050", "48000, 16000", "44100, 22050", "44100, 16000"})
    void tonesAboveTheNewNyquistAreGone(int source, int target) {
        Resampler resampler = new Resampler(source, target);
        double from = 0.5 * target;
        for (int step = 0; step < 20; step++) {
            double frequency = from + (0.5 * source - from) * step / 20;
            float[] output = resampler.apply(tone(frequency, source, LENGTH));
            double level = innerDb(output, target, source) - innerDb(tone(frequency, source, LENGTH), source, source);
            assertTrue(level < -100, frequency + " Hz: " + level + " dB");
        }
    }

    @ParameterizedTest
    @CsvSource({"48000, 22050", "48000, 16000", "44100, 22050", "48000, 44100", "192000, 8000", "16000, 22050", "16000, 48000",
        "22050, 44100"})
    void keepsToItsFilter(int source, int target) {
        Resampler resampler = new Resampler(source, target);
        double lowerNyquist = 0.5 * Math.min(source, target);
        int edge = 500;
        int length = LENGTH * Math.max(1, source / target);
        for (double part : new double[] {0.001, 0.3, 0.5, 0.8, 0.913, 1, 1.001, 1.05, 1.3, 1.9, 2, 2.1, 2.95}) {
            double frequency = part * lowerNyquist;
            if (frequency < 0.5 * source) {
                float[] output = resampler.apply(tone(frequency, source, length));
                float[] error = part < 1 ? difference(output, tone(frequency, target, output.length)) : output;
                double level = innerDb(Arrays.copyOfRange(error, edge, error.length - edge), target, source);
                assertTrue(level < -118, frequency + " Hz: " + level + " dB");
            }
        }
    }

    @Test
    void aShiftedSignalGivesTheShiftedOutput() {
        float[] input = new float[3 * LENGTH];
        Random random = new Random(4);
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) (0.2 * random.nextGaussian());
        }
        Resampler resampler = new Resampler(48000, 22050);
        float[] whole = resampler.apply(input);
        int cut = 320 * 40;
        float[] part = resampler.apply(Arrays.copyOfRange(input, cut, input.length));
        for (int i = EDGE; i < part.length; i++) {
            assertEquals(whole[i + 147 * 40], part[i], 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({"48000, 22050", "16000, 22050"})
    void anImpulseAtTheVeryBeginningKeepsItsArea(int source, int target) {
        float[] input = new float[LENGTH];
        input[0] = 1;
        float[] first = new Resampler(source, target).apply(input);
        float[] later = new float[2 * LENGTH];
        later[source / 50] = 1;
        float[] shifted = new Resampler(source, target).apply(later);
        for (int i = 0; i < 500; i++) {
            assertEquals(shifted[target / 50 + i], first[i], 1e-6, "sample " + i);
        }
    }

    @Test
    void imagesOfAToneAreGoneWhenTheRateRises() {
        float[] output = new Resampler(16000, 44100).apply(tone(7000, 16000, LENGTH));
        float[] ideal = tone(7000, 44100, output.length);
        assertTrue(innerDb(difference(output, ideal), 44100, 16000) < -100);
    }

    @ParameterizedTest
    @CsvSource({"soxr-input-48000.f32, 48000, 22050, soxr-hq-48000-22050.f32",
        "soxr-input-48000.f32, 48000, 16000, soxr-hq-48000-16000.f32",
        "soxr-input-48000.f32, 16000, 22050, soxr-hq-16000-22050.f32"})
    void agreesWithSoxr(String input, int source, int target, String golden) {
        float[] expected = Fixture.floats(golden);
        float[] actual = Resampler.resample(new Waveform(Fixture.floats(input), source), target).samples();
        assertEquals(actual.length, expected.length, 1);
        double snr = Fixture.signalToNoiseDb(expected, actual);
        assertTrue(snr > 40, golden + ": " + snr + " dB");
    }

    @ParameterizedTest
    @CsvSource({"48000, 22050, 1, 1", "48000, 22050, 192000, 88200", "48000, 22050, 192001, 88201",
        "16000, 22050, 3, 5", "44100, 16000, 44100, 16000"})
    void lengthIsRoundedUp(int source, int target, int samples, int expected) {
        assertEquals(expected, new Resampler(source, target).apply(new float[samples]).length);
    }

    @Test
    void equalRatesReturnTheSameWaveform() {
        Waveform wave = new Waveform(new float[] {1, 2}, 16000);
        assertSame(wave, Resampler.resample(wave, 16000));
    }

    @Test
    void emptySignalsStayEmpty() {
        assertEquals(0, new Resampler(48000, 22050).apply(new float[0]).length);
    }

    @Test
    void threadsAgree() {
        Waveform wave = new Waveform(tone(1234, 48000, LENGTH), 48000);
        float[] expected = new Resampler(48000, 22050).apply(wave.samples());
        List<float[]> all = IntStream.range(0, 8).parallel()
                .mapToObj(i -> Resampler.resample(wave, 22050).samples()).toList();
        all.forEach(actual -> assertArrayEquals(expected, actual));
    }

    @Test
    void rejectsRatesThatAreNotPositive() {
        assertThrows(InvalidInputException.class, () -> new Resampler(48000, 0));
    }

    private static float[] tone(double frequency, int rate, int length) {
        float[] tone = new float[length];
        for (int i = 0; i < length; i++) {
            tone[i] = (float) (0.9 * Math.sin(2 * Math.PI * frequency * i / rate + 0.4));
        }
        return tone;
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    /** RMS away from the ends, dB re 1. */
    private static double innerDb(float[] signal, int rate, int source) {
        int edge = (int) ((long) EDGE * rate / source);
        double sum = 0;
        for (int i = edge; i < signal.length - edge; i++) {
            sum += (double) signal[i] * signal[i];
        }
        return 10 * Math.log10(sum / (signal.length - 2 * edge) + 1e-30);
    }
}
