package serlab.lab;

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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.ClassificationReport;
import serlab.experiment.ExperimentListener;
import serlab.experiment.TakenFolder;
import serlab.feature.cache.FeatureCache;
import serlab.model.CardDetails;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.predict.Predictor;

class TeachRunTest {
    private static final Map<String, String> NAMES = Map.of("calm", "bored", "angry", "rushed");

    @TempDir
    private Path folder;

    /** A folder for each of two classes that are no emotions known here; file names tell who speaks. */
    private Path voices(int speakers, int repetitions) throws IOException {
        Path root = folder.resolve("mood");
        for (Clip clip : new SyntheticSpec(speakers, repetitions, 2).open(null).clips()) {
            if (NAMES.containsKey(clip.label())) {
                Path own = Files.createDirectories(root.resolve(NAMES.get(clip.label())));
                Files.write(own.resolve(clip.id() + "-sp" + clip.speaker() + ".wav"), clip.source().bytes());
            }
        }
        return root;
    }

    private TeachRun teach(Path data, String... overrides) {
        Workspace workspace = new Workspace(folder.resolve("home"), Map.of());
        return new TeachRun(workspace, new RunSettings(Optional.of(data), List.of(overrides), Optional.of("http://127.0.0.1:9"),
                new FeatureCache(folder.resolve("cache")), 1, false, line -> { }), false);
    }

    private TeachRun.Result taught(TeachRun run, String out) throws InterruptedException {
        try (TakenFolder taken = TakenFolder.of(folder.resolve(out))) {
            return run.run(run.open("mood"), taken, ExperimentListener.silent());
        }
    }

    @Test
    void ownClassesAreTaughtOfAllClipsAndScoredBySpeaker() throws Exception {
        Path data = voices(6, 1);
        TeachRun.Result result = taught(teach(data, "corpus.speaker=sp(\\d+)", "corpus.type=folder"), "out");
        ModelBundle model = ModelBundle.load(result.folder());
        assertEquals(List.of("bored", "rushed"), model.labels());
        ModelCard card = model.card().orElseThrow();
        int clips = result.crossValidated().corpus().clips().size();
        assertEquals(clips, card.trainingClips());
        assertEquals(clips, card.testClips());
        assertTrue(card.speakerIndependent());
        assertEquals(5, card.details().crossed());
        assertEquals(result.crossValidated().headline().summary(ClassificationReport::uar).mean(), card.uar(), 1e-12);
        assertTrue(model.calibration().isPresent(), "every clip was answered by a model that had not heard its speaker");
        assertEquals(clips, model.calibration().orElseThrow().scores().length);

        List<CardDetails.Step> curve = card.details().curve();
        assertTrue(curve.size() > 1, curve.toString());
        for (int i = 1; i < curve.size(); i++) {
            assertTrue(curve.get(i).clips() > curve.get(i - 1).clips(), curve.toString());
        }
        assertEquals(card.uar(), curve.get(curve.size() - 1).uar(), 1e-12);
        assertContains(Files.readString(result.folder().resolve("model-card.md")), card.details().outlook());
        assertContains(Files.readString(folder.resolve("out/learning-curve.csv")), "clips_of_each_class,uar,uar_low,uar_high\n");

        try (var files = Files.list(data.resolve("rushed"))) {
            assertTrue(model.labels().contains(new Predictor(model).answeringAnyway().predict(files.findFirst().orElseThrow()).emotion()));
        }
        Path again = taught(teach(data, "corpus.speaker=sp(\\d+)", "corpus.type=folder"), "again").folder();
        assertArrayEquals(Files.readAllBytes(result.folder().resolve("head.npz")), Files.readAllBytes(again.resolve("head.npz")));
    }

    @Test
    void withoutSpeakersItIsCrossValidatedByClipAndPromisesNothing() throws Exception {
        TeachRun run = teach(voices(5, 1));
        TeachRun.Result result = taught(run, "out");
        assertFalse(result.model().card().orElseThrow().speakerIndependent());
        assertEquals("random-stratified", result.model().card().orElseThrow().protocol());
        assertEquals(Optional.empty(), result.model().calibration());
        assertContains(run.features(), "./ser fetch whisper-tiny.en");
    }

    @Test
    void tooFewRecordingsAreOneLine() throws Exception {
        Path few = voices(2, 1);
        assertContains(refusal(teach(few)), "expected at least 5 of each class");
        try (var files = Files.list(few.resolve("bored"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertContains(refusal(teach(few)), "has one class, 'rushed'");
        assertContains(refusal(teach(voices(6, 1), "model.type=mfcc-cnn", "features.type=mfcc")), "learns heads");
    }

    private static String refusal(TeachRun run) {
        String message = assertThrows(InvalidInputException.class, () -> run.open("mood")).getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }
}
