package serlab.tracking.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import serlab.InvalidInputException;
import serlab.tracking.ArtifactPath;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.MlflowReader;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;
import serlab.tracking.server.Destination;

/** Reader of runs from a tracking server. */
public final class TrackedRuns {
    private final MlflowConnection connection;
    private final MlflowReader reader;

    /** @throws TrackingUnavailableException if the project's own server cannot be started */
    public TrackedRuns(Destination destination) throws TrackingUnavailableException {
        this.connection = new MlflowConnection(destination.connect());
        this.reader = new MlflowReader(connection);
    }

    /** A question to the server. */
    private interface Question<T> {
        T ask() throws UnreachableException, RefusedException;
    }

    /**
     * The run of an id.
     *
     * @throws InvalidInputException        if there is no such run
     * @throws TrackingUnavailableException if the server does not answer
     */
    public TrackedRun run(String id) throws TrackingUnavailableException {
        return answer("run '" + id + "'", () -> read(reader.run(id)));
    }

    /** The runs directly below a run, in the order they started. */
    public List<TrackedRun> children(TrackedRun parent) throws TrackingUnavailableException {
        return answer("the runs below '" + parent.id() + "'",
                () -> search(parent.experiment(), "tags.`mlflow.parentRunId` = '" + parent.id() + "'"));
    }

    /**
     * All runs of an experiment, in the order they started.
     *
     * @throws InvalidInputException        if there is no such experiment
     * @throws TrackingUnavailableException if the server does not answer
     */
    public List<TrackedRun> ofExperiment(String name) throws TrackingUnavailableException {
        return answer("experiment '" + name + "'", () -> {
            Experiment found = reader.experiment(name).orElseThrow(() -> new InvalidInputException("MLflow server "
                    + connection.address() + " has no experiment '" + name + "'; run it first, or check the name"));
            return search(found.getExperimentId(), "");
        });
    }

    private List<TrackedRun> search(String experiment, String filter) throws UnreachableException, RefusedException {
        return reader.runs(experiment, filter).stream().map(TrackedRuns::read).toList();
    }

    /** The bytes of a run's file. */
    public byte[] artifact(TrackedRun run, String path) throws TrackingUnavailableException {
        return answer("file " + path + " of run '" + run.id() + "'",
                () -> connection.download(run.artifacts(), new ArtifactPath(path)));
    }

    private <T> T answer(String what, Question<T> question) throws TrackingUnavailableException {
        try {
            return question.ask();
        } catch (RefusedException e) {
            throw new InvalidInputException("MLflow server " + connection.address() + " does not give " + what + ": "
                    + e.getMessage() + "; check the id and --tracking (./ser sync sends what a server has not had)", e);
        } catch (UnreachableException e) {
            throw new TrackingUnavailableException("MLflow server " + connection.address() + " cannot be reached: "
                    + e.getMessage(), e);
        }
    }

    private static TrackedRun read(Run run) {
        RunInfo info = run.getInfo();
        Map<String, String> tags = new HashMap<>();
        run.getData().getTagsList().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        Map<String, String> parameters = new HashMap<>();
        run.getData().getParamsList().forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        Map<String, Double> metrics = new HashMap<>();
        run.getData().getMetricsList().forEach(metric -> metrics.put(metric.getKey(), metric.getValue()));
        return new TrackedRun(info.getRunId(), info.getRunName(), info.getExperimentId(), info.getStatus().name(), tags,
                parameters, metrics, info.getArtifactUri());
    }
}
