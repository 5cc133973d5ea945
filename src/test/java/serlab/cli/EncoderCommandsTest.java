package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.feature.EncoderSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.TinyEncoder;
import serlab.feature.encoder.EncoderModel;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.EncoderUnavailableException;
import serlab.feature.encoder.KnownEncoder;
import serlab.model.ModelBundle;

/** Encoders on the command line, with a small one of weights by chance: fetched, looked for, computed with, missing. */
class EncoderCommandsTest {
    @TempDir
    private Path temporary;
    private SmallProject project;
    private Path voices;
    private Path clip;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
        clip = SmallProject.firstClip(voices);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static void refused(Console console, String message) {
        assertEquals(2, console.code(), console.err());
        assertEquals("ser: " + message, console.err().strip());
    }

    private Console features(String name, String... more) {
        return Console.run(Stream.concat(Stream.of("features", "encoder", clip.toString(), "--out", temporary.resolve(name).toString(),
                "--quiet"), Stream.of(more)).toArray(String[]::new));
    }

    /** The script that fetches, replaced by one that does what a test wants. */
    private void script(String text) throws IOException {
        Files.createDirectories(project.root().resolve("environment"));
        Files.writeString(project.root().resolve("environment/encoder"), text);
    }

    @Test
    void anEncoderOfTheUserGetsANameAndFeaturesTakeIt() throws IOException {
        Path given = TinyEncoder.float16().write(temporary.resolve("whisper/model.bin"));
        Console fetched = Console.run("fetch", "tiny", "--from", given.getParent().toString(), "--json");
        assertEquals(0, fetched.code(), fetched.err());
        Path kept = EncoderStore.ofUser().file("tiny");
        assertTrue(kept.startsWith(project.root()), kept.toString());
        assertArrayEquals(Files.readAllBytes(given), Files.readAllBytes(kept));
        assertContains(fetched.lastLine(), "\"sha256\":\"" + EncoderStore.hash(given) + "\"");
        assertContains(Console.run("doctor").out(), "tiny in " + kept.getParent().getParent());
        assertEquals(0, features("by-name", "--set", "model=tiny", "--set", "layers=[1,2]").code());
        assertEquals(0, features("by-path", "--set", "model=" + given).code());
        String file = clip.getFileName().toString().replace(".wav", ".npy");
        assertArrayEquals(Files.readAllBytes(temporary.resolve("by-name").resolve(file)),
                Files.readAllBytes(temporary.resolve("by-path").resolve(file)));
        assertEquals(0, features("table", "--set", "model=tiny", "--format", "csv").code());
        assertTrue(Files.readAllLines(temporary.resolve("table/features.csv")).get(0).endsWith("layer_2_127_std"));
    }

    @Test
    void withoutItOneLineSaysHowToGetIt() throws IOException {
        String folder = "'" + EncoderStore.ofUser().folder() + "' (SER_CACHE moves it)";
        refused(features("none"), "encoder whisper-tiny.en is not in " + folder + "; get it once with ./ser fetch whisper-tiny.en "
                + "(75 MB), or from a copy with ./ser fetch whisper-tiny.en --from FILE");
        refused(features("none", "--set", "model=whisper-base"), "encoder 'whisper-base' is not in " + folder + "; known: "
                + "whisper-tiny.en; a copy is put there with ./ser fetch whisper-base --from FILE, or name its path");
        assertContains(Console.run("doctor").out(),
                "none, which only features of type encoder need; ./ser fetch whisper-tiny.en");
        for (String text : List.of(Files.readString(Path.of("README.md")), Files.readString(Path.of("environment/encoder")),
                Console.run("fetch", "--help").out())) {
            assertContains(text, KnownEncoder.WHISPER_TINY_EN.bytes() / 1_000_000 + " MB");
        }
    }

    @Test
    void anotherUsersEncoderIsNotThisOnes(@TempDir Path elsewhere) throws IOException {
        Path given = TinyEncoder.float16().write(temporary.resolve("whisper/model.bin"));
        assertEquals(0, Console.run("fetch", "tiny", "--from", given.toString()).code());
        assertEquals(0, features("here", "--set", "model=tiny").code());
        EncoderModel tiny = EncoderStore.ofUser().describe("tiny");
        assertEquals(tiny.width(), EncoderStore.ofUser().load(tiny).shape().width());
        EncoderStore other = new EncoderStore(elsewhere);
        assertContains(assertThrows(EncoderUnavailableException.class, () -> other.load(tiny)).getMessage(),
                "is not in '" + other.folder() + "' (SER_CACHE moves it)");
    }

    @Test
    void whatIsNoEncoderIsNotTaken() throws IOException {
        Path other = Files.writeString(temporary.resolve("notes.txt"), "no weights");
        refused(Console.run("fetch", "mine", "--from", other.toString()), "encoder '" + other + "' is no CTranslate2 file; expected the "
                + "model.bin of a Whisper model as CTranslate2 writes it (a folder of faster-whisper has one)");
        Path another = TinyEncoder.float32().write(temporary.resolve("model.bin"));
        Console wrong = Console.run("fetch", "whisper-tiny.en", "--from", another.toString());
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().startsWith("ser: '" + another + "' has SHA-256 " + EncoderStore.hash(another) + ", but whisper-tiny.en has "
                + "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a: "), wrong.err());
        assertContains(Console.run("fetch", "mine", "--from", temporary.resolve("modle.bin").toString()).err(),
                "modle.bin' does not exist; ");
        assertContains(Console.run("fetch", "../mine", "--from", another.toString()).err(),
                "encoder name '../mine': expected letters");
        assertContains(Console.run("fetch", "ravdess", "--from", another.toString()).err(), "--from is for encoders");
        assertContains(Console.run("fetch", "whisper-tinyen").err(), "did you mean 'whisper-tiny.en'?");
        assertFalse(Files.exists(EncoderStore.ofUser().folder()), "something was left behind");
    }

    @Test
    void aDownloadThatFailsOrBringsAnotherFileIsRefused() throws IOException {
        script("echo 'environment: fetching it' >&2\necho 'environment: failed: the index cannot be reached' >&2\nexit 1\n");
        Console failed = Console.run("fetch", "whisper-tiny.en");
        assertEquals(1, failed.code());
        assertEquals("fetching it\nser: failed: the index cannot be reached (--debug shows where)", failed.err().strip());
        script("mkdir -p \"$1\"\necho else >\"$1/model.bin\"\n");
        Console other = Console.run("fetch", "whisper-tiny.en", "--quiet");
        assertEquals(2, other.code());
        assertContains(other.err(), "model.bin' has SHA-256 ");
        assertContains(other.err(), "remove it and fetch again");
    }

    @Test
    void aModelThatDoesNotFitItsFeaturesIsRefusedAndLeavesNoFolder() throws IOException {
        Path encoder = TinyEncoder.float32().write(temporary.resolve("encoder/model.bin"));
        Path experiment = Files.writeString(project.root().resolve("tuned.yaml"), """
                name: tuned
                split: {protocol: groups, folds: [0]}
                features: {type: encoder, model: '%s', layers: [1], pool: frames, frames: 5000}
                model: {type: whisper-tiny.en, model: '%s', frozen: 1}
                """.formatted(encoder, encoder));
        Path out = temporary.resolve("new/outputs");
        refused(Console.run("run", experiment.toString(), "--data", voices.toString(), "--quiet", "--out", out.toString()),
                "features.frames is 5000; model whisper-tiny.en hears 50 frames at once: expected frames: 50 or fewer");
        assertFalse(Files.exists(out.getParent()), "a folder was left");
    }

    @Test
    void aTrainedModelNamesItsEncoderByContent() throws IOException {
        Path encoder = TinyEncoder.float32().write(temporary.resolve("encoder/model.bin"));
        Path experiment = Files.writeString(project.root().resolve("encoder.yaml"), """
                name: encoder
                split: {protocol: groups, folds: [0]}
                training: {batch: 8, epochs: 1}
                features: {type: encoder, model: '%s', layers: [1, 2], pool: frames, frames: 32}
                model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
                """.formatted(encoder));
        Console trained = Console.run("run", experiment.toString(), "--data", voices.toString(), "--quiet");
        assertEquals(0, trained.code(), trained.err());
        Path model = project.root().resolve("out/model");
        assertContains(Files.readString(model.resolve("model-card.md")), "It hears through a pretrained encoder: encoder/model.bin in float32 "
                + "(SHA-256 " + EncoderStore.hash(encoder).substring(0, 12) + "…).");
        String[] predict = {"predict", clip.toString(), "--model", model.toString(), "--json"};
        Console before = Console.run(predict);
        assertEquals(0, before.code(), before.err());

        Files.createDirectories(EncoderStore.ofUser().folder().resolve("kept"));
        Files.move(encoder, EncoderStore.ofUser().file("kept"));
        assertEquals(before.out(), Console.run(predict).out(), "found by its content");
        try (Stream<Path> files = Files.walk(model)) {
            assertTrue(files.noneMatch(file -> file.endsWith("model.bin")), "weights in the model");
        }

        Path exported = temporary.resolve("exported");
        Console export = Console.run("models", "export", model.toString(), exported.toString(), "--with-encoder");
        assertEquals(0, export.code(), export.err());
        Path beside = exported.resolve("encoders").resolve(EncoderStore.hash(EncoderStore.ofUser().file("kept")) + ".bin");
        assertArrayEquals(Files.readAllBytes(EncoderStore.ofUser().file("kept")), Files.readAllBytes(beside));
        byte[] weights = Files.readAllBytes(beside);
        for (Path source : List.of(exported, model)) {
            Console again = Console.run("models", "export", source.toString(), exported.toString(), "--with-encoder");
            assertEquals(0, again.code(), again.err());
            assertArrayEquals(weights, Files.readAllBytes(beside));
            assertFalse(Files.exists(exported.resolveSibling("exported.old")), "what was replaced is left");
        }
        Path other = temporary.resolve("other");
        assertEquals(0, Console.run("models", "export", exported.toString(), other.toString(), "--with-encoder").code());
        Path mine = Files.writeString(Files.createDirectories(other.resolve("mine")).resolve("notes.txt"), "mine");
        Console plain = Console.run("models", "export", "starter", other.toString());
        assertEquals(0, plain.code(), plain.err());
        assertFalse(Files.exists(other.resolve("encoders")), "weights that nothing needs");
        assertEquals("mine", Files.readString(mine));
        FeatureSpec features = ModelBundle.load(exported).features();
        Files.delete(EncoderStore.ofUser().file("kept"));
        assertEquals(beside, EncoderStore.ofUser().find(EncoderSpec.encoders(features).get(0)), "found beside the model");
        assertTrue(Console.run("models", "export", exported.toString(), temporary.resolve("a.zip").toString(), "--with-encoder").err()
                .contains("a.zip' is to be an archive, and encoders lie beside a model in a folder; name a folder"));
        Files.delete(beside);
        Console missing = Console.run("models", "export", exported.toString(), temporary.resolve("b").toString(), "--with-encoder");
        assertEquals(2, missing.code());
        assertEquals("ser: encoder '" + encoder + "' does not exist; expected a model.bin of CTranslate2, or a folder with one",
                missing.err().strip());
    }
}
