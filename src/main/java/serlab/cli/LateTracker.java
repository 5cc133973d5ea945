package serlab.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.Tracker;

/** A tracker that is opened with its first run, so that no server is started for a request that turns out wrong. */
final class LateTracker implements Tracker {
    private final Supplier<Tracker> opening;
    private Tracker opened;

    LateTracker(Supplier<Tracker> opening) {
        this.opening = opening;
    }

    @Override
    public Run start(RunRequest request) {
        return open().start(request);
    }

    @Override
    public Optional<String> page(String experiment, Run parent, String metric) {
        return open().page(experiment, parent, metric);
    }

    @Override
    public synchronized List<String> notices() {
        return opened == null ? List.of() : opened.notices();
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private synchronized Tracker open() {
        if (opened == null) {
            opened = opening.get();
        }
        return opened;
    }
}
