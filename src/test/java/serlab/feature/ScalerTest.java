package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class ScalerTest {
    private static final List<float[][]> TRAINING = List.of(
            new float[][] {{1, 2}, {10, 10}},
            new float[][] {{3, 6, 8}, {10, 10, 10}});

    @Test
    void measuresEachBandWithThePopulationDeviation() {
        Scaler scaler = Scaler.fit(TRAINING);
        assertArrayEquals(new float[] {4, 10}, scaler.mean());
        // (9 + 4 + 1 + 4 + 16) / 5 = 6.8; the second band is constant
        assertArrayEquals(new float[] {(float) Math.sqrt(6.8), 1}, scaler.std());
    }

    @Test
    void measuresAllValuesTogether() {
        Scaler scaler = Scaler.fit(Scaler.Kind.GLOBAL, TRAINING);
        assertArrayEquals(new float[] {7}, scaler.mean());
        // (36 + 25 + 16 + 1 + 1 + 5 * 9) / 10 = 12.4
        assertEquals(Math.sqrt(12.4), scaler.std()[0], 1e-6);
        assertEquals((1 - 7) / Math.sqrt(12.4), scaler.apply(new float[][] {{1}, {7}})[0][0], 1e-6);
    }

    @Test
    void measuresEachValueAsAStandardScalerOfFlatVectors() {
        List<float[][]> training = List.of(new float[][] {{1, 2}, {10, 4}}, new float[][] {{3, 8}, {10, 0}});
        Scaler scaler = Scaler.fit(Scaler.Kind.PER_VALUE, training);
        assertArrayEquals(new float[] {2, 5, 10, 2}, scaler.mean());
        assertArrayEquals(new float[] {1, 3, 1, 2}, scaler.std());
        assertArrayEquals(new float[][] {{-1, 1}, {0, -1}}, scaler.apply(new float[][] {{1, 8}, {10, 0}}));
        float[][] window = new float[2][2];
        scaler.apply(new float[][] {{1, 8}, {10, 0}}, 1, window);
        assertArrayEquals(new float[][] {{1, 0}, {-1, 0}}, window);
    }

    @Test
    void valuesOfTheirOwnNeedOneLength() {
        assertThrows(InvalidInputException.class, () -> Scaler.fit(Scaler.Kind.PER_VALUE, TRAINING));
        Scaler scaler = Scaler.fit(Scaler.Kind.PER_VALUE, List.<float[][]>of(new float[][] {{1, 2}, {3, 4}}));
        assertThrows(InvalidInputException.class, () -> scaler.apply(new float[2][3]));
        assertThrows(InvalidInputException.class, () -> scaler.apply(new float[3][2]));
    }

    @Test
    void rowVectorsAreStandardizedValueByValue() {
        assertEquals(Scaler.Kind.PER_VALUE, FlattenSpec.defaults().scaling());
        assertEquals(Scaler.Kind.PER_VALUE, FeatureSpec.of(Map.of("type", "table", "bands", 1, "frames", 2376)).scaling());
        assertEquals(Scaler.Kind.PER_BAND, WindowSpec.defaults().scaling());
        assertEquals(Scaler.Kind.PER_BAND, ImageSpec.defaults().scaling());
    }

    @Test
    void appliesToAnyLengthAndLeavesTheArgument() {
        float[][] feature = {{4, 6.6f, 0}, {10, 11, 8}};
        float[][] result = Scaler.fit(TRAINING).apply(feature);
        assertArrayEquals(new float[] {0, 1, -2}, result[1]);
        assertEquals(2.6 / Math.sqrt(6.8), result[0][1], 1e-6);
        assertEquals(6.6f, feature[0][1]);
    }

    @Test
    void aWindowBeyondTheFeatureHoldsTheMean() {
        Scaler scaler = new Scaler(Scaler.Kind.PER_BAND, new float[] {1, 2}, new float[] {0.5f, 1});
        float[][] feature = {{2, 3, 4}, {5, 6, 7}};
        float[][] window = {{9, 9}, {9, 9}};
        scaler.apply(feature, 1, window);
        assertArrayEquals(new float[][] {{4, 6}, {4, 5}}, window);
        scaler.apply(feature, -1, window);
        assertArrayEquals(new float[][] {{0, 2}, {0, 3}}, window);
        scaler.apply(feature, 2, window);
        assertArrayEquals(new float[][] {{6, 0}, {5, 0}}, window);
        scaler.apply(feature, 7, window);
        assertArrayEquals(new float[2][2], window);
    }

    @Test
    void roundingIsNoDeviation() {
        float[][] constant = {{0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f}};
        assertEquals(1, Scaler.fit(List.<float[][]>of(constant)).std()[0]);
    }

    /** Four bands in one unit, of which one is constant and one hardly varies. */
    private static List<float[][]> narrow() {
        List<float[][]> training = new ArrayList<>();
        for (int clip = 0; clip < 8; clip++) {
            float sign = clip % 2 == 0 ? 1 : -1;
            training.add(new float[][] {{20 * sign, 20 * sign}, {20 * sign, -20 * sign}, {-80, -80}, {-79 + sign, -79}});
        }
        return training;
    }

    @Test
    void aBandThatHardlyVariesHasATenthOfWhatOthersInItsUnitHave() {
        FeatureSpec logMel = FeatureSpec.of(Map.of("type", "log-mel", "bands", 4, "frames", 2));
        Scaler scaler = Scaler.fit(logMel, narrow());
        double usual = Math.sqrt((400 + 400 + 0.5) / 3);
        assertArrayEquals(new float[] {20, 20, (float) (0.1 * usual), (float) (0.1 * usual)}, scaler.std(), 1e-5f);
        assertArrayEquals(new float[] {20, 20, 1, (float) Math.sqrt(0.5)}, Scaler.fit(narrow()).std(), 1e-5f);
        FeatureSpec stack = FeatureSpec.of(Map.of("type", "stack", "of", List.of("zcr", "rms", "f0"), "frames", 2));
        assertArrayEquals(Scaler.fit(narrow()).std(), Scaler.fit(stack, narrow()).std(), "bands of other units");
        assertEquals(scaler, Scaler.of(scaler.settings()));
    }

    @Test
    void standardizedValuesAreBoundedByWhatTrainingClipsHadBetween6And10() {
        FeatureSpec logMel = FeatureSpec.of(Map.of("type", "log-mel", "bands", 4, "frames", 2));
        Scaler scaler = Scaler.fit(logMel, narrow());
        assertEquals(6, scaler.bound());
        assertArrayEquals(new float[] {6, -6}, scaler.apply(new float[][] {{0, 0}, {0, 0}, {0, -300}, {0, 0}})[2]);
        List<float[][]> spike = new ArrayList<>();
        for (int clip = 0; clip < 400; clip++) {
            spike.add(new float[][] {{clip == 0 ? 64 : clip % 2, clip % 2}});
        }
        FeatureSpec rms = FeatureSpec.of(Map.of("type", "rms", "frames", 2));
        assertEquals(10, Scaler.fit(rms, spike).bound());
        assertEquals(Double.POSITIVE_INFINITY, Scaler.fit(narrow()).bound());
    }

    @Test
    void knowsHowFarTrainingClipsLie() {
        FeatureSpec rms = FeatureSpec.of(Map.of("type", "rms", "frames", 2));
        Scaler scaler = Scaler.fit(rms, List.of(new float[][] {{-1, -1}}, new float[][] {{1, 1}}, new float[][] {{-1, 1}}));
        assertEquals(1, scaler.furthest(), 1e-6);
        assertEquals(1, scaler.distance(new float[][] {{1, 1, 1}}), 1e-6);
        assertEquals(0, scaler.distance(new float[][] {{1, -1}}), 1e-6);
        assertEquals(6, scaler.distance(new float[][] {{100, Float.NaN}}), 1e-6);
    }

    @Test
    void everyFeatureSaysWhichOfItsValuesShareAUnit() {
        for (String type : FeatureSpec.catalog().names()) {
            FeatureSpec spec = FeatureSpec.of(type.equals("onnx") ? Map.of("type", type, "file", "src/test/resources/golden/onnx/tiny.onnx")
                    : Map.of("type", type));
            int places = spec.scaling() == Scaler.Kind.PER_VALUE ? spec.bands() * spec.frames() : spec.bands();
            assertEquals(places, spec.units().length, type);
        }
        assertArrayEquals(new int[] {0, 1, 2, 3}, FeatureSpec.of(Map.of("type", "statistics", "of", "f0", "statistics",
                List.of("mean", "std"))).units());
    }

    @Test
    void readsItsSettingsBackExactly() {
        List<float[][]> training = List.of(TRAINING.get(0), new float[][] {{3, 6}, {8, 10}});
        for (Scaler.Kind kind : Scaler.Kind.values()) {
            Scaler scaler = Scaler.fit(kind, training);
            assertEquals(scaler, Scaler.of(scaler.settings()));
        }
    }

    @Test
    void refusesNothingAndOtherBands() {
        assertThrows(InvalidInputException.class, () -> Scaler.fit(List.of()));
        assertThrows(InvalidInputException.class, () -> Scaler.fit(TRAINING).apply(new float[3][2]));
    }
}
