package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertLacks;
import static serlab.cli.Console.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Corpus;
import serlab.corpus.folder.ImagesSpec;
import serlab.corpus.ravdess.RavdessSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.ImageSpec;
import serlab.feature.WaveformChange;
import serlab.model.ModelBundle;

/** {@code ./ser spectrograms}, and the way back from images. */
@Tag("slow")
class SpectrogramsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        Path one = new WrittenFiles(colored).all().stream().filter(f -> f.toString().endsWith(".png")).sorted().findFirst().orElseThrow();
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
}
