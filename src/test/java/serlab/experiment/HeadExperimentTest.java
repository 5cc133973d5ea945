package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.Answer;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;

class HeadExperimentTest {
    private static final String HEADS = """
            name: heads
            split: {protocol: actor-folds-5, folds: [0]}
            features: {type: statistics, of: {type: mfcc, coefficients: 13}, statistics: [mean, std]}
            training: {classWeights: balanced}
            seeds: [1, 2]
            variants:
              - {name: logistic, model: {type: logistic-regression, C: [0.01, 1]}}
              - {name: ridge, model: {type: kernel-ridge, lambda: 0.1}}
              - {name: forest, model: {type: random-forest, trees: 10}}
            """;
    private static final Corpus CORPUS = new SyntheticSpec(24, 1, 1).open(null);

    @TempDir
    private Path folder;

    private ComparisonResult run(String file, String out) throws InterruptedException {
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.parse(file, "file"));
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(URI.create("http://127.0.0.1:9")),
                folder.resolve("mlruns"), Map.of())) {
            return new Comparison(spec, new RunOptions(folder.resolve(out), 2, true), tracker, ExperimentListener.silent())
                    .run(CORPUS, new FeatureLoader(new FeatureCache(folder.resolve("cache"))),
                            new Provenance("test", Optional.empty(), false));
        }
    }

    private static ExperimentSpec spec(String... overrides) {
        return ComparisonSpec.of(ExperimentFile.parse(HEADS, "file").with(List.of(overrides))).variants().get(0);
    }

    @Test
    void headsAreLearnedOnceAndTheSameAgain() throws Exception {
        ComparisonResult one = run(HEADS, "one");
        ComparisonResult again = run(HEADS, "again");
        assertEquals(List.of("logistic", "ridge", "forest"), one.variants().stream().map(v -> v.spec().name()).toList());
        for (int v = 0; v < 3; v++) {
            List<TrainingResult> trainings = one.variants().get(v).trainings();
            for (int t = 0; t < 2; t++) {
                assertEquals(WeightsHash.of(trainings.get(t).bundle()),
                        WeightsHash.of(again.variants().get(v).trainings().get(t).bundle()));
                assertEquals(1, trainings.get(t).curve().epochs().size());
                assertEquals(1, trainings.get(t).curve().bestEpoch());
            }
            assertEquals(v != 2, WeightsHash.of(trainings.get(0).bundle()).equals(WeightsHash.of(trainings.get(1).bundle())),
                    "chance has a part in forests alone");
        }
        String choice = one.variants().get(0).trainings().get(0).curve().stopReason();
        assertTrue(choice.matches("C (0.01|1.0) chosen of 2, UAR \\d+\\.\\d % in cross-validation inside the training clips"),
                choice);
        assertTrue(one.variants().get(0).uar().mean() > 0.4, "UAR " + one.variants().get(0).uar().mean());
        assertTrue(Files.exists(folder.resolve("one/comparison.csv")) || Files.exists(folder.resolve("one/results.csv")));
        assertFalse(Files.exists(folder.resolve("one/logistic/training-curves.png")), "one point is no curve");
    }

    @Test
    void theModelThatIsKeptAnswersAsItsTestSays() throws Exception {
        TrainingResult training = run(HEADS, "kept").variants().get(0).trainings().get(0);
        ModelBundle bundle = ModelBundle.load(training.bundle());
        assertEquals(training.parameters(), bundle.parameters());
        for (Answer said : training.answers().subList(0, 5)) {
            Clip clip = CORPUS.clips().stream().filter(one -> one.id().equals(said.clip())).findFirst().orElseThrow();
            assertArrayEquals(said.calibrated(training.validation().temperature()),
                    bundle.probabilities(AudioDecoder.decode(ClipPipeline.bytes(clip), clip.id())), 1e-5f);
        }
    }

    @Test
    void nothingIsPromisedForNewSpeakersWhereValidationClipsAreOfKnownOnes() throws Exception {
        String ridge = HEADS.replaceAll("(?m)^  - \\{name: (logistic|forest).*\n", "").replace("[1, 2]", "[1]");
        assertTrue(ModelBundle.load(run(ridge, "apart").variants().get(0).trainings().get(0).bundle()).calibration().isPresent());
        TrainingResult mixed = run(ridge.replace("actor-folds-5, folds: [0]", "random-stratified"), "mixed").variants().get(0)
                .trainings().get(0);
        assertEquals(List.of(), mixed.validation().heldOut());
        assertEquals(Optional.empty(), ModelBundle.load(mixed.bundle()).calibration());
        assertFalse(Files.exists(folder.resolve("mixed/ridge/coverage.csv")), "what is promised of nobody is not scored");
        assertTrue(Files.exists(folder.resolve("apart/ridge/coverage.csv")));
    }

    @Test
    void refittingLearnsOfTheValidationClipsToo() throws Exception {
        String logistic = HEADS.replaceAll("(?m)^  - \\{name: (ridge|forest).*\n", "").replace("[1, 2]", "[1]");
        TrainingResult plain = run(logistic, "plain").variants().get(0).trainings().get(0);
        TrainingResult refitted = run(logistic.replace("balanced}", "balanced, refit: with-validation}"), "refitted")
                .variants().get(0).trainings().get(0);
        assertNotEquals(WeightsHash.of(plain.bundle()), WeightsHash.of(refitted.bundle()));
        assertEquals(plain.validation().temperature(), refitted.validation().temperature());
        assertEquals(ModelBundle.load(plain.bundle()).card().orElseThrow().trainingClips() + plain.validation().answers().size(),
                ModelBundle.load(refitted.bundle()).card().orElseThrow().trainingClips());
    }

    @Test
    void headsStandardizePerSpeakerAndLearnOfChangedCopies() throws Exception {
        String ridge = HEADS.replaceAll("(?m)^  - \\{name: (logistic|forest).*\n", "").replace("[1, 2]", "[1]");
        TrainingResult speakers = run(ridge + "normalise: per-speaker\n", "speakers").variants().get(0).trainings().get(0);
        assertTrue(ModelBundle.load(speakers.bundle()).transductive());
        TrainingResult copies = run(ridge + "augment: [{type: speed, factor: 0.9}]\n", "copies").variants().get(0).trainings().get(0);
        TrainingResult plain = run(ridge, "plain").variants().get(0).trainings().get(0);
        assertNotEquals(WeightsHash.of(plain.bundle()), WeightsHash.of(copies.bundle()));
    }

    /** Members of an ensemble have their own features; a head in which chance has no part says the same under every seed. */
    @Test
    void headsAndNetworksMakeAnEnsemble() throws Exception {
        ComparisonResult result = run("""
                name: both
                ensemble:
                  - name: head
                    split: {protocol: actor-folds-5, folds: [0]}
                    features: {type: statistics, of: {type: mfcc, coefficients: 13}, statistics: [mean, std]}
                    model: {type: kernel-ridge, lambda: 0.1}
                  - name: network
                    split: {protocol: actor-folds-5, folds: [0]}
                    features: {type: log-mel, bands: 16, frames: 40}
                    model: {type: mfcc-cnn, filters: [4], dense: 0}
                    training: {epochs: 1}
                seeds: [1]
                """, "both");
        assertEquals(List.of("head", "network", "both"), result.variants().stream().map(v -> v.spec().name()).toList());
        List<TrainingResult> all = result.variants().stream().map(variant -> variant.trainings().get(0)).toList();
        TrainingResult both = all.get(2);
        ModelBundle bundle = ModelBundle.load(both.bundle());
        assertEquals(List.of("statistics", "log-mel"), bundle.members().stream().map(member -> member.features().type()).toList());
        for (int i = 0; i < 5; i++) {
            Answer said = both.answers().get(i);
            assertArrayEquals(LogOpinionPool.of(List.of(all.get(0).answers().get(i).probabilities(),
                    all.get(1).answers().get(i).probabilities())), said.probabilities());
            Clip clip = CORPUS.clips().stream().filter(one -> one.id().equals(said.clip())).findFirst().orElseThrow();
            assertArrayEquals(said.calibrated(both.validation().temperature()),
                    bundle.probabilities(AudioDecoder.decode(ClipPipeline.bytes(clip), clip.id())), 1e-5f);
        }
    }

    @Test
    void onlySettingsThatMeanSomethingAreWritten() {
        assertEquals(Map.of("classWeights", "balanced", "copies", "draw", "originals", 0.5, "refit", "none"),
                spec().settings().get("training"));
        assertEquals(spec(), ExperimentSpec.of(spec().settings()));
        assertEquals(1, spec("training.epochs=40").epochs());
        assertEquals(spec().settings(), spec("training.epochs=40").settings());
    }

    @Test
    void whatChangesFeaturesInEveryEpochIsRefused() {
        String message = assertThrows(InvalidInputException.class,
                () -> spec("augment=[{type: speed, factor: 0.9}, {type: mixup}]")).getMessage();
        assertEquals("augment has mixup, which changes features anew in every epoch, and logistic-regression is learned at once; "
                + "leave it out, or take changes of recordings, such as speed", message);
    }
}
