package serlab.tracking;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.mlflow.api.proto.Service;

import serlab.InvalidInputException;

/**
 * Sends runs to an MLflow server. What the server does not take, because it cannot be reached or fails, is kept in
 * {@code unsent/<run id>/} of the mlruns folder and a notice says so; what it refuses is named by a notice. Neither ends
 * the caller's work.
 */
public final class MlflowTracker implements Tracker {
    private static final String KIND = "mlflow.experimentKind";

    private final MlflowConnection connection;
    private final Path unsent;
    private final Notices notices = new Notices();
    private final Map<String, String> experiments = new ConcurrentHashMap<>();

    /**
     * @param tracking address of the server, http or https; who asks stands in MLFLOW_TRACKING_USERNAME and
     *                 MLFLOW_TRACKING_PASSWORD, or in MLFLOW_TRACKING_TOKEN
     * @param mlruns   folder that gets {@code unsent/} if the server fails
     * @throws InvalidInputException if the address is no http or https address
     */
    public MlflowTracker(URI tracking, Path mlruns) {
        this(tracking, mlruns, Credentials.of(System.getenv()));
    }

    MlflowTracker(URI tracking, Path mlruns, Credentials credentials) {
        String scheme = tracking.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || tracking.getHost() == null) {
            throw new InvalidInputException("tracking address '" + tracking
                    + "' is no server's; expected http://host:port or https://host");
        }
        this.connection = new MlflowConnection(URI.create(tracking.toString().replaceAll("/+$", "")), credentials);
        this.unsent = mlruns.resolve("unsent");
    }

    /**
     * Opens a run on the server; if that cannot be reached, the whole run is kept in a folder.
     *
     * @throws InvalidInputException if the server refuses and no run of this experiment was opened before
     */
    @Override
    public Run start(RunRequest request) {
        long now = System.currentTimeMillis();
        try {
            String experiment = experiment(request.experiment());
            Service.RunInfo info = connection.ask(client -> client.createRun(opening(request, experiment, now)));
            return new MlflowRun(connection, info.getRunId(), experiment, info.getArtifactUri(), keeper(info.getRunId(), request, now));
        } catch (UnreachableException e) {
            String id = FolderTracker.newId();
            Unsent keeper = keeper(id, request, now);
            keeper.whole(e);
            return new MlflowRun(connection, id, null, null, keeper);
        } catch (RefusedException e) {
            if (!experiments.containsKey(request.experiment())) {
                throw new InvalidInputException("MLflow server " + connection.address() + " refused experiment '"
                        + request.experiment() + "': " + e.getMessage() + "; check the address, the name and the credentials", e);
            }
            notices.add("MLflow refused run '" + request.name() + "': " + e.getMessage());
            String id = FolderTracker.newId();
            return new MlflowRun(connection, id, null, null, keeper(id, request, now));
        }
    }

    @Override
    public Optional<String> page(String experiment, Run parent, String metric) {
        String id = experiments.get(experiment);
        if (id == null) {
            return Optional.empty();
        }
        String filter = "tags.mlflow.parentRunId = \"" + parent.id() + "\"";
        return Optional.of(connection.address() + "/#/experiments/" + id + "/runs?searchFilter=" + ArtifactPath.encode(filter)
                + "&orderByKey=" + ArtifactPath.encode("metrics.`" + Batches.name(metric) + "`") + "&orderByAsc=false");
    }

    @Override
    public List<String> notices() {
        return notices.all();
    }

    /** Ends the connection; runs that are still open stay RUNNING on the server. */
    @Override
    public void close() {
        connection.close();
    }

    private Unsent keeper(String id, RunRequest request, long startedMillis) {
        return new Unsent(unsent, id, request, startedMillis, connection.address(), notices);
    }

    private synchronized String experiment(String name) throws UnreachableException, RefusedException {
        String known = experiments.get(name);
        if (known != null) {
            return known;
        }
        Optional<Service.Experiment> found = connection.ask(client -> client.getExperimentByName(name));
        if (found.isPresent() && "deleted".equals(found.get().getLifecycleStage())) {
            throw new RefusedException("it has been deleted; restore it or use another name", null);
        }
        String id;
        if (found.isPresent()) {
            id = found.get().getExperimentId();
        } else {
            id = created(name);
        }
        experiments.put(name, id);
        return id;
    }

    private String created(String name) throws UnreachableException, RefusedException {
        String id;
        try {
            id = connection.ask(client -> client.createExperiment(name));
        } catch (RefusedException e) {
            Optional<Service.Experiment> other = connection.ask(client -> client.getExperimentByName(name));
            if (other.isEmpty()) {
                throw e;
            }
            return other.get().getExperimentId();
        }
        connection.ask(client -> {
            client.setExperimentTag(id, KIND, "custom_model_development");
            return null;
        });
        return id;
    }

    private static Service.CreateRun opening(RunRequest request, String experiment, long now) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("mlflow.user", System.getProperty("user.name", "unknown"));
        tags.put("mlflow.source.name", "serlab");
        tags.put("mlflow.source.type", "LOCAL");
        tags.putAll(request.tags());
        tags.put("mlflow.runName", request.name());
        if (request.parentId() != null) {
            tags.put("mlflow.parentRunId", request.parentId());
        }
        Service.CreateRun.Builder opening = Service.CreateRun.newBuilder().setExperimentId(experiment)
                .setRunName(request.name()).setUserId(tags.get("mlflow.user")).setStartTime(now);
        Batches.ofTexts(tags, tags.size(), Batches.TAG_LENGTH).forEach(batch -> batch.forEach((name, value) ->
                opening.addTags(Service.RunTag.newBuilder().setKey(name).setValue(value))));
        return opening.build();
    }
}
