package serlab.notebook;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import serlab.ShutdownHook;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.experiment.RunOptions;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.duplicate.CorpusHearing;
import serlab.tracking.Tracker;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;

/**
 * Experiments run from cells.
 *
 * @param root  folder of the project
 * @param smoke whether trainings are cut short
 */
record CellTraining(Path root, boolean smoke) {
    private static final List<String> SHORT = List.of("training.epochs=3", "seeds=[1]");

    /** A file with overrides, cut short if all are, fitted to a corpus. */
    ComparisonSpec spec(ExperimentFile file, List<String> overrides, Corpus corpus) {
        List<String> all = new ArrayList<>(overrides);
        Map<String, Object> values = file.values();
        if (!values.containsKey("variants")) {
            for (String section : List.of("features={type: mfcc}", "model={type: mfcc-cnn}")) {
                if (!values.containsKey(section.substring(0, section.indexOf('=')))) {
                    all.add(section);
                }
            }
        }
        all.addAll(smoke ? SHORT : List.of());
        return ComparisonSpec.of(file.forCorpus(corpus.synthetic()).with(all)).fitted(corpus);
    }

    ComparisonResult run(ComparisonSpec spec, Corpus corpus) throws InterruptedException {
        LiveCell cell = new LiveCell();
        try (LiveTraining live = new LiveTraining(cell); Tracker tracker = tracker()) {
            Comparison comparison = new Comparison(spec, new RunOptions(folder(spec.name()),
                    Comparison.defaultModel(root.resolve("out")), Runtime.getRuntime().availableProcessors(), false),
                    tracker, live);
            try (ShutdownHook stop = ShutdownHook.of("kill", () -> {
                comparison.kill();
                tracker.tellEnds();
            })) {
                ComparisonResult result = comparison.run(corpus, loader(), Provenance.of(root));
                tracker.notices().forEach(cell::say);
                return result;
            }
        }
    }

    /** A corpus that knows its duplicates and marks. */
    Corpus heard(Corpus corpus) throws InterruptedException {
        return new CorpusHearing(loader().cache(), Runtime.getRuntime().availableProcessors(), (done, total) -> { })
                .of(corpus, CorpusFingerprint.of(corpus));
    }

    FeatureLoader loader() {
        return new FeatureLoader(new FeatureCache(FeatureCache.defaultDirectory(System.getenv())));
    }

    /** Where what a cell makes is kept. */
    Path folder(String name) {
        return root.resolve("out/notebooks").resolve(name.replaceAll("[^\\p{L}\\p{N}]+", "-"));
    }

    Tracker tracker() {
        return new OutboxTracker(destination(), root.resolve("mlruns"), Map.of("from", "notebook"));
    }

    Destination destination() {
        String named = System.getenv("MLFLOW_TRACKING_URI");
        return named == null || named.isBlank() ? Destination.local(root, line -> { }) : Destination.at(URI.create(named));
    }
}
