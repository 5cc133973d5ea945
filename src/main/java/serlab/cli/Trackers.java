package serlab.cli;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import serlab.InvalidInputException;
import serlab.tracking.FolderTracker;
import serlab.tracking.MlflowServer;
import serlab.tracking.MlflowTracker;
import serlab.tracking.Tracker;
import serlab.tracking.TrackingUnavailableException;

/** Chooses where runs are recorded: the server that was named, else the local one, else a folder. */
final class Trackers {
    private Trackers() {
    }

    static Tracker open(Project project, Optional<String> uri, Consumer<String> notice) {
        if (uri.isPresent()) {
            return new MlflowTracker(address(uri.get()), project.mlruns());
        }
        return new LateTracker(() -> local(project, notice));
    }

    private static Tracker local(Project project, Consumer<String> notice) {
        try {
            MlflowServer server = MlflowServer.startOrReuse(project.root(), OptionalInt.empty(), notice);
            return new MlflowTracker(server.address(), project.mlruns());
        } catch (TrackingUnavailableException e) {
            notice.accept("no MLflow server: " + e.getMessage() + "; runs are kept in "
                    + project.mlruns().resolve("offline"));
            return new FolderTracker(project.mlruns());
        }
    }

    static URI address(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("tracking address '" + uri + "' is not a URI; expected http://host:port", e);
        }
    }
}
