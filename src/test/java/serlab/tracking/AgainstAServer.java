package serlab.tracking;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of one real MLflow server in a temporary folder whose name has spaces, an accent and a number sign; it runs when a test begins,
 * whatever the one before did to it.
 */
public abstract class AgainstAServer {
    /** More than anything takes that is waited for. */
    protected static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    protected static Path temporary;
    protected static TestServer server;

    /** Holds the outbox of one test. */
    @TempDir
    protected Path mlruns;

    @BeforeAll
    static void startServer() throws Exception {
        server = new TestServer(temporary.resolve("a projécté #1"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void serverRuns() throws Exception {
        server.start();
    }
}
