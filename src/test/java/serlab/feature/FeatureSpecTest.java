package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;

class FeatureSpecTest {
    /** Types that read images and tables, or need a file of weights: see {@link EncoderSpecTest}, {@link OnnxSpecTest}. */
    private static final Set<String> TAKE_MORE_THAN_A_RECORDING = Set.of("image", "table", "encoder", "onnx");

    private static String refusal(Map<String, ?> settings) {
        String message = assertThrows(InvalidInputException.class, () -> FeatureSpec.of(settings)).getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }

    @Test
    void everyTypeReadsItsOwnSettingsBack() {
        for (String type : FeatureSpec.catalog().names()) {
            if (type.equals("onnx")) {
                continue; // has no default file
            }
            FeatureSpec spec = FeatureSpec.of(Map.of("type", type));
            assertEquals(type, spec.type());
            assertEquals("type", spec.settings().keySet().iterator().next());
            assertEquals(spec, FeatureSpec.of(spec.settings()));
        }
    }

    @Test
    void everyTypeHasTheShapeItStates() {
        for (String type : FeatureSpec.catalog().names()) {
            if (TAKE_MORE_THAN_A_RECORDING.contains(type)) {
                continue;
            }
            FeatureSpec spec = FeatureSpec.of(Map.of("type", type));
            float[][] feature = spec.extract(Golden.signal());
            assertEquals(spec.bands(), feature.length, type);
            for (float[] row : feature) {
                assertEquals(spec.frames(), row.length, type);
            }
            assertEquals(spec.bands(), spec.full(Golden.signal()).length, type);
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
        Map<String, Object> changes = new LinkedHashMap<>(Map.of("sampleRate", 24000, "fftSize", 1024, "frameLength", 1024,
                "hopLength", 256, "bands", 64, "melBands", 64, "fMinHz", 70, "trimDb", 30, "frames", 99));
        changes.putAll(Map.of("reference", "one", "topDb", 60, "align", "center", "coefficients", 19, "padding", "edge",
                "power", 3, "rollPercent", 0.5, "octaves", 5, "quantile", 0.1, "threshold", 0.2));
        changes.putAll(Map.of("order", 2, "width", 7, "statistics", List.of("std"), "method", "min-max", "per", "clip",
                "offset", 0.5, "duration", 1, "fMaxHz", 8000));
        changes.putAll(Map.of("height", 64, "otherSize", "resize", "color", "rgb", "as", "channels", "undefined",
                "filled", "set", "gemaps", "level", "descriptors", "like", "truth"));
        List<String> types = FeatureSpec.catalog().names().stream().filter(type -> !Set.of("encoder", "onnx").contains(type)).toList();
        for (String type : types) {
            FeatureSpec spec = FeatureSpec.of(Map.of("type", type));
            Set<String> ids = new HashSet<>(Set.of(spec.id()));
            for (String key : spec.settings().keySet()) {
                if (!key.equals("type")) {
                    Object change = key.equals("of") ? "rms" : changes.get(key);
                    change = key.equals("order") && type.equals("flatten") ? "bands" : change;
                    change = key.equals("order") && type.equals("table") ? "frames" : change;
                    change = change != null && change.equals(spec.settings().get(key)) ? "opensmile" : change;
                    assertNotNull(change, "no other value of " + key + " is known here; add one to the changes above");
                    FeatureSpec before = key.equals("as") ? spec.with(Map.of("of", List.of("rms", "zcr"))) : spec;
                    ids.add(before.id());
                    assertTrue(ids.add(before.with(Map.of(key, change)).id()), type + " " + key);
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
        assertContains(message, "unknown features key 'coeficients'; did you mean 'coefficients'?");
    }

    @Test
    void unknownTypeNamesTheKnown() {
        assertContains(refusal(Map.of("type", "mfc")), "unknown feature type 'mfc'; did you mean 'mfcc'? known: mfcc, ");
        assertContains(refusal(Map.of("frames", 10)), "features.type is missing; known: log-mel, mfcc");
    }

    @Test
    void wrongKindOfValueNamesWhatIsExpected() {
        assertContains(refusal(Map.of("type", "mfcc", "frames", "many")),
                "features.frames is 'many'; expected a whole number from 1 to 100000");
        assertContains(refusal(Map.of("type", "mfcc", "frames", 10.5)),
                "features.frames is '10.5'; expected a whole number");
        assertContains(refusal(Map.of("type", "mfcc", "align", "left")),
                "features.align is 'left'; expected start or center or resize");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mfcc | coefficients | 200 | features.coefficients 200: expected 1 to 128",
        "mfcc | melBands | 20 | features.coefficients 40: expected 1 to 20",
        "mfcc | hopLength | 4096 | features.hopLength 4096: expected 1 to 2048",
        "mfcc | hopLength | 0 | features.hopLength is '0'; expected a whole number from 1",
        "zcr | frameLength | 2047 | features.frameLength is '2047'; expected an even number from 16 to 65536",
        "log-mel | fMaxHz | 12000 | features.fMinHz 0.0 and fMaxHz 12000.0: expected 0 <= fMinHz < fMaxHz <= 11025.0",
        "log-mel | fMinHz | 11025 | 0 <= fMinHz < fMaxHz <= 11025.0",
        "log-mel | topDb | 0 | features.topDb is '0'; expected a number above 0, at most 200",
        "mel-spectrogram | bands | 1024 | covers no frequency bin",
        "spectral-rolloff | rollPercent | 1 | features.rollPercent is '1'; expected a number between 0 and 1",
        "spectral-contrast | octaves | 7 | the last octave begins at 12800.0 Hz",
        "spectral-contrast | fMinHz | 3 | covers no frequency bin",
        "f0 | fMinHz | 5 | its period is longer than a frame; expected above 10.7",
        "f0 | fMaxHz | 50 | expected 0 < fMinHz < fMaxHz",
        "delta | width | 8 | features.width is '8'; expected an odd number from 3 to 99",
        "delta | of | statistics | delta of statistics: expected a feature with frames in time",
        "normalise | of | flatten | normalise of flatten: expected a feature with frames in time",
        "window | of | window | window of window: expected a feature without a window",
        "window | duration | 0 | features.duration is '0'; expected a number from 0.05"})
    void settingsThatCannotWorkAreRefusedWhenRead(String type, String key, String value, String named) {
        Object read = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
        String message = refusal(Map.of("type", type, key, read));
        assertContains(message, named);
    }

    @Test
    void partsOfAStackMustLineUp() {
        assertContains(refusal(Map.of("type", "stack", "of", List.of("zcr", Map.of("type", "rms", "hopLength", 256)))),
                "got 22050 Hz, 512, 0.0 dB and 22050 Hz, 256, 0.0 dB");
        assertContains(refusal(Map.of("type", "stack", "of", List.of("zcr", "statistics"))), "stack of zcr and statistics");
        assertContains(refusal(Map.of("type", "stack", "of", List.of("zcr", "window"))), "stack of zcr and window");
        assertContains(refusal(Map.of("type", "stack", "of", List.of())),
                "features.of is '[]'; expected a list, each entry a feature type such as log-mel or {type: log-mel, …}");
    }

    @Test
    void aStackOfChannelsHoldsEachFeatureAsAPicture() {
        Map<String, Object> mel = Map.of("type", "log-mel", "bands", 32);
        FeatureSpec deltas = FeatureSpec.of(Map.of("type", "stack", "as", "channels", "frames", 40, "of", List.of(mel,
                Map.of("type", "delta", "of", mel), Map.of("type", "delta", "of", mel, "order", 2))));
        assertEquals(List.of(3, 96, 40), List.of(deltas.channels(), deltas.bands(), deltas.frames()));
        assertEquals(3, FeatureSpec.of(Map.of("type", "normalise", "of", deltas.settings())).channels());
        assertEquals(3, FeatureSpec.of(Map.of("type", "window", "of", deltas.settings())).channels());
        assertEquals(1, StackSpec.defaults().channels());
        float[][] full = deltas.full(Golden.signal());
        assertArrayEquals(FeatureSpec.of(mel).full(Golden.signal()), Arrays.copyOf(full, 32));
        assertContains(refusal(Map.of("type", "stack", "as", "channels", "of", List.of("zcr", "mfcc"))),
                "as channels: expected as many bands each, got 1 and 40");
    }

    @Test
    void nestedSettingsAreCheckedAndNamed() {
        assertContains(refusal(Map.of("type", "stack", "of", List.of("zcr", Map.of("type", "rms", "hop", 256)))),
                "unknown features.of[1] key 'hop'");
        assertContains(refusal(Map.of("type", "statistics", "of", Map.of("type", "mfcc", "frames", "x"))),
                "features.of.frames is 'x'");
        assertContains(refusal(Map.of("type", "statistics", "statistics", List.of("average"))),
                "features.statistics holds 'average'; expected a list, each entry mean or std or min");
    }
}
