package serlab.tracking.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.mlflow.tracking.MlflowClient;
import serlab.tracking.TrackingAddress;
import serlab.tracking.TrackingUnavailableException;

/** The server that runs are meant for: the project's own, which is started when needed, or one that was named. */
public sealed interface Destination {
    /** What the outbox calls the project's own server, whose port may change. */
    String LOCAL = "local";

    /** What the outbox calls it. */
    String name();

    /** Its address; the project's own server is started if it is not running. */
    TrackingAddress connect() throws TrackingUnavailableException;

    /**
     * MLflow's own Java client for this server, to ask for what this library has no word for. It believes the Java runtime's
     * certificates alone.
     */
    default MlflowClient client() throws TrackingUnavailableException {
        return connect().client();
    }

    /** The project's own server. */
    static Destination local(Path projectRoot, Consumer<String> progress) {
        return new Local(projectRoot, progress);
    }

    /**
     * A server at an address, {@code http://host:port} or {@code https://host}. Who asks stands in the address or in
     * MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or in MLFLOW_TRACKING_TOKEN; a certificate to believe in
     * MLFLOW_TRACKING_SERVER_CERT_PATH.
     *
     * @throws serlab.InvalidInputException if it is no such address
     */
    static Destination at(URI address) {
        return at(address, System.getenv());
    }

    static Destination at(URI address, Map<String, String> environment) {
        return new Named(TrackingAddress.of(address, environment));
    }

    /** The project's own server. */
    record Local(Path projectRoot, Consumer<String> progress) implements Destination {
        @Override
        public String name() {
            return LOCAL;
        }

        @Override
        public TrackingAddress connect() throws TrackingUnavailableException {
            URI address = MlflowServer.startOrReuse(projectRoot, OptionalInt.empty(), progress).address();
            return TrackingAddress.of(address, Map.of());
        }
    }

    /** The project's own server, which runs already. It is told no name, password or token: these are another server's. */
    static Destination running(MlflowServer own) {
        return at(own.address(), Map.of());
    }

    /** A server that was named. */
    record Named(TrackingAddress address) implements Destination {
        @Override
        public String name() {
            return address.uri().toString();
        }

        @Override
        public TrackingAddress connect() {
            return address;
        }
    }
}
