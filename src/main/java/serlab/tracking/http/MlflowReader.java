package serlab.tracking.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mlflow.api.proto.ModelRegistry.GetModelVersion;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.GetExperimentByName;
import org.mlflow.api.proto.Service.GetRun;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.Page;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow_project.google.protobuf.InvalidProtocolBufferException;
import org.mlflow_project.google.protobuf.Message;
import org.mlflow_project.google.protobuf.util.JsonFormat;
import serlab.Mappers;
import serlab.tracking.ArtifactPath;

/**
 * Reading of runs, experiments and registered models by {@link MlflowClient}, MLflow's own Java client, over a
 * {@link MlflowConnection}: with its proxies, certificates, limits of time and plain words for what is no MLflow server, all
 * of which the client's own connection lacks.
 *
 * <p>Of what MLflow 3 adds the client (2.17.2) knows nothing: logged models, what a run put out and the alias of a version
 * are asked for directly.
 */
public final class MlflowReader {
    /** What a page of a search may hold. A search gives no more than a page, and the server cuts a page at 1000. */
    private static final int PAGE = 500;

    private final MlflowClient client;

    public MlflowReader(MlflowConnection connection) {
        this.client = new ConnectedClient(connection);
    }

    /** The run of an id, with its tags, parameters and the last value of every metric. */
    public Run run(String id) throws UnreachableException, RefusedException {
        return answer(() -> client.getRun(id));
    }

    /** Every run of an experiment that a filter lets through, in the order they started. */
    public List<Run> runs(String experimentId, String filter) throws UnreachableException, RefusedException {
        return all(() -> client.searchRuns(List.of(experimentId), filter, ViewType.ACTIVE_ONLY, PAGE,
                List.of("attributes.start_time ASC")));
    }

    /** The experiment of a name, deleted ones too; empty if there is none. */
    public Optional<Experiment> experiment(String name) throws UnreachableException, RefusedException {
        return found(() -> client.getExperimentByName(name).orElseThrow());
    }

    /** Whether there is a registered model of a name. */
    public boolean hasModel(String name) throws UnreachableException, RefusedException {
        return found(() -> client.getRegisteredModel(name)).isPresent();
    }

    /** A version of a registered model. */
    public ModelVersion version(String model, String version) throws UnreachableException, RefusedException {
        return answer(() -> client.getModelVersion(model, version));
    }

    /** The version of a registered model that an alias stands for. */
    public ModelVersion aliased(String model, String alias) throws UnreachableException, RefusedException {
        String asked = "registered-models/alias?name=" + ArtifactPath.encode(model) + "&alias=" + ArtifactPath.encode(alias);
        return answer(() -> ConnectedClient.parsed(client.sendGet(asked), GetModelVersion.Response.newBuilder())
                .getModelVersion());
    }

    /** Every version of every registered model that a filter lets through. */
    public List<ModelVersion> versions(String filter) throws UnreachableException, RefusedException {
        return all(() -> client.searchModelVersions(filter, PAGE, List.of()));
    }

    /** The items of a page and of all that follow. */
    private static <T> List<T> all(Supplier<? extends Page<T>> search) throws UnreachableException, RefusedException {
        return answer(() -> {
            List<T> all = new ArrayList<>();
            Page<T> page = search.get();
            page.getItems().forEach(all::add);
            while (page.hasNextPage()) {
                page = page.getNextPage();
                page.getItems().forEach(all::add);
            }
            return all;
        });
    }

    private static <T> Optional<T> found(Supplier<T> question) throws UnreachableException, RefusedException {
        try {
            return Optional.of(answer(question));
        } catch (RefusedException e) {
            if (e.notFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Gives the connection's own exceptions back, which the client's methods cannot throw. */
    private static <T> T answer(Supplier<T> question) throws UnreachableException, RefusedException {
        try {
            return question.get();
        } catch (MlflowClientException e) {
            if (e.getCause() instanceof UnreachableException unreachable) {
                throw unreachable;
            }
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new RefusedException("answer that is not MLflow's: " + e.getMessage(), 0);
        }
    }

    /** The client with every request that reads sent by a connection of ours. */
    private static final class ConnectedClient extends MlflowClient {
        private static final long serialVersionUID = 1L;

        private final transient MlflowConnection connection;

        ConnectedClient(MlflowConnection connection) {
            super(new BasicMlflowHostCreds(connection.address().toString()));
            this.connection = connection;
        }

        /** A request of the connection. */
        private interface Question {
            JsonNode ask() throws UnreachableException, RefusedException;
        }

        @Override
        public String sendGet(String path) {
            return text(() -> connection.get(path, Map.of()));
        }

        @Override
        public String sendPost(String path, String json) {
            return text(() -> {
                try {
                    return connection.post(path, (ObjectNode) Mappers.JSON.readTree(json));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("the client wrote no JSON", e);
                }
            });
        }

        /** As the client has it, but for its own connection. */
        @Override
        public Run getRun(String id) {
            GetRun.Response.Builder response = parsed(sendGet("runs/get?run_id=" + ArtifactPath.encode(id)),
                    GetRun.Response.newBuilder());
            if (!response.hasRun()) {
                throw new MlflowClientException("no run in it");
            }
            return response.getRun();
        }

        /** As the client has it, but for its own connection, and for a missing one, which is an exception. */
        @Override
        public Optional<Experiment> getExperimentByName(String name) {
            GetExperimentByName.Response.Builder response = parsed(sendGet("experiments/get-by-name?experiment_name="
                    + ArtifactPath.encode(name)), GetExperimentByName.Response.newBuilder());
            if (!response.hasExperiment()) {
                throw new MlflowClientException("no experiment in it");
            }
            return Optional.of(response.getExperiment());
        }

        private static String text(Question question) {
            try {
                return question.ask().toString();
            } catch (UnreachableException | RefusedException e) {
                throw new MlflowClientException(e);
            }
        }

        private static <B extends Message.Builder> B parsed(String json, B answer) {
            try {
                JsonFormat.parser().ignoringUnknownFields().merge(json, answer);
                return answer;
            } catch (InvalidProtocolBufferException e) {
                throw new MlflowClientException(e.getMessage(), e);
            }
        }
    }
}
