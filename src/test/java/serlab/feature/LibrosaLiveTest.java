package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.dsp.Statistic;

/**
 * The features beside those of the librosas that {@code environment/setup test} and {@code librosa-1} install, on the same
 * generated samples. The second needs a newer Python, which not every machine has.
 */
@Tag("slow")
class LibrosaLiveTest {
    private static final int RATE = 22050;
    private static final String VENV = System.getenv().getOrDefault("SER_VENV", "environment/.venv");
    private static final Path OLD = Path.of(VENV, "bin/python");
    private static final Path NEW = Path.of(VENV + "-librosa-1", "bin/python");
    private static final Path SCRIPT = Path.of("src/test/resources/golden/live.py");
    private static final int MINUTES = 30;

    @TempDir
    static Path folder;

    private static final Map<String, Waveform> SIGNALS = new LinkedHashMap<>();

    /** Versions of librosa, as their folders are named here. */
    static List<String> librosas() {
        return Files.isExecutable(NEW) ? List.of("0.11", "1.0") : List.of("0.11");
    }

    @BeforeAll
    static void compute() throws IOException, InterruptedException {
        generate();
        for (String librosa : librosas()) {
            Path python = librosa.equals("0.11") ? OLD : NEW;
            assertTrue(Files.isExecutable(python), "no Python environment in " + python + ": run environment/setup test");
            assertTrue(run(python, "-c", "import librosa; assert librosa.__version__.startswith('" + librosa + ".')"),
                    () -> "no librosa " + librosa + " in " + python + ": run environment/setup test; " + log());
            letCompute(python, Files.createDirectory(folder.resolve(librosa)));
        }
    }

    private static void letCompute(Path python, Path folder) throws IOException, InterruptedException {
        for (Map.Entry<String, Waveform> signal : SIGNALS.entrySet()) {
            float[] samples = signal.getValue().samples();
            ByteBuffer bytes = ByteBuffer.allocate(samples.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(samples);
            Files.write(folder.resolve(signal.getKey() + ".f32"), bytes.array());
        }
        for (int rate : new int[] {48_000, 44_100, 16_000}) {
            Files.write(folder.resolve("voice-" + rate + ".wav"), WavEncoder.encode16(Resampler.resample(voice(0), rate)));
        }
        assertTrue(run(python, SCRIPT.toString(), folder.toString()), LibrosaLiveTest::log);
    }

    private static void generate() throws IOException {
        Random random = new Random(7);
        SIGNALS.put("voice", sixteenBit(voice(0).samples(), 1));
        SIGNALS.put("clipped", sixteenBit(voice(1).samples(), 20));
        SIGNALS.put("quiet", sixteenBit(voice(2).samples(), 0.003));
        float[] noise = new float[5 * RATE];
        float[] sweep = new float[5 * RATE + 1];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
            sweep[i] = (float) (0.5 * Math.sin(2 * Math.PI * (100.0 * i / RATE + 900.0 * i / RATE * i / RATE)) + 0.01 * noise[i]);
        }
        SIGNALS.put("noise", sixteenBit(noise, 1));
        SIGNALS.put("sweep", sixteenBit(sweep, 1));
        SIGNALS.put("short", sixteenBit(Arrays.copyOf(noise, 700), 1));
        SIGNALS.put("ends-in-silence", sixteenBit(Arrays.copyOf(Arrays.copyOf(noise, RATE), 2 * RATE), 1));
    }

    private static Waveform voice(int index) throws IOException {
        Clip clip = SyntheticSpec.defaults().open(null).clips().get(index);
        return Resampler.resample(AudioDecoder.decode(clip.source().bytes(), clip.id()), RATE);
    }

    /** The samples times a gain, clipped and rounded as in a 16-bit file. */
    private static Waveform sixteenBit(float[] samples, double gain) {
        float[] rounded = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            rounded[i] = Math.round(Math.max(-1, Math.min(32767 / 32768.0, gain * samples[i])) * 32768) / 32768f;
        }
        return new Waveform(rounded, RATE);
    }

    private static boolean run(Path python, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(python.toString()), Stream.of(arguments)).toList());
        Process process = builder.redirectErrorStream(true).redirectOutput(folder.resolve("python.log").toFile()).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    private static String log() {
        try {
            return Files.readString(folder.resolve("python.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static FeatureSpec spec(String name) {
        Map<String, Object> frames = Map.of("frameLength", 1024, "hopLength", 300);
        return switch (name) {
            case "mel" -> FeatureSpec.of(Map.of("type", "mel-spectrogram"));
            case "mel-other" -> FeatureSpec.of(Map.of("type", "mel-spectrogram", "fftSize", 1024, "hopLength", 300,
                    "bands", 30, "fMinHz", 80, "fMaxHz", 5000));
            case "log-mel", "log-mel-image" -> LogMelSpec.defaults();
            case "mfcc", "mfcc-image" -> MfccSpec.defaults();
            case "mfcc-means" -> new StatisticsSpec(MfccSpec.defaults(), List.of(Statistic.MEAN));
            case "zcr" -> ZeroCrossingRateSpec.defaults();
            case "zcr-other" -> ZeroCrossingRateSpec.defaults().with(frames);
            case "rms" -> RmsSpec.defaults();
            case "rms-other" -> RmsSpec.defaults().with(frames);
            case "window" -> WindowSpec.defaults();
            case "window-flat" -> FlattenSpec.defaults();
            default -> throw new IllegalArgumentException(name);
        };
    }

    static Stream<Arguments> cases() {
        Map<String, double[]> tolerances = new LinkedHashMap<>();
        for (String powers : List.of("mel", "mel-other")) {
            tolerances.put(powers, new double[] {1e-4, 0});
        }
        for (String levels : List.of("log-mel", "log-mel-image", "mfcc", "mfcc-image", "mfcc-means")) {
            tolerances.put(levels, new double[] {0, 0.01});
        }
        for (String rates : List.of("zcr", "zcr-other")) {
            tolerances.put(rates, new double[] {0, 0});
        }
        for (String energies : List.of("rms", "rms-other")) {
            tolerances.put(energies, new double[] {1e-5, 0});
        }
        return librosas().stream().flatMap(librosa -> tolerances.entrySet().stream().flatMap(feature ->
                Stream.of("voice", "clipped", "quiet", "noise", "sweep", "short", "ends-in-silence").map(signal ->
                        Arguments.of(librosa, feature.getKey(), signal, feature.getValue()[0], feature.getValue()[1]))));
    }

    @ParameterizedTest(name = "{1} of {2}, librosa {0}")
    @MethodSource("cases")
    void isLibrosas(String librosa, String feature, String signal, double relative, double absolute) throws IOException {
        FeatureSpec spec = spec(feature);
        boolean fixed = feature.endsWith("-image");
        assertClose(librosas(librosa, signal, feature), fixed ? spec.extract(SIGNALS.get(signal)) : spec.full(SIGNALS.get(signal)),
                relative, absolute);
    }

    @ParameterizedTest
    @CsvSource({"window, 22, 108", "window-flat, 1, 2376"})
    void hasThePublishedShapeAndLibrosasValues(String feature, int rows, int columns) throws IOException {
        for (String signal : List.of("noise", "sweep")) {
            float[][] actual = spec(feature).extract(SIGNALS.get(signal));
            assertEquals(rows, actual.length);
            assertEquals(columns, actual[0].length);
            for (String librosa : librosas()) {
                assertClose(librosas(librosa, signal, feature), actual, 0, 0.01);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {48_000, 44_100, 16_000})
    void filesOfOtherRatesGiveLibrosasLogMel(int rate) throws IOException {
        for (String librosa : librosas()) {
            String name = "voice-" + rate;
            assertNear(librosas(librosa, name, "log-mel"),
                    LogMelSpec.defaults().full(AudioDecoder.read(folder.resolve(librosa).resolve(name + ".wav"))));
        }
    }

    private static void assertNear(float[][] expected, float[][] actual) {
        assertEquals(expected[0].length, actual[0].length);
        int loud = 0;
        int near = 0;
        for (int band = 0; band < expected.length; band++) {
            for (int frame = 0; frame < expected[band].length; frame++) {
                if (expected[band][frame] > -60) {
                    loud++;
                    near += Math.abs(expected[band][frame] - actual[band][frame]) < 0.5 ? 1 : 0;
                }
            }
        }
        assertTrue(loud > 1000 && near >= 0.99 * loud, near + " of " + loud + " cells above -60 dB");
    }

    private static float[][] librosas(String librosa, String signal, String feature) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(librosa).resolve(signal + "." + feature + ".out")))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[][] matrix = new float[in.getInt()][in.getInt()];
        for (float[] row : matrix) {
            for (int i = 0; i < row.length; i++) {
                row[i] = in.getFloat();
            }
        }
        return matrix;
    }

    private static void assertClose(float[][] expected, float[][] actual, double relative, double absolute) {
        assertEquals(expected.length, actual.length, "rows");
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row].length, actual[row].length, "frames");
            for (int i = 0; i < expected[row].length; i++) {
                assertEquals(expected[row][i], actual[row][i], absolute + relative * Math.abs(expected[row][i]),
                        "row " + row + ", frame " + i);
            }
        }
    }
}
