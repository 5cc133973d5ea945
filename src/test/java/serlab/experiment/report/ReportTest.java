package serlab.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentListener;
import serlab.experiment.FinishedComparison;
import serlab.experiment.Provenance;
import serlab.experiment.RunOptions;
import serlab.experiment.SpeakerAdjustment;
import serlab.experiment.TrainingResult;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;

@Tag("slow")
class ReportTest {
    private static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);
    private static final String RECIPE = """
            name: single
            split: {protocol: leave-one-actor-out, folds: [0, 1]}
            features: {type: mfcc, coefficients: 13, frames: 60}
            model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
            training: {epochs: 1, batch: 16}
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void run() throws Exception {
        Path files = Files.createDirectories(folder.resolve("best"));
        Files.writeString(files.resolve("single.yaml"), RECIPE);
        Files.writeString(files.resolve("ensemble.yaml"), "name: ensemble\nensemble: [single.yaml]\nseeds: [1, 2]\n");
        Files.writeString(files.resolve("speaker.yaml"), "base: single.yaml\nname: by speaker\nnormalise: per-speaker\n");
        Files.writeString(files.resolve("later.yaml"), "base: single.yaml\nname: later\n");
        Files.writeString(files.resolve("ablations.yaml"), "base: single.yaml\nname: ablations\nvariants:\n"
                + "  - {name: recipe}\n  - {name: smoother, training: {labelSmoothing: 0.2}}\n");
        Files.writeString(files.resolve("ablations-strong.yaml"), "base: single.yaml\nname: ablations-strong\n"
                + "augment: [{type: time-mask, frames: 4}, gain-jitter]\nvariants:\n"
                + "  - {name: of strong clips, split: {protocol: leave-one-actor-out testing intensity=strong}, "
                + "augment: [{type: time-mask, frames: 4}, {type: mix-style, chance: 1}]}\n");
        Files.writeString(files.resolve("encoder-head.yaml"), "base: single.yaml\nname: tiny encoder, head\nfeatures: {type: statistics, "
                + "of: mfcc}\nmodel: {type: kernel-ridge}\n");
        Files.writeString(files.resolve("encoder-ensemble.yaml"), "name: tiny encoder and single\n"
                + "ensemble: [encoder-head.yaml, single.yaml]\nseeds: [1]\n");
        for (String name : List.of("ensemble", "speaker", "ablations", "ablations-strong", "encoder-ensemble")) {
            ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.read(files.resolve(name + ".yaml")));
            try (OutboxTracker tracker = new OutboxTracker(Destination.at(URI.create("http://127.0.0.1:9")),
                    folder.resolve("mlruns"), Map.of())) {
                new Comparison(spec, new RunOptions(out(spec.name()), 1, true), tracker, ExperimentListener.silent()).run(CORPUS,
                        new FeatureLoader(new FeatureCache(folder.resolve("cache"))),
                        new Provenance("test", Optional.empty(), false));
            }
        }
    }

    private static Path out(String name) {
        return folder.resolve("out").resolve(name.replace(' ', '-'));
    }

    @Test
    void everyTrainingIsARowOfTheTable() {
        Report report = Report.of(folder.resolve("best"), ReportTest::out);
        List<String> lines = report.csv().lines().toList();
        assertEquals("model,protocol,fold,seed,uar,accuracy,macro_f1,leaks,minutes", lines.get(0));
        assertEquals(4, lines.stream().filter(line -> line.startsWith("single,leave-one-actor-out,")).count());
        assertEquals(2, lines.stream().filter(line -> line.matches("ensemble,leave-one-actor-out,[01],all,0\\..*")).count());
        assertEquals(2, lines.stream().filter(line -> line.startsWith("by speaker (transductive),")).count());
        assertEquals(4, lines.stream().filter(line -> line.startsWith("\"single, without speaker bias (transductive)\",")).count());
        assertEquals(Set.of("tiny encoder and single", "tiny encoder, head"), report.pretrained().stream().map(Row::name)
                .collect(Collectors.toSet()));
        assertEquals(4, lines.stream().filter(line -> line.contains("tiny encoder") && !line.contains("bias")).count());
        assertEquals(25, lines.size());
        assertEquals(List.of("later"), report.missing());
    }

    @Test
    void theTableOfARunIsNotWrittenOver() throws Exception {
        Path table = out("ensemble").resolve("results.csv");
        String before = Files.readString(table);
        Report report = Report.of(folder.resolve("best"), ReportTest::out);
        assertContains(assertThrows(InvalidInputException.class, () -> report.write(out("ensemble"))).getMessage(),
                "holds a finished run, whose results.csv would be lost");
        assertEquals(before, Files.readString(table));
    }

    @Test
    void thePageKeepsTheTracksApartAndListsWhatWasTried() throws Exception {
        Report report = Report.of(folder.resolve("best"), ReportTest::out);
        List<Path> written = report.write(folder.resolve("page"));
        assertEquals(List.of("confusion.png", "reliability.png", "results.csv", "REPORT.md"),
                written.stream().map(file -> file.getFileName().toString()).toList());
        String page = Files.readString(folder.resolve("page/REPORT.md"));
        assertContains(page, "Differences between these groups, over the classes that both have.");
        assertTrue(page.matches("(?s).*\\| intensity \\| normal \\| strong \\| [+-][0-9.]+ \\| \\[.*"), page);
        String inductive = page.substring(page.indexOf("## Models"), page.indexOf("## Transductive track"));
        assertContains(inductive, "| ensemble | leave-one-actor-out, 2 folds | **");
        assertLacks(inductive, "by speaker");
        assertContains(page, "| by speaker (transductive) |");
        String unbiased = page.substring(page.indexOf("## Without a speaker's bias"), page.indexOf("## With known shares"));
        assertContains(unbiased, "| ensemble | leave-one-actor-out | **");
        assertContains(unbiased, "| by speaker (transductive) |");
        assertEquals(parts(unbiased, "all recordings").get(2), parts(unbiased, "all recordings").get(1)
                - parts(unbiased, "all recordings").get(0), 0.11);
        assertEquals(parts(unbiased, "all recordings").get(0), parts(unbiased, "all recordings of 4 emotions").get(0), 25);
        String known = page.substring(page.indexOf("## With known shares"), page.indexOf("## Folds"));
        assertContains(known, "| ensemble | leave-one-actor-out | **");
        assertContains(known, "| by speaker (transductive) |");
        assertContains(page, "| smoother | `{training: {labelSmoothing: 0.2}}` |");
        assertContains(page, "| of strong clips | `{split: {protocol: leave-one-actor-out testing intensity=strong}}`; "
                + "augment with `[{type: mix-style, chance: 1}]`; augment without `[gain-jitter]` | ");
        assertTrue(page.contains("| recipe | nothing: the recipe itself | ") && page.indexOf("| recipe ") < page.indexOf("| of strong "),
                page);
        assertTrue(page.lines().filter(line -> line.startsWith("| of strong clips")).noneMatch(line -> line.contains("not run")));
        assertContains(page, "| speaker | 01 |");
        assertContains(page, "| intensity | strong |");
        assertContains(page, "Not run yet: ");
        assertTrue(!report.headline().variant().transductive());
    }

    /** Accuracy alone and without the bias, and their difference, for a part of the recordings. */
    private static List<Double> parts(String table, String part) {
        String line = table.lines().filter(row -> row.startsWith("| " + part + " | ")).findFirst().orElseThrow();
        return Arrays.stream(line.split(" \\| ")).skip(1).map(cell -> Double.valueOf(cell.replace(" |", ""))).toList();
    }

    @Test
    void knownSharesMakeTheAnswersOfASpeakerAgreeWithTheirCounts() {
        FinishedComparison finished = FinishedComparison.read(out("ensemble")).orElseThrow();
        FinishedComparison.Variant single = finished.variants().get(0);
        FinishedComparison.Variant known = finished.adjusted(single, SpeakerAdjustment.KNOWN_SHARES).orElseThrow();
        assertEquals("single, known shares", known.name());
        assertTrue(known.transductive() && !single.transductive());
        for (int i = 0; i < known.trainings().size(); i++) {
            TrainingResult training = known.trainings().get(i);
            double[] means = new double[finished.labels().size()];
            int[] counts = new int[means.length];
            for (Answer said : training.answers()) {
                counts[said.truth()]++;
                for (int c = 0; c < means.length; c++) {
                    means[c] += said.probabilities()[c];
                }
            }
            for (int c = 0; c < means.length; c++) {
                assertEquals(counts[c], means[c], 1e-3);
            }
            assertEquals(ids(single.trainings().get(i)), ids(training));
            assertEquals(ClassificationReport.of(new FinishedComparison.Variant("", "", false, true, List.of(), 0, List.of(training))
                    .scores(finished.labels()).pooled()).uar(), training.report().uar(), 1e-12);
        }
    }

    private static Set<String> ids(TrainingResult training) {
        return training.answers().stream().map(said -> said.clip() + said.truth()).collect(Collectors.toSet());
    }

    @Test
    void aPartOfASpeakersClipsIsNotAdjusted() {
        FinishedComparison strong = FinishedComparison.read(out("ablations-strong")).orElseThrow();
        for (SpeakerAdjustment how : SpeakerAdjustment.values()) {
            assertEquals(Optional.empty(), strong.adjusted(strong.variants().get(0), how));
        }
    }

    @Test
    void aFolderWithoutResultsIsRefused() throws Exception {
        assertThrows(InvalidInputException.class, () -> Report.of(folder.resolve("nowhere"), ReportTest::out));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertContains(assertThrows(InvalidInputException.class, () -> Report.of(empty, ReportTest::out)).getMessage(),
                "no experiment files");
        Files.writeString(empty.resolve("a.yaml"), RECIPE.replace("single", "nothing"));
        assertContains(assertThrows(InvalidInputException.class, () -> Report.of(empty, ReportTest::out)).getMessage(),
                "run one first");
    }
}
