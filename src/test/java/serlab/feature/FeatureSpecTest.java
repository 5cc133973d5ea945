package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class FeatureSpecTest {
    private static String refusal(Map<String, ?> settings) {
        String message = assertThrows(InvalidInputException.class, () -> FeatureSpec.of(settings)).getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }

    @Test
    void everyTypeReadsItsOwnSettingsBack() {
        assertEquals(List.of("log-mel", "mfcc"), FeatureSpec.types());
        for (String type : FeatureSpec.types()) {
            FeatureSpec spec = FeatureSpec.of(Map.of("type", type, "frames", 77, "trimDb", 30.5, "align", "center"));
            assertEquals(type, spec.type());
            assertEquals(77, spec.frames());
            assertEquals(spec, FeatureSpec.of(spec.settings()));
        }
    }

    @Test
    void missingSettingsTakeTheirDefaults() {
        assertEquals(LogMelSpec.defaults(), FeatureSpec.of(Map.of("type", "log-mel")));
        assertEquals(MfccSpec.defaults(), FeatureSpec.of(Map.of("type", "mfcc")));
    }

    @Test
    void highestFrequencyFollowsTheSamplingRate() {
        assertEquals(8000.0, FeatureSpec.of(Map.of("type", "mfcc", "sampleRate", 16000)).settings().get("fMaxHz"));
    }

    @Test
    void everySettingIsInTheId() {
        Map<String, Object> changes = new LinkedHashMap<>(Map.of("sampleRate", 24000, "fftSize", 1024, "hopLength", 256,
                "bands", 64, "melBands", 64, "fMinHz", 20, "fMaxHz", 8000, "trimDb", 30, "frames", 99));
        changes.putAll(Map.of("reference", "one", "topDb", 60, "align", "center", "coefficients", 20, "padding", "edge"));
        for (String type : FeatureSpec.types()) {
            FeatureSpec spec = FeatureSpec.of(Map.of("type", type));
            Set<String> ids = new HashSet<>(Set.of(spec.id()));
            for (String key : spec.settings().keySet()) {
                if (!key.equals("type")) {
                    assertTrue(ids.add(spec.with(Map.of(key, changes.get(key))).id()), type + " " + key);
                }
            }
        }
        assertNotEquals(LogMelSpec.defaults().id(), MfccSpec.defaults().id());
    }

    @Test
    void idIsStable() {
        assertEquals("mfcc-sampleRate22050-fftSize2048-hopLength512-melBands128-fMinHz0.0-fMaxHz11025.0-trimDb0.0"
                + "-coefficients40-frames174-topDb80.0-alignstart-paddingzero-v1", MfccSpec.defaults().id());
    }

    @Test
    void unknownKeyNamesTheNearest() {
        String message = refusal(Map.of("type", "mfcc", "coeficients", 20));
        assertTrue(message.contains("unknown key 'coeficients'; did you mean 'coefficients'?"), message);
    }

    @Test
    void unknownTypeNamesTheKnown() {
        assertTrue(refusal(Map.of("type", "mfc")).contains("unknown feature type 'mfc'; did you mean 'mfcc'? known: mfcc, log-mel"));
        assertTrue(refusal(Map.of("frames", 10)).contains("known: log-mel, mfcc"));
    }

    @Test
    void wrongKindOfValueNamesWhatIsExpected() {
        assertTrue(refusal(Map.of("type", "mfcc", "frames", "many")).contains("features.frames is 'many'; expected a number"));
        assertTrue(refusal(Map.of("type", "mfcc", "frames", 10.5)).contains("features.frames is 10.5; expected a whole number"));
        assertTrue(refusal(Map.of("type", "mfcc", "align", "left")).contains("features.align is 'left'; expected start or center"));
    }

    @Test
    void contradictionsNameBothValues() {
        assertTrue(refusal(Map.of("type", "mfcc", "coefficients", 200)).contains("coefficients 200: expected 1 to 128"));
        assertTrue(refusal(Map.of("type", "mfcc", "hopLength", 4096)).contains("hopLength 4096: expected 1 to 2048 (fftSize)"));
        assertTrue(refusal(Map.of("type", "log-mel", "fMaxHz", 12000)).contains("half of sampleRate 22050"));
        assertTrue(refusal(Map.of("type", "log-mel", "topDb", 0)).contains("topDb 0.0: expected above 0"));
    }
}
