package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import serlab.InvalidInputException;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.predict.Prediction;

/** The web server: page, API and scoring protocol. Keeps no upload, on disk or in memory, longer than its answer takes. */
public final class PredictionServer implements AutoCloseable {
    private static final int THREADS = 256;
    private static final int IDLE_MILLIS = 30_000;
    private static final int LEAST_BYTES_PER_SECOND = 1024;
    private static final int HEADER_BYTES = 16 << 10;
    private static final long BODIES_IN_THE_HOUSE = 8;

    private final ServeSettings settings;
    private final ModelShelf models;
    private final String version;
    private final WorkQueue queue;
    private final ScoringProtocol scoring;
    private final Server server;
    private final ServerConnector connector;

    /** @param version of this library, answered at {@code /version} */
    public PredictionServer(ServeSettings settings, ModelShelf models, String version) {
        this.settings = settings;
        this.models = models;
        this.version = version;
        this.queue = new WorkQueue(settings.workers(), settings.queue(), BODIES_IN_THE_HOUSE * settings.uploadBytes());
        this.scoring = new ScoringProtocol(settings.audio());
        this.server = new Server(new QueuedThreadPool(THREADS));
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
        server.setHandler(routes());
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
        return configuration;
    }

    private Router routes() {
        return new Router(settings)
                .get("/health", request -> Answer.json(200, Map.of("status", "ok", "model", models.get("").id())))
                .get("/ping", request -> Answer.text(200, "\n"))
                .get("/version", request -> Answer.text(200, version))
                .get("/api/models", request -> Answer.json(200, models.describe()))
                .post("/api/predict", this::predict)
                .post("/api/speaker", request -> json(request, SpeakerAnswers::of))
                .post("/invocations", request -> json(request, body -> scoring.predict(body, models.get("").predictor())));
    }

    /**
     * Starts to listen.
     *
     * @throws InvalidInputException if the port is in use
     */
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw new InvalidInputException("cannot listen on " + settings.host() + ":" + settings.port() + " ("
                    + e.getMessage() + "); choose another --port or --host", e);
        } catch (Exception e) {
            throw new IllegalStateException("server did not start", e);
        }
    }

    /** Where the page is. */
    public URI address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("http://" + host + ":" + connector.getLocalPort() + "/");
    }

    /** Waits until the server is stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    private Answer predict(Request request) throws IOException, InterruptedException {
        try (WorkQueue.Space space = queue.space()) {
            byte[] body = Incoming.body(request, settings.uploadBytes(), space);
            Upload upload = Upload.of(request.getHeaders().get(HttpHeader.CONTENT_TYPE), body);
            ModelShelf.Shelved model = models.get(upload.model());
            return queue.run(() -> Answer.json(200, predict(upload, model)));
        }
    }

    private Map<String, Object> predict(Upload upload, ModelShelf.Shelved model) {
        if (!model.predictor().model().features().ofRecordings()) {
            return answer(upload, model, model.predictor().predict(upload.bytes(), upload.name(), settings.audio()));
        }
        Waveform waveform = AudioDecoder.decode(upload.bytes(), upload.name(), settings.audio());
        Map<String, Object> answer = answer(upload, model, model.predictor().predict(waveform, upload.name()));
        if (upload.views()) {
            answer.putAll(ClipView.of(waveform));
        }
        return answer;
    }

    private static Map<String, Object> answer(Upload upload, ModelShelf.Shelved model, Prediction prediction) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", upload.name());
        answer.put("emotion", prediction.emotion());
        answer.put("probabilities", prediction.probabilities());
        answer.put("model", model.id());
        answer.put("durationSeconds", prediction.durationSeconds());
        answer.put("timeline", prediction.timeline());
        answer.put("notes", prediction.notes());
        return answer;
    }

    private Answer json(Request request, Function<JsonNode, Object> answer) throws IOException, InterruptedException {
        String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        if (!type.startsWith("application/json")) {
            throw new RequestException(415, "expected a body of type application/json");
        }
        try (WorkQueue.Space space = queue.space()) {
            byte[] body = Incoming.body(request, settings.uploadBytes(), space);
            return queue.run(() -> Answer.json(200, answer.apply(Incoming.object(body))));
        }
    }

    @Override
    public void close() {
        queue.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("server did not stop", e);
        }
    }
}
