package serlab.feature.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;

class RevealingTraitTest {
    private static final List<String> EMOTIONS = List.of("angry", "happy", "neutral", "sad");

    private final List<RecordingTraits> traits = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();

    /** Ten recordings of every emotion, all alike but for chance, changed as a test wants. */
    private List<RevealingTrait> found(int each, Change change) {
        Random random = new Random(3);
        for (String emotion : EMOTIONS) {
            for (int i = 0; i < each; i++) {
                Map<Trait, Double> values = new EnumMap<>(Trait.class);
                for (Trait trait : Trait.values()) {
                    values.put(trait, trait.technical() ? 1.0 : random.nextGaussian());
                }
                change.of(emotion, i, values);
                traits.add(new RecordingTraits(values));
                classes.add(emotion);
            }
        }
        return RevealingTrait.among(traits, classes);
    }

    /** Changes the values of a recording. */
    private interface Change {
        void of(String emotion, int number, Map<Trait, Double> values);
    }

    @Test
    void aClassWithASamplingRateOfItsOwnIsTold() {
        List<RevealingTrait> found = found(10, (emotion, i, values) ->
                values.put(Trait.SAMPLE_RATE, emotion.equals("happy") ? 8000.0 : 22_050.0));
        assertEquals(1, found.size(), found.toString());
        assertEquals(Trait.SAMPLE_RATE, found.get(0).trait());
        assertEquals(0.5, found.get(0).accuracy(), 1e-12); // happy always right, of the others one
        assertEquals(0.25, found.get(0).chance());
        assertTrue(found.get(0).p() <= 0.005, found.get(0).words());
        assertTrue(found.get(0).strong(), found.get(0).words());
        assertTrue(found.get(0).words().startsWith("sampling rate: 50.0 % balanced accuracy, chance 25.0 %, p = 0.001; "
                + "angry 22050 Hz, happy 8000 Hz,"), found.get(0).words());
    }

    @Test
    void chanceAndSmallCorporaCryNoWolf() {
        assertEquals(List.of(), found(10, (emotion, i, values) -> { }));
        traits.clear();
        classes.clear();
        assertEquals(List.of(), found(40, (emotion, i, values) -> values.put(Trait.CHANNELS, 1.0 + i % 2)));
        traits.clear();
        classes.clear();
        assertEquals(List.of(), found(4, (emotion, i, values) -> values.put(Trait.SAMPLE_RATE, (double) emotion.length())));
        traits.clear();
        classes.clear();
        // one odd recording of one class is no class of its own
        assertEquals(List.of(), found(10, (emotion, i, values) ->
                values.put(Trait.CONTAINER, emotion.equals("sad") && i == 3 ? 2.0 : 1.0)));
    }

    @Test
    void whatAVoiceHasAPartInMustTellMuchMore() {
        assertEquals(List.of(), found(20, (emotion, i, values) ->
                values.merge(Trait.LEVEL, emotion.equals("angry") ? 2.0 : 0, Double::sum)));
        traits.clear();
        classes.clear();
        List<RevealingTrait> found = found(20, (emotion, i, values) ->
                values.merge(Trait.LEADING_SILENCE, 9.0 * EMOTIONS.indexOf(emotion), Double::sum));
        assertEquals(List.of(Trait.LEADING_SILENCE), found.stream().map(RevealingTrait::trait).toList());
        assertTrue(found.get(0).accuracy() > 0.95, found.get(0).words());
        assertFalse(found.get(0).strong(), found.get(0).words());
    }

    @Test
    void aRecordingTellsHowItWasMade() {
        float[] samples = new float[16_000];
        Random random = new Random(1);
        for (int i = 4000; i < 12_000; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        Waveform wide = new Waveform(samples, 16_000);
        Map<Trait, Double> values = traits(wide);
        assertEquals(16_000, values.get(Trait.SAMPLE_RATE));
        assertEquals(1, values.get(Trait.DURATION), 1e-12);
        assertEquals(0.24, values.get(Trait.LEADING_SILENCE), 0.021);
        assertEquals(0.26, values.get(Trait.TRAILING_SILENCE), 0.021);
        assertEquals(-20, values.get(Trait.LEVEL), 0.7);
        assertEquals(-120, values.get(Trait.NOISE), 1e-12);
        assertEquals(8000, values.get(Trait.BANDWIDTH), 1e-12);
        assertEquals(1, values.get(Trait.CHANNELS));
        assertEquals(16, values.get(Trait.SAMPLE_BITS));
        assertEquals("WAV", RecordingTraits.containerOf(values.get(Trait.CONTAINER)));
        Waveform narrow = Resampler.resample(Resampler.resample(wide, 8000), 16_000);
        assertTrue(traits(narrow).get(Trait.BANDWIDTH) < 5500, traits(narrow).toString());
        RecordingTraits whole = RecordingTraits.of(WavEncoder.encode16(wide), wide);
        assertEquals(whole, RecordingTraits.decode(whole.encode()));
        assertEquals(RecordingTraits.NONE, RecordingTraits.decode(RecordingTraits.NONE.encode()));
        assertEquals(RecordingTraits.NONE, RecordingTraits.of(new byte[0], new Waveform(new float[0], 8000)));
    }

    private static Map<Trait, Double> traits(Waveform waveform) {
        return RecordingTraits.of(WavEncoder.encode16(waveform), waveform).values();
    }
}
