package serlab.notebook;

import java.util.Comparator;
import java.util.List;
import serlab.InvalidInputException;
import serlab.experiment.ComparisonResult;
import serlab.experiment.VariantResult;
import serlab.model.ModelBundle;
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
    /** What asks an MLflow server. */
    private interface Question<T> {
        T ask() throws TrackingUnavailableException;
    }

    /** The model that was trained last, or else the starter model. */
    FoundModel standard() {
        return locator().standard();
    }

    FoundModel named(String name) {
        return answer(() -> locator().find(name));
    }

    /** The model of the training that did best on its validation clips. */
    ModelBundle of(ComparisonResult result) {
        VariantResult best = result.variants().stream().max(Comparator.comparingDouble(variant ->
                variant.bestOnValidation().validation().uar())).orElseThrow();
        return ModelBundle.load(result.model(), best.spec().features(), best.spec().model());
    }

    List<TrackedRun> runs(String experiment) {
        return answer(() -> new TrackedRuns(training.destination()).ofExperiment(experiment));
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
