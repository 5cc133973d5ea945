package serlab.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.corpus.locate.CorpusLocator;
import serlab.experiment.Comparison;
import serlab.experiment.Provenance;
import serlab.feature.cache.FeatureCache;
import serlab.predict.ModelLocator;
import serlab.tracking.Tracker;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.server.Destination;
import serlab.tracking.server.MlflowServer;

/**
 * The folder that the laboratory is installed in, and what the environment says of its data, caches and tracking server; the
 * one place that reads either.
 *
 * @param root        holds {@code experiments/}, {@code environment/}, {@code mlruns/} and {@code out/}
 * @param environment variables by name: {@code SER_DATA}, {@code SER_CACHE}, {@code MLFLOW_TRACKING_URI} and others
 */
public record Workspace(Path root, Map<String, String> environment) {
    private static final String HOME = "serlab.home";
    private static final String DATA = "SER_DATA";
    private static final String SPEAKERS = "SER_SPEAKERS";
    private static final String TRACKING = "MLFLOW_TRACKING_URI";
    private static final String TAUGHT = "taught";
    private static final String MODEL = "model";

    public Workspace {
        root = root.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** The one that this process belongs to, as the launcher names it. */
    public static Workspace here() {
        return new Workspace(Path.of(System.getProperty(HOME, ".")), System.getenv());
    }

    public Path outputs() {
        return root.resolve("out");
    }

    public Path experiments() {
        return root.resolve("experiments");
    }

    public Path mlruns() {
        return root.resolve("mlruns");
    }

    /** Where the model that {@code ./ser predict} takes by default is kept. */
    public Path defaultModel() {
        return Comparison.defaultModel(outputs());
    }

    /** Where the results of a name go unless another folder is named. */
    public Path output(String name) {
        return outputs().resolve(folderName(name));
    }

    /** A path as it is named on the command line in the project's folder. */
    public String named(Path path) {
        return (path.startsWith(root) ? root.relativize(path) : path).toString();
    }

    /** The folder of the model that is taught classes of one's own under a name. */
    public Path taught(String name) {
        return output(TAUGHT + " " + name).resolve(MODEL);
    }

    /** The folders of all models that were taught classes of one's own, by name. */
    public List<Path> taught() {
        if (!Files.isDirectory(outputs())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(outputs())) {
            return all.filter(folder -> folder.getFileName().toString().startsWith(TAUGHT + "-"))
                    .map(folder -> folder.resolve(MODEL)).filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new InvalidInputException("'" + outputs() + "' cannot be listed: " + IoReason.of(e), e);
        }
    }

    /** A name as a folder. */
    public static String folderName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }

    /** What looks for corpora: at {@code SER_DATA}, else where they usually lie. */
    public CorpusLocator corpora() {
        return new CorpusLocator(root, Optional.ofNullable(environment.get(DATA)));
    }

    /** Folder of the feature cache. */
    public Path cacheFolder() {
        return FeatureCache.defaultDirectory(environment);
    }

    /** Folder of speaker profiles: {@code SER_SPEAKERS}, or one of the user's, outside the project. */
    public Path speakers() {
        String named = environment.getOrDefault(SPEAKERS, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path home = data.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data);
        return home.resolve("serlab").resolve("speakers");
    }

    /** The feature cache. */
    public FeatureCache cache() {
        return new FeatureCache(cacheFolder());
    }

    public Provenance provenance() {
        return Provenance.of(root);
    }

    /** The address of a tracking server: the one that is given, else that of {@code MLFLOW_TRACKING_URI}, if there is one. */
    public Optional<String> tracking(String given) {
        return Optional.ofNullable(given != null ? given : environment.get(TRACKING)).filter(uri -> !uri.isBlank());
    }

    /** What to do where a server does not answer that no option names. */
    public String mendTracking() {
        return mendTracking(null);
    }

    /**
     * What to do where a server does not answer.
     *
     * @param given its address, as an option names it; null for none
     */
    public String mendTracking(String given) {
        return given != null ? "; correct the address in --tracking, or leave it out" : tracking(null).isEmpty() ? "; start it with ./ser ui" : "; correct the address in " + TRACKING
                + ", or leave it out to use the project's own server";
    }

    /**
     * The server at an address, or the project's own, which is started when it is needed.
     *
     * @param progress told what is done for that
     */
    public Destination destination(Optional<String> address, Consumer<String> progress) {
        return address.map(uri -> server(uri, System.getenv())).orElseGet(() -> Destination.local(root, progress));
    }

    private static Destination server(String uri, Map<String, String> environment) {
        try {
            return Destination.at(URI.create(uri), environment);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("tracking address '" + uri + "' is not a URI; expected http://host:port", e);
        }
    }

    /** @throws InvalidInputException if an address is no tracking server's; nobody is asked */
    public static void requireServer(String address) {
        server(address, Map.of());
    }

    /** A tracker that gives every run some tags; otherwise as {@link #destination}. */
    public Tracker tracker(Optional<String> address, Map<String, String> tags, Consumer<String> progress) {
        return new OutboxTracker(destination(address, progress), mlruns(), tags);
    }

    /** What finds models; it starts the project's server only for names that need it. */
    public ModelLocator models(Optional<String> address, Consumer<String> progress) {
        return models(() -> new ModelRegistry(destination(address, progress)));
    }

    /** What finds models, those of a server by way of {@code registry}. */
    public ModelLocator models(ModelLocator.RegistrySource registry) {
        return new ModelLocator(defaultModel(), cacheFolder().resolveSibling("models"), registry);
    }

    /** The registry of the server at an address, or of the project's own if that is running. */
    public Optional<ModelRegistry> runningRegistry(Optional<String> address) throws TrackingUnavailableException {
        if (address.isPresent()) {
            return Optional.of(new ModelRegistry(server(address.get(), System.getenv())));
        }
        Optional<MlflowServer> own = MlflowServer.find(root);
        return own.isPresent() ? Optional.of(new ModelRegistry(Destination.running(own.get()))) : Optional.empty();
    }
}
