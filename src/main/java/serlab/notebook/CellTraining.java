package serlab.notebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.feature.cache.FeatureLoader;
import serlab.lab.ExperimentRun;
import serlab.lab.RunSettings;
import serlab.lab.Workspace;
import serlab.tracking.server.Destination;

/**
 * Experiments run from cells.
 *
 * @param workspace folders and tracking
 * @param smoke     whether trainings are cut short
 */
record CellTraining(Workspace workspace, boolean smoke) {
    /** Of every run that cells track. */
    static final Map<String, String> TAGS = Map.of("from", "notebook");
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
        return run(spec, corpus, folder(spec.name()));
    }

    /** Runs an experiment into a folder; curves are drawn while it trains. */
    ComparisonResult run(ComparisonSpec spec, Corpus corpus, Path out) throws InterruptedException {
        try (LiveTraining live = new LiveTraining(new LiveCell())) {
            return new ExperimentRun(workspace, settings(List.of()), TAGS).run(spec, corpus, out, live);
        }
    }

    /** How cells run things. */
    RunSettings settings(List<String> overrides) {
        return new RunSettings(Optional.empty(), overrides, workspace.tracking(null), workspace.cache(),
                Runtime.getRuntime().availableProcessors(), false, line -> { });
    }

    FeatureLoader loader() {
        return new FeatureLoader(workspace.cache());
    }

    /** Where what a cell makes is kept. */
    Path folder(String name) {
        return workspace.outputs().resolve("notebooks").resolve(name.replaceAll("[^\\p{L}\\p{N}]+", "-"));
    }

    Destination destination() {
        return workspace.destination(workspace.tracking(null), line -> { });
    }
}
