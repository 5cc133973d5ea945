package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.model.ModelBundle;
import serlab.tracking.Destination;
import serlab.tracking.MlflowServer;
import serlab.tracking.ModelRegistry;
import serlab.tracking.ModelSignature;
import serlab.tracking.OutboxTracker;
import serlab.tracking.PythonEnvironment;
import serlab.tracking.RegisteredVersion;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;

/** The starter model logged to a real MLflow server, registered, and found again under all its names. */
class RegisteredModelTest {
    private static final ModelBundle STARTER = StarterModel.load();

    @TempDir
    private static Path root;
    private static MlflowServer server;
    private static String run;
    private static RegisteredVersion version;
    private static ModelLocator locator;

    @BeforeAll
    static void register() throws Exception {
        Files.createSymbolicLink(root.resolve("environment"), Path.of("environment").toAbsolutePath());
        server = MlflowServer.startOrReuse(root, OptionalInt.empty(), line -> { });
        Destination destination = Destination.at(server.address());
        Path folder = root.resolve("starter");
        STARTER.save(folder);
        try (OutboxTracker tracker = new OutboxTracker(destination, root.resolve("mlruns"))) {
            try (Run open = tracker.start(new RunRequest("registry", "one", null, Map.of()))) {
                open.model("model", folder, ModelSignature.of(STARTER.features().bands(), STARTER.features().frames(),
                        STARTER.labels().size()));
                open.finish(RunStatus.FINISHED);
                assertTrue(tracker.flush(Duration.ofSeconds(120)));
                run = open.id();
            }
        }
        locator = new ModelLocator(root.resolve("none"), root.resolve("downloads"), () -> new ModelRegistry(destination));
        version = locator.register(run, "voices");
    }

    @AfterAll
    static void stop() throws Exception {
        MlflowServer.stop(root);
    }

    private static float[] probabilities(ModelBundle model) {
        float[] samples = new float[22_050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(0.05 * i + 1e-6 * i * i));
        }
        return model.probabilities(new Waveform(samples, 22_050));
    }

    @Test
    void everyNameFindsTheSameBits() throws Exception {
        assertEquals("models:/voices/1", version.uri());
        for (String name : List.of("models:/voices/1", "best", run, "models:/" + version.modelId())) {
            assertArrayEquals(probabilities(STARTER), probabilities(locator.find(name).bundle()), name);
        }
        assertEquals("models:/voices/1", locator.find(ModelLocator.BEST).id());
    }

    @Test
    void theRegistryKnowsHowItWasTested() throws Exception {
        RegisteredVersion found = locator.registered().get(0);
        assertEquals("voices", found.name());
        assertEquals(STARTER.card().orElseThrow().uar(), found.testUar().orElseThrow());
        assertTrue(found.synthetic());
    }

    @Test
    void aNameThatIsNotThereIsSaidInOneLine() {
        for (String name : List.of("models:/voices/7", "models:/nobody/1", "models:/voices", "0".repeat(32))) {
            String message = assertThrows(InvalidInputException.class, () -> locator.find(name)).getMessage();
            assertTrue(!message.isBlank() && !message.contains("\n"), message);
        }
    }

    @Test
    void mlflowsOwnLibraryReadsSignatureAndExample() throws Exception {
        Path log = root.resolve("python.log");
        ProcessBuilder builder = new ProcessBuilder(PythonEnvironment.folder(root).resolve("bin/python").toString(),
                Path.of("src/test/resources/predict/mlmodel.py").toAbsolutePath().toString(), server.address().toString(),
                version.uri());
        Process process = builder.redirectError(log.toFile()).start();
        String answer = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), Files.readString(log));
        JsonNode read = new ObjectMapper().readTree(answer.lines().reduce((first, last) -> last).orElse(""));
        assertEquals("[\"audio\"]", read.get("inputs").toString());
        List<String> outputs = new ArrayList<>();
        read.get("outputs").forEach(column -> outputs.add(column.asText()));
        List<String> expected = new ArrayList<>(List.of("emotion", "notes"));
        expected.addAll(1, STARTER.labels());
        assertEquals(expected, outputs);
        assertEquals("[\"serlab\"]", read.get("flavors").toString());
        assertEquals("[\"audio\"]", read.get("columns").toString());
        assertEquals(1, read.get("rows").asInt());
    }
}
