package serlab.notebook;

import java.util.List;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentSpec;
import serlab.feature.FeatureSpec;
import serlab.lab.OpenedExperiment;
import serlab.model.ModelSpec;

/** An experiment that has not run yet; every method gives a changed one. */
public final class Experiment {
    private final CellTraining training;
    private final OpenedExperiment asked;

    Experiment(CellTraining training, OpenedExperiment asked) {
        this.training = training;
        this.asked = asked;
    }

    /** On another corpus. */
    public Experiment on(Corpus other) {
        return new Experiment(training, new OpenedExperiment(asked.spec(), other, asked.notes()));
    }

    /** With other features, such as a {@link serlab.feature.CustomFeature}. */
    public Experiment withFeatures(FeatureSpec features) {
        return with(only().with(features));
    }

    /** With another architecture, such as a {@link serlab.model.CustomNetwork}. */
    public Experiment withModel(ModelSpec model) {
        return with(only().with(model));
    }

    private Experiment with(ExperimentSpec changed) {
        return new Experiment(training, new OpenedExperiment(new ComparisonSpec(changed.name(), List.of(changed)), asked.corpus(),
                asked.notes()));
    }

    private ExperimentSpec only() {
        ComparisonSpec spec = asked.spec();
        if (spec.variants().size() > 1) {
            throw new InvalidInputException("'" + spec.name() + "' has " + spec.variants().size()
                    + " variants; features and model can be replaced where there is one");
        }
        return spec.variants().get(0);
    }

    /** Trains and tests it; curves are drawn while it trains. */
    public ComparisonResult run() throws InterruptedException {
        return training.run(asked);
    }

    @Override
    public String toString() {
        return "experiment " + asked.spec().name() + " on " + CellCorpora.line(asked.corpus());
    }
}
