package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.FolderLock;
import serlab.cli.terminal.ByteSize;
import serlab.corpus.Corpus;
import serlab.corpus.folder.ImagesSpec;
import serlab.corpus.ravdess.RavdessSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.ImageSpec;
import serlab.feature.WaveformChange;
import serlab.model.ModelBundle;

/** {@code ./ser spectrograms}, the way back from images, {@code ./ser explore} and {@code ./ser cache}. */
@Tag("slow")
class ExploreTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PROGRESS = Pattern.compile("^(note|features|Exploring|Spectrograms): ");

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private static Path images;

    @BeforeAll
    static void makeImages() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
        images = temporary.resolve("images");
        Console made = Console.run("spectrograms", "--data", voices.toString(), "--out", images.toString(), "--size", "32",
                "--json");
        assertEquals(0, made.code(), made.err());
        assertEquals(40, JSON.readTree(made.lastLine()).get("written").asInt());
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static void refused(Console console, String... named) {
        assertEquals(2, console.code(), console.err());
        List<String> lines = console.err().lines().filter(line -> !PROGRESS.matcher(line).find()).toList();
        assertEquals(1, lines.size(), console.err());
        assertFalse(lines.get(0).contains("Exception"), console.err());
        for (String name : named) {
            assertTrue(lines.get(0).contains(name), "'" + name + "' is not in: " + lines.get(0));
        }
    }

    @Test
    void aFolderThatAnotherWritesIntoIsRefused() {
        Path out = temporary.resolve("in-use");
        try (FolderLock lock = FolderLock.of(out)) {
            for (String command : List.of("explore", "spectrograms", "compare")) {
                refused(Console.run(command, "--data", voices.toString(), "--out", out.toString(), "--quiet"),
                        "another process writes into '" + out + "'; wait until it has ended, or name another folder with --out");
            }
        }
        assertTrue(Files.exists(out), "the one who has it may use it");
        assertFalse(Files.exists(out.resolve(FolderLock.FILE)));
    }

    @Test
    void imagesHoldTheSpectrogramTheRightWayUp() throws IOException {
        Corpus recordings = RavdessSpec.speech().open(voices);
        Corpus pictures = new ImagesSpec().open(images);
        assertEquals(recordings.clips().size(), pictures.clips().size());
        assertEquals(recordings.speakers(), pictures.speakers());
        assertEquals(recordings.labels(), pictures.labels());
        String id = recordings.clips().get(7).id();
        float[][] mel = FeatureSpec.of(Map.of("type", "log-mel", "bands", 32, "frames", 32, "hopLength", 2048))
                .extract(recordings.clips().get(7).source().bytes(), "clip", WaveformChange.NONE);
        Path file = images.resolve(recordings.clips().get(7).label()).resolve(id + ".png");
        float[][] back = ImageSpec.defaults().with(Map.of("height", 32, "width", 32))
                .extract(Files.readAllBytes(file), "image", WaveformChange.NONE);
        for (int band = 0; band < 32; band++) {
            for (int frame = 0; frame < 32; frame++) {
                assertEquals(1 + mel[band][frame] / 80, back[band][frame], 0.5 / 255 + 1e-6, band + ", " + frame);
            }
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Path out = temporary.resolve("again");
        List<String> command = List.of("spectrograms", "--data", voices.toString(), "--out", out.toString(), "--size", "32",
                "--color", "rgb", "--format", "jpg", "--json");
        assertEquals(0, Console.run(command.toArray(String[]::new)).code());
        Path kept = out.resolve("happy/03-01-03-01-01-01-02.jpg");
        byte[] before = Files.readAllBytes(kept);
        Path removed = out.resolve("sad/03-01-04-01-01-01-03.jpg");
        Files.delete(removed);
        Files.setLastModifiedTime(kept, FileTime.fromMillis(5000));
        Console again = Console.run(command.toArray(String[]::new));
        assertEquals(1, JSON.readTree(again.lastLine()).get("written").asInt());
        assertEquals(39, JSON.readTree(again.lastLine()).get("kept").asInt());
        assertEquals(5000, Files.getLastModifiedTime(kept).toMillis());
        assertArrayEquals(before, Files.readAllBytes(kept));
        assertEquals(3, ImageIO.read(removed.toFile()).getColorModel().getNumComponents());
        refused(Console.run("spectrograms", "--data", voices.toString(), "--out", out.toString()), out.toString(),
                "other settings");
    }

    @ParameterizedTest
    @CsvSource({"spectrograms, '.*[.]png', were there already", "explore, 'measured-.*', '.html'"})
    void ctrlCLeavesNothingHalfWrittenAndTheNextRunGoesOn(String command, String begun, String said) throws Exception {
        Path many = SmallProject.voices(temporary.resolve("many-" + command), 24);
        Path out = temporary.resolve("interrupted-" + command);
        Process process = CtrlC.program(project, command, "--data", many.toString(), "--out", out.toString(), "--quiet",
                "--workers", "1").start();
        try {
            while (process.isAlive() && lines(out, begun) < 10) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            CtrlC.send(process, 300);
        } finally {
            process.destroyForcibly();
        }
        assertFalse(names(out).stream().anyMatch(name -> name.endsWith(".partial") || name.endsWith(".html")
                || name.equals("clips.csv")), names(out).toString());
        Console done = Console.run(command, "--data", many.toString(), "--out", out.toString(), "--quiet", "--workers", "1");
        assertEquals(0, done.code(), done.err());
        assertContains(done.out(), said);
        assertFalse(names(out).stream().anyMatch(name -> name.startsWith("measured-")), names(out).toString());
    }

    /** Lines of the files of that name, or the files themselves where they are pictures. */
    private static long lines(Path folder, String name) throws IOException {
        long lines = 0;
        try {
            for (Path file : files(folder).stream().filter(file -> file.getFileName().toString().matches(name)).toList()) {
                lines += name.endsWith("png") ? 1 : Files.readAllLines(file).size();
            }
        } catch (UncheckedIOException renamedMeanwhile) {
            return 0;
        }
        return lines;
    }

    private static List<String> names(Path folder) throws IOException {
        return files(folder).stream().map(file -> file.getFileName().toString()).toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theIndexIsAManifestOfTheImages() throws IOException {
        List<String> lines = Files.readAllLines(images.resolve("index.csv"));
        assertEquals("file,label,speaker,actor,channel,intensity,repetition,sex,statement", lines.get(0));
        assertEquals(41, lines.size());
        assertTrue(lines.contains("happy/03-01-03-01-01-01-02.png,happy,02,02,speech,normal,1,female,kids"), lines.get(9));
    }

    @Test
    void trainsOnImagesWithSpeakersApart() throws IOException {
        Path file = Files.writeString(temporary.resolve("images.yaml"), """
                name: images
                split: {protocol: groups, folds: [0]}
                features: {type: image, height: 32, width: 32}
                model: {type: spectrogram-cnn, filters: [4, 8], dense: 16}
                training: {batch: 8, epochs: 1}
                """);
        Console run = Console.run("run", file.toString(), "--data", images.toString(), "--json");
        assertEquals(0, run.code(), run.err());
        assertTrue(JSON.readTree(run.lastLine()).get("metrics").get("test/uar").isNumber());
        assertLacks(run.err(), "name no speaker");
        refused(Console.run("run", file.toString(), "--data", images.toString(), "--set", "features.width=64"),
                ".png is 32 x 32 pixels", "64 x 32", "resize");
        refused(Console.run("run", file.toString(), "--data", voices.toString()), ".wav: is no PNG or JPEG image");
        refused(Console.run("compare", project.experiment().toString(), "--data", images.toString()), ".png");
    }

    @Test
    void trainsOnColorsAsThreeChannels() throws IOException {
        Path colored = temporary.resolve("coloured");
        assertEquals(0, Console.run("spectrograms", "--data", voices.toString(), "--out", colored.toString(), "--size", "32",
                "--color", "rgb").code());
        Path file = Files.writeString(temporary.resolve("coloured.yaml"), """
                name: colored
                split: {protocol: groups, folds: [0]}
                features: {type: image, height: 32, width: 32, color: rgb}
                model: {type: spectrogram-cnn, filters: [4, 8], dense: 16}
                augment: [frequency-mask, brightness]
                training: {batch: 8, epochs: 1}
                """);
        Path out = temporary.resolve("coloured-out");
        Console run = Console.run("run", file.toString(), "--data", colored.toString(), "--out", out.toString(), "--json");
        assertEquals(0, run.code(), run.err());
        String saved = JSON.readTree(run.lastLine()).get("model").asText();
        ModelBundle model = ModelBundle.load(Path.of(saved));
        Path one = files(colored).stream().filter(f -> f.toString().endsWith(".png")).sorted().findFirst().orElseThrow();
        float[][] picture = model.features().extract(Files.readAllBytes(one), "picture", WaveformChange.NONE);
        assertEquals(3 * 32, picture.length);
        float[] whole = model.probabilities(picture);
        float[][] exchanged = Stream.concat(Arrays.stream(picture).skip(2 * 32), Arrays.stream(picture).limit(2 * 32))
                .toArray(float[][]::new);
        assertFalse(Arrays.equals(whole, model.probabilities(exchanged)), "colors are not told apart");
        Console predicted = Console.run("predict", "--model", saved, "--json", colored.toString());
        assertEquals(0, predicted.code(), predicted.err());
        assertEquals(40, predicted.out().lines().count());
        JsonNode first = JSON.readTree(predicted.out().lines().findFirst().orElseThrow());
        assertEquals(one, Path.of(first.get("file").asText()));
        for (int label = 0; label < whole.length; label++) {
            assertEquals(whole[label], first.get("probabilities").get(model.labels().get(label)).floatValue());
        }
        refused(Console.run("predict", "--model", saved, voices.toString()), "holds no images");
    }

    @Test
    void aDamagedImageIsLeftOutAndNamed() throws IOException {
        Path copy = temporary.resolve("damaged");
        for (String label : List.of("angry", "calm")) {
            Files.createDirectories(copy.resolve(label));
            try (Stream<Path> all = Files.list(images.resolve(label))) {
                for (Path image : all.toList()) {
                    Files.copy(image, copy.resolve(label).resolve(image.getFileName()));
                }
            }
        }
        Path broken = Files.write(copy.resolve("calm/03-01-02-01-01-01-01.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13});
        Path file = Files.writeString(temporary.resolve("strict.yaml"), """
                name: images
                split: {protocol: groups, folds: [0]}
                features: {type: image, height: 32, width: 32}
                model: {type: spectrogram-cnn, filters: [4, 8], dense: 16}
                training: {batch: 8, epochs: 1}
                """);
        refused(Console.run("run", file.toString(), "--data", copy.toString(), "--strict"), broken.toString());
    }

    @Test
    void exploresWithoutNetworkAndWithoutRawNames() throws IOException {
        Path out = temporary.resolve("explored");
        Console explored = Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--json");
        assertEquals(0, explored.code(), explored.err());
        JsonNode json = JSON.readTree(explored.lastLine());
        assertEquals(40, json.get("clips").asInt());
        for (JsonNode file : json.get("files")) {
            assertTrue(Files.size(Path.of(file.asText())) > 0, file.asText());
            if (file.asText().endsWith(".png")) {
                assertNotNull(ImageIO.read(Path.of(file.asText()).toFile()), file.asText());
            }
        }
        assertEquals(11, json.get("files").size());
        List<String> rows = Files.readAllLines(out.resolve("clips.csv"));
        assertEquals(41, rows.size());
        assertTrue(rows.get(0).startsWith("clip,emotion,speaker,actor,channel,"), rows.get(0));
        String page = Files.readString(out.resolve("explore.html"));
        assertFalse(page.contains("<script src"), "a script from elsewhere");
        assertFalse(page.contains("cdn.plot.ly/plotly"), "a script from elsewhere");
        assertTrue(page.length() < 10_000_000, "the page has " + page.length() + " characters: is the script still packed?");
        assertContains(page, "Surprised");
        assertContains(page, "Female");
        assertContains(page, "Pitch (Hz)");
    }

    @Test
    void tellsWhatIsMissedOfTenClipsOfEachEmotion() throws IOException {
        Path enough = SmallProject.voices(temporary.resolve("enough"), 10);
        for (Path file : files(enough)) {
            if (Files.isRegularFile(file) && !file.getFileName().toString().matches("03-0.-0[34]-.*")) {
                Files.delete(file);
            }
        }
        Path out = temporary.resolve("importance");
        Console explored = Console.run("explore", "--data", enough.toString(), "--out", out.toString(), "--features", "mfcc", "--set",
                "features.coefficients=2", "--json", "--quiet");
        assertEquals(0, explored.code(), explored.err());
        JsonNode importance = JSON.readTree(explored.lastLine()).get("importance");
        assertEquals(5, importance.get("folds").asInt(), importance.toString());
        List<String> lines = Files.readAllLines(out.resolve("importance.csv"));
        assertEquals(5, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith(importance.get("uar_lost").fieldNames().next() + ",,"), lines.get(1));
        assertContains(Files.readString(out.resolve("explore.html")), "importance.csv");
        assertFalse(explored.out().contains("Caution: ") || explored.out().contains("No importance: "), explored.out());
    }

    @Test
    void tellsWhatDiffersBetweenEmotions() throws IOException {
        Path out = temporary.resolve("effects");
        Console explored = Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--features", "mfcc", "--set",
                "features.coefficients=6", "--json", "--quiet");
        assertEquals(0, explored.code(), explored.err());
        assertContains(explored.out(), "mean and deviation of mfcc, the strongest of 12: 40 clips, 8 emotions, compared within each of 5 speakers; by chance "
                + "eta squared is about 0.200; under each emotion Cohen's d against the rest");
        JsonNode effects = JSON.readTree(explored.lastLine()).get("effects");
        assertTrue(effects.get("within_speakers").asBoolean());
        assertEquals(10, effects.get("eta_squared").size());
        List<String> lines = Files.readAllLines(out.resolve("effects.csv"));
        assertEquals(13, lines.size());
        String strongest = effects.get("eta_squared").fieldNames().next();
        assertTrue(lines.get(1).startsWith(strongest + ",,40,"), lines.get(1));
        assertContains(explored.out(), "\n" + strongest + " ");
        assertEquals(1 + 12 * 8, Files.readAllLines(out.resolve("distributions.csv")).size());
        assertTrue(names(out).containsAll(List.of("effects.png", "distributions.png")), names(out).toString());
        String page = Files.readString(out.resolve("explore.html"));
        assertContains(page, "<td>" + strongest + "</td>");
        assertContains(explored.out(), "Caution: fewer than 10 clips of an emotion (5 of ");
        assertContains(page, "Caution: fewer than 10 clips of an emotion (5 of ");
        assertContains(explored.out(), "No importance: 5 clips of ");
        assertContains(page, " are too few to hold some out; it takes 10 or more of each emotion");
        assertFalse(explored.out().contains("most important") || explored.lastLine().contains("\"importance\"")
                || names(out).contains("importance.csv"), explored.out());
        Console plain = Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--quiet");
        assertEquals(0, plain.code(), plain.err());
        assertFalse(names(out).contains("effects.csv") || names(out).contains("importance.csv"), "of a feature that was not asked for: "
                + names(out));
        Path one = Files.createDirectories(temporary.resolve("one/sad"));
        List<Path> recordings = files(voices).stream().filter(file -> file.toString().endsWith(".wav")).limit(2).toList();
        for (int i = 0; i < recordings.size(); i++) {
            Files.copy(recordings.get(i), one.resolve("take-" + i + ".wav"));
        }
        refused(Console.run("explore", "--data", one.getParent().toString(), "--out", temporary.resolve("never-one").toString(),
                "--features", "egemaps", "--quiet"), "there is one emotion, 'sad'", "two or more");
        refused(Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--features", "egemap", "--quiet"), "egemaps");
    }

    @Test
    void wrongPlacesAreNamedInOneLine() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        Path file = Files.writeString(temporary.resolve("file"), "no folder");
        for (String command : List.of("explore", "spectrograms")) {
            String out = temporary.resolve("never-" + command).toString();
            refused(Console.run(command, "--out", out, "--data", temporary.resolve("none").toString()), "none", "does not exist");
            refused(Console.run(command, "--out", out, "--data", empty.toString()), "empty", "holds no audio");
            refused(Console.run(command, "--out", file.resolve("below").toString(), "--data", voices.toString()), "below");
            refused(Console.run(command, "--out", out, "--data", images.toString()), ".png");
        }
        refused(Console.run("spectrograms", "--data", voices.toString()), "--out");
        refused(Console.run("spectrograms", "--out", "x", "--size", "7"), "--size 7", "32");
        refused(Console.run("spectrograms", "--out", "x", "--set", "features.type=mfcc"), "features.type is 'mfcc'", "log-mel alone");
        refused(Console.run("spectrograms", "--out", "x", "--set", "feature.topDb=60"), "features");
        refused(Console.run("compare", "--cache-limit", "much", "--data", voices.toString()), "--cache-limit", "much");
    }

    @Test
    void theCacheIsListedAndCleared() throws IOException {
        Console run = Console.run("run", project.experiment().toString());
        refused(run, "variants");
        JsonNode listed = JSON.readTree(Console.run("cache", "--json").lastLine());
        assertTrue(listed.get("folder").asText().startsWith(project.root().toString()), listed.toString());
        Console cleared = Console.run("cache", "--clear", "--json");
        assertEquals(0, JSON.readTree(cleared.lastLine()).get("bytes").asInt());
        assertEquals(1 << 20, ByteSize.parse("--cache-limit", "1M"));
        assertEquals(1536, ByteSize.parse("--cache-limit", "1.5 KiB"));
        assertEquals("1.5 KB", ByteSize.text(1536));
        assertEquals("12 bytes", ByteSize.text(12));
    }
}
