package serlab.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.AtomicFolder;
import serlab.InvalidInputException;
import serlab.NearestFile;
import serlab.NearestName;
import serlab.model.CardText;
import serlab.model.ModelBundle;
import serlab.tracking.ModelTask;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.registry.RegisteredVersion;

/**
 * Search for models: in folders and archives, among the runs and registered models of an MLflow server, or the shipped one.
 */
public final class ModelLocator {
    /** The registered model with the best score of its task. */
    public static final String BEST = "best";
    /** The best model of the last run or comparison; never one that was taught own classes, which is named by its folder. */
    public static final String LAST = "last";
    /** What may name a model, for people. */
    public static final String NAMES = "a model folder or archive, a run's id, models:/NAME/VERSION, best (of those registered), last (of the "
            + "last ./ser run or compare) or starter";
    private static final String REGISTERED = "models:/";

    private final Path lastTrained;
    private final Path downloads;
    private final RegistrySource registry;

    /** Gives the registry when it is needed. */
    @FunctionalInterface
    public interface RegistrySource {
        ModelRegistry open() throws TrackingUnavailableException;
    }

    /**
     * @param lastTrained folder that a comparison or run leaves its model in
     * @param downloads   folder that models of an MLflow server are kept in
     * @param registry    the server, opened once a name needs it
     */
    public ModelLocator(Path lastTrained, Path downloads, RegistrySource registry) {
        this.lastTrained = lastTrained;
        this.downloads = downloads;
        this.registry = registry;
    }

    /** The model that answers where none is named, everywhere: the {@link #LAST} one, or else the starter model. */
    public FoundModel standard() {
        return Files.isDirectory(lastTrained) ? new FoundModel(LAST, ModelBundle.load(lastTrained))
                : new FoundModel(StarterModel.NAME, StarterModel.load());
    }

    /**
     * A model by its name.
     *
     * @param name a folder or zip archive, a run's id, {@code models:/NAME/VERSION}, {@code models:/NAME@ALIAS},
     *             {@code best}, {@code last} or {@code starter}
     * @throws InvalidInputException        if there is no such model or it is damaged
     * @throws TrackingUnavailableException if the server cannot be had
     */
    public FoundModel find(String name) throws TrackingUnavailableException {
        if (name.equals(StarterModel.NAME)) {
            return new FoundModel(name, StarterModel.load());
        }
        if (name.equals(LAST)) {
            if (!Files.isDirectory(lastTrained)) {
                throw new InvalidInputException("no model has been trained here yet; train one with ./ser compare, or ask for "
                        + StarterModel.NAME);
            }
            return standard();
        }
        if (name.equals(BEST)) {
            return find(best());
        }
        if (name.startsWith(REGISTERED)) {
            return new FoundModel(name, fetch(registry.open().registered(name.substring(REGISTERED.length()))));
        }
        Path place = Path.of(name);
        if (!name.isBlank() && Files.exists(new AtomicFolder(place).whole())) {
            return new FoundModel(name, ModelBundle.load(place));
        }
        if (name.matches("[0-9a-f]{32}")) {
            return new FoundModel(name, fetch(registry.open().modelOfRun(name)));
        }
        String near = NearestName.nearest(name, List.of(BEST, LAST, StarterModel.NAME)).map(known -> "did you mean '" + known + "'? ")
                .orElseGet(() -> NearestFile.question(place));
        throw new InvalidInputException("there is no model '" + name + "'; " + near + "expected " + NAMES);
    }

    /**
     * Every registered version, task by task. The first task is the one that {@code best} is of: that of the model trained
     * last, where a tested model of it is registered, else that of the newest version, human voices before synthetic ones.
     */
    public List<RankedModels> registered() throws TrackingUnavailableException {
        return RankedModels.of(registry.open().versions(), lastTask());
    }

    private Optional<ModelTask> lastTask() {
        try {
            ModelBundle last = Files.isDirectory(lastTrained) ? ModelBundle.load(lastTrained) : StarterModel.load();
            return last.card().map(card -> ModelTask.of(card, last.labels()));
        } catch (InvalidInputException damaged) {
            return Optional.empty();
        }
    }

    private String best() throws TrackingUnavailableException {
        return registered().stream().findFirst().flatMap(RankedModels::best).map(RegisteredVersion::uri)
                .orElseThrow(() -> new InvalidInputException("no tested model is registered; register one with "
                        + "./ser models register RUN_ID --name NAME"));
    }

    /**
     * Registers the model of a run, once it has been read and found whole.
     *
     * @throws InvalidInputException if the run has no model, or it is damaged
     */
    public RegisteredVersion register(String runId, String name) throws TrackingUnavailableException {
        ModelRegistry server = registry.open();
        String id = server.modelOfRun(runId);
        ModelBundle model = fetch(id);
        Map<String, String> tags = model.card().isEmpty() ? Map.of() : RegisteredVersion.tags(RegisteredVersion.tags(
                model.card().get().uar(), server.interval(id), ModelTask.of(model.card().get(), model.labels())), CardText.summary(model));
        return server.register(id, runId, name, tags);
    }

    private ModelBundle fetch(String modelId) throws TrackingUnavailableException {
        Path folder = downloads.resolve(modelId);
        if (!Files.isDirectory(folder)) {
            registry.open().download(modelId, folder);
        }
        return ModelBundle.load(folder);
    }
}
