package serlab.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import serlab.InvalidInputException;
import serlab.tracking.Tracker;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;

/** Choice of where runs are recorded: the server that was named, else the project's own. */
final class Trackers {
    private Trackers() {
    }

    /** A tracker that gives every run some tags. */
    static Tracker open(Project project, Optional<String> uri, Map<String, String> tags, Consumer<String> notice) {
        return new OutboxTracker(destination(project, uri, notice), project.mlruns(), tags);
    }

    static Destination destination(Project project, Optional<String> uri, Consumer<String> notice) {
        return uri.map(Trackers::named).orElseGet(() -> Destination.local(project.root(), notice));
    }

    static Destination named(String uri) {
        try {
            return Destination.at(URI.create(uri));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("tracking address '" + uri + "' is not a URI; expected http://host:port", e);
        }
    }
}
