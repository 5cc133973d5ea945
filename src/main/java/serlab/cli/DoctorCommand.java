package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import serlab.InvalidInputException;
import serlab.VisibleText;
import serlab.audio.MicrophoneLine;
import serlab.feature.cache.CacheFolder;
import serlab.feature.encoder.EncoderStore;
import serlab.lab.Workspace;
import serlab.model.OneDnn;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.server.PythonEnvironment;

/** {@code ./ser doctor}: is this machine ready, and if not what to do. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Says whether this machine is ready, and what to do if not.")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private Ser ser;

    private boolean ready = true;

    @Override
    public Integer call() {
        Workspace project = Workspace.here();
        check("Java", Runtime.version().feature() >= 17, "version " + Runtime.version().feature(),
                "install a JDK 17 or newer");
        int cores = Runtime.getRuntime().availableProcessors();
        check("Processor", true, cores + (cores == 1 ? " core" : " cores"), "");
        check("oneDNN", OneDnn.enabled(), "fast convolutions are on", "start the laboratory through ./ser");
        check("Native library", nativeLibrary(), "matrix library loads", "run ./ser doctor --debug for the reason");
        Path python = PythonEnvironment.folder(project.root());
        check("Python", Files.isDirectory(python), "MLflow environment is set up",
                "run environment/setup mlflow (./ser compare does it by itself)");
        server(project);
        check("Corpus", true, project.corpora().locate(Optional.empty()).map(path -> "found at " + path)
                .orElse("none found, so synthetic voices are used; name one with --data or SER_DATA"), "");
        check("Encoders", true, encoders(EncoderStore.ofUser()), "");
        List<String> microphones = MicrophoneLine.names();
        check("Microphone", true, microphones.isEmpty() ? "none, which only ./ser listen and predict --microphone need"
                : VisibleText.line(String.join(", ", microphones)), "");
        Path cache = Workspace.here().cacheFolder();
        check("Feature cache", new CacheFolder(cache).usable(), "can be written", "make " + cache + " writable or set SER_CACHE");
        check("Disk", project.root().toFile().getUsableSpace() > 2L << 30,
                (project.root().toFile().getUsableSpace() >> 30) + " GB free", "free at least 2 GB");
        System.out.println(ready ? "Ready." : "Not ready: see the lines above.");
        return ready ? 0 : Ser.FAILED;
    }

    private void check(String what, boolean good, String fine, String mend) {
        System.out.printf("%-15s %s  %s%n", what, good ? "ok  " : "MISS", good ? fine : mend);
        ready &= good;
    }

    private boolean nativeLibrary() {
        try {
            return OneDnn.nativeLibraryWorks();
        } catch (LinkageError | RuntimeException e) {
            if (ser.debug()) {
                e.printStackTrace();
            }
            return false;
        }
    }

    /** The server that is named, else the project's own, which is started once it is needed. */
    void server(Workspace project) {
        boolean named = project.tracking(null).isPresent();
        try {
            Optional<ModelRegistry> server = project.runningRegistry(project.tracking(null));
            if (named) {
                server.orElseThrow().versions();
            }
            check("MLflow server", true, server.map(found -> (named ? "answers at " : "running at ") + found.address())
                    .orElse("not running; ./ser ui starts it"), "");
        } catch (TrackingUnavailableException | InvalidInputException e) {
            check("MLflow server", !named, e.getMessage(), e.getMessage() + project.mendTracking());
        }
    }

    private static String encoders(EncoderStore store) {
        List<String> names = store.names();
        return names.isEmpty() ? "none, which only features of type encoder need; ./ser fetch whisper-tiny.en gets one"
                : String.join(", ", names) + " in " + store.folder();
    }
}
