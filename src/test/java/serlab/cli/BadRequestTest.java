package serlab.cli;

import static serlab.cli.Console.refused;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong options, settings and experiment files end with exit code 2 and one line; none of them starts a server. */
class BadRequestTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;

    @BeforeAll
    static void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static Console compare(String... options) {
        return Console.run(Stream.concat(Stream.of("compare", project.experiment().toString()), Arrays.stream(options))
                .toArray(String[]::new));
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
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            refused(Console.run("ui", "--port", port), "port " + port);
            refused(Console.run("serve", "--port", port, "--model", "starter"), ":" + port, "--port");
        }
    }
}
