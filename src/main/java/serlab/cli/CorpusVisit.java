package serlab.cli;

import java.util.List;
import java.util.Map;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.Features;
import serlab.feature.cache.ProgressListener;
import serlab.lab.Workspace;

/** What the commands that walk over a corpus share: its choice by {@code --data} and {@code --set}, notes and progress. */
final class CorpusVisit {
    private final CommonOptions options;
    private final Settings file;
    private final CorpusChoice choice;
    private final Corpus corpus;

    /** For a command with no settings but those of the corpus. */
    CorpusVisit(CommonOptions options) {
        this(options, Map.of());
        file.done();
    }

    /** @param defaults settings that {@code --set} changes, as an experiment file has them; read with {@link #features} */
    CorpusVisit(CommonOptions options, Map<String, Object> defaults) {
        this.options = options;
        options.workers();
        options.cache(); // both are checked before the corpus is read
        file = Settings.of("", ExperimentFile.parse(ExperimentFile.yaml(defaults), "of settings")
                .with(options.overrides()).values());
        choice = CorpusChoice.read(file.section("corpus"));
        corpus = choice.open(Workspace.here().corpora(), options.data());
    }

    /** Which corpus it is. */
    CorpusChoice choice() {
        return choice;
    }

    Corpus corpus() {
        return corpus;
    }

    /** The feature settings. */
    FeatureSpec features() {
        FeatureSpec features = FeatureSpec.of(ExperimentFile.castMap(file.raw("features")));
        file.done();
        return features;
    }

    /** Says which corpus it is. */
    void announce() {
        System.out.println(corpus.summary());
        CorpusNotes.say(corpus, options.strict);
    }

    ClipPipeline pipeline(ProgressListener progress) {
        return new ClipPipeline(options.workers(), options.strict, progress);
    }

    /** Names the clips that could not be used. */
    void report(List<Features.Skipped> skipped) {
        CorpusNotes.sayLeftOut(corpus, skipped);
    }
}
