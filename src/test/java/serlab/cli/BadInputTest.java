package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.cli.Console.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.feature.FeatureSpec;
import serlab.feature.MfccSpec;
import serlab.feature.cache.FeatureCache;

/** Wrong requests end with exit code 2 and one line that names what is wrong; none of them starts a server. */
class BadInputTest {
    private static final int RATE = 16_000;

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private static Path model;

    @BeforeAll
    static void trainOnce() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
        Path kept = project.root().resolve("out/model");
        Console trained = Console.run("compare", project.experiment().toString(), "--data", voices.toString(), "--set",
                "split.folds=[0]", "--set", "training.epochs=1");
        assertEquals(0, trained.code(), trained.err());
        model = Files.move(kept, temporary.resolve("model"));
        assertContains(trained.err(), "no MLflow server");
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static Console compare(String... options) {
        return Console.run(Stream.concat(Stream.of("compare", project.experiment().toString()), Arrays.stream(options))
                .toArray(String[]::new));
    }

    private static byte[] voice(double seconds) {
        return WavEncoder.encode16(Tones.syllables(seconds, 16_000));
    }

    private static byte[] tone(double seconds, double loudness) {
        float[] samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (loudness * Math.sin(0.07 * i));
        }
        return WavEncoder.encode16(new Waveform(samples, RATE));
    }

    /** Noise in bursts, another for every seed. */
    private static byte[] rattle(long seed) {
        Random chance = new Random(seed);
        float[] samples = new float[RATE];
        float loudness = 0;
        for (int i = 0; i < samples.length; i++) {
            loudness = i % (RATE / 20) == 0 ? chance.nextFloat() : loudness;
            samples[i] = (float) (0.2 * loudness * chance.nextGaussian());
        }
        return WavEncoder.encode16(new Waveform(samples, RATE));
    }

    private static byte[] bad(String kind) {
        return switch (kind) {
            case "text" -> "this is no sound".getBytes(StandardCharsets.UTF_8);
            case "truncated" -> Arrays.copyOf(tone(1, 0.5), 30);
            case "empty" -> new byte[0];
            case "silent" -> tone(1, 0);
            case "short" -> tone(0.01, 0.5);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "truncated", "empty", "short"})
    void aClipThatCannotBeUsedIsNamedByPredict(String kind) throws IOException {
        Path clip = Files.write(temporary.resolve("predict-" + kind + ".wav"), bad(kind));
        refused(Console.run("predict", "--model", model.toString(), clip.toString()), "predict-" + kind + ".wav");
    }

    @Test
    void onlyRecordingsThatCannotBeUsedAreAWrongRequest() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("unusable-folder/a"));
        Files.createDirectories(folder.resolveSibling("b"));
        Path one = Files.write(folder.resolve("one.wav"), bad("text"));
        Path two = Files.write(folder.resolveSibling("b").resolve("two.wav"), bad("short"));
        Path table = temporary.resolve("unusable.parquet");
        for (List<String> way : List.of(List.of("--json"), List.of("--speaker-of-folder"), List.of("--parquet", table.toString()))) {
            List<String> command = new ArrayList<>(List.of("predict", "--model", "starter", folder.getParent().toString()));
            command.addAll(way);
            Console refused = Console.run(command.toArray(String[]::new));
            assertEquals(2, refused.code(), way + ": " + refused.err());
            assertContains(refused.err(), "one.wav");
            assertContains(refused.err(), "two.wav");
        }
        assertFalse(Files.exists(table), "a table of no answers");
        Path fine = Files.write(temporary.resolve("unusable-but.wav"), voice(1));
        String out = temporary.resolve("unusable-features").toString();
        assertEquals(2, Console.run("features", "zcr", one.toString(), two.toString(), "--out", out).code());
        assertEquals(1, Console.run("features", "zcr", one.toString(), fine.toString(), "--out", out).code());
        assertEquals(1, Console.run("predict", "--model", "starter", one.toString(), fine.toString()).code());
    }

    @Test
    void silenceIsNoEmotion() throws IOException {
        Path clip = Files.write(temporary.resolve("predict-silent.wav"), bad("silent"));
        Console json = Console.run("predict", "--model", model.toString(), "--json", "--timeline", clip.toString());
        assertEquals(0, json.code());
        assertContains(json.out(), "\"emotion\":\"silence\",\"probabilities\":{},");
        assertContains(json.out(), "\"notes\":[\"no voice: silence\"");
        Console text = Console.run("predict", "--model", model.toString(), "--timeline", clip.toString());
        assertContains(text.out(), "Emotion Detected: silence\n   note: no voice: silence\n");
        Console csv = Console.run("predict", "--model", model.toString(), "--csv", "--timeline", clip.toString());
        String row = csv.out().lines().skip(1).findFirst().orElseThrow();
        assertContains(row, "predict-silent.wav,0.000,1.000,silence,,");
        assertContains(row, "no voice: silence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "truncated", "empty", "silent", "short"})
    void anOnlyClipThatCannotBeUsedIsNamedByCompare(String kind) throws IOException {
        Path corpus = Files.createDirectories(temporary.resolve("only-" + kind + "/happy"));
        Files.write(corpus.resolve("alone-" + kind + ".wav"), bad(kind));
        refused(compare("--quiet", "--data", corpus.getParent().toString()), "alone-" + kind + ".wav");
    }

    @Test
    void aCorruptClipAmongGoodOnesIsNamedAndCounted() throws IOException {
        Path corpus = SmallProject.voices(temporary.resolve("mixed"), 5);
        String bad = "Actor_03/03-01-08-01-02-02-03.wav";
        Files.write(corpus.resolve(bad), bad("text"));
        String[] options = {"--data", corpus.toString(), "--json", "--set", "split.folds=[0]", "--set",
            "training.epochs=1"};
        Console console = compare(options);
        assertEquals(0, console.code(), console.err());
        assertContains(console.err(), Path.of(bad).getFileName().toString());
        assertContains(console.err(), "WARNING: 1 recording not read: 1 .wav that holds text in surprised");
        assertContains(console.lastLine(), "\"not_read\":[\"1 recording not read");
        String[] strict = Stream.concat(Arrays.stream(options), Stream.of("--strict", "--quiet")).toArray(String[]::new);
        refused(compare(strict), Path.of(bad).getFileName().toString());
    }

    @Test
    void aClassOfAnotherFormatIsLoudAndAnErrorUnderStrict() throws IOException {
        Path corpus = temporary.resolve("phone");
        for (String file : List.of("happy/1.wav", "happy/2.wav", "sad/1.ape", "sad/2.ape")) {
            Files.createDirectories(corpus.resolve(file).getParent());
            Files.write(corpus.resolve(file), tone(0.5, 0.5));
        }
        String lost = "2 recordings not read: 2 .ape in sad; class sad is MISSING from everything that follows; convert them, "
                + "each as with: ffmpeg -i " + corpus.resolve("sad/1.ape") + " " + corpus.resolve("sad/1.wav");
        for (String command : List.of("explore", "features")) {
            List<String> words = new ArrayList<>(List.of(command));
            words.addAll(command.equals("features") ? List.of("mfcc") : List.of());
            words.addAll(List.of("--quiet", "--data", corpus.toString(), "--out", temporary.resolve(command).toString()));
            Console loud = Console.run(words.toArray(String[]::new));
            assertEquals(0, loud.code(), loud.err());
            assertContains(loud.err(), "WARNING: " + lost + " (an error under --strict)");
            words.add("--strict");
            refused(Console.run(words.toArray(String[]::new)), lost);
        }
    }

    @Test
    void aCorpusThatCannotBeUsedOpensNoTracker() throws IOException {
        Path corpus = Files.createDirectories(temporary.resolve("unused/happy"));
        Files.write(corpus.resolve("alone.wav"), bad("silent"));
        try (SmallProject fresh = new SmallProject(temporary.resolve("fresh"))) {
            refused(Console.run("compare", fresh.experiment().toString(), "--quiet", "--data",
                    corpus.getParent().toString()), "alone.wav");
            assertFalse(Files.exists(fresh.root().resolve("mlruns")), "the tracker was opened");
        }
    }

    @Test
    void aLabelWithOneClipIsNamed() throws IOException {
        Path corpus = temporary.resolve("lonely");
        for (String file : List.of("calm/1", "calm/2", "calm/3", "calm/4", "calm/5", "calm/6", "happy/1")) {
            Path clip = corpus.resolve(file + ".wav");
            Files.createDirectories(clip.getParent());
            Files.write(clip, rattle(file.hashCode()));
        }
        refused(compare("--quiet", "--data", corpus.toString(), "--set", "split.protocol=random-stratified"), "'happy'",
                "1 clip");
    }

    @Test
    void aMissingFolderIsNamed() {
        refused(compare("--data", temporary.resolve("nowhere").toString()), "nowhere", "--data");
    }

    @Test
    void aFolderWithoutAudioIsNamed() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("papers"));
        Files.writeString(folder.resolve("read.txt"), "text");
        refused(compare("--data", folder.toString()), "papers", "no audio");
    }

    @Test
    void predictWithoutAnyModelTakesTheStarterAndSaysHowToGetAnother() throws IOException {
        Path clip = Files.write(temporary.resolve("fine.wav"), tone(1, 0.5));
        try (SmallProject untrained = new SmallProject(temporary.resolve("untrained"))) {
            Console console = Console.run("predict", clip.toString());
            assertEquals(0, console.code(), console.err());
            assertContains(console.err(), "synthetic voices alone");
            assertContains(console.err(), "./ser compare");
            assertFalse(Files.exists(untrained.root().resolve("out")), "predict left a folder");
        }
        refused(Console.run("predict", "--model", voices.toString(), clip.toString()), voices.toString());
    }

    @Test
    void unusableRecordingsOfAFolderAreCountedAndTheRestGoesOn() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("mixed-folder/inner"));
        Files.write(folder.resolve("b.wav"), voice(1));
        Files.write(folder.resolve("a.wav"), bad("text"));
        Files.write(folder.getParent().resolve("z.wav"), voice(9));
        Files.writeString(folder.resolve("notes.txt"), "not a recording");
        Console json = Console.run("predict", "--model", "starter", "--json", folder.getParent().toString());
        assertEquals(1, json.code(), json.err());
        assertContains(json.err(), "1 of 3 recordings could not be used");
        List<String> lines = json.out().lines().toList();
        assertEquals(2, lines.size(), json.out());
        assertTrue(lines.get(0).contains("b.wav") && lines.get(1).contains("z.wav"), json.out());
        Console csv = Console.run("predict", "--model", "starter", "--csv", "--timeline", folder.getParent().toString());
        assertTrue(csv.out().startsWith("file,start_seconds,end_seconds,emotion,neutral,"), csv.out());
        assertTrue(csv.out().lines().filter(line -> line.contains("z.wav")).count() > 3, csv.out());
        Console plain = Console.run("predict", "--model", "starter", folder.resolve("b.wav").toString());
        assertTrue(plain.out().matches("(?s).*🎤 Emotion Detected: [a-z]+ \\(\\d+ %\\)\n.*█.*"), plain.out());
    }

    @Test
    void whereNobodyIsHeardThereIsNoEmotionUnlessAskedFor() throws IOException {
        Path clip = Files.write(temporary.resolve("tone.wav"), tone(2, 0.5));
        String without = Console.run("predict", "--model", "starter", "--json", clip.toString()).lastLine();
        assertContains(without, "\"emotion\":\"no voice found\",\"probabilities\":{},");
        String anyway = Console.run("predict", "--model", "starter", "--json", "--answer-anyway", clip.toString()).lastLine();
        assertFalse(anyway.contains("no voice found"), anyway);
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamedAndDoneWithout() throws IOException {
        Path file = Files.writeString(temporary.resolve("cache"), "not a folder");
        FeatureCache cache = new FeatureCache(file);
        FeatureSpec spec = MfccSpec.defaults();
        assertEquals(spec.frames(), cache.get(tone(1, 0.5), "clip", spec)[0].length);
        assertEquals(1, cache.warnings().size());
        assertContains(cache.warnings().get(0), file.toString());
    }
}
