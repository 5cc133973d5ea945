package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.FolderLock;
import serlab.audio.Tones;
import serlab.audio.WavEncoder;
import serlab.audio.Waveform;
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

    /** Notes on the corpus, which stand apart from the error, are passed over. */
    private static void refused(Console console, String... named) {
        refused(2, console, named);
    }

    private static void refused(int code, Console console, String... named) {
        assertEquals(code, console.code(), console.err());
        List<String> lines = console.err().lines().filter(line -> !line.startsWith("note: ")).toList();
        assertEquals(1, lines.size(), console.err());
        assertTrue(lines.get(0).startsWith("ser: "), console.err());
        assertFalse(lines.get(0).contains("Exception"), console.err());
        for (String name : named) {
            assertTrue(lines.get(0).contains(name), "'" + name + "' is not in: " + lines.get(0));
        }
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

    @Test
    void aFolderThatAnotherProcessWritesIntoIsRefused() throws IOException {
        Path out = temporary.resolve("taken");
        Path sweep = Files.writeString(temporary.resolve("taken-sweep.yaml"), """
                name: taken
                sampler: {type: grid}
                search: {training.batch: {choices: [8]}}
                experiment:
                  split: {protocol: groups, folds: [0]}
                  training: {epochs: 1}
                  features: {type: mfcc, coefficients: 20, frames: 32}
                  model: {type: mfcc-cnn, filters: [4], dense: 8}
                """);
        try (FolderLock lock = FolderLock.of(out)) {
            for (List<String> command : writing(sweep)) {
                List<String> all = new ArrayList<>(command);
                all.addAll(List.of("--data", temporary.resolve("no corpus is read").toString(), "--out", out.toString()));
                refused(Console.run(all.toArray(String[]::new)),
                        "another process writes into '" + out + "'; wait until it has ended, or name another folder with --out");
            }
            try (Stream<Path> files = Files.list(out)) {
                assertEquals(List.of(out.resolve(FolderLock.FILE)), files.toList());
            }
        }
    }

    /** The commands that read a corpus and write into a folder, but for the corpus and the folder. */
    private static List<List<String>> writing(Path sweep) throws IOException {
        Path suite = Files.writeString(temporary.resolve("taken-suite.yaml"), """
                name: taken suite
                systems: [{file: %s}]
                protocols: [{name: as it is}]
                """.formatted(Files.writeString(temporary.resolve("taken-one.yaml"), """
                name: taken one
                split: {protocol: random-stratified, fold: 0}
                features: {type: mfcc, coefficients: 20, frames: 32}
                model: {type: mfcc-cnn, filters: [4], dense: 8}
                """)));
        return List.of(List.of("compare", project.experiment().toString()), List.of("compare", suite.toString()),
                List.of("run", temporary.resolve("taken-one.yaml").toString()), List.of("cross", project.experiment().toString()),
                List.of("sweep", sweep.toString()), List.of("teach"), List.of("features", "zcr"), List.of("explore"),
                List.of("spectrograms"));
    }

    @Test
    void nothingIsWrittenAmongTheRecordingsOfACorpus() throws IOException {
        Path corpus = Files.createDirectories(temporary.resolve("corpus-of-folders"));
        for (String label : List.of("angry", "sad")) {
            Path folder = Files.createDirectories(corpus.resolve(label));
            for (int i = 0; i < 6; i++) {
                Files.write(folder.resolve("s" + i % 3 + "_" + i + ".wav"), voice(label.length() + i));
            }
        }
        Path sweep = Files.writeString(temporary.resolve("among-sweep.yaml"), """
                name: among
                sampler: {type: grid}
                search: {training.batch: {choices: [8]}}
                experiment:
                  split: {protocol: random-stratified, fold: 0}
                  features: {type: mfcc, coefficients: 20, frames: 32}
                  model: {type: mfcc-cnn, filters: [4], dense: 8}
                """);
        List<String> before = files(corpus);
        for (List<String> command : writing(sweep)) {
            for (Path out : List.of(corpus, corpus.resolve("angry"), corpus.resolve("new/below"))) {
                List<String> all = new ArrayList<>(command);
                all.addAll(List.of("--data", corpus.toString(), "--out", out.toString(), "--quiet"));
                if (command.get(0).equals("cross")) {
                    all.addAll(List.of("--data", voices.toString(), "--set", "split.diagonal=false"));
                }
                Console refused = Console.run(all.toArray(String[]::new));
                assertEquals(2, refused.code(), all + ": " + refused.err());
                assertContains(refused.err(), "ser: output folder '" + out + "' " + (out.equals(corpus) ? "is the folder of the corpus"
                        : "lies in the folder of the corpus, '" + corpus + "'"));
                assertEquals(before, files(corpus), all.toString());
            }
        }
        assertEquals(0, Console.run("spectrograms", "--data", corpus.toString(), "--out", temporary.resolve("corpus-of-folders-images")
                .toString(), "--quiet").code(), "a folder beside it, whose name begins alike");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "trainin: {epochs: 1}                                      | 'trainin'           | 'training'",
        "training: {epoch: 1}                                      | 'epoch'             | 'epochs'",
        "model: {type: mfc-cnn}                                    | 'mfc-cnn'           | 'mfcc-cnn'",
        "model: {type: mfcc-cnn, filter: [4]}                      | 'filter'            | 'filters'",
        "features: {type: log-mell}                                | 'log-mell'          | 'log-mel'",
        "features: {type: mfcc, coeficients: 4}                    | 'coeficients'       | 'coefficients'",
        "augment: [{type: time-shft}]                              | 'time-shft'         | 'time-shift'",
        "split: {protocol: actor-fold-5}                           | 'actor-fold-5'      | 'actor-folds-5'",
        "corpus: {type: ravdes}                                    | 'ravdes'            | 'ravdess'",
        "training: {epochs: many}                                  | training.epochs     | 'many'",
        "training: {epochs: 0}                                     | training.epochs     | '0'",
        "seeds: [1.5]                                              | seeds               | '1.5'",
        "features: {type: log-mel, bands: -3}                      | bands               | -3",
    })
    void aWrongSettingIsAnsweredWithWhatIsKnown(String yaml, String wrong, String nearest) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : List.of("name: x", "features: {type: mfcc}", "model: {type: mfcc-cnn}")) {
            String key = line.substring(0, line.indexOf(':') + 1);
            if (!yaml.startsWith(key)) {
                text.append(line).append('\n');
            }
        }
        Path file = Files.writeString(temporary.resolve("wrong.yaml"), text + yaml + "\n");
        refused(Console.run("run", file.toString()), wrong, nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.epochs", "=5", "training..epochs=5", ".=5", "name.x=1", "training.epochs=[1",
        "training.epoks=5"})
    void aBadOverrideIsNamed(String override) {
        refused(compare("--set", override), override.replaceAll("(?<=.)=.*", "").replaceAll(".*\\.(?=epoks)", ""));
    }

    @Test
    void anErrorOfYamlIsNamedWithItsLine() throws IOException {
        Path file = Files.writeString(temporary.resolve("broken.yaml"), "name: x\nseeds: [1]\nmodel: {type: [}\n");
        refused(file(file), "broken.yaml:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n- b\n", "just words\n", "# nothing\n"})
    void aFileThatIsNoSetOfKeysIsRefused(String yaml) throws IOException {
        refused(file(Files.writeString(temporary.resolve("list.yaml"), yaml)), "list.yaml", "expected");
    }

    private static Console file(Path file) {
        return Console.run("compare", file.toString());
    }

    @Test
    void variantsThatWouldShareAFolderAreRefused() throws IOException {
        Path file = temporary.resolve("alike.yaml");
        Files.writeString(file, Files.readString(project.experiment()).replace("name: MFCC", "name: Log-Mel"));
        refused(file(file), "'Log-Mel'");
    }

    @Test
    void aMissingExperimentFileIsNamed() {
        refused(Console.run("compare", "no-such.yaml"), "'no-such.yaml'");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        refused(Console.run("compair"), "'compair'", "did you mean 'compare'");
    }

    @Test
    void anUnknownOptionIsNamed() {
        refused(compare("--bogus"), "--bogus", "./ser compare --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two"})
    void workersMustBeAPositiveNumber(String workers) {
        refused(compare("--data", voices.toString(), "--workers", workers), "--workers", workers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-uri", "file:/tmp/x", "http://bad host"})
    void aTrackingAddressThatIsNoServersIsNamed(String address) {
        refused(compare("--data", voices.toString(), "--quiet", "--tracking", address), "'" + address + "'", "http");
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
    void predictRefusesContradictions() {
        refused(Console.run("predict"), "no recording is named");
        refused(Console.run("predict", "--json", "--csv", "x.wav"), "--json and --csv");
        refused(Console.run("predict", "--csv", "--parquet", "x.parquet", "x.wav"), "--parquet and --csv exclude each other");
        refused(Console.run("predict", "--microphone", "x.wav"), "--microphone takes no files");
        refused(Console.run("predict", temporary.resolve("none.wav").toString()), "none.wav");
        refused(Console.run("predict", "--model", "models:/", "x.wav"), "x.wav");
        refused(Console.run("serve", "--port", "70000"), "port 70000");
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
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            refused(Console.run("ui", "--port", port), "port " + port);
            refused(Console.run("serve", "--port", port, "--model", "starter"), ":" + port, "--port");
        }
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
