package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong requests for several corpora end with exit code 2 and one line; nothing is trained and no server started. */
class CrossBadInputTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path ravdess;
    private static Path emodb;
    private static Path silent;

    @BeforeAll
    static void corpora() throws Exception {
        project = new SmallProject(temporary.resolve("home"));
        ravdess = SmallProject.voices(temporary.resolve("voices"), 4);
        emodb = CorpusFolders.emodb(temporary.resolve("berlin"), 3);
        silent = CorpusFolders.classes(temporary.resolve("silent"), "happy", "sad");
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static String refused(String... options) {
        List<String> all = new ArrayList<>(List.of("cross", project.experiment().toString()));
        all.addAll(List.of(options));
        Console console = Console.run(all.toArray(String[]::new));
        List<String> lines = console.err().lines().filter(line -> !line.startsWith("note: ")).toList();
        assertEquals(2, console.code(), console.err());
        assertEquals(1, lines.size(), console.err());
        assertFalse(Files.exists(project.root().resolve("out")));
        return lines.get(0);
    }

    @Test
    void oneCorpusIsNotEnough() {
        assertContains(refused("--data", ravdess.toString()), "needs two corpora or more, and one is named; give --data A --data B");
        assertContains(refused("--data", silent.toString()), "needs two corpora or more, and one is named");
    }

    @Test
    void aFolderTwiceAMissingOneAndOneWithoutSpeakersAreNamed() {
        assertContains(refused("--data", ravdess + "," + ravdess), "names one corpus twice: '" + ravdess + "'");
        assertContains(refused("--data", ravdess.toString(), "--data", temporary.resolve("berlim").toString()),
                "--data names '" + temporary.resolve("berlim") + "', which does not exist; did you mean");
        String line = refused("--data", ravdess.toString(), "--data", silent.toString());
        assertContains(line, "silent does not tell who speaks in every clip");
        assertContains(line, "--set split.diagonal=false");
    }

    @Test
    void corporaWithoutCommonLabelsSayWhatEachHas() {
        assertContains(refused("--set", "corpus={type: several, of: [{path: " + ravdess + ", labels: [calm, happy]}, {path: " + emodb
                + ", labels: [sad, angry]}]}"), "no label is in all corpora: emodb has sad, angry; ravdess has calm, happy");
        assertContains(refused("--data", ravdess + "," + emodb, "--set", "corpus.labels=[angry, calm]"),
                "label 'calm' has no clip in emodb");
    }

    /** A file of synthetic voices, as the starter's, serves for the corpora that are named. */
    @Test
    void corporaThatAreNamedStandInForSyntheticVoices() {
        Console console = Console.run("cross", "experiments/starter.yaml", "--data", ravdess + "," + silent);
        assertEquals(2, console.code());
        assertContains(console.err(), "cross-corpus divides every corpus by its speakers, and silent does not tell who speaks");
    }

    @Test
    void otherSplitsWaysAndFilesAreRefused() throws Exception {
        String both = ravdess + "," + emodb;
        assertContains(refused("--data", both, "--set", "split.type=groups"), "the split is groups; expected cross-corpus");
        assertContains(refused("--data", both, "--transductive", "per-clip"), "--transductive is 'per-clip'; expected per-corpus");
        Path suite = Files.writeString(temporary.resolve("suite.yaml"), "name: s\nsystems: [{file: a.yaml}]\nprotocols: [{name: p}]\n");
        Console console = Console.run("cross", suite.toString(), "--data", both);
        assertEquals(2, console.code());
        assertContains(console.err(), "the file describes a suite");
    }
}
