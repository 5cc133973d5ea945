package serlab.notebook;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.TrainingResult;
import serlab.experiment.VariantResult;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.predict.FoundModel;
import serlab.predict.ModelLocator;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.registry.TrackedRun;
import serlab.tracking.registry.TrackedRuns;

/**
 * Models and runs as cells ask for them.
 *
 * @param training knows folders and tracking
 */
record CellModels(CellTraining training) {
    /** Scores are written with all their digits. */
    private static final double SAME = 1e-9;

    /** What asks an MLflow server. */
    private interface Question<T> {
        T ask() throws TrackingUnavailableException;
    }

    /** The best model of the last run or comparison, or else the starter model. */
    FoundModel standard() {
        return locator().standard();
    }

    FoundModel named(String name) {
        return Waiting.during("Loading the model", () -> answer(() -> locator().find(name)));
    }

    /**
     * A model for the labels of a corpus.
     *
     * @throws InvalidInputException if it tells others apart
     */
    FoundModel named(String name, Corpus corpus) {
        FoundModel found = named(name);
        List<String> labels = found.bundle().labels();
        String trainedOn = found.bundle().card().map(ModelCard::corpus).orElse("a corpus that it does not name");
        if (!Set.copyOf(labels).equals(Set.copyOf(corpus.labels()))) {
            throw new InvalidInputException("model '" + name + "' tells " + String.join(", ", labels) + " apart, and the labels at hand are "
                    + String.join(", ", corpus.labels()) + ": it was trained on " + trainedOn
                    + "; train one on this corpus, or load it all the same with lab.model(\"" + name + "\")");
        }
        if (!trainedOn.equals(corpus.name())) {
            new LiveCell().say("note: model '" + name + "' was trained on " + trainedOn + ", not on " + corpus.name());
        }
        return found;
    }

    /**
     * The model of the training that did best on its validation clips, from that training's own folder.
     *
     * @throws InvalidInputException if a later run under the same name has taken its place
     */
    ModelBundle of(ComparisonResult result) {
        VariantResult best = result.variants().stream().max(Comparator.comparingDouble(variant ->
                variant.bestOnValidation().validation().uar())).orElseThrow();
        TrainingResult chosen = best.bestOnValidation();
        ModelBundle bundle = ModelBundle.load(chosen.bundle(), best.spec().features(), best.spec().model());
        if (bundle.card().filter(card -> Math.abs(card.uar() - chosen.report().uar()) > SAME).isPresent()) {
            throw new InvalidInputException("the model of this result is gone: a later run is named '" + result.spec().name()
                    + "' too; run its cell again, or give every run a name of its own");
        }
        return bundle;
    }

    List<TrackedRun> runs(String experiment) {
        return Waiting.during("Asking MLflow", () -> answer(() -> new TrackedRuns(training.destination()).ofExperiment(experiment)));
    }

    private ModelLocator locator() {
        return training.workspace().models(() -> new ModelRegistry(training.destination()));
    }

    private <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (TrackingUnavailableException e) {
            throw new InvalidInputException(e.getMessage() + training.workspace().mendTracking(), e);
        }
    }
}
