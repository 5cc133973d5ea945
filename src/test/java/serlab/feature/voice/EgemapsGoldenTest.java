package serlab.feature.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.feature.EgemapsSpec;
import serlab.feature.Golden;

/** The numbers of {@code golden/egemaps/egemaps_golden.py}, that is, of openSMILE 2.6.0. */
class EgemapsGoldenTest {
    /** What is equal to openSMILE's; the others are only alike, as docs/egemaps.md says. */
    private static final List<String> EQUAL = List.of("loudness_sma3_amean", "loudness_sma3_stddevNorm", "loudness_sma3_percentile",
            "loudness_sma3_pctlrange", "spectralFlux_sma3", "mfcc1_sma3", "mfcc2_sma3", "mfcc3_sma3", "mfcc4_sma3", "equivalentSound");
    private static final int PITCH = ShortFrames.COUNT + VoiceTrack.PITCH;

    private static Waveform voice(int number) {
        String name = "egemaps/voice-" + number + ".wav";
        return AudioDecoder.decode(Golden.bytes(name), name);
    }

    private static List<String> lines(String name) {
        return new String(Golden.bytes("egemaps/" + name), StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void namesAreOpenSmiles() {
        assertEquals(lines("functionals.txt"), EgemapsSpec.defaults().valueNames());
        assertEquals(lines("descriptors.txt"), VoiceAnalysis.descriptorNames());
        assertEquals(62, VoiceAnalysis.functionalNames(false).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void loudnessAndSpectrumAreEqualFrameByFrame(int number) {
        float[][] expected = Golden.matrix("egemaps/voice-" + number + "-descriptors");
        float[][] actual = new VoiceAnalysis(16_000, VoiceLike.OPENSMILE, true).descriptors(voice(number).samples());
        assertEquals(expected[0].length, actual[0].length, "frames");
        for (int row = 0; row < ShortFrames.COUNT; row++) {
            double largest = 0;
            for (float value : expected[row]) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int t = 0; t < expected[row].length - 1; t++) {
                assertEquals(expected[row][t], actual[row][t], 2e-4 * largest, VoiceTrack.NAMES.get(row) + " of frame " + t);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void pitchIsEqualFrameByFrame(int number) {
        float[] expected = Golden.matrix("egemaps/voice-" + number + "-descriptors")[PITCH];
        float[] actual = new VoiceAnalysis(16_000, VoiceLike.OPENSMILE, true).descriptors(voice(number).samples())[PITCH];
        long voicingEqual = IntStream.range(0, expected.length).filter(t -> expected[t] > 0 == actual[t] > 0).count();
        int[] both = IntStream.range(0, expected.length).filter(t -> expected[t] > 0 && actual[t] > 0).toArray();
        long near = IntStream.of(both).filter(t -> Math.abs(expected[t] - actual[t]) < 0.05).count();
        assertTrue(both.length > 40, both.length + " voiced frames");
        assertTrue(voicingEqual >= 0.98 * expected.length, voicingEqual + " of " + expected.length + " frames are voiced alike");
        assertTrue(near >= 0.98 * both.length, near + " of " + both.length + " voiced frames have openSMILE's pitch");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void jitterAndShimmerAreEqualFrameByFrame(int number) {
        float[][] expected = Golden.matrix("egemaps/voice-" + number + "-descriptors");
        float[][] actual = new VoiceAnalysis(16_000, VoiceLike.OPENSMILE, true).descriptors(voice(number).samples());
        for (int descriptor : new int[] {VoiceTrack.JITTER, VoiceTrack.SHIMMER}) {
            int row = ShortFrames.COUNT + descriptor;
            int[] present = IntStream.range(0, expected[row].length).filter(t -> expected[row][t] > 0).toArray();
            long near = IntStream.of(present)
                    .filter(t -> Math.abs(expected[row][t] - actual[row][t]) <= 0.01 * expected[row][t]).count();
            assertTrue(present.length > 40, present.length + " frames with " + VoiceTrack.NAMES.get(row));
            assertTrue(near >= 0.9 * present.length, near + " of " + present.length + " frames have openSMILE's "
                    + VoiceTrack.NAMES.get(row));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void functionalsOfLoudnessAndSpectrumAreEqual(int number) {
        float[][] expected = Golden.matrix("egemaps/voice-" + number + "-functionals");
        float[][] actual = EgemapsSpec.defaults().full(voice(number));
        List<String> names = EgemapsSpec.defaults().valueNames();
        int compared = 0;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (EQUAL.stream().anyMatch(name::startsWith)) {
                compared++;
                assertEquals(expected[i][0], actual[i][0], 1e-3 * Math.abs(expected[i][0]) + 1e-6, name);
            }
        }
        assertEquals(17, compared);
    }
}
