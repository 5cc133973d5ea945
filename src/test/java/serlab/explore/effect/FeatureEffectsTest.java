package serlab.explore.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.feature.EgemapsSpec;
import serlab.feature.FeatureSpec;

class FeatureEffectsTest {
    private static Clip clip(int number, String label, String speaker) {
        return new Clip("clip-" + number, label, speaker, Map.of(), ClipSource.of(Path.of("clip-" + number)));
    }

    /** Label, speaker and numbers of each clip; the numbers are called a, b and so on. */
    private static ClipNumbers numbers(Object[]... rows) {
        List<Clip> clips = new ArrayList<>();
        double[][] values = new double[rows.length][rows[0].length - 2];
        for (int i = 0; i < rows.length; i++) {
            clips.add(clip(i, (String) rows[i][0], (String) rows[i][1]));
            for (int k = 2; k < rows[i].length; k++) {
                values[i][k - 2] = ((Number) rows[i][k]).doubleValue();
            }
        }
        List<String> names = List.of("a", "b", "c", "d").subList(0, values[0].length);
        return new ClipNumbers(clips, names, Collections.nCopies(names.size(), "Hz"), values);
    }

    /** The numbers of {@code golden/effects_golden.py}. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void effectsAreThoseOfTheLinearModels(boolean within) throws IOException {
        JsonNode golden = new ObjectMapper().readTree(FeatureEffectsTest.class.getResourceAsStream("/golden/effects.json"));
        List<Clip> clips = new ArrayList<>();
        double[][] values = new double[golden.get("values").size()][1];
        for (int i = 0; i < values.length; i++) {
            clips.add(clip(i, golden.get("labels").get(i).asText(), within ? golden.get("speakers").get(i).asText() : ""));
            values[i][0] = golden.get("values").get(i).isNull() ? Double.NaN : golden.get("values").get(i).asDouble();
        }
        FeatureEffects effects = FeatureEffects.of(new ClipNumbers(clips, List.of("pitch"), List.of("Hz"), values),
                List.of("angry", "calm", "fearful", "sad"));
        JsonNode expected = golden.get(within ? "within" : "across");
        assertEquals(within, effects.withinSpeakers());
        assertEquals(expected.get("eta_squared").asDouble(), effects.all().get(0).etaSquared(), 1e-9);
        assertEquals(values.length - 1, effects.all().get(0).clips());
        assertEquals(List.of("angry", "calm", "sad"), effects.labels());
        for (int k = 0; k < 3; k++) {
            assertEquals(expected.get("d").get(k).asDouble(), effects.all().get(0).classes().get(k).d(), 1e-9);
        }
        assertEquals(within ? "angry" : "calm", effects.all().get(0).strongest().label());
    }

    @Test
    void theStrongestIsFirstAndWhatDoesNotVaryLast() {
        FeatureEffects effects = FeatureEffects.of(numbers(new Object[][] {
            {"sad", "", 1, 7, 5, 0.5}, {"sad", "", 2, 7, 9, 0.6}, {"sad", "", 3, 7, 5.5, 0.4},
            {"angry", "", 11, 7, 8, 1.5}, {"angry", "", 12, 7, 5, Double.NaN}, {"angry", "", 13, 7, 6.5, 1.6}}), List.of("angry", "sad"));
        assertEquals(List.of("d", "a", "c", "b"), effects.all().stream().map(FeatureEffect::name).toList());
        // 150 between the classes, 4 within them
        assertEquals(150 / 154.0, effects.all().get(1).etaSquared(), 1e-12);
        FeatureEffect.ClassEffect angry = effects.all().get(1).classes().get(0);
        assertEquals(10, angry.d(), 1e-12);
        assertEquals(12, angry.mean(), 1e-12);
        assertEquals(11.5, angry.lower(), 1e-12);
        assertTrue(Double.isNaN(effects.all().get(3).etaSquared()) && Double.isNaN(effects.all().get(3).classes().get(0).d()));
        assertEquals(List.of("d", "c"), effects.strongest(4).stream().map(FeatureEffect::name).toList(), "a tells what d tells");
        assertEquals(0.2, effects.chance(), 1e-12);
        assertContains(effects.comparison(), "6 clips, 2 emotions, compared over all clips, since who speaks is not known of every clip");
        assertEquals("feature,unit,clips,eta_squared,d_angry,d_sad", EffectTables.effects(effects).lines().findFirst().orElseThrow());
        assertContains(EffectTables.effects(effects), "\na,Hz,6,0.9740,10.000,-10.000\n");
        assertContains(EffectTables.effects(effects), "\nb,Hz,6,,,\n");
        assertContains(EffectTables.distributions(effects), "\na,Hz,sad,3,2.00000,1.00000,1.50000,2.00000,2.50000,-10.000\n");
        assertEquals(List.of("d", "Hz"), EffectTables.strongest(effects, 1).get(1).subList(0, 2));
    }

    /** Speakers differ by far more than emotions. */
    @Test
    void speakersAreComparedWithThemselves() {
        Object[][] rows = {{"sad", "a", 100}, {"angry", "a", 101.5}, {"sad", "a", 100.5}, {"angry", "a", 102},
            {"sad", "b", 200}, {"angry", "b", 201}, {"sad", "b", 200.25}, {"angry", "b", 202}};
        FeatureEffects within = FeatureEffects.of(numbers(rows), List.of("angry", "sad"));
        assertTrue(within.withinSpeakers());
        assertTrue(within.all().get(0).etaSquared() > 0.8, "eta squared " + within.all().get(0).etaSquared());
        assertEquals(100 - 101 + 150.90625, within.all().get(0).values()[0], 1e-9, "less the speaker's mean, plus that of all");
        rows[0][1] = "";
        FeatureEffects across = FeatureEffects.of(numbers(rows), List.of("angry", "sad"));
        assertFalse(across.withinSpeakers());
        assertTrue(across.all().get(0).etaSquared() < 0.01, "eta squared " + across.all().get(0).etaSquared());
    }

    @Test
    void aSpeakerOfOneEmotionEachTellsNothingWithinSpeakers() {
        FeatureEffects effects = FeatureEffects.of(numbers(new Object[][] {{"sad", "a", 1}, {"sad", "a", 2}, {"angry", "b", 5},
            {"angry", "b", 6}}), List.of("angry", "sad"));
        assertFalse(effects.withinSpeakers());
        assertContains(effects.comparison(), "no speaker has two emotions");
        assertEquals(16 / 17.0, effects.all().get(0).etaSquared(), 1e-12);
    }

    @Test
    void oneEmotionIsRefused() {
        ClipNumbers one = numbers(new Object[][] {{"sad", "a", 1}, {"sad", "a", 2}});
        assertEquals("there is one emotion, 'sad'; how features differ between emotions is told of two or more",
                assertThrows(InvalidInputException.class, () -> FeatureEffects.of(one, List.of("angry", "sad"))).getMessage());
    }

    @Test
    void whatChangesWithTimeIsSummedUp() {
        assertEquals("egemaps", ClipNumbers.perClip(EgemapsSpec.defaults()).type());
        FeatureSpec mfcc = FeatureSpec.of(Map.of("type", "mfcc", "coefficients", 13));
        assertEquals(26, ClipNumbers.perClip(mfcc).bands());
        assertEquals(ClipNumbers.perClip(mfcc), ClipNumbers.perClip(ClipNumbers.perClip(mfcc)));
    }

    @Test
    void picturesOfFewAndOfManyDecode() throws IOException {
        FeatureEffects few = FeatureEffects.of(numbers(new Object[][] {{"sad", "", 1}, {"angry", "", 5}, {"angry", "", 6}}),
                List.of("angry", "sad"));
        assertTrue(ImageIO.read(new ByteArrayInputStream(EffectPictures.effects(few, "few"))).getWidth() > 0);
        assertTrue(ImageIO.read(new ByteArrayInputStream(EffectPictures.distributions(few, "few"))).getWidth() > 0);
        FeatureEffects none = FeatureEffects.of(numbers(new Object[][] {{"sad", "", 1}, {"angry", "", 1}}), List.of("angry", "sad"));
        assertContains(assertThrows(InvalidInputException.class, () -> EffectPictures.distributions(none, "none")).getMessage(),
                "number that varies");
    }

    @Test
    void unitsAreThoseOfTheNumbers() {
        EgemapsSpec spec = EgemapsSpec.defaults();
        assertEquals(88, spec.valueUnits().size());
        Map<String, String> expected = Map.of("F0semitoneFrom27.5Hz_sma3nz_amean", "semitones", "F2bandwidth_sma3nz_amean", "Hz",
                "F0semitoneFrom27.5Hz_sma3nz_meanRisingSlope", "semitones/s", "slopeV0-500_sma3nz_amean", "dB/Hz",
                "HNRdBACF_sma3nz_amean", "dB", "jitterLocal_sma3nz_amean", "", "loudness_sma3_meanFallingSlope", "per s",
                "loudnessPeaksPerSec", "per s", "StddevUnvoicedSegmentLength", "s", "HNRdBACF_sma3nz_stddevNorm", "");
        FeatureSpec formants = FeatureSpec.of(Map.of("type", "statistics", "of", "formants", "statistics", List.of("median", "share")));
        assertEquals(List.of("Hz", "Hz", "dB"), formants.valueUnits().subList(0, 3));
        assertEquals("", formants.valueUnits().get(9));
        expected.forEach((name, unit) -> assertEquals(unit, spec.valueUnits().get(spec.valueNames().indexOf(name)), name));
    }
}
