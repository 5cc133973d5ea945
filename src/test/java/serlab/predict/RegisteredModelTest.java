package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Tones;
import serlab.evaluation.Interval;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.tracking.ModelSignature;
import serlab.tracking.ModelTask;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.registry.RegisteredVersion;
import serlab.tracking.server.Destination;
import serlab.tracking.server.MlflowServer;
import serlab.tracking.server.PythonEnvironment;

/** The starter model logged to a real MLflow server, registered, and found again under all its names. */
@Tag("slow")
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
                assertTrue(tracker.flush(Duration.ofMinutes(5)));
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
        return model.probabilities(Tones.glide(22_050));
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
        RegisteredVersion found = locator.registered().get(0).versions().get(0);
        assertEquals("voices", found.name());
        assertEquals(STARTER.card().orElseThrow().uar(), found.testUar().orElseThrow());
        assertTrue(found.task().synthetic());
        assertEquals(STARTER.labels(), found.task().labels());
    }

    /** 70 % of two classes are less above guessing than 58.8 % of eight, and no measure makes one task of two. */
    @Test
    void bestIsOfOneTaskAlone() throws Exception {
        ModelRegistry registry = new ModelRegistry(Destination.at(server.address()));
        ModelTask two = new ModelTask("mixed", false, "ff00", "random-stratified", List.of("angry", "sad"));
        ModelTask eight = new ModelTask("RAVDESS speech", false, "ee11", "actor-folds-5", STARTER.labels());
        ModelTask other = new ModelTask("elsewhere", false, "dd22", "groups", STARTER.labels());
        registry.register(version.modelId(), run, "of another", RegisteredVersion.tags(0.3, Optional.empty(), other));
        registry.register(version.modelId(), run, "of two", RegisteredVersion.tags(0.7, Optional.of(new Interval(0.4, 1)), two));
        registry.register(version.modelId(), run, "of eight", RegisteredVersion.tags(0.588, Optional.of(new Interval(0.5, 0.66)), eight));
        registry.register(version.modelId(), run, "of eight", RegisteredVersion.tags(0.52, Optional.empty(), eight));

        List<RankedModels> tasks = locator.registered();
        assertEquals(List.of("voices", "of eight", "of two", "of another"), tasks.stream().map(models -> models.best().orElseThrow().name()).toList());
        assertEquals(List.of("1", "2"), tasks.get(1).versions().stream().map(RegisteredVersion::version).toList());
        assertEquals("UAR 58.8 % [50.0, 66.0], 46.3 above chance", tasks.get(1).best().orElseThrow().score());
        assertEquals("models:/voices/1", locator.find("best").id(), "the task of the model that answers by default");

        Path last = root.resolve("last");
        STARTER.with(card(other)).save(last);
        ModelLocator trained = new ModelLocator(last, root.resolve("downloads"), () -> registry);
        assertEquals("models:/of another/1", trained.find("best").id());
        STARTER.with(card(new ModelTask("nowhere", false, "aa", "groups", STARTER.labels()))).save(last);
        assertEquals("models:/of eight/1", trained.find("best").id(), "the newest, where the default's task has none");
    }

    private static ModelCard card(ModelTask task) {
        return new ObjectMapper().convertValue(new ObjectMapper().convertValue(STARTER.card().orElseThrow(), ObjectNode.class)
                .put("corpus", task.corpus()).put("synthetic", task.synthetic()).put("corpusFingerprint", task.fingerprint())
                .put("protocol", task.split()), ModelCard.class);
    }

    @Test
    void oneModelAnswersByDefaultEverywhere() throws Exception {
        assertEquals("starter", locator.standard().id());
        assertContains(assertThrows(InvalidInputException.class, () -> locator.find("last")).getMessage(), "./ser compare");
        Path last = root.resolve("default");
        STARTER.save(last);
        ModelLocator trained = new ModelLocator(last, root.resolve("downloads"), () -> null);
        assertEquals("last", trained.standard().id());
        assertEquals("last", trained.find("last").id());
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
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
