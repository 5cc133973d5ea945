package serlab.cli;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import serlab.lab.Workspace;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.server.MlflowServer;

/** {@code ./ser ui}: the local MLflow server. */
@Command(name = "ui", mixinStandardHelpOptions = true, description = "Starts the local MLflow server, or ends it.")
final class UiCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "P", description = "port to listen on; by default a free one")
    private Integer port;

    @Option(names = "--stop", description = "ends the server")
    private boolean stop;

    @Override
    public Integer call() throws TrackingUnavailableException {
        Workspace project = Workspace.here();
        if (stop) {
            System.out.println(MlflowServer.stop(project.root()) ? "MLflow server stopped."
                    : "No MLflow server was running.");
            return 0;
        }
        MlflowServer server = MlflowServer.startOrReuse(project.root(),
                port == null ? OptionalInt.empty() : OptionalInt.of(port), System.err::println);
        System.out.println("MLflow: " + server.address() + (server.reused() ? " (was running already)" : ""));
        System.out.println("End it with ./ser ui --stop");
        return 0;
    }
}
