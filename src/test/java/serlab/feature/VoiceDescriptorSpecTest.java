package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.feature.dsp.SignalAnalysis;

/** The descriptors of a voice one by one. What they are in signals of known values: {@code VoiceTruthTest}, and here for spectra. */
class VoiceDescriptorSpecTest {
    private static final int RATE = 16_000;
    private static final int HOP = 160;

    static List<String> types() {
        return FeatureSpec.catalog().names(VoiceDescriptorSpec.class);
    }

    private static FeatureSpec spec(String type, Map<String, ?> more) {
        return FeatureSpec.of(Map.of("type", type)).with(more);
    }

    private static Waveform voice() {
        return AudioDecoder.decode(Golden.bytes("egemaps/voice-0.wav"), "voice-0.wav");
    }

    private static float[] row(String type, double[] samples) {
        float[] floats = new float[samples.length];
        IntStream.range(0, floats.length).forEach(i -> floats[i] = (float) samples[i]);
        return spec(type, Map.of()).full(new Waveform(floats, RATE))[0];
    }

    private static double[] tones(double hz, double amplitude, double otherHz, double otherAmplitude) {
        return IntStream.range(0, RATE).mapToDouble(i -> amplitude * Math.cos(2 * Math.PI * hz * i / RATE)
                + otherAmplitude * Math.cos(2 * Math.PI * otherHz * i / RATE)).toArray();
    }

    @ParameterizedTest
    @MethodSource("types")
    void areThoseOfEgemapsAtTheMiddleOfTheirFrames(String type) {
        Waveform voice = voice();
        for (String like : List.of("opensmile", "truth")) {
            FeatureSpec egemaps = EgemapsSpec.defaults().with(Map.of("level", "descriptors", "like", like));
            float[][] all = egemaps.full(voice);
            FeatureSpec one = spec(type, Map.of("like", like, "undefined", like.equals("truth") ? "missing" : "filled"));
            float[][] actual = one.full(voice);
            assertEquals(one.bands(), actual.length);
            assertEquals(1 + voice.samples().length / HOP, actual[0].length);
            for (int i = 0; i < actual.length; i++) {
                String name = one.valueNames().get(i);
                int row = IntStream.range(0, all.length).filter(at -> egemaps.valueNames().get(at).startsWith(name + "_sma3"))
                        .findFirst().orElseThrow();
                int lead = egemaps.valueNames().get(row).endsWith("nz") ? 3 : 1;
                for (int t = 0; t < all[row].length; t++) {
                    assertEquals(all[row][t], actual[i][t + lead], name + " of frame " + t);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void silenceHasNoValueOrOpenSmilesFiller(String type) {
        Waveform silence = new Waveform(new float[RATE], RATE);
        FeatureSpec missing = spec(type, Map.of());
        for (float value : missing.full(silence)[0]) {
            assertEquals(missing.mayLackValues(), Float.isNaN(value));
        }
        float[][] filled = spec(type, Map.of("undefined", "filled")).full(silence);
        if (type.equals("formants")) {
            assertArrayEquals(new float[] {0, 0, -201, 0, 0, -201, 0, 0, -201}, column(filled, 50));
        } else if (missing.mayLackValues()) {
            assertEquals(0, filled[0][50]);
        }
    }

    private static float[] column(float[][] matrix, int t) {
        float[] column = new float[matrix.length];
        IntStream.range(0, column.length).forEach(row -> column[row] = matrix[row][t]);
        return column;
    }

    @Test
    void stackWithSpectrogramsAndHaveStatisticsAndWindows() {
        Waveform voice = voice();
        FeatureSpec stack = FeatureSpec.of(Map.of("type", "stack", "frames", 100, "of", List.of("jitter", "formants",
                Map.of("type", "log-mel", "sampleRate", RATE, "hopLength", HOP, "fftSize", 512, "bands", 40))));
        SignalAnalysis analysis = new SignalAnalysis(voice);
        float[][] stacked = stack.full(analysis);
        assertEquals(50, stacked.length);
        assertArrayEquals(spec("jitter", Map.of()).full(voice)[0], stacked[0]);
        assertTrue(IntStream.range(1, 50).allMatch(row -> stacked[row].length == stacked[0].length));
        float[] jitter = stacked[0];
        double mean = IntStream.range(0, jitter.length).filter(t -> !Float.isNaN(jitter[t])).mapToDouble(t -> jitter[t]).average()
                .orElseThrow();
        FeatureSpec statistics = FeatureSpec.of(Map.of("type", "statistics", "of", "jitter", "statistics", List.of("mean")));
        assertEquals(List.of("jitterLocal_mean"), statistics.valueNames());
        assertEquals(mean, statistics.full(voice)[0][0], 1e-6 * mean);
        FeatureSpec window = FeatureSpec.of(Map.of("type", "window", "of", "pitch", "offset", 0.2, "duration", 0.5));
        assertEquals(51, window.full(voice)[0].length);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 1})
    void ratiosOfEnergiesAreThoseOfTheTones(double amplitude) {
        double decibels = 20 * Math.log10(amplitude);
        assertEquals(decibels, row("alpha-ratio", tones(500, 0.5, 2500, 0.5 * amplitude))[50], 0.1);
        assertEquals(-decibels, row("hammarberg-index", tones(1000, 0.5, 3000, 0.5 * amplitude))[50], 0.1);
    }

    /** A tone whose frames are alike but for their level, each 1.02 times the one before; energies by Parseval's theorem. */
    @Test
    void fluxIsTheGrowthOfTheFrame() {
        double growth = 1.02;
        double[] samples = new double[RATE];
        for (int i = 0; i < RATE; i++) {
            samples[i] = 0.05 * Math.pow(growth, (double) i / HOP) * Math.cos(2 * Math.PI * 1000 * i / RATE);
        }
        double energy = 0;
        for (int i = 0; i < 2 * HOP; i++) {
            double sample = samples[49 * HOP + i] * (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (2 * HOP - 1)));
            energy += sample * sample;
        }
        double expected = (1 - 1 / growth) * Math.sqrt(512 / 2.0 * energy / 160) * (1 / growth + 1 + growth) / 3;
        assertEquals(expected, row("spectral-flux", samples)[50], 1e-3 * expected);
    }

    @Test
    void loudnessIsThePowerToTheThird() {
        float loud = row("loudness", tones(1000, 0.5, 2500, 0.25))[50];
        float soft = row("loudness", tones(1000, 0.05, 2500, 0.025))[50];
        assertEquals(Math.pow(0.01, 0.33), soft / loud, 0.01);
        assertTrue(row("loudness", tones(1000, 0.2, 0, 0))[50] > 1.5 * row("loudness", tones(60, 0.2, 0, 0))[50]);
    }
}
