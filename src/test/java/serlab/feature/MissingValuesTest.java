package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Waveform;
import serlab.feature.cache.FeatureFile;
import serlab.feature.dsp.AreaMean;

/** Frames without a value, in everything that works with frames. */
class MissingValuesTest {
    private static final int RATE = 22050;
    private static final float NONE = Float.NaN;
    private static final float[][] GAPS = {{NONE, 2, 4, NONE, 8, 10, 12, NONE, NONE, NONE}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}};

    /** Half a sawtooth of 200 Hz, half nothing. */
    private static Waveform toneAndPause() {
        float[] samples = new float[2 * RATE];
        for (int i = 0; i < RATE; i++) {
            samples[i] = (float) (0.5 * (2 * (200.0 * i / RATE % 1) - 1));
        }
        return new Waveform(samples, RATE);
    }

    private static FeatureSpec given(float[][] values) {
        return CustomFeatureTest.giving(values);
    }

    private static float[][] full(FeatureSpec spec) {
        return spec.full(toneAndPause());
    }

    @Test
    void aPauseDoesNotLowerThePitch() {
        float[][] statistics = full(FeatureSpec.of(Map.of("type", "statistics", "of", "f0",
                "statistics", List.of("mean", "std", "min", "max", "median", "share"))));
        assertEquals(200, statistics[0][0], 1);
        assertEquals(0, statistics[2][0], 2);
        assertEquals(200, statistics[4][0], 5);
        assertEquals(200, statistics[6][0], 5);
        assertEquals(200, statistics[8][0], 1);
        assertEquals(0.5, statistics[10][0], 0.03);
        assertEquals(1, statistics[11][0]);
        float[][] filled = full(FeatureSpec.of(Map.of("type", "statistics", "of", Map.of("type", "f0", "undefined", "filled"))));
        assertEquals(100, filled[0][0], 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectral-centroid", "spectral-bandwidth", "spectral-rolloff", "spectral-flatness",
        "spectral-contrast", "chroma"})
    void theMedianOverToneAndPauseIsThatOfTheTone(String type) {
        FeatureSpec median = FeatureSpec.of(Map.of("type", "statistics", "of", Map.of("type", type), "statistics",
                List.of("median", "share")));
        float[] tone = new float[RATE];
        System.arraycopy(toneAndPause().samples(), 0, tone, 0, RATE);
        float expected = median.full(new Waveform(tone, RATE))[0][0];
        float[][] statistics = full(median);
        assertEquals(expected, statistics[0][0], 0.1 * Math.abs(expected) + 1e-4);
        assertEquals(0.52, statistics[statistics.length - 1][0], 0.03);
    }

    @Test
    void aBandWithoutValuesHasNoStatisticsButItsShare() {
        Waveform silence = new Waveform(new float[RATE], RATE);
        float[][] statistics = FeatureSpec.of(Map.of("type", "statistics", "of", "f0", "statistics", List.of("mean", "share")))
                .full(silence);
        assertArrayEquals(new float[] {NONE}, statistics[0]);
        assertArrayEquals(new float[] {0}, statistics[2]);
    }

    @Test
    void statisticsNameFeatureBandAndStatistic() {
        assertEquals(List.of("f0_0_mean", "f0_1_mean", "f0_0_share", "f0_1_share"), FeatureSpec.of(Map.of("type", "statistics",
                "of", "f0", "statistics", List.of("mean", "share"))).valueNames());
    }

    @Test
    void deltasFitWhatIsThere() {
        FeatureSpec spec = given(GAPS);
        float[] slope = new DeltaSpec(spec, 1, 5).full(toneAndPause())[0];
        assertArrayEquals(new float[] {NONE, 2, 2, NONE, 2, 2, 2, NONE, NONE, NONE}, slope, 1e-5f);
        float[][] square = {{0, 1, 4, NONE, 16, 25, 36, 49, 64}};
        float[] second = new DeltaSpec(given(square), 2, 7).full(toneAndPause())[0];
        for (int i = 0; i < second.length; i++) {
            assertEquals(i == 3 ? NONE : 2, second[i], 1e-4, "frame " + i);
        }
    }

    @Test
    void normalizingLeavesThemOut() {
        float[] range = new NormalizeSpec(given(GAPS), NormalizeSpec.Method.MIN_MAX, NormalizeSpec.Per.BAND)
                .full(toneAndPause())[0];
        assertArrayEquals(new float[] {NONE, 0, 0.2f, NONE, 0.6f, 0.8f, 1, NONE, NONE, NONE}, range, 1e-6f);
    }

    @Test
    void paddingIsMissingAndResizingLeavesMissingOut() {
        FeatureSpec f0 = FeatureSpec.of(Map.of("type", "f0", "frames", 200));
        float[][] padded = f0.extract(toneAndPause());
        assertTrue(Float.isNaN(padded[0][199]) && Float.isNaN(padded[1][199]));
        assertTrue(Float.isNaN(FeatureSpec.of(Map.of("type", "delta", "of", f0.settings())).extract(toneAndPause())[0][199]));
        float[][] half = AreaMean.columns(new float[][] {{1, NONE, NONE, NONE, 4, 6}}, 3);
        assertArrayEquals(new float[] {1, NONE, 5}, half[0], 1e-6f);
    }

    @Test
    void theScalerLeavesThemOutAndGivesTheMean() {
        Scaler scaler = Scaler.fit(List.<float[][]>of(new float[][] {{NONE, 1, 3, NONE}}, new float[][] {{NONE, NONE, 1, 3}}));
        assertArrayEquals(new float[] {2}, scaler.mean());
        assertArrayEquals(new float[] {1}, scaler.std());
        assertArrayEquals(new float[] {0, 1, 0}, scaler.apply(new float[][] {{NONE, 3, 2}})[0]);
        Scaler none = Scaler.fit(Scaler.Kind.PER_VALUE, List.<float[][]>of(new float[][] {{NONE, 1}}, new float[][] {{NONE, 3}}));
        assertEquals(0, none.apply(new float[][] {{5, 2}})[0][1]);
    }

    @Test
    void theCacheKeepsThem() {
        float[][] again = FeatureFile.decode(FeatureFile.encode(GAPS), 2, 10).orElseThrow();
        assertArrayEquals(GAPS[0], again[0]);
        assertArrayEquals(GAPS[1], again[1]);
    }

    @Test
    void recordedSettingsKeepTheirNumbersAndNewOnesHaveAnIdentityOfTheirOwn() {
        FeatureSpec now = FeatureSpec.of(Map.of("type", "delta", "of", Map.of("type", "stack", "of", List.of("f0", "rms"))));
        Map<String, Object> before = without(now.settings());
        FeatureSpec then = FeatureSpec.recorded(before);
        assertFalse(then.mayLackValues());
        assertTrue(now.mayLackValues());
        assertNotEquals(now.id(), then.id());
        assertEquals(now, FeatureSpec.recorded(now.settings()));
        for (float[] band : then.extract(toneAndPause())) {
            for (float value : band) {
                assertTrue(Float.isFinite(value));
            }
        }
    }

    /** The settings as they were written before {@code undefined} was known. */
    private static Map<String, Object> without(Map<?, ?> settings) {
        Map<String, Object> older = new LinkedHashMap<>();
        settings.forEach((key, value) -> older.put(key.toString(), value instanceof Map<?, ?> of ? without(of)
                : key.equals("of") ? ((List<?>) value).stream().map(of -> without((Map<?, ?>) of)).toList() : value));
        older.remove("undefined");
        return older;
    }
}
