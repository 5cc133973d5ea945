package serlab.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A run kept in a {@link RunFolder}. */
final class FolderRun implements Run {
    private final String id;
    private final RunFolder folder;
    private final Notices notices;
    private final AtomicBoolean finished = new AtomicBoolean();

    FolderRun(String id, RunFolder folder, Notices notices) {
        this.id = id;
        this.folder = folder;
        this.notices = notices;
    }

    /** Something written to the folder. */
    private interface Write {
        void run() throws IOException;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void parameters(Map<String, String> parameters) {
        keep(() -> folder.parameters(parameters));
    }

    @Override
    public void metrics(Map<String, Double> metrics, long step) {
        keep(() -> folder.metrics(metrics, step, System.currentTimeMillis()));
    }

    @Override
    public void tags(Map<String, String> tags) {
        keep(() -> folder.tags(tags));
    }

    @Override
    public void artifact(String path, byte[] content) {
        ArtifactPath checked = new ArtifactPath(path);
        keep(() -> folder.artifact(checked, content));
    }

    @Override
    public void dataset(DatasetInput dataset) {
        keep(() -> folder.dataset(dataset));
    }

    @Override
    public void model(String name, Path source) {
        keep(() -> folder.model(name, source));
    }

    @Override
    public void finish(RunStatus status) {
        if (finished.compareAndSet(false, true)) {
            keep(() -> folder.finish(status, System.currentTimeMillis()));
        }
    }

    private void keep(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            notices.add("the record of a run in " + folder.path() + " is incomplete: " + e);
        }
    }
}
