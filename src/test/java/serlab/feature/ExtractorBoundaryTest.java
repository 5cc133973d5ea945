package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/** Every extractor on recordings that are hardly any. */
@Tag("slow")
class ExtractorBoundaryTest {
    private static final int RATE = 22050;

    /** All but those that take no recording, or need a file of weights: see {@link EncoderSpecTest}, {@link OnnxSpecTest}. */
    static List<String> types() {
        return FeatureSpec.catalog().names().stream().filter(type -> !Set.of("image", "table", "encoder", "onnx").contains(type)).toList();
    }

    private static FeatureSpec spec(String type) {
        return FeatureSpec.of(Map.of("type", type));
    }

    private static Waveform wave(float... samples) {
        return new Waveform(samples, RATE);
    }

    private static Waveform tone(double seconds, double loudness) {
        float[] samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.max(-1, Math.min(1, loudness * Math.sin(0.06 * i + 1e-7 * i * i)));
        }
        return wave(samples);
    }

    private static void assertFinite(float[][] feature) {
        for (float[] row : feature) {
            for (float value : row) {
                assertTrue(Float.isFinite(value), Arrays.toString(row));
            }
        }
    }

    /** Finite, or missing where the feature may lack values. */
    private static void assertUsable(FeatureSpec spec, float[][] feature) {
        for (float[] row : feature) {
            for (float value : row) {
                assertTrue(Float.isFinite(value) || Float.isNaN(value) && spec.mayLackValues(), Arrays.toString(row));
            }
        }
    }

    private static String refusal(FeatureSpec spec, Waveform waveform) {
        return assertThrows(InvalidInputException.class, () -> spec.extract(waveform)).getMessage();
    }

    @ParameterizedTest
    @MethodSource("types")
    void noSamplesAreRefused(String type) {
        assertContains(refusal(spec(type), wave()), "recording of 0 samples: at least 1 is needed");
    }

    @ParameterizedTest
    @MethodSource("types")
    void samplesThatAreNoNumbersAreRefused(String type) {
        Waveform waveform = tone(4, 0.5);
        waveform.samples()[77] = Float.NaN;
        assertContains(refusal(spec(type), waveform), "sample 77 is NaN");
        waveform.samples()[77] = Float.NEGATIVE_INFINITY;
        assertContains(refusal(spec(type), waveform), "sample 77 is -Infinity");
    }

    @ParameterizedTest
    @MethodSource("types")
    void oneSampleGivesOneFrameOrAnErrorThatNamesTheMinimum(String type) {
        FeatureSpec spec = spec(type);
        if (type.equals("delta")) {
            assertContains(refusal(spec, wave(0.3f)), "clip of 1 frames: deltas of width 9 need at least 9 frames");
        } else if (type.equals("window") || type.equals("flatten")) {
            assertContains(refusal(spec, wave(0.3f)), "a window from 0.6 s needs a recording longer than that");
        } else {
            float[][] full = spec.full(wave(0.3f));
            assertEquals(1, full[0].length);
            assertUsable(spec, full);
            assertUsable(spec, spec.extract(wave(0.3f)));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void silenceGivesNumbersOrNoValueAndClippingGivesNumbers(String type) {
        FeatureSpec spec = spec(type);
        float[][] silence = spec.extract(wave(new float[4 * RATE]));
        if (spec.mayLackValues()) {
            assertTrue(Float.isNaN(silence[0][0]), type + " of silence is " + silence[0][0]);
            assertFinite(spec.with(Map.of("undefined", "filled")).extract(wave(new float[4 * RATE])));
        } else {
            assertFinite(silence);
        }
        assertUsable(spec, spec.extract(tone(4, 50)));
    }

    @Test
    void longRecordingsGiveWhatTheirBeginningGives() {
        FeatureSpec stack = FeatureSpec.of(Map.of("type", "stack", "of", List.of("rms", "zcr", "spectral-centroid",
                "spectral-flatness", Map.of("type", "mel-spectrogram", "bands", 20))));
        Waveform whole = tone(220, 0.5);
        Waveform beginning = wave(Arrays.copyOf(whole.samples(), 10 * RATE));
        float[][] expected = stack.full(beginning);
        float[][] actual = stack.full(whole);
        assertEquals(1 + 220 * RATE / 512, actual[0].length);
        int sure = expected[0].length - 3;
        for (int band = 0; band < expected.length; band++) {
            assertEquals(Arrays.hashCode(Arrays.copyOf(expected[band], sure)),
                    Arrays.hashCode(Arrays.copyOf(actual[band], sure)), "band " + band);
        }
    }
}
