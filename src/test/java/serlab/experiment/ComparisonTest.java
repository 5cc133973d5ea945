package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;
import static serlab.experiment.SmallComparison.CORPUS;
import static serlab.experiment.SmallComparison.SMALL;
import static serlab.experiment.SmallComparison.loader;
import static serlab.experiment.SmallComparison.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.locate.CorpusLocator;
import serlab.evaluation.Answer;
import serlab.feature.Scaler;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.training.Examples;

@Tag("slow")
class ComparisonTest {
    @TempDir
    private Path folder;

    @AfterEach
    void noInterruptionIsLeft() {
        Thread.interrupted();
    }

    @Test
    void doubledClipsStandInTrainingAndTest() throws Exception {
        ComparisonResult honest = run(folder, SMALL, "honest", new SmallComparison.Listener(-1));
        ComparisonResult leaky = run(folder, SMALL + "leaks: [doubled-clips]\n", "leaky", new SmallComparison.Listener(-1));
        assertEquals(2 * tested(honest), tested(leaky), 2);
        assertTrue(leaky.provenance().endsWith("; LEAKY: every clip stands twice"), leaky.provenance());
        assertLacks(honest.provenance(), "LEAKY");
        long both = leaky.corpus().clips().stream().filter(c -> c.id().endsWith(" (again)")).count();
        assertEquals(CORPUS.clips().size(), both);
    }

    @Test
    void withTwoSetsTheValidationClipsAreTrainedOn() throws Exception {
        ComparisonResult honest = run(folder, SMALL, "honest", new SmallComparison.Listener(-1));
        ComparisonResult leaky = run(folder, SMALL + "leaks: [checkpoint-on-test]\n", "leaky", new SmallComparison.Listener(-1));
        TrainingResult three = honest.variants().get(0).trainings().get(0);
        TrainingResult two = leaky.variants().get(0).trainings().get(0);
        assertEquals(three.answers().size(), two.answers().size());
        assertEquals(trainingClips(three) + three.validation().answers().size(), trainingClips(two));
        assertEquals(clips(two.answers()), clips(two.validation().answers()));
    }

    @Test
    void aRefitKeepsANetworkThatHasTrainedOnValidationClipsToo() throws Exception {
        String file = SMALL.replace("epochs: 2", "epochs: 2, refit: with-validation") + "augment: [noise]\n";
        TrainingResult plain = run(folder, SMALL + "augment: [noise]\n", "plain", new SmallComparison.Listener(-1)).variants().get(0).trainings().get(0);
        TrainingResult refitted = run(folder, file, "refitted", new SmallComparison.Listener(-1)).variants().get(0).trainings().get(0);
        assertEquals(trainingClips(plain) + plain.validation().answers().size(), trainingClips(refitted));
        assertEquals(clips(plain.answers()), clips(refitted.answers()));
        assertEquals(plain.validation().temperature(), refitted.validation().temperature());
        for (int clip = 0; clip < plain.validation().answers().size(); clip++) {
            assertArrayEquals(plain.validation().answers().get(clip).probabilities(), refitted.validation().answers().get(clip).probabilities());
        }
        assertFalse(Arrays.equals(plain.answers().get(0).probabilities(), refitted.answers().get(0).probabilities()));
        String leaky = file + "leaks: [checkpoint-on-test]\n";
        assertTrue(assertThrows(InvalidInputException.class, () -> run(folder, leaky, "leaky", new SmallComparison.Listener(-1))).getMessage()
                .startsWith("training.refit is with-validation, but"));
    }

    @Test
    void voicesAreThoseOfTrainingSpeakersAlone() throws Exception {
        String voices = SMALL + "augment: [{type: speaker-style, chance: 1}]\n";
        TrainingResult plain = run(folder, SMALL, "plain", new SmallComparison.Listener(-1)).variants().get(0).trainings().get(0);
        TrainingResult lent = run(folder, voices, "voices", new SmallComparison.Listener(-1)).variants().get(0).trainings().get(0);
        assertFalse(Arrays.equals(plain.answers().get(0).probabilities(), lent.answers().get(0).probabilities()));
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.parse(voices, "file"));
        ExperimentSpec variant = spec.variants().get(0);
        PreparedCorpus data = new Preparation(spec, new FeatureReading(CORPUS, loader(folder), 1, true, ExperimentListener.silent()))
                .of(CORPUS, Optional.empty());
        List<Clip> training = variant.protocol().split(CORPUS, 0, 1).training();
        Examples examples = data.trainingExamples(variant, training, Normalizer.of(variant, data, training));
        for (int i = 0; i < training.size(); i += 7) {
            String speaker = training.get(i).speaker();
            List<Clip> own = training.stream().filter(clip -> clip.speaker().equals(speaker)).toList();
            assertEquals(Scaler.fit(data.matrices(variant, own)), examples.voices().get(i));
        }
    }

    private static List<String> clips(List<Answer> predictions) {
        return predictions.stream().map(Answer::clip).toList();
    }

    private static int trainingClips(TrainingResult training) {
        return ModelBundle.load(training.bundle()).card().orElseThrow().trainingClips();
    }

    @Test
    void copiesBeforeTheSplitAreTestedToo() throws Exception {
        ComparisonResult leaky = run(folder, SMALL + "augment: [noise, {type: gain, copies: 2}]\n"
                + "leaks: [augmented-before-split, scaler-on-everything, checkpoint-on-test]\n", "leaky", new SmallComparison.Listener(-1));
        assertEquals(4 * CORPUS.clips().size(), leaky.corpus().clips().size());
    }

    @Test
    void featuresTooSmallForTheNetworkAreRefusedBeforeAnythingIsDone() {
        String file = SMALL.replace("coefficients: 13", "coefficients: 2");
        InvalidInputException error = assertThrows(InvalidInputException.class,
                () -> run(folder, file, "small", new SmallComparison.Listener(-1)));
        assertContains(error.getMessage(), "2 x 60");
        assertFalse(Files.exists(folder.resolve("mlruns")));
        assertFalse(Files.exists(folder.resolve("cache")));
    }

    @Test
    void leaksAreKeptApartFromComparisons() {
        String file = SMALL + "leaks: [doubled-clips]\nvariants: [{name: a}, {name: b}]\n";
        assertContains(assertThrows(InvalidInputException.class,
                () -> ComparisonSpec.of(ExperimentFile.parse(file, "file"))).getMessage(), "'a' has leaks");
        assertTrue(assertThrows(InvalidInputException.class,
                () -> ComparisonSpec.of(ExperimentFile.parse(SMALL + "leaks: [doubled-clip]\n", "file"))).getMessage()
                .startsWith("unknown leak 'doubled-clip'; did you mean 'doubled-clips'?"));
    }

    @Test
    void anEnsembleIsTestedOnTheClipsOfItsMembers() throws Exception {
        String member = SMALL.substring(SMALL.indexOf("features")).replace("\n", "\n    ");
        String file = "name: both\nsplit: {protocol: leave-one-actor-out, folds: [0, 1]}\nseeds: [1, 2]\nensemble:\n  - name: a\n    "
                + member + "\n  - name: b\n    " + member.replace("coefficients: 13", "coefficients: 12");
        ComparisonResult result = run(folder, file, "ensemble", new SmallComparison.Listener(-1));
        assertEquals(List.of("a", "b", "both, one seed", "both"),
                result.variants().stream().map(variant -> variant.spec().name()).toList());
        assertEquals(List.of(4, 4, 4, 2), result.variants().stream().map(variant -> variant.trainings().size()).toList());
        VariantResult all = result.headline();
        assertEquals("both", all.spec().name());
        TrainingResult fold = all.trainings().get(1);
        assertEquals("fold-1-all-seeds", fold.key().shortName());
        ModelBundle model = ModelBundle.load(fold.bundle());
        assertEquals(3, model.others().size());
        assertEquals(fold.validation().temperature(), model.inference().temperature());
        List<TrainingResult> members = result.variants().subList(0, 2).stream().flatMap(v -> v.trainings().stream())
                .filter(training -> training.key().fold() == 1).toList();
        for (Answer said : fold.answers()) {
            List<float[]> opinions = members.stream().map(training -> training.answers().stream()
                    .filter(other -> other.clip().equals(said.clip())).findFirst().orElseThrow().probabilities()).toList();
            assertArrayEquals(LogOpinionPool.of(opinions), said.probabilities());
            Clip clip = CORPUS.clips().stream().filter(c -> c.id().equals(said.clip())).findFirst().orElseThrow();
            assertArrayEquals(LogOpinionPool.of(List.of(said.probabilities()), fold.validation().temperature()), model.probabilities(
                    AudioDecoder.decode(clip.source().bytes(), clip.id())), 1e-4f);
        }
        assertTrue(Files.exists(folder.resolve("ensemble/both/groups.csv")));
        assertContains(Files.readString(folder.resolve("ensemble/results.csv")), "\nboth,leave-one-actor-out,0,all,");
        String anew = file.replace("leave-one-actor-out", "random-stratified");
        assertContains(assertThrows(InvalidInputException.class, () -> run(folder, anew, "anew", new SmallComparison.Listener(-1))).getMessage(),
                "divides the clips anew for every seed");
        assertEquals("both", FinishedComparison.read(folder.resolve("ensemble")).orElseThrow().variants().get(3).name());
    }

    @Test
    void windowsAndSpeedsOfATestAreThoseOfThePrediction() throws Exception {
        String file = SMALL.replace("epochs: 2", "epochs: 1, windows: random, clipNorm: 5").replace("frames: 60", "frames: 24")
                .replace("[0, 1]", "[0]") + "testing: {windows: 3, speeds: [0.92, 1]}\naugment: [noise]\n";
        ComparisonResult result = run(folder, file, "windows", new SmallComparison.Listener(-1));
        TrainingResult training = result.variants().get(0).trainings().get(0);
        ModelBundle model = ModelBundle.load(training.bundle()).withTemperature(1);
        assertEquals(List.of(0.92, 1.0), model.inference().speeds());
        for (Answer said : training.answers().subList(0, 4)) {
            Clip clip = CORPUS.clips().stream().filter(c -> c.id().equals(said.clip())).findFirst().orElseThrow();
            assertArrayEquals(said.probabilities(),
                    model.probabilities(AudioDecoder.decode(clip.source().bytes(), clip.id())), 1e-5f);
        }
    }

    @Test
    void theTransductiveTrackIsNamedAndStandardizesEachSpeaker() throws Exception {
        String file = SMALL.replace("[0, 1]", "[0]") + "normalise: per-speaker\n";
        ComparisonResult result = run(folder, file, "transductive", new SmallComparison.Listener(-1));
        assertContains(result.provenance(), "transductive");
        TrainingResult training = result.variants().get(0).trainings().get(0);
        String speaker = training.answers().get(0).speaker();
        assertStandardizedTogether(training, CORPUS.clips().stream().filter(clip -> clip.speaker().equals(speaker)).toList());
    }

    @Test
    void aCorpusIsStandardizedByItsOwnUnlabeledClipsWhereThatIsAskedFor() throws Exception {
        Settings two = new Settings("corpus", Map.of("type", "several", "of", List.of(Map.of("type", "synthetic", "speakers", 3,
                "clipsPerEmotion", 1), Map.of("type", "synthetic", "speakers", 2, "clipsPerEmotion", 1, "seed", 2, "name", "other"))));
        Corpus both = CorpusLocator.catalog().read(two, "several").open(null);
        String file = SMALL.replace("random-stratified, folds: [0, 1]", "cross-corpus, folds: [1]") + "normalise: per-corpus\n";
        ComparisonResult result = run(folder, file, "per corpus", new SmallComparison.Listener(-1), both);
        assertContains(result.provenance(), "transductive: unlabeled clips of the test corpus are used");
        TrainingResult training = result.variants().get(0).trainings().get(0);
        assertEquals(16, training.answers().size());
        assertStandardizedTogether(training, both.clips().stream().filter(clip -> clip.corpus().equals("other")).toList());
        assertContains(assertThrows(InvalidInputException.class, () -> run(folder, SMALL + "normalise: per-corpus\n", "one",
                new SmallComparison.Listener(-1))).getMessage(), "normalise is per-corpus, but synthetic voices is one corpus");
    }

    /** That the first answer is that of the model which has fitted its scaler to these clips, and no others. */
    private static void assertStandardizedTogether(TrainingResult training, List<Clip> clips) throws Exception {
        ModelBundle model = ModelBundle.load(training.bundle()).withTemperature(1);
        assertTrue(model.transductive());
        Answer said = training.answers().stream().filter(answer -> clips.stream().anyMatch(clip -> clip.id().equals(answer.clip())))
                .findFirst().orElseThrow();
        List<Waveform> own = new ArrayList<>();
        Waveform asked = null;
        for (Clip clip : clips) {
            own.add(AudioDecoder.decode(clip.source().bytes(), clip.id()));
            asked = clip.id().equals(said.clip()) ? own.get(own.size() - 1) : asked;
        }
        assertArrayEquals(said.probabilities(), model.forSpeaker(own).probabilities(asked), 1e-5f);
    }

    private static long tested(ComparisonResult result) {
        return result.variants().get(0).pooled().total();
    }
}
