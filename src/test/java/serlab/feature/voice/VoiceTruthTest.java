package serlab.feature.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;

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

    /** What the extractor of that name measures. */
    private static float[][] measured(String type, double[] samples) {
        double largest = Arrays.stream(samples).map(Math::abs).max().orElseThrow();
        float[] floats = new float[samples.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (0.5 * samples[i] / largest);
        }
        return FeatureSpec.of(Map.of("type", type)).full(new Waveform(floats, RATE));
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
        double[] vowel = vowel(hz, new double[] {f1, f2, f3, 3600, 4500}, new double[] {60, 90, 120, 180, 220});
        float[][] measured = measured("formants", vowel);
        for (int formant = 0; formant < 3; formant++) {
            assertEquals(truth[formant], median(measured[3 * formant]), 0.05 * truth[formant], "frequency of formant " + (formant + 1));
            assertEquals(widths[formant], median(measured[3 * formant + 1]), 0.5 * widths[formant],
                    "bandwidth of formant " + (formant + 1));
            double strongest = strongest(vowel, hz, median(measured[3 * formant]));
            float[] levels = measured[3 * formant + 2];
            if (Double.isInfinite(strongest)) {
                assertTrue(Float.isNaN(levels[50]), "level of formant " + (formant + 1) + " without a harmonic: " + levels[50]);
            } else {
                assertEquals(strongest - level(vowel, hz), median(levels), 0.5, "level of formant " + (formant + 1));
            }
        }
        assertEquals(level(vowel, hz) - strongest(vowel, hz, median(measured[6])), median(measured("h1-a3", vowel)[0]), 0.5);
    }

    /** Level of the strongest harmonic within a fifth of a frequency, dB. */
    private static double strongest(double[] samples, double hz, double near) {
        double strongest = Double.NEGATIVE_INFINITY;
        for (int harmonic = (int) Math.ceil(0.8 * near / hz); harmonic * hz <= 1.2 * near; harmonic++) {
            strongest = Math.max(strongest, level(samples, harmonic * hz));
        }
        return strongest;
    }

    /** Level at one frequency over the second half of a second, dB. */
    private static double level(double[] samples, double hz) {
        double real = 0;
        double imaginary = 0;
        for (int i = SAMPLES / 2; i < SAMPLES; i++) {
            real += samples[i] * Math.cos(2 * Math.PI * hz * i / RATE);
            imaginary += samples[i] * Math.sin(2 * Math.PI * hz * i / RATE);
        }
        return 20 * Math.log10(Math.hypot(real, imaginary));
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
        assertEquals(decibels, mean(measured("hnr", samples)[0]), 1);
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
        assertEquals(truth, mean(measured("jitter", pulses(times, amplitudes))[0]), 0.1 * truth);
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
        float[] measured = measured("shimmer", pulses(times, amplitudes))[0];
        assertEquals(truth, mean(measured), 0.1 * truth);
    }

    @ParameterizedTest
    @CsvSource({"120, 0.5", "120, 1", "120, 2", "250, 0.5", "250, 2"})
    void firstHarmonicIsAsFarAboveTheSecond(double hz, double second) {
        double[] voice = harmonic(hz, 1, second, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2);
        assertEquals(-20 * Math.log10(second), median(measured("h1-h2", voice)[0]), 0.3);
        assertEquals(12 * Math.log(hz / 27.5) / Math.log(2), median(measured("pitch", voice)[0]), 0.01);
    }

    /** Of one sample in the middle of the frame, whose spectrum is flat, through a filter with one pole; not smoothed. */
    @Test
    void slopesAreThoseOfTheFilter() {
        double pole = 0.8;
        float[] samples = new float[SAMPLES];
        for (int i = SAMPLES / 2; i < SAMPLES; i++) {
            samples[i] = i == SAMPLES / 2 ? 0.5f : (float) (pole * samples[i - 1]);
        }
        double[][] spectral = new VoiceAnalysis(RATE, VoiceLike.TRUTH, true).track(samples).spectral();
        int frame = SAMPLES / 2 / 160 - 1;
        assertEquals(slope(pole, 0, 16), spectral[ShortFrames.SLOPE_LOW][frame], 0.05 * Math.abs(slope(pole, 0, 16)));
        assertEquals(slope(pole, 16, 48), spectral[ShortFrames.SLOPE_HIGH][frame], 0.05 * Math.abs(slope(pole, 16, 48)));
    }

    /** dB per Hz, of bins of 31.25 Hz. */
    private static double slope(double pole, int first, int last) {
        double over = 0;
        double under = 0;
        for (int bin = first; bin <= last; bin++) {
            double away = 31.25 * (bin - (first + last) / 2.0);
            over += away * -10 * Math.log10(1 - 2 * pole * Math.cos(2 * Math.PI * 31.25 * bin / RATE) + pole * pole);
            under += away * away;
        }
        return over / under;
    }

    @Test
    void whatIsNotVoicedIsMissing() {
        float[][] pitch = measured("pitch", Arrays.copyOf(harmonic(120, flat(10)), 3 * RATE));
        assertTrue(Float.isNaN(pitch[0][250]), "pitch of silence");
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
