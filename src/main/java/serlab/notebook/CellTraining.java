package serlab.notebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentSpec;
import serlab.feature.cache.FeatureLoader;
import serlab.lab.ExperimentRun;
import serlab.lab.OpenedExperiment;
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
    private static final int SMOKE_EPOCHS = 3;

    /** A file with overrides, cut short if all are, which its notes say; not fitted to the corpus yet. */
    OpenedExperiment asked(ExperimentFile file, List<String> overrides, Corpus corpus) {
        List<String> all = new ArrayList<>(overrides);
        Map<String, Object> values = file.values();
        if (!values.containsKey("variants")) {
            for (String section : List.of("features={type: mfcc}", "model={type: mfcc-cnn}")) {
                if (!values.containsKey(section.substring(0, section.indexOf('=')))) {
                    all.add(section);
                }
            }
        }
        ExperimentFile own = file.forCorpus(corpus.synthetic());
        ComparisonSpec written = ComparisonSpec.of(own.with(all));
        if (!smoke) {
            return new OpenedExperiment(written, corpus, List.of());
        }
        List<String> notes = new ArrayList<>();
        int epochs = written.variants().stream().mapToInt(ExperimentSpec::epochs).max().orElseThrow();
        if (epochs > SMOKE_EPOCHS) {
            all.add("training.epochs=" + SMOKE_EPOCHS);
            notes.add(SMOKE_EPOCHS + " epochs in place of " + epochs);
        }
        List<Long> seeds = written.variants().get(0).seeds();
        if (seeds.size() > 1) {
            all.add("seeds=[" + seeds.get(0) + "]");
            notes.add("seed " + seeds.get(0) + " alone in place of " + seeds);
        }
        return new OpenedExperiment(ComparisonSpec.of(own.with(all)), corpus, smokeNotes(notes));
    }

    /** What smoke mode changed, in one line. */
    static List<String> smokeNotes(List<String> changes) {
        return changes.isEmpty() ? List.of() : List.of("SMOKE MODE (SER_NOTEBOOK=smoke): " + String.join(", ", changes)
                + "; the numbers below say only that everything runs");
    }

    /** The same, fitted to its corpus. */
    static OpenedExperiment fitted(OpenedExperiment asked) {
        return new OpenedExperiment(asked.spec().fitted(asked.corpus()), asked.corpus(), Stream.concat(asked.notes().stream(),
                asked.spec().variants().get(0).protocol().notes(asked.corpus()).stream().map("note: "::concat)).toList());
    }

    ComparisonResult run(OpenedExperiment asked) throws InterruptedException {
        OpenedExperiment fitted = fitted(asked);
        fitted.notes().forEach(new LiveCell()::say);
        return run(fitted, folder(fitted.spec().name()));
    }

    /** Runs an experiment that is fitted into a folder; curves are drawn while it trains. */
    ComparisonResult run(OpenedExperiment fitted, Path out) throws InterruptedException {
        try (LiveTraining live = new LiveTraining(new LiveCell())) {
            return new ExperimentRun(workspace, settings(List.of()), TAGS).run(fitted.spec(), fitted.corpus(), out, live);
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
