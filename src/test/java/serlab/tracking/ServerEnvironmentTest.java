package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.tracking.server.ServerProcess;

/** What the project's own MLflow server inherits of the environment. */
class ServerEnvironmentTest {
    @Test
    void nothingThatIsMeantForAnotherServerIsInherited() {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "HOME", "/home/me", "MLFLOW_TRACKING_USERNAME", "me",
                "MLFLOW_TRACKING_PASSWORD", "secret", "MLFLOW_TRACKING_TOKEN", "secret", "MLFLOW_TRACKING_URI", "http://me:secret@host",
                "MLFLOW_FLASK_SERVER_SECRET_KEY", "secret", "DATABRICKS_TOKEN", "secret", "PYTHONPATH", "/elsewhere"));
        ServerProcess.adapt(environment);
        assertEquals(Map.of("PATH", "/bin", "HOME", "/home/me", "MLFLOW_DISABLE_TELEMETRY", "true", "DO_NOT_TRACK", "true",
                "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false"), environment);
    }
}
