package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;

/** Values of options as people write them, and what is said of others. */
class OptionValuesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "features mfcc --format xls | ser: --format xls is not known; expected npy, csv or parquet",
        "predict a.wav --workers many | ser: --workers many is no whole number",
        "predict a.wav --not-sure-below half | ser: --not-sure-below half is no number; expected one such as 0.5",
        "predict a.wav --coverage most | ser: --coverage 'most' is no share; expected a number between 0 and 1 such as 0.9, or 90%",
        "predict a.wav --coverage 90 | ser: coverage 90.0 is no share; expected a number between 0 and 1 such as 0.9"})
    void aValueOfAnotherKindIsNamedWithWhatIsExpected(String line, String expected) {
        Console refused = Console.run(line.split(" "));
        assertEquals(2, refused.code());
        assertEquals(expected, refused.err().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict a.wav", "turns a.wav", "listen", "enroll ann a.wav", "serve", "models", "models mfcc", "models register id --name a",
        "models export starter b", "models ensemble starter starter --out b", "reproduce id", "compare", "run a.yaml", "explore", "corpus export",
        "bench live"})
    void aTrackingAddressIsCheckedBeforeAnythingIsDone(String command) {
        for (String wrong : new String[] {"nonsense", "file:/a", "http://bad host", ""}) {
            List<String> all = new ArrayList<>(List.of(command.split(" ")));
            all.addAll(List.of("--tracking", wrong));
            Console refused = Console.run(all.toArray(String[]::new));
            Console.refused(refused, "tracking address '" + wrong + "' is no", "; expected http://host:port");
            assertEquals("", refused.out());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"models exprt | export", "models exprt starter a --with-encoder | export",
        "models regster id --name a | register", "corpus exprt --out a.csv | export", "bench fatures --clips 3 | features", "predct a.wav --json | predict"})
    void aMisspeltCommandIsAnsweredWithTheNearest(String line, String nearest) {
        Console.refused(Console.run(line.split(" ")), "; did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict CLIP --model NAME", "turns CLIP --model NAME", "listen --input CLIP --model NAME", "enroll ann CLIP --model NAME",
        "serve --model NAME", "models export NAME HERE/a", "models ensemble NAME starter --out HERE/a", "bench turns --model NAME"})
    void anUnknownModelIsAnsweredWithWhatMayBeNamed(String command) throws IOException {
        String here = command.replace("CLIP", clip(new float[16_000]).toString()).replace("HERE", folder.toString());
        Console.refused(Console.run(here.replace("NAME", "strater").split(" ")), "there is no model 'strater'; did you mean 'starter'? expected a model "
                + "folder or archive, a run's id, models:/NAME/VERSION, best (of those registered), last (of the last ./ser run or compare) or starter");
        Files.createDirectories(folder.resolve("model"));
        Console.refused(Console.run(here.replace("NAME", folder.resolve("modle").toString()).split(" ")), "did you mean '" + folder.resolve("model") + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "models register", "corpus export", "bench training", "doctor", "spectrograms"})
    void everyCommandShowsWhereItFailedIfAsked(String command) {
        assertContains(Console.run((command + " --help").split(" ")).out(), "--debug");
    }

    @Test
    void aStackTraceIsShownToThoseWhoAskAlone() {
        assertContains(Console.run("predict", "--debug", "no-such.wav").err(), "\tat serlab.");
        assertLacks(Console.run("predict", "no-such.wav").err(), "\tat serlab.");
    }

    @Test
    void aCoverageMayBeWrittenInPercent() throws IOException {
        String file = clip(new float[16_000]).toString();
        for (String share : new String[] {"0.9", "90%", "90 %"}) {
            assertContains(Console.run("predict", "--model", "starter", "--coverage", share, file).err(), "has no promise");
        }
    }

    @Test
    void silenceStaysSilenceHoweverItIsAsked() throws IOException {
        Console said = Console.run("predict", "--model", "starter", "--answer-anyway", clip(new float[16_000]).toString());
        assertEquals(0, said.code(), said.err());
        assertContains(said.out(), "silence");
        assertContains(Console.run("predict", "--help").out().replaceAll("\\s+", " "), "silence stays silence");
    }

    private Path clip(float[] samples) throws IOException {
        return Files.write(folder.resolve("clip.wav"), WavEncoder.encode16(new Waveform(samples, 16_000)));
    }
}
