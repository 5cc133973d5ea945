package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.audio.Waveform;
import serlab.feature.dsp.Statistic;

/** The numbers of {@code golden/extractors/extractors.py}, that is, of librosa 0.11. */
class ExtractorGoldenTest {
    /** Golden files that are called otherwise than {@code extractors/TYPE.f32}. */
    private static final Map<String, String> FILES = Map.of("log-mel", "log-mel-max.f32", "mfcc", "mfcc.f32", "f0",
            "extractors/yin.f32", "statistics", "extractors/mfcc-statistics.f32", "window", "extractors/window-16000.f32",
            "encoder", "encoder/tiny-9600.f32", "onnx", "onnx/tiny-layers.f32",
            "egemaps", "egemaps/voice-0-functionals.f32");
    private static final List<String> VOICE = FeatureSpec.catalog().names(VoiceDescriptorSpec.class);
    /** The types that only rearrange the numbers of others, or rescale them by statistics that are golden. */
    private static final Set<String> OF_OTHERS = Set.of("stack", "flatten", "normalise", "image", "table");

    private static float[][] golden(String name) {
        return Golden.matrix("extractors/" + name);
    }

    private static FeatureSpec other(String type, Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(more);
        settings.put("type", type);
        settings.put(type.equals("zcr") || type.equals("rms") ? "frameLength" : "fftSize", 1024);
        settings.put("hopLength", 300);
        return FeatureSpec.of(settings);
    }

    private static void assertRelativelyClose(float[][] expected, float[][] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row].length, actual[row].length);
            for (int i = 0; i < expected[row].length; i++) {
                assertEquals(expected[row][i], actual[row][i], tolerance * Math.abs(expected[row][i]),
                        "row " + row + ", column " + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mel-spectrogram, 1e-4", "zcr, 0", "rms, 1e-5", "spectral-centroid, 1e-5", "spectral-bandwidth, 1e-5",
        "spectral-rolloff, 1e-6", "spectral-flatness, 1e-4"})
    void isLibrosasRelatively(String type, double tolerance) {
        assertRelativelyClose(golden(type), FeatureSpec.of(Map.of("type", type)).full(Golden.signal()), tolerance);
    }

    @ParameterizedTest
    @CsvSource({"spectral-contrast, 0.01", "chroma, 1e-4"})
    void isLibrosas(String type, double tolerance) {
        Golden.assertClose(golden(type), FeatureSpec.of(Map.of("type", type)).full(Golden.signal()), tolerance);
    }

    @Test
    void isLibrosasWithOtherSettings() {
        Waveform signal = Golden.signal();
        assertRelativelyClose(golden("zcr-other"), other("zcr", Map.of()).full(signal), 0);
        assertRelativelyClose(golden("rms-other"), other("rms", Map.of()).full(signal), 1e-5);
        assertRelativelyClose(golden("spectral-bandwidth-3"),
                SpectralBandwidthSpec.defaults().with(Map.of("power", 3)).full(signal), 1e-5);
        assertRelativelyClose(golden("spectral-rolloff-other"),
                other("spectral-rolloff", Map.of("rollPercent", 0.5)).full(signal), 1e-6);
        Golden.assertClose(golden("spectral-contrast-other"), other("spectral-contrast",
                Map.of("fMinHz", 300, "octaves", 4, "quantile", 0.1)).full(signal), 0.01);
        Golden.assertClose(golden("chroma-other"), other("chroma", Map.of()).full(signal), 1e-4);
    }

    @Test
    void voicedFramesHaveTheFrequencyOfLibrosasYin() {
        float[] expected = golden("yin")[0];
        float[][] actual = FundamentalFrequencySpec.defaults().with(Map.of("threshold", 0.6)).full(Golden.signal());
        assertEquals(expected.length, actual[0].length);
        int voiced = 0;
        for (int i = 0; i < expected.length; i++) {
            if (actual[0][i] > 0) {
                assertEquals(expected[i], actual[0][i], 1e-3 * expected[i], "frame " + i);
                assertTrue(actual[1][i] > 0.4, "frame " + i + ": " + actual[1][i]);
                voiced++;
            }
        }
        assertTrue(voiced >= 30, voiced + " of " + expected.length);
    }

    @Test
    void deltasAreLibrosas() {
        FeatureSpec mfcc = MfccSpec.defaults().with(Map.of("coefficients", 13));
        Golden.assertClose(golden("delta"), new DeltaSpec(mfcc, 1, 9).full(Golden.signal()), 0.001);
        Golden.assertClose(golden("delta-2"), new DeltaSpec(mfcc, 2, 7).full(Golden.signal()), 0.001);
    }

    @Test
    void statisticsAreNumpys() {
        FeatureSpec mfcc = MfccSpec.defaults().with(Map.of("coefficients", 13));
        FeatureSpec statistics = new StatisticsSpec(mfcc, List.of(Statistic.MEAN, Statistic.STD, Statistic.MEDIAN));
        Golden.assertClose(golden("mfcc-statistics"), statistics.full(Golden.signal()), 0.01);
    }

    @Test
    void windowHasTheFramesThatLibrosaLoads() {
        FeatureSpec zcr = FeatureSpec.of(Map.of("type", "zcr", "sampleRate", 16000));
        FeatureSpec window = new WindowSpec(zcr, 0.2, 0.5);
        float[][] expected = golden("window-16000");
        assertEquals(expected[0].length, window.frames());
        Golden.assertClose(expected, window.full(Golden.signal()), 0.001);
    }

    @Test
    void silenceGivesWhatLibrosaGives() {
        Waveform silence = new Waveform(new float[22050], 22050);
        List<String> undefined = List.of("spectral-centroid", "spectral-bandwidth", "spectral-rolloff",
                "spectral-flatness", "spectral-contrast", "chroma");
        List<Object> parts = new ArrayList<>(List.of("zcr", "rms"));
        undefined.forEach(type -> parts.add(Map.of("type", type, "undefined", "filled")));
        parts.add(Map.of("type", "log-mel", "bands", 1));
        Golden.assertClose(golden("silence"), FeatureSpec.of(Map.of("type", "stack", "of", parts)).full(silence), 1e-5);
        for (String type : undefined) {
            for (float[] band : FeatureSpec.of(Map.of("type", type)).full(silence)) {
                assertTrue(Float.isNaN(band[20]), type);
            }
        }
        FeatureSpec f0 = FundamentalFrequencySpec.defaults();
        assertTrue(Float.isNaN(f0.full(silence)[0][20]));
        assertEquals(0, f0.full(silence)[1][20]);
        assertEquals(0, f0.with(Map.of("undefined", "filled")).full(silence)[0][20]);
    }

    @Test
    void oneSampleGivesWhatLibrosaGives() {
        Waveform one = new Waveform(new float[] {Golden.signal().samples()[9000]}, 22050);
        float[][] expected = golden("one-sample");
        assertRelativelyClose(new float[][] {expected[0]}, RmsSpec.defaults().full(one), 1e-5);
        assertRelativelyClose(new float[][] {expected[1]}, SpectralCentroidSpec.defaults().full(one), 1e-4);
    }

    @Test
    void everyTypeHasAGoldenFile() {
        for (String type : FeatureSpec.catalog().names()) {
            String file = VOICE.contains(type) ? "egemaps/voice-0-descriptors.f32"
                    : FILES.getOrDefault(type, "extractors/" + type + ".f32");
            assertTrue(OF_OTHERS.contains(type) || Golden.class.getResource("/golden/" + file) != null,
                    "no golden file /golden/" + file + " of " + type);
        }
    }
}
