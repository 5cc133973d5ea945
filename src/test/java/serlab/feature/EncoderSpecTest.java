package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.feature.dsp.Statistic;
import serlab.feature.encoder.Precision;

/** Against the NumPy encoder of {@code golden/encoder}, with a small encoder of weights by chance. */
class EncoderSpecTest {
    private static final int RATE = 16_000;
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeTheEncoder() throws IOException {
        file = TinyEncoder.float32().write(folder.resolve("model.bin"));
    }

    private FeatureSpec spec(Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("type", "encoder", "model", file.toString()));
        settings.putAll(more);
        return FeatureSpec.of(settings);
    }

    private String refusal(Map<String, ?> more) {
        String message = assertThrows(InvalidInputException.class, () -> spec(more).full(clip(9600))).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static float[] samples() {
        return AudioDecoder.decode(Golden.bytes("encoder/clip.wav"), "clip.wav").samples();
    }

    private static Waveform clip(int samples) {
        return new Waveform(Arrays.copyOf(samples(), samples), RATE);
    }

    static Waveform thrice() {
        float[] once = samples();
        float[] all = Arrays.copyOf(once, 3 * once.length);
        System.arraycopy(once, 0, all, once.length, once.length);
        System.arraycopy(once, 0, all, 2 * once.length, once.length);
        return new Waveform(all, RATE);
    }

    /** From {@code [layers * width][positions]} to {@code [layers * positions][width]}. */
    static float[][] rows(float[][] feature, int width) {
        int positions = feature[0].length;
        float[][] rows = new float[feature.length / width * positions][width];
        for (int i = 0; i < rows.length; i++) {
            for (int band = 0; band < width; band++) {
                rows[i][band] = feature[i / positions * width + band][i % positions];
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"9600, false", "9770, false", "9600, true", "9770, true"})
    void everyLayerIsThatOfTheReference(int samples, boolean half) throws IOException {
        file = (half ? TinyEncoder.float16() : TinyEncoder.float32()).write(folder.resolve(half + ".bin"));
        float[][] outputs = spec(Map.of("layers", List.of(0, 1, 2), "pool", "frames")).full(clip(samples));
        assertEquals(samples == 9600 ? 30 : 31, outputs[0].length);
        Golden.assertClose(Golden.matrix("encoder/tiny-" + samples), rows(outputs, TinyEncoder.WIDTH), 1e-4);
    }

    @Test
    void whatIsPooledOfALongRecordingIsPooledOverAllItsParts() {
        float[][] expected = Golden.matrix("encoder/tiny-long-pooled");
        Golden.assertClose(expected, spec(Map.of()).full(thrice()), 1e-5);
        float[][] positions = spec(Map.of("pool", "frames")).full(thrice());
        assertEquals(92, positions[0].length);
        Golden.assertClose(Arrays.copyOf(expected, 256), spec(Map.of("pool", "mean")).full(thrice()), 1e-5);
        Golden.assertClose(Arrays.copyOfRange(expected, 256, 512), spec(Map.of("pool", "deviation")).full(thrice()), 1e-5);
        Golden.assertClose(expected, new StatisticsSpec(spec(Map.of("pool", "frames")), List.of(Statistic.MEAN, Statistic.STD))
                .full(thrice()), 1e-5);
    }

    /** Networks that weigh layers know how many there are, whatever is done to the frames; pooled layers do not stand together. */
    @Test
    void framesTellHowManyLayersTheyHold() {
        assertEquals(2, spec(Map.of("pool", "frames")).encoderLayers());
        assertEquals(2, FeatureSpec.of(Map.of("type", "normalise", "of", spec(Map.of("pool", "frames")).settings())).encoderLayers());
        assertEquals(1, spec(Map.of()).encoderLayers());
    }

    @Test
    void aLayerIsTheSameWhateverElseIsAskedFor() {
        float[][] all = spec(Map.of("layers", List.of(0, 1, 2), "pool", "mean")).full(clip(9600));
        for (int layer = 0; layer <= TinyEncoder.DEPTH; layer++) {
            float[][] alone = spec(Map.of("layers", List.of(layer), "pool", "mean")).full(clip(9600));
            for (int band = 0; band < TinyEncoder.WIDTH; band++) {
                assertEquals(all[layer * TinyEncoder.WIDTH + band][0], alone[band][0], "layer " + layer + ", band " + band);
            }
        }
    }

    @Test
    void theSameBitsComeFromEveryThreadAndAfterEveryClip() throws Exception {
        FeatureSpec spec = spec(Map.of("pool", "frames"));
        float[][] expected = spec.full(clip(9600));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Callable<float[][]> task = () -> {
                spec.full(thrice());
                spec.full(clip(700));
                return spec.full(clip(9600));
            };
            for (Future<float[][]> result : pool.invokeAll(List.of(task, task, task, task, task, task))) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void hasTheShapeItStates() {
        FeatureSpec pooled = spec(Map.of());
        assertEquals(2 * 2 * TinyEncoder.WIDTH, pooled.bands());
        assertEquals(1, pooled.frames());
        assertEquals(pooled.bands(), pooled.extract(clip(9600)).length);
        assertEquals(pooled.bands(), pooled.valueNames().size());
        assertEquals(List.of("layer_1_0_mean", "layer_2_127_std"), List.of(pooled.valueNames().get(0), pooled.valueNames().get(511)));
        FeatureSpec frames = spec(Map.of("pool", "frames", "frames", 40));
        assertTrue(frames.isSequence() && !pooled.isSequence());
        assertEquals(320, frames.hopLength());
        assertEquals(40, frames.extract(clip(9600))[0].length);
        assertEquals(0, frames.extract(clip(9600))[0][35]);
        assertEquals(frames.bands(), frames.valueNames().size());
        FeatureSpec squeezed = frames.with(Map.of("align", "resize", "frames", 7));
        assertEquals(7, squeezed.frames());
        assertEquals(7, squeezed.extract(clip(9600))[0].length);
        assertEquals(1, EncoderSpec.encoders(new StatisticsSpec(frames, List.of(Statistic.MEAN))).size());
        assertEquals(List.of(), EncoderSpec.encoders(RmsSpec.defaults()));
    }

    @Test
    void settingsAreReadBackAndNameTheFileByItsHash() throws IOException {
        FeatureSpec spec = spec(Map.of("layers", List.of(0, 2), "pool", "frames"));
        assertEquals(spec, FeatureSpec.of(spec.settings()));
        Files.delete(file);
        assertEquals(spec, FeatureSpec.recorded(spec.settings()), "settings of a model are read without the encoder");
        assertEquals(FeatureSpec.of(Map.of("type", "encoder")), FeatureSpec.of(FeatureSpec.of(Map.of("type", "encoder")).settings()));
    }

    @Test
    void idNamesTheContentNotThePlace() throws IOException {
        FeatureSpec here = spec(Map.of());
        file = TinyEncoder.float32().write(folder.resolve("elsewhere").resolve("copy.bin"));
        FeatureSpec there = spec(Map.of());
        assertEquals(here.id(), there.id());
        assertNotEquals(here.id(), here.with(Map.of("layers", List.of(1))).id());
        assertNotEquals(here.id(), here.with(Map.of("pool", "mean")).id());
        file = TinyEncoder.float32().with("conv1/bias", 0, 0.5f).write(folder.resolve("other.bin"));
        assertNotEquals(here.id(), spec(Map.of()).id());
        assertEquals(spec(Map.of()), here.with(Map.of("model", file.toString())));
    }

    /** Cosine of two pooled features. */
    static double cosine(float[][] one, float[][] other) {
        double product = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i][0] * other[i][0];
            ones += (double) one[i][0] * one[i][0];
            others += (double) other[i][0] * other[i][0];
        }
        return product / Math.sqrt(ones * others);
    }

    @Test
    void eightBitsGiveNearlyTheSameAndTheSameEveryTimeOrARefusal() {
        FeatureSpec narrow = spec(Map.of("precision", "int8"));
        assertNotEquals(spec(Map.of()).id(), narrow.id());
        assertEquals(narrow, FeatureSpec.of(narrow.settings()));
        if (Precision.INT8.available()) {
            float[][] once = narrow.full(thrice());
            assertNotEquals(0, Arrays.compare(spec(Map.of()).full(thrice())[0], once[0]));
            double cosine = cosine(spec(Map.of()).full(thrice()), once);
            assertTrue(cosine > 0.9995, "cosine " + cosine);
            narrow.full(clip(700));
            assertArrayEquals(once, narrow.full(thrice()));
        } else {
            assertContains(refusal(Map.of("precision", "int8")), "leave precision out for float32");
        }
    }

    @Test
    void settingsFromBeforePrecisionWasKnownAreInSinglePrecision() {
        Map<String, Object> before = new LinkedHashMap<>(spec(Map.of()).settings());
        assertEquals("float32", before.remove("precision"));
        assertEquals(spec(Map.of()), FeatureSpec.recorded(before));
    }

    @Test
    void aFileThatHasChangedIsRefused() throws IOException {
        TinyEncoder.float32().with("conv1/bias", 1, 0.375f).write(file);
        FeatureSpec spec = spec(Map.of());
        TinyEncoder.float32().with("conv1/bias", 0, 0.75f).write(file);
        String message = assertThrows(InvalidInputException.class, () -> spec.full(clip(9600))).getMessage();
        assertTrue(message.matches("encoder '.*model.bin' has SHA-256 [0-9a-f]{12}…, but [0-9a-f]{12}… is needed: .*"), message);
    }

    @Test
    void whatCannotWorkIsRefusedInOneLine() {
        assertEquals("features.layers [1, 3]: encoder " + file + " has the layers 0 (what enters the first) to 2",
                refusal(Map.of("layers", List.of(1, 3))));
        assertEquals("features.layers is '[last]'; expected a list, each entry a whole number from 0 to 255",
                refusal(Map.of("layers", List.of("last"))));
        assertEquals("features.layers [2, 1]: expected at least one, rising, such as [1, 2, 3, 4]",
                refusal(Map.of("layers", List.of(2, 1))));
        assertEquals("features.pool is 'max'; did you mean 'mean'? expected mean-deviation or mean or deviation or frames",
                refusal(Map.of("pool", "max")));
        assertEquals("features.precision is 'int4'; did you mean 'int8'? expected float32 or int8",
                refusal(Map.of("precision", "int4")));
        String absent = refusal(Map.of("model", "whisper-huge"));
        assertTrue(absent.matches("encoder 'whisper-huge' is not in '.*' \\(SER_CACHE moves it\\); known: whisper-tiny.en.*"), absent);
        String noFile = refusal(Map.of("model", folder.resolve("none.bin").toString()));
        assertTrue(noFile.endsWith("none.bin' does not exist; expected a model.bin of CTranslate2, or a folder with one"), noFile);
        String hash = refusal(Map.of("sha256", "ab".repeat(32)));
        assertContains(hash, "features.sha256 is not that of " + file);
        assertContains(refusal(Map.of("sha256", "abc", "width", 128)), "expected 64 hexadecimal digits");
    }

    @Test
    void aClipShorterThanAFrameIsRefused() {
        String message = assertThrows(InvalidInputException.class, () -> spec(Map.of()).full(clip(399))).getMessage();
        assertEquals("recording of 24 ms: an encoder needs at least 25 ms; leave it out or record it again", message);
        assertEquals(512, spec(Map.of()).full(clip(400)).length);
    }

    @Test
    void silenceGivesFiniteNumbers() {
        for (float[] row : spec(Map.of()).full(new Waveform(new float[5000], RATE))) {
            assertTrue(Float.isFinite(row[0]));
        }
    }
}
