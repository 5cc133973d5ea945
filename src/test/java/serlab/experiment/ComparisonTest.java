package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.Answer;
import serlab.feature.Scaler;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;
import serlab.training.Epoch;
import serlab.training.Examples;

@Tag("slow")
class ComparisonTest {
    private static final String SMALL = """
            name: small
            split: {protocol: random-stratified, folds: [0, 1]}
            features: {type: mfcc, coefficients: 13, frames: 60}
            model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
            training: {epochs: 2, batch: 16}
            """;
    private static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);

    @TempDir
    private Path folder;

    @AfterEach
    void noInterruptionIsLeft() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedComparisonGoesOnWhereItStopped() throws Exception {
        Listener whole = new Listener(-1);
        ComparisonResult expected = run(SMALL, "whole", whole);
        assertEquals(4, whole.epochs);
        assertFalse(Files.exists(folder.resolve("whole/unfinished")));

        assertThrows(InterruptedException.class, () -> run(SMALL, "broken", new Listener(1)));
        Thread.interrupted();
        assertTrue(Files.exists(folder.resolve("broken/unfinished")));
        Listener second = new Listener(-1);
        ComparisonResult resumed = run(SMALL, "broken", second);
        assertContains(second.notices, "going on where the last run stopped: 1 of 2 trainings are done");
        assertFalse(Files.exists(folder.resolve("broken/unfinished")));
        assertArrayEquals(uars(expected), uars(resumed));
        for (int i = 0; i < 2; i++) {
            TrainingResult one = expected.variants().get(0).trainings().get(i);
            TrainingResult other = resumed.variants().get(0).trainings().get(i);
            assertEquals(one.confusion(), other.confusion());
            assertEquals(one.validation().temperature(), other.validation().temperature());
            for (int clip = 0; clip < one.answers().size(); clip++) {
                assertEquals(one.answers().get(clip).clip(), other.answers().get(clip).clip());
                assertArrayEquals(one.answers().get(clip).probabilities(),
                        other.answers().get(clip).probabilities());
            }
            assertEquals(ModelBundle.load(one.bundle()).network().params(),
                    ModelBundle.load(other.bundle()).network().params());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "with-validation"})
    void anInterruptedTrainingGoesOnBehindItsLastEpoch(String refit) throws Exception {
        String six = SMALL.replace("epochs: 2", "keep: last, epochs: 6, refit: " + refit).replace("[0, 1]", "[0]");
        TrainingResult expected = run(six, "whole", new Listener(-1)).variants().get(0).trainings().get(0);
        Path state = folder.resolve("broken/unfinished/small-fold-0-seed-1.state");
        assertThrows(InterruptedException.class, () -> run(six, "broken", new Listener(-1) {
            @Override
            public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
                if (epoch.number() == 4) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        Thread.interrupted();
        assertTrue(Files.exists(state), "no state");
        Listener second = new Listener(-1);
        TrainingResult resumed = run(six, "broken", second).variants().get(0).trainings().get(0);
        assertContains(second.notices, "small, fold 0, seed 1 goes on behind epoch 4");
        assertEquals(6, second.epochs);
        assertFalse(Files.exists(folder.resolve("broken/unfinished")));
        try (Stream<Path> files = Files.walk(folder.resolve("broken"))) {
            assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".state")).toList());
        }
        assertEquals(expected.curve().bestEpoch(), resumed.curve().bestEpoch());
        assertEquals(expected.validation().temperature(), resumed.validation().temperature());
        assertEquals(ModelBundle.load(expected.bundle()).network().params(), ModelBundle.load(resumed.bundle()).network().params());
        assertTrue(resumed.seconds() > 0, resumed.seconds() + " s");
    }

    @Test
    void moreSeedsAndFoldsTrainWhatIsNew() throws Exception {
        ComparisonResult expected = run(SMALL + "seeds: [1, 2]\n", "whole", new Listener(-1));
        run(SMALL.replace("[0, 1]", "[1]"), "grown", new Listener(-1));
        Listener grown = new Listener(-1);
        ComparisonResult result = run(SMALL + "seeds: [1, 2]\n", "grown", grown);
        assertContains(grown.notices, "going on where the last run stopped: 1 of 4 trainings are done");
        assertArrayEquals(uars(expected), uars(result));
        assertFalse(Files.exists(folder.resolve("grown/unfinished")));

        Listener again = new Listener(-1);
        run(SMALL + "seeds: [1, 2]\n", "grown", again);
        assertEquals(1, again.notices.stream().filter(notice -> notice.startsWith("finished before, with the same settings on the same "
                + "clips: nothing is trained or tracked anew")).count(), again.notices.toString());
        Listener other = new Listener(-1);
        run(SMALL.replace("dense: 16", "dense: 8"), "grown", other);
        Listener back = new Listener(-1);
        assertArrayEquals(uars(run(SMALL + "seeds: [1, 3]\n", "whole", back)), uars(run(SMALL + "seeds: [1, 3]\n", "grown", other)));
        assertContains(back.notices.toString(), "2 of 4 trainings are done");
        assertTrue(other.notices.stream().noneMatch(notice -> notice.contains("going on")), "another's trainings were used");
    }

    @Test
    void aFinishedComparisonIsShownAndNeitherTrainedNorTrackedAgain() throws Exception {
        ComparisonResult first = run(SMALL, "out", new Listener(-1));
        byte[] table = Files.readAllBytes(folder.resolve("out/results.csv"));
        Listener second = new Listener(-1);
        ComparisonResult shown = run(SMALL, "out", second);
        assertContains(second.notices.toString(), "finished before, with the same settings on the same clips");
        assertTrue(second.finishedBefore);
        assertEquals(first.variants().get(0).runId(), shown.variants().get(0).runId());
        assertEquals(first.page(), shown.page());
        assertArrayEquals(uars(first), uars(shown));
        assertArrayEquals(table, Files.readAllBytes(folder.resolve("out/results.csv")));
        assertTrue(Files.isRegularFile(folder.resolve("out/trainings/tracked")));

        Listener fewer = new Listener(-1);
        ComparisonResult one = run(SMALL.replace("[0, 1]", "[0]"), "out", fewer);
        assertContains(fewer.notices.toString(), "going on where the last run stopped: 1 of 1 training is done");
        assertNotEquals(first.variants().get(0).runId(), one.variants().get(0).runId(), "other trainings are another result");
        Listener changed = new Listener(-1);
        run(SMALL.replace("epochs: 2", "epochs: 1"), "out", changed);
        assertEquals(2, changed.epochs);
        assertContains(changed.notices, "replaces the results of 'small' in '" + folder.resolve("out") + "', which had other settings, clips "
                + "or another version of this program; what they have under other names stays");
        assertLacks(second.notices.toString() + fewer.notices, "replaces");
        assertLacks(changed.notices.toString(), "before");
    }

    @Test
    void aGrownComparisonThatIsInterruptedLosesNothing() throws Exception {
        run(SMALL, "out", new Listener(-1));
        assertThrows(InterruptedException.class, () -> run(SMALL + "seeds: [1, 2]\n", "out", new Listener(3)));
        Thread.interrupted();
        Listener last = new Listener(-1);
        run(SMALL + "seeds: [1, 2]\n", "out", last);
        assertContains(last.notices.toString(), "of 4 trainings are done");
        int kept = Integer.parseInt(last.notices.toString().replaceAll("(?s).*stopped: (\\d) of 4.*", "$1"));
        assertTrue(kept >= 3, "kept " + kept);
    }

    @Test
    void anotherExperimentStartsAfresh() throws Exception {
        assertThrows(InterruptedException.class, () -> run(SMALL, "out", new Listener(1)));
        Thread.interrupted();
        Listener changed = new Listener(-1);
        run(SMALL.replace("dense: 16", "dense: 8"), "out", changed);
        assertTrue(changed.notices.stream().noneMatch(n -> n.contains("going on")), changed.notices.toString());
        assertContains(changed.notices.toString(), "replaces what was unfinished in '" + folder.resolve("out") + "', which had other settings");
    }

    @Test
    void doubledClipsStandInTrainingAndTest() throws Exception {
        ComparisonResult honest = run(SMALL, "honest", new Listener(-1));
        ComparisonResult leaky = run(SMALL + "leaks: [doubled-clips]\n", "leaky", new Listener(-1));
        assertEquals(2 * tested(honest), tested(leaky), 2);
        assertTrue(leaky.provenance().endsWith("; LEAKY: every clip stands twice"), leaky.provenance());
        assertLacks(honest.provenance(), "LEAKY");
        long both = leaky.corpus().clips().stream().filter(c -> c.id().endsWith(" (again)")).count();
        assertEquals(CORPUS.clips().size(), both);
    }

    @Test
    void withTwoSetsTheValidationClipsAreTrainedOn() throws Exception {
        ComparisonResult honest = run(SMALL, "honest", new Listener(-1));
        ComparisonResult leaky = run(SMALL + "leaks: [checkpoint-on-test]\n", "leaky", new Listener(-1));
        TrainingResult three = honest.variants().get(0).trainings().get(0);
        TrainingResult two = leaky.variants().get(0).trainings().get(0);
        assertEquals(three.answers().size(), two.answers().size());
        assertEquals(trainingClips(three) + three.validation().answers().size(), trainingClips(two));
        assertEquals(clips(two.answers()), clips(two.validation().answers()));
    }

    @Test
    void aRefitKeepsANetworkThatHasTrainedOnValidationClipsToo() throws Exception {
        String file = SMALL.replace("epochs: 2", "epochs: 2, refit: with-validation") + "augment: [noise]\n";
        TrainingResult plain = run(SMALL + "augment: [noise]\n", "plain", new Listener(-1)).variants().get(0).trainings().get(0);
        TrainingResult refitted = run(file, "refitted", new Listener(-1)).variants().get(0).trainings().get(0);
        assertEquals(trainingClips(plain) + plain.validation().answers().size(), trainingClips(refitted));
        assertEquals(clips(plain.answers()), clips(refitted.answers()));
        assertEquals(plain.validation().temperature(), refitted.validation().temperature());
        for (int clip = 0; clip < plain.validation().answers().size(); clip++) {
            assertArrayEquals(plain.validation().answers().get(clip).probabilities(), refitted.validation().answers().get(clip).probabilities());
        }
        assertFalse(Arrays.equals(plain.answers().get(0).probabilities(), refitted.answers().get(0).probabilities()));
        String leaky = file + "leaks: [checkpoint-on-test]\n";
        assertTrue(assertThrows(InvalidInputException.class, () -> run(leaky, "leaky", new Listener(-1))).getMessage()
                .startsWith("training.refit is with-validation, but"));
    }

    @Test
    void voicesAreThoseOfTrainingSpeakersAlone() throws Exception {
        String voices = SMALL + "augment: [{type: speaker-style, chance: 1}]\n";
        TrainingResult plain = run(SMALL, "plain", new Listener(-1)).variants().get(0).trainings().get(0);
        TrainingResult lent = run(voices, "voices", new Listener(-1)).variants().get(0).trainings().get(0);
        assertFalse(Arrays.equals(plain.answers().get(0).probabilities(), lent.answers().get(0).probabilities()));
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.parse(voices, "file"));
        ExperimentSpec variant = spec.variants().get(0);
        PreparedCorpus data = new Preparation(spec, new FeatureReading(CORPUS, loader(), 1, true, ExperimentListener.silent()))
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
        ComparisonResult leaky = run(SMALL + "augment: [noise, {type: gain, copies: 2}]\n"
                + "leaks: [augmented-before-split, scaler-on-everything, checkpoint-on-test]\n", "leaky", new Listener(-1));
        assertEquals(4 * CORPUS.clips().size(), leaky.corpus().clips().size());
    }

    @Test
    void featuresTooSmallForTheNetworkAreRefusedBeforeAnythingIsDone() {
        String file = SMALL.replace("coefficients: 13", "coefficients: 2");
        InvalidInputException error = assertThrows(InvalidInputException.class,
                () -> run(file, "small", new Listener(-1)));
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
        ComparisonResult result = run(file, "ensemble", new Listener(-1));
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
        assertContains(assertThrows(InvalidInputException.class, () -> run(anew, "anew", new Listener(-1))).getMessage(),
                "divides the clips anew for every seed");
        assertEquals("both", FinishedComparison.read(folder.resolve("ensemble")).orElseThrow().variants().get(3).name());
    }

    @Test
    void windowsAndSpeedsOfATestAreThoseOfThePrediction() throws Exception {
        String file = SMALL.replace("epochs: 2", "epochs: 1, windows: random, clipNorm: 5").replace("frames: 60", "frames: 24")
                .replace("[0, 1]", "[0]") + "testing: {windows: 3, speeds: [0.92, 1]}\naugment: [noise]\n";
        ComparisonResult result = run(file, "windows", new Listener(-1));
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
        ComparisonResult result = run(file, "transductive", new Listener(-1));
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
        ComparisonResult result = run(file, "per corpus", new Listener(-1), both);
        assertContains(result.provenance(), "transductive: unlabeled clips of the test corpus are used");
        TrainingResult training = result.variants().get(0).trainings().get(0);
        assertEquals(16, training.answers().size());
        assertStandardizedTogether(training, both.clips().stream().filter(clip -> clip.corpus().equals("other")).toList());
        assertContains(assertThrows(InvalidInputException.class, () -> run(SMALL + "normalise: per-corpus\n", "one",
                new Listener(-1))).getMessage(), "normalise is per-corpus, but synthetic voices is one corpus");
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

    private ComparisonResult run(String file, String out, ExperimentListener listener)
            throws InterruptedException {
        return run(file, out, listener, CORPUS);
    }

    private ComparisonResult run(String file, String out, ExperimentListener listener, Corpus corpus)
            throws InterruptedException {
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.parse(file, "file"));
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(URI.create("http://127.0.0.1:9")),
                folder.resolve("mlruns"), Map.of())) {
            return new Comparison(spec, new RunOptions(folder.resolve(out), 1, true), tracker, listener).run(corpus,
                    loader(),
                    new Provenance("test", Optional.empty(), false));
        }
    }

    private FeatureLoader loader() {
        return new FeatureLoader(new FeatureCache(folder.resolve("cache")));
    }

    private static long tested(ComparisonResult result) {
        return result.variants().get(0).pooled().total();
    }

    private static double[] uars(ComparisonResult result) {
        return result.variants().get(0).scores().values(report -> report.uar());
    }

    /** Interrupts the thread that waits once some trainings are done. */
    private static class Listener implements ExperimentListener {
        final List<String> notices = new ArrayList<>();
        private final Thread caller = Thread.currentThread();
        private final int stopAfter;
        private int done;
        int epochs;
        boolean finishedBefore;

        Listener(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void featuresProgress(String variant, int clipsDone, int total) {
            // features are not what is tested
        }

        @Override
        public void trainingStarts(int trainings, int allEpochs, int workers) {
            assertEquals(1, workers);
        }

        @Override
        public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
            epochs++;
        }

        @Override
        public void trainingDone(TrainingResult result, int plannedEpochs) {
            if (++done == stopAfter) {
                caller.interrupt();
            }
        }

        @Override
        public void trainingFailed(FailedTraining failed, int planned) {
            notices.add("failed: " + failed.text());
        }

        @Override
        public void finishedBefore(String message) {
            finishedBefore = true;
            notice(message);
        }

        @Override
        public void notice(String message) {
            notices.add(message);
        }
    }
}
