package serlab.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.folder.FolderSpec;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.Answer;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentListener;
import serlab.experiment.Provenance;
import serlab.experiment.RunOptions;
import serlab.experiment.TrainingResult;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;

class DisagreementPageTest {
    private static final String FILE = """
            name: "heads <b>"
            split: {protocol: random-stratified, folds: [0, 1]}
            features: {type: statistics, of: {type: mfcc, coefficients: 4}}
            variants:
              - {name: ridge, model: {type: kernel-ridge, lambda: 3}}
              - {name: forest, model: {type: random-forest, trees: 3}}
            """;

    @TempDir
    private Path folder;

    private ComparisonResult compared(Corpus corpus) throws InterruptedException {
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(URI.create("http://127.0.0.1:9")), folder.resolve("mlruns"), Map.of())) {
            return new Comparison(ComparisonSpec.of(ExperimentFile.parse(FILE, "file")), new RunOptions(folder.resolve("out"), 1, true),
                    tracker, ExperimentListener.silent()).run(corpus, new FeatureLoader(new FeatureCache(folder.resolve("cache"))),
                    new Provenance("test", Optional.empty(), false));
        }
    }

    private Corpus onDisk() throws Exception {
        for (Clip clip : new SyntheticSpec(4, 2, 1).open(null).clips()) {
            Path own = Files.createDirectories(folder.resolve("my voices").resolve(clip.label()));
            Files.write(own.resolve(clip.id() + ".wav"), clip.source().bytes());
        }
        return new FolderSpec().open(folder.resolve("my voices"));
    }

    @Test
    void everyClipThatIsAnsweredDifferentlyCanBeListenedToWhereItLies() throws Exception {
        ComparisonResult result = compared(onDisk());
        String page = Files.readString(new DisagreementPage(result).write(folder.resolve("out")));
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            TrainingResult first = result.variants().get(0).trainings().get(i);
            List<Answer> second = result.variants().get(1).trainings().get(i).answers();
            for (int c = 0; c < second.size(); c++) {
                if (first.answers().get(c).predicted() != second.get(c).predicted()) {
                    expected.add(folder.resolve("my voices").resolve(second.get(c).clip()).toUri().toString());
                }
            }
        }
        Set<String> linked = new HashSet<>();
        Matcher sound = Pattern.compile("<audio controls preload=\"none\" src=\"([^\"]+)\">").matcher(page);
        while (sound.find()) {
            linked.add(sound.group(1));
            assertTrue(Files.exists(Path.of(URI.create(sound.group(1)))), sound.group(1));
        }
        assertTrue(!expected.isEmpty(), "two such heads never answer alike");
        assertEquals(expected, linked);
        assertContains(page, "heads &lt;b&gt;");
        assertContains(page, "Difference of the confusion matrices");
        assertContains(page, "corrected paired t-test");
        assertLacks(page, "http:");
        assertLacks(page, "https:");
        assertLacks(page, "data:audio");
    }

    @Test
    void voicesWithoutFilesAreNamedAlone() throws Exception {
        String page = new DisagreementPage(compared(new SyntheticSpec(4, 2, 1).open(null))).html();
        assertLacks(page, "<audio");
        assertContains(page, "in an archive or none");
    }
}
