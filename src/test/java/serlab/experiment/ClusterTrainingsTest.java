package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.cluster.Cluster;
import serlab.cluster.ClusterLostException;
import serlab.cluster.UnfitWorkerException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.WaveformChange;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;

/** Comparisons whose trainings are done by a worker that knows no more than its task. */
class ClusterTrainingsTest {
    private static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);
    private static final Provenance HERE = new Provenance("test", Optional.of("abc"), false);
    private static final String FILE = """
            name: two
            corpus: {type: synthetic, speakers: 4, clipsPerEmotion: 2}
            split: {protocol: random-stratified, folds: [0]}
            features: {type: mfcc, coefficients: 13, frames: 32}
            model: {type: mfcc-cnn, filters: [4], dense: 8}
            seeds: [1, 2]
            variants:
              - name: good
                augment: [{type: noise, copies: 1}]
                training: {epochs: 2, batch: 16, refit: with-validation}
              - name: fast
                training: {epochs: 4, batch: 2, optimizer: sgd, learningRate: 10, weightDecay: 10}
            """;

    @TempDir
    private Path folder;

    @Test
    void resultsModelsAndFailuresAreThoseOfThisMachine() throws Exception {
        ComparisonResult here = run(FILE, "here", Optional.empty());
        ComparisonResult there = run(FILE, "there", Optional.of(worker(CORPUS, HERE)));
        assertEquals(2, there.variants().get(0).trainings().size());
        for (int i = 0; i < 2; i++) {
            TrainingResult own = here.variants().get(0).trainings().get(i);
            TrainingResult other = there.variants().get(0).trainings().get(i);
            assertEquals(withoutTime(own), withoutTime(other));
            assertEquals(weights(own), weights(other));
            assertFalse(own.bundle().equals(other.bundle()), own.bundle() + " stands for both");
        }
        assertEquals(here.failed(), there.failed());
        assertEquals(2, there.failed().size());
    }

    @Test
    void aRestartAsksForWhatIsNotDoneAlone() throws Exception {
        String file = FILE.replace("learningRate: 10, weightDecay: 10", "learningRate: 1e-3");
        Cluster worker = worker(CORPUS, HERE);
        AtomicInteger asked = new AtomicInteger();
        ClusterLostException lost = assertThrows(ClusterLostException.class, () -> run(file, "out", Optional.of(task -> {
            if (asked.incrementAndGet() > 2) {
                throw new ClusterLostException("the cluster was lost");
            }
            return worker.work(task);
        })));
        assertContains(lost.getMessage(), "the cluster was lost");
        assertEquals(3, asked.get(), "nothing is asked of a cluster that is gone");
        AtomicInteger again = new AtomicInteger();
        ComparisonResult result = run(file, "out", Optional.of(task -> {
            again.incrementAndGet();
            return worker.work(task);
        }));
        assertEquals(2, again.get());
        assertEquals(List.of(2, 2), result.variants().stream().map(variant -> variant.trainings().size()).toList());
    }

    @Test
    void aMachineWithAnotherLaboratoryOrOtherClipsIsNamed() {
        Provenance old = new Provenance("old", Optional.empty(), false);
        assertEquals("worker on far: its laboratory is version old, the one that asks is version test, commit abc; bring all "
                + "machines to the same, built by ./ser there", unfit(worker(CORPUS, old)));
        assertContains(unfit(worker(new SyntheticSpec(5, 2, 1).open(null), HERE)), "worker on far: the corpus 'synthetic voices' is "
                + "not that of 'two': expected 64 clips");
    }

    @Test
    void recordingsThatAMachineDoesNotSeeAreNamed() {
        TrainingWorker blind = new TrainingWorker(choice -> {
            throw new InvalidInputException("--data names '/there', which does not exist; give a folder");
        }, new FeatureLoader(new FeatureCache(folder.resolve("far"))), new WorkerHost("far", 1, false, HERE));
        assertEquals("worker on far: --data names '/there', which does not exist; give a folder", unfit(blind::work));
    }

    @Test
    void aModelThatIsNotSeenHereIsAFaultOfTheFolder() {
        Cluster worker = worker(CORPUS, HERE);
        String place = folder.resolve("out").toString();
        assertContains(unfit(task -> worker.work(task.replace(place, folder.resolve("elsewhere").toString()))),
                "and here it is not; name a folder with --out that all machines share");
    }

    @Test
    void featuresOfClipsAndTheirChangedCopiesAreComputedInParts() throws Exception {
        ExperimentSpec spec = ComparisonSpec.of(ExperimentFile.parse(FILE, "file")).variants().get(0);
        FeatureCache cache = new FeatureCache(folder.resolve("shared"));
        FeatureWorker worker = new FeatureWorker(choice -> CORPUS, cache, new WorkerHost("far", 1, false, HERE));
        List<String> tasks = new ArrayList<>();
        ClusterFeatures machines = new ClusterFeatures(task -> {
            synchronized (tasks) {
                tasks.add(task);
                return worker.work(task);
            }
        }, 2, spec.corpus(), false, folder.resolve("shared"), HERE, notice -> tasks.add(notice));
        FeatureLoader own = new FeatureLoader(new FeatureCache(folder.resolve("own")));
        List<Integer> progress = new ArrayList<>();
        for (WaveformChange change : List.of(WaveformChange.NONE, spec.copies().get(0))) {
            machines.fill(CORPUS, spec.features(), change, false, (done, of) -> progress.add(done));
            for (Clip clip : CORPUS.clips()) {
                assertTrue(new FeatureLoader(cache).holds(clip, spec.features(), change), clip.id() + change.id());
                byte[] content = clip.source().bytes();
                assertArrayEquals(own.cache().get(content, clip.id(), spec.features(), change),
                        cache.get(content, clip.id(), spec.features(), change));
            }
        }
        assertEquals(4, tasks.size(), tasks.toString());
        assertEquals(List.of(32, 64, 32, 64), progress);
        FeatureTask other = new FeatureTask(FeatureTask.KIND, "test", "abc", spec.corpus().settings(), spec.features().settings(), null,
                false, true, List.of("missing"));
        assertContains(worker.work(TrainingTask.json(other)), "clip 'missing' is not in the corpus that it sees, of 64 clips");
    }

    private String unfit(Cluster cluster) {
        return assertThrows(UnfitWorkerException.class, () -> run(FILE, "out", Optional.of(cluster))).getMessage();
    }

    private Cluster worker(Corpus corpus, Provenance provenance) {
        TrainingWorker worker = new TrainingWorker(choice -> corpus, new FeatureLoader(new FeatureCache(folder.resolve("far"))),
                new WorkerHost("far", 1, false, provenance));
        return task -> {
            assertTrue(task.lines().count() == 1 && !FeatureWorker.takes(task), task);
            return worker.work(task);
        };
    }

    private ComparisonResult run(String file, String out, Optional<Cluster> cluster) throws InterruptedException {
        return new Comparison(ComparisonSpec.of(ExperimentFile.parse(file, "file")),
                new RunOptions(folder.resolve(out), 1, false).on(cluster), new Untracked(), ExperimentListener.silent())
                .run(CORPUS, new FeatureLoader(new FeatureCache(folder.resolve("near"))), HERE);
    }

    private static String withoutTime(TrainingResult result) {
        return TrainingTask.json(KeptTraining.of(result)).replaceAll("\"(clipsPerSecond|seconds)\":[0-9.E-]+", "");
    }

    private static long weights(TrainingResult result) throws Exception {
        try (ZipFile zip = new ZipFile(result.bundle().resolve("network.zip").toFile())) {
            return zip.getEntry("coefficients.bin").getCrc();
        }
    }
}
