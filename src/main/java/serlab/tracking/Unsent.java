package serlab.tracking;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Keeps what a server did not take of one run, in a {@link RunFolder} that is made when first needed. */
final class Unsent {
    private final Path folder;
    private final String id;
    private final RunRequest request;
    private final long startedMillis;
    private final URI server;
    private final Notices notices;
    private RunFolder opened;

    Unsent(Path unsent, String id, RunRequest request, long startedMillis, URI server, Notices notices) {
        this.folder = unsent.resolve(id);
        this.id = id;
        this.request = request;
        this.startedMillis = startedMillis;
        this.server = server;
        this.notices = notices;
    }

    /** Something written to the folder. */
    interface Write {
        void to(RunFolder folder) throws IOException;
    }

    /** Keeps a run that the server has never heard of. */
    void whole(UnreachableException reason) {
        keep(reason, kept -> { });
    }

    void keep(UnreachableException reason, Write write) {
        notices.add("MLflow server " + server + " cannot be reached; what it has not had is kept in " + folder.getParent());
        try {
            write.to(opened());
        } catch (IOException e) {
            e.addSuppressed(reason);
            notices.add("results of a run could neither be sent nor kept in " + folder + ": " + e);
        }
    }

    void refused(String what, RefusedException reason) {
        notices.add("MLflow refused " + what + " of run '" + request.name() + "': " + reason.getMessage());
    }

    void unreadable(String what, IOException reason) {
        notices.add(what + " of run '" + request.name() + "' could not be read: " + reason);
    }

    private synchronized RunFolder opened() throws IOException {
        if (opened == null) {
            opened = RunFolder.create(folder, id, request, startedMillis);
        }
        return opened;
    }
}
