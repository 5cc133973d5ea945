package serlab.feature.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.file.AudioDecoder;
import serlab.feature.Golden;

/** The true descriptors beside what Praat 6.1.38 measures, {@code golden/praat/praat_golden.py}. */
class PraatGoldenTest {
    private static double[] row(String name, int row) {
        float[][] all = new VoiceAnalysis(16_000, VoiceLike.TRUTH, true)
                .descriptors(AudioDecoder.decode(Golden.bytes("praat/" + name + ".wav"), name).samples());
        double[] present = new double[all[0].length];
        int n = 0;
        for (float value : all[ShortFrames.COUNT + row]) {
            if (!Float.isNaN(value)) {
                present[n++] = value;
            }
        }
        assertTrue(n > 50, n + " of " + present.length + " frames of " + name + " have a value");
        return Arrays.copyOf(present, n);
    }

    private static double mean(String name, int row) {
        return Arrays.stream(row(name, row)).average().orElseThrow();
    }

    private static double median(String name, int row) {
        double[] sorted = row(name, row);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static JsonNode praat(String name, String what) throws IOException {
        return new ObjectMapper().readTree(Golden.bytes("praat/praat.json")).get(name).get(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shimmer", "noise-20", "noise-10", "a-120", "i-210", "u-120"})
    void pitch(String name) throws IOException {
        double semitones = 12 * Math.log(praat(name, "pitch").asDouble() / 27.5) / Math.log(2);
        assertEquals(semitones, median(name, VoiceTrack.PITCH), 0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise-20", "noise-10"})
    void harmonicsToNoise(String name) throws IOException {
        assertEquals(praat(name, "harmonicity").asDouble(), mean(name, VoiceTrack.NOISE), 0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jitter", "shimmer"})
    void perturbation(String name) throws IOException {
        double theirs = praat(name, name).asDouble();
        assertEquals(theirs, mean(name, name.equals("jitter") ? VoiceTrack.JITTER : VoiceTrack.SHIMMER), 0.1 * theirs);
    }

    /** Praat's first formant of a high voice is pulled towards a harmonic: 249 Hz where 280 is right. */
    @ParameterizedTest
    @ValueSource(strings = {"a-120", "i-210", "u-120"})
    void formants(String name) throws IOException {
        for (int formant = 0; formant < 3; formant++) {
            double theirs = praat(name, "formants").get(formant).asDouble();
            assertEquals(theirs, median(name, VoiceTrack.FORMANTS + 3 * formant), (name.equals("i-210") ? 0.15 : 0.05) * theirs,
                    "F" + (formant + 1));
        }
    }
}
