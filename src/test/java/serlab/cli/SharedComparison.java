package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.server.MlflowServer;

/**
 * A comparison that is trained once, on a real MLflow server of its own, for many tests to look at.
 *
 * @param temporary a folder that the tests may use
 * @param project   holds the comparison, in which every variant has {@value #FOLDS} trainings of {@value #EPOCHS} epochs
 * @param voices    the recordings
 * @param console   what the command said
 * @param result    its last line
 * @param shown     what the server shows
 */
record SharedComparison(Path temporary, SmallProject project, Path voices, Console console, JsonNode result, ShownRuns shown)
        implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final int FOLDS = 2;
    static final int EPOCHS = 2;

    /** Tests that look at it. */
    interface Tests {
        /** The comparison, which a test leaves as it was. */
        SharedComparison shared();

        default Path temporary() {
            return shared().temporary;
        }

        default SmallProject project() {
            return shared().project;
        }

        default Path voices() {
            return shared().voices;
        }

        default Path out() {
            return shared().project.root().resolve("out/small-comparison");
        }

        default Console console() {
            return shared().console;
        }

        default JsonNode result() {
            return shared().result;
        }

        default ShownRuns shown() {
            return shared().shown;
        }
    }

    static SharedComparison train(Path temporary) throws Exception {
        SmallProject project = new SmallProject(temporary.resolve("home"));
        project.shareEnvironment();
        Path voices = SmallProject.voices(temporary.resolve("voices"), 6);
        Console console = compare(project, voices, "--workers", "2");
        assertEquals(0, console.code(), console.err());
        return new SharedComparison(temporary, project, voices, console, JSON.readTree(console.lastLine()),
                new ShownRuns(MlflowServer.find(project.root()).orElseThrow().address()));
    }

    private static Console compare(SmallProject project, Path voices, String... options) {
        return Console.run(Stream.concat(Stream.of("compare", project.experiment().toString(), "--data", voices.toString(), "--json"),
                Stream.of(options)).toArray(String[]::new));
    }

    /** The same command once more, with other options. */
    Console again(String... options) {
        return compare(project, voices, options);
    }

    @Override
    public void close() throws IOException, TrackingUnavailableException {
        MlflowServer.stop(project.root());
        project.close();
    }
}
