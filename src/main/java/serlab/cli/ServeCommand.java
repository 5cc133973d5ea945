package serlab.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.experiment.Provenance;
import serlab.lab.Workspace;
import serlab.predict.FoundModel;
import serlab.predict.SpeakerProfiles;
import serlab.predict.StarterModel;
import serlab.serve.ModelShelf;
import serlab.serve.PredictionServer;
import serlab.serve.ServeSettings;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser serve}: the web page and MLflow's scoring protocol. */
@Command(name = "serve", mixinStandardHelpOptions = true,
        description = "Serves a web page that tells the emotion of recordings, and MLflow's scoring protocol.")
final class ServeCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8000;
    private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "::1");

    @Option(names = "--port", paramLabel = "P", description = "port, 0 for a free one; by default 8000, or a free one where "
            + "that is taken")
    private Integer port;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
            description = "address to listen on; ${DEFAULT-VALUE}, this machine alone, by default")
    private String host;

    @Option(names = "--allow", paramLabel = "NAME", description = "a host name that the server answers to, such as that of "
            + "a reverse proxy before it, beside localhost and addresses in numbers; may be given several times")
    private List<String> allow = List.of();

    @Option(names = "--connections", paramLabel = "N", description = "connections an address may hold at a time, this "
            + "machine's own included; by default 32, this machine's own not counted")
    private Integer connections;

    @Option(names = "--speakers", description = "visitors of other machines may list, make, use and delete speaker profiles, too; by "
            + "default those of this machine alone")
    private boolean speakers;

    @Option(names = "--model", paramLabel = "MODEL", description = ModelOptions.NAMES)
    private String model;

    @Mixin
    private TrackingOption tracking;

    @Override
    public Integer call() throws TrackingUnavailableException, InterruptedException {
        settings(port == null ? USUAL_PORT : port); // refused before models are loaded
        List<FoundModel> here = new ServedModels(Workspace.here(), tracking.given(), System.err::println).find(model, ownMachine());
        FoundModel first = here.get(0);
        ModelShelf models = new ModelShelf(here);
        try (PredictionServer server = started(models)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            if (models.onlyStarter()) {
                System.err.println("note: " + StarterModel.NOTICE);
            }
            System.out.println("Model: " + first.described() + "; the page offers those that are here");
            System.out.println("Open " + server.address() + " (end with Ctrl-C)");
            server.join();
        }
        return 0;
    }

    private ServeSettings settings(int number) {
        ServeSettings settings = ServeSettings.local(number).at(host).answeringTo(new LinkedHashSet<>(allow));
        return connections == null ? settings : settings.withConnections(connections);
    }

    /** On the port that was asked for, else on the usual one if that is free, else on any. */
    private PredictionServer started(ModelShelf models) {
        if (port != null) {
            return started(port, models);
        }
        try {
            return started(USUAL_PORT, models);
        } catch (InvalidInputException taken) {
            return started(0, models);
        }
    }

    private boolean ownMachine() {
        return OWN.contains(host) && allow.isEmpty();
    }

    private Optional<SpeakerProfiles> profiles() {
        return speakers || ownMachine() ? Optional.of(new SpeakerProfiles(Workspace.here().speakers()))
                : Optional.empty();
    }

    private PredictionServer started(int number, ModelShelf models) {
        PredictionServer server = new PredictionServer(settings(number), models, Provenance.libraryVersion(), profiles(),
                ownMachine() ? Optional.of(Workspace.here()) : Optional.empty());
        server.start();
        server.warm();
        return server;
    }
}
