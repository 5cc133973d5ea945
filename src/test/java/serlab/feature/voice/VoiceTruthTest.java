package serlab.feature.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals whose values are known by how they are made. */
class VoiceTruthTest {
    private static final int RATE = 16_000;
    private static final int SAMPLES = RATE;

    private static double median(float[] row) {
        double[] sorted = new double[row.length];
        int n = 0;
        for (float value : row) {
            if (!Float.isNaN(value)) {
                sorted[n++] = value;
            }
        }
        assertTrue(n > row.length / 2, n + " of " + row.length + " frames have a value");
        Arrays.sort(sorted, 0, n);
        return sorted[n / 2];
    }

    private static double mean(float[] row) {
        double sum = 0;
        int n = 0;
        for (float value : row) {
            if (!Float.isNaN(value)) {
                sum += value;
                n++;
            }
        }
        assertTrue(n > row.length / 2, n + " of " + row.length + " frames have a value");
        return sum / n;
    }

    private static float[][] measured(double[] samples) {
        double largest = Arrays.stream(samples).map(Math::abs).max().orElseThrow();
        float[] floats = new float[samples.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (0.5 * samples[i] / largest);
        }
        float[][] all = new VoiceAnalysis(RATE, VoiceLike.TRUTH, true).descriptors(floats);
        return Arrays.copyOfRange(all, ShortFrames.COUNT, all.length);
    }

    /** Harmonics with given amplitudes. */
    private static double[] harmonic(double hz, double... amplitudes) {
        double[] samples = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            for (int k = 1; k <= amplitudes.length; k++) {
                samples[i] += amplitudes[k - 1] * Math.cos(2 * Math.PI * k * hz * i / RATE + k * k);
            }
        }
        return samples;
    }

    private static double[] flat(int harmonics) {
        double[] amplitudes = new double[harmonics];
        Arrays.fill(amplitudes, 1);
        return amplitudes;
    }

    /** Smooth pulses of a millisecond at times that need not be whole samples. */
    private static double[] pulses(double[] times, double[] amplitudes) {
        double[] samples = new double[SAMPLES];
        for (int p = 0; p < times.length; p++) {
            for (int i = Math.max(0, (int) times[p] - 16); i < Math.min(SAMPLES, (int) times[p] + 17); i++) {
                double x = (i - times[p]) / 4;
                samples[i] += amplitudes[p] * Math.exp(-0.5 * x * x);
            }
        }
        return samples;
    }

    /** A source whose spectrum falls by 6 dB per octave, through five resonances. */
    private static double[] vowel(double hz, double[] formants, double[] bandwidths) {
        double[] samples = new double[SAMPLES];
        double phase = 0;
        for (int i = 0; i < SAMPLES; i++) {
            phase += hz / RATE;
            samples[i] = phase >= 1 ? 1 : 0;
            phase -= Math.floor(phase);
        }
        double keep = Math.exp(-2 * Math.PI * 50 / RATE);
        for (int i = 1; i < SAMPLES; i++) {
            samples[i] += keep * samples[i - 1];
        }
        for (int f = 0; f < formants.length; f++) {
            double r = Math.exp(-Math.PI * bandwidths[f] / RATE);
            double a = 2 * r * Math.cos(2 * Math.PI * formants[f] / RATE);
            for (int i = 2; i < SAMPLES; i++) {
                samples[i] += a * samples[i - 1] - r * r * samples[i - 2];
            }
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"100, 280, 2250, 2900", "120, 310, 870, 2250", "120, 750, 1250, 2500", "120, 500, 1500, 2500", "200, 500, 1500, 2500",
        "210, 280, 2250, 2900", "220, 750, 1250, 2500"})
    void formantsAreThoseOfTheVowel(double hz, double f1, double f2, double f3) {
        double[] truth = {f1, f2, f3};
        double[] widths = {60, 90, 120};
        float[][] voice = measured(vowel(hz, new double[] {f1, f2, f3, 3600, 4500}, new double[] {60, 90, 120, 180, 220}));
        for (int formant = 0; formant < 3; formant++) {
            int row = VoiceTrack.FORMANTS + 3 * formant;
            assertEquals(truth[formant], median(voice[row]), 0.05 * truth[formant], "frequency of formant " + (formant + 1));
            assertEquals(widths[formant], median(voice[row + 1]), 0.5 * widths[formant], "bandwidth of formant " + (formant + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 120", "10, 120", "20, 120", "30, 120", "10, 250", "20, 250", "30, 250"})
    void noiseIsAsFarBelow(double decibels, double hz) {
        double[] samples = harmonic(hz, flat(20));
        Random random = new Random(7);
        double noise = Math.sqrt(10 / Math.pow(10, decibels / 10));
        for (int i = 0; i < samples.length; i++) {
            samples[i] += noise * random.nextGaussian();
        }
        assertEquals(decibels, mean(measured(samples)[VoiceTrack.NOISE]), 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.003, 0.01, 0.02})
    void jitterIsThatOfThePulses(double relative) {
        Random random = new Random(3);
        double[] times = new double[120];
        double[] amplitudes = new double[120];
        Arrays.fill(amplitudes, 1);
        double[] periods = new double[times.length - 1];
        for (int p = 1; p < times.length; p++) {
            periods[p - 1] = RATE / 120.0 * (1 + relative * random.nextGaussian());
            times[p] = times[p - 1] + periods[p - 1];
        }
        double change = 0;
        double sum = periods[0];
        for (int p = 1; p < periods.length; p++) {
            change += Math.abs(periods[p] - periods[p - 1]);
            sum += periods[p];
        }
        double truth = change / (periods.length - 1) / (sum / periods.length);
        assertEquals(truth, mean(measured(pulses(times, amplitudes))[VoiceTrack.JITTER]), 0.1 * truth);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2})
    void shimmerIsThatOfThePulses(double difference) {
        double[] times = new double[120];
        double[] amplitudes = new double[120];
        for (int p = 0; p < times.length; p++) {
            times[p] = p * RATE / 120.0;
            amplitudes[p] = p % 2 == 0 ? 1 : 1 - difference;
        }
        double truth = -20 * Math.log10(1 - difference);
        float[] measured = measured(pulses(times, amplitudes))[VoiceTrack.SHIMMER];
        assertEquals(truth, mean(measured), 0.1 * truth);
    }

    @ParameterizedTest
    @CsvSource({"120, 0.5", "120, 1", "120, 2", "250, 0.5", "250, 2"})
    void firstHarmonicIsAsFarAboveTheSecond(double hz, double second) {
        float[][] voice = measured(harmonic(hz, 1, second, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2));
        assertEquals(-20 * Math.log10(second), median(voice[VoiceTrack.H1_H2]), 0.3);
        assertEquals(12 * Math.log(hz / 27.5) / Math.log(2), median(voice[VoiceTrack.PITCH]), 0.01);
    }

    @Test
    void whatIsNotVoicedIsMissing() {
        float[][] voice = measured(Arrays.copyOf(harmonic(120, flat(10)), 3 * RATE));
        assertTrue(Float.isNaN(voice[VoiceTrack.PITCH][250]), "pitch of silence");
        float[][] functionals = new VoiceAnalysis(RATE, VoiceLike.TRUTH, true).functionals(new float[RATE]);
        assertTrue(Float.isNaN(functionals[0][0]), "mean pitch of silence");
        assertEquals(0, new VoiceAnalysis(RATE, VoiceLike.OPENSMILE, true).functionals(new float[RATE])[0][0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 400, 960, 1100, 1300})
    void shortRecordingsHaveAllFunctionals(int samples) {
        float[] noise = new float[samples];
        Random random = new Random(1);
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
        }
        float[][] functionals = new VoiceAnalysis(RATE, VoiceLike.OPENSMILE, true).functionals(noise);
        assertEquals(88, functionals.length);
        for (float[] value : functionals) {
            assertTrue(Float.isFinite(value[0]));
        }
    }
}
