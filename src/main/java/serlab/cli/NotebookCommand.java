package serlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import serlab.corpus.locate.Places;
import serlab.lab.Workspace;
import serlab.notebook.JupyterLab;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.server.MlflowServer;
import serlab.tracking.server.PythonEnvironment;

/** {@code ./ser notebook}: JupyterLab with the Java kernel and this library. */
@Command(name = "notebook", mixinStandardHelpOptions = true,
        description = "Opens JupyterLab over notebooks/, with the Java kernel, this library and MLflow.")
final class NotebookCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "P", defaultValue = "8888", description = "port to listen on (8888)")
    private int port;

    @Option(names = "--no-browser", negatable = true, description = "prints the address and opens no browser")
    private boolean browser = true;

    @Option(names = "--data", paramLabel = "PATH", description = "the corpus of the notebooks (also SER_DATA)")
    private List<Path> data;

    @Option(names = "--prepare", description = "only sets up the environment and the kernel, and prints the variables that "
            + "Jupyter's own programs need to find it")
    private boolean prepareOnly;

    @Override
    public Integer call() throws TrackingUnavailableException, IOException, InterruptedException {
        Workspace project = Workspace.here();
        PythonEnvironment.prepare(project.root(), "notebook", System.err::println);
        JupyterLab jupyter = new JupyterLab(PythonEnvironment.folder(project.root()),
                project.root().resolve("target/jupyter"));
        if (prepareOnly) {
            jupyter.prepare().forEach((name, value) -> System.out.println(name + "=" + value));
            return 0;
        }
        MlflowServer server = MlflowServer.startOrReuse(project.root(), OptionalInt.empty(), System.err::println);
        System.out.println("MLflow: " + server.address());
        Map<String, String> variables = new LinkedHashMap<>();
        Places.joined(data).ifPresent(place -> variables.put("SER_DATA", Places.of(place).absolute().toString()));
        return jupyter.run(project.root().resolve("notebooks"), port, browser, variables);
    }
}
