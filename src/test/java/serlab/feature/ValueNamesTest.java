package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.audio.Tones;

/** What tables call the values of features: the feature, its band, and what was done to it. */
class ValueNamesTest {
    private static final Map<String, Object> MFCC = Map.of("type", "mfcc", "coefficients", 2, "frames", 3);

    private static List<String> names(Map<String, Object> feature) {
        return FeatureSpec.of(feature).valueNames();
    }

    @Test
    void aWindowHasTheNamesOfItsFeatureAndAStackThoseOfAll() {
        Map<String, Object> stack = Map.of("type", "stack", "of", List.of("zcr", "rms", MFCC));
        assertEquals(List.of("mfcc_0", "mfcc_1"), names(Map.of("type", "window", "of", MFCC)));
        assertEquals(List.of("zcr_0", "rms_0", "mfcc_0", "mfcc_1"), names(stack));
        assertEquals(List.of("zcr_0", "rms_0", "mfcc_0", "mfcc_1"), names(Map.of("type", "window", "of", stack)));
        assertEquals(List.of("zcr_0_mean", "rms_0_mean", "mfcc_0_mean", "mfcc_1_mean"), names(Map.of("type", "statistics", "of", stack,
                "statistics", List.of("mean"))));
    }

    @Test
    void whatIsDoneToAFeatureStandsBehindItsBand() {
        assertEquals(List.of("mfcc_0_delta", "mfcc_1_delta"), names(Map.of("type", "delta", "of", MFCC)));
        assertEquals(List.of("mfcc_0_delta2", "mfcc_1_delta2"), names(Map.of("type", "delta", "of", MFCC, "order", 2)));
        assertEquals(List.of("mfcc_0_normalized", "mfcc_1_normalized"), names(Map.of("type", "normalise", "of", MFCC)));
        assertEquals(List.of("mfcc_0", "mfcc_1", "mfcc_0_delta", "mfcc_1_delta"), names(Map.of("type", "stack", "as", "channels", "of",
                List.of(MFCC, Map.of("type", "delta", "of", MFCC)))));
    }

    @Test
    void featuresOfEqualNamesAreToldApartByTheirPlace() {
        assertEquals(List.of("rms_0", "mfcc_0_c1", "mfcc_1_c1", "mfcc_0_c2", "mfcc_1_c2"), names(Map.of("type", "stack", "of",
                List.of("rms", MFCC, MFCC))));
    }

    @Test
    void aRowOfFramesNamesBandAndFrame() {
        assertEquals(List.of("mfcc_0_t0", "mfcc_1_t0", "mfcc_0_t1", "mfcc_1_t1", "mfcc_0_t2", "mfcc_1_t2"),
                names(Map.of("type", "flatten", "of", List.of(MFCC))));
        assertEquals(List.of("mfcc_0_t0", "mfcc_0_t1", "mfcc_0_t2", "mfcc_1_t0", "mfcc_1_t1", "mfcc_1_t2", "zcr_0_mean"),
                names(Map.of("type", "flatten", "order", "bands", "of", List.of(MFCC, Map.of("type", "statistics", "of", "zcr", "statistics",
                        List.of("mean"))))));
    }

    /** Each feature that is computed of recordings without a file of weights, and combinations. */
    static List<FeatureSpec> features() {
        return List.of(FeatureSpec.of(MFCC), WindowSpec.defaults(), StackSpec.defaults(), FlattenSpec.defaults(),
                FeatureSpec.of(Map.of("type", "statistics", "of", StackSpec.defaults().settings())),
                FeatureSpec.of(Map.of("type", "window", "of", Map.of("type", "statistics", "of", "mfcc"))),
                FeatureSpec.of(Map.of("type", "delta")), FeatureSpec.of(Map.of("type", "normalise")), FeatureSpec.of(Map.of("type", "egemaps")),
                FeatureSpec.of(Map.of("type", "chroma")), FeatureSpec.of(Map.of("type", "flatten", "order", "bands", "of", List.of(MFCC, MFCC))));
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyValueOfARowHasANameOfItsOwnAndAUnit(FeatureSpec feature) {
        float[][] values = feature.full(Tones.syllables(4, 22_050));
        List<String> names = feature.valueNames();
        assertEquals(feature.isSequence() ? values.length : values.length * values[0].length, names.size());
        assertEquals(names.size(), Set.copyOf(names).size(), "no name stands twice");
        assertEquals(names.size(), feature.valueUnits().size());
    }

    @Test
    void theNamesStandWhereTheValuesStand() {
        FeatureSpec mfcc = FeatureSpec.of(MFCC);
        float[][] picture = mfcc.extract(Tones.syllables(1, 22_050));
        for (String order : List.of("frames", "bands")) {
            FeatureSpec flat = FeatureSpec.of(Map.of("type", "flatten", "order", order, "of", List.of(MFCC)));
            float[] row = flat.extract(Tones.syllables(1, 22_050))[0];
            IntStream.range(0, 6).forEach(i -> assertEquals(picture[i / 3][i % 3],
                    row[flat.valueNames().indexOf("mfcc_" + i / 3 + "_t" + i % 3)]));
        }
    }
}
