package serlab.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import serlab.InvalidInputException;

/**
 * Keeps each run as a folder {@code offline/<time>-<name>-<id>/} of the mlruns folder, without any server. Once a run
 * is open, a disk that fails becomes a notice and the work goes on.
 */
public final class FolderTracker implements Tracker {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path offline;
    private final Notices notices = new Notices();

    /**
     * @param mlruns the folder that gets the folder {@code offline}; made when the first run opens
     */
    public FolderTracker(Path mlruns) {
        this.offline = mlruns.resolve("offline");
    }

    @Override
    public Run start(RunRequest request) {
        String id = newId();
        String name = TIME.format(LocalDateTime.now()) + "-" + RunFolder.fileName(request.name()) + "-" + id.substring(0, 8);
        try {
            RunFolder folder = RunFolder.create(offline.resolve(name), id, request, System.currentTimeMillis());
            return new FolderRun(id, folder, notices);
        } catch (IOException e) {
            throw new InvalidInputException("run folder " + offline.resolve(name) + " cannot be made (" + e
                    + "); free space or choose a folder that can be written", e);
        }
    }

    /** Nothing shows these folders as a page. */
    @Override
    public Optional<String> page(String experiment, Run parent, String metric) {
        return Optional.empty();
    }

    @Override
    public List<String> notices() {
        return notices.all();
    }

    /** Nothing is held open. */
    @Override
    public void close() {
        // every file is complete once written
    }

    /** A fresh run id in MLflow's form: 32 hexadecimal digits. */
    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
