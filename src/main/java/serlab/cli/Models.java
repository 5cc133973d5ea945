package serlab.cli;

import java.util.Optional;
import serlab.predict.ModelLocator;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.server.Destination;
import serlab.tracking.server.MlflowServer;

/** Where commands look for models: the outputs of this project, and the MLflow server that was named or is its own. */
final class Models {
    private Models() {
    }

    /** A locator that starts the project's server only for names that need it. */
    static ModelLocator locator(Project project, Optional<String> tracking) {
        return locator(project,
                () -> new ModelRegistry(Trackers.destination(project, tracking, System.err::println)));
    }

    /** The registry of the server that was named, or of the project's own if that is running. */
    static Optional<ModelRegistry> running(Project project, Optional<String> tracking)
            throws TrackingUnavailableException {
        if (tracking.isPresent()) {
            return Optional.of(new ModelRegistry(Trackers.named(tracking.get())));
        }
        Optional<MlflowServer> own = MlflowServer.find(project.root());
        return own.isPresent() ? Optional.of(new ModelRegistry(Destination.running(own.get()))) : Optional.empty();
    }

    static ModelLocator locator(Project project, ModelLocator.RegistrySource registry) {
        return ModelLocator.below(project.outputs(), registry);
    }

    /** The server's address that an option or the environment names. */
    static Optional<String> tracking(String option) {
        return Optional.ofNullable(option != null ? option : System.getenv("MLFLOW_TRACKING_URI"))
                .filter(uri -> !uri.isBlank());
    }
}
