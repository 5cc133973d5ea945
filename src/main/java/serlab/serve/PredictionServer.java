package serlab.serve;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.LongRecording;
import serlab.audio.isolated.HelperPool;
import serlab.lab.Workspace;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.SpeakerProfiles;
import serlab.predict.turns.TurnFinder;
import serlab.predict.turns.TurnText;

/** The web server: page, API and scoring protocol. Keeps no upload, on disk or in memory, longer than its answer takes. */
public final class PredictionServer implements AutoCloseable {
    private static final int THREADS = 32;
    /** Connections that come at once wait to be taken; of Java's 50 the rest would be cut off. */
    private static final int WAITING_CONNECTIONS = 1024;
    private static final int IDLE_MILLIS = 30_000;
    private static final long LOOK_MILLIS = 500;
    private static final int HELPERS = 2;
    private static final Duration DECODING = Duration.ofSeconds(30);
    /** Most bytes of the first line and the headers of a request. */
    static final int HEADER_BYTES = 16 << 10;
    /** Of each connection; the usual 1024 would hold 100 KB for every one. */
    private static final int HEADERS_REMEMBERED = 32;

    private final ServeSettings settings;
    private final ModelShelf models;
    private final SpeakerDesk speakers;
    private final LiveDesk live;
    private final TeachDesk teach;
    private final String version;
    private final HelperPool helpers;
    private final Rehearsal rehearsal = new Rehearsal();
    private final ScoringProtocol scoring;
    private final Server server;
    private final ServerConnector connector;
    private final RequestQueue reception;
    private final Router router;
    private final Connections connections;
    private final ScheduledExecutorService watch;

    /** A server where nobody is enrolled. */
    public PredictionServer(ServeSettings settings, ModelShelf models, String version) {
        this(settings, models, version, Optional.empty());
    }

    /**
     * @param version  of this library, answered at {@code /version}
     * @param speakers profiles of speakers, which visitors may list, make, use and delete; empty where they may not
     */
    public PredictionServer(ServeSettings settings, ModelShelf models, String version, Optional<SpeakerProfiles> speakers) {
        this(settings, models, version, speakers, Optional.empty());
    }

    /** @param workspace gets what visitors teach; empty where they may teach nothing */
    public PredictionServer(ServeSettings settings, ModelShelf models, String version, Optional<SpeakerProfiles> speakers,
                            Optional<Workspace> workspace) {
        this(settings, models, version, System::nanoTime, speakers, workspace);
    }

    /** @param clock nanoseconds, by which senders are slow */
    PredictionServer(ServeSettings settings, ModelShelf models, String version, LongSupplier clock) {
        this(settings, models, version, clock, Optional.empty(), Optional.empty());
    }

    private PredictionServer(ServeSettings settings, ModelShelf models, String version, LongSupplier clock,
                             Optional<SpeakerProfiles> speakers, Optional<Workspace> workspace) {
        this.speakers = new SpeakerDesk(speakers, models);
        this.live = new LiveDesk(models, this.speakers, clock);
        this.settings = settings;
        this.models = models;
        this.version = version;
        this.helpers = new HelperPool(Math.min(HELPERS, settings.workers()), settings.uploadBytes(), DECODING);
        this.teach = new TeachDesk(workspace, models, helpers, clock);
        this.scoring = new ScoringProtocol(settings.audio(), helpers);
        this.server = new Server(new QueuedThreadPool(THREADS));
        this.reception = new RequestQueue(settings, server.getThreadPool(), clock);
        this.connections = new Connections(settings.connections(), settings.countLocal(), clock);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        connector.addBean(connections);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
        this.router = routes();
        server.setHandler(router);
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setHeaderCacheSize(HEADERS_REMEMBERED);
        return configuration;
    }

    private Router routes() {
        return new Router(new AllowedHosts(settings), reception)
                .get("/health", () -> Reply.json(200, Map.of("status", "ok", "model", models.usual().id())))
                .get("/ping", () -> Reply.text(200, "\n"))
                .get("/version", () -> Reply.text(200, version))
                .get("/api/models", () -> Reply.json(200, models.describe()))
                .post("/api/predict", Upload::boundary, this::predict)
                .post("/api/turns", Upload::boundary, this::turns)
                .post("/api/live/start", Body::json, body -> Reply.json(200, live.start(body.object("rate", "model", "speaker", "coverage"))))
                .post("/api/live/sound", Body::json, body -> Reply.json(200, live.sound(body.object("session", "at", "sound"))))
                .post("/api/live/stop", Body::json, body -> Reply.json(200, live.stop(body.object("session"))))
                .get("/api/teach", () -> Reply.json(200, teach.about()))
                .post("/api/teach/start", Body::json, body -> Reply.json(200, teach.start(body.object("name", "lesson"))))
                .post("/api/teach/clip", Body::json, body -> Reply.json(200, teach.clip(body.object("lesson", "label", "file", "sound"))))
                .post("/api/teach/learn", Body::json, body -> Reply.json(200, teach.learn(body.object("lesson"))))
                .post("/api/teach/state", Body::json, body -> Reply.json(200, teach.state(body.object("lesson"))))
                .post("/api/speaker", Body::json, body -> Reply.json(200, SpeakerAnswers.of(body.object("answers"))))
                .get("/api/speakers", () -> Reply.json(200, speakers.list()))
                .post("/api/speakers", Body::json, body -> Reply.json(200, speakers.enroll(body.object("speaker", "model", "recordings", "replace"))))
                .post("/api/speakers/delete", Body::json, body -> Reply.json(200, speakers.forget(body.object("speaker"))))
                .post("/invocations", Body::jsonOrCsv,
                        body -> Reply.json(200, scoring.predict(body, models.usual().predictor())));
    }

    /**
     * Starts to listen.
     *
     * @throws InvalidInputException if the port is in use
     */
    public void start() {
        try {
            server.start();
            watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            close();
            throw new InvalidInputException("cannot listen on " + settings.host() + ":" + settings.port() + " ("
                    + e.getMessage() + "); choose another --port or --host", e);
        } catch (Exception e) {
            throw new IllegalStateException("server did not start", e);
        }
    }

    /** Starts the process that decodes what FFmpeg reads of uploads, and rehearses answers, so that the first need not wait. */
    public void warm() {
        rehearsal.begin(models.usual().predictor(), settings.audio());
        try {
            helpers.warm();
        } catch (IOException e) {
            LoggerFactory.getLogger(PredictionServer.class).warn("uploads that FFmpeg reads cannot be decoded", e);
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

    private void look() {
        try {
            reception.look();
            connections.look();
            live.look();
            teach.look();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(PredictionServer.class).error("looking after uploads failed", e);
        }
    }

    /** Bodies that are still coming in, and bytes of all bodies in memory. */
    long[] load() {
        return new long[] {reception.coming(), reception.bytes()};
    }

    /** Where the API answers. */
    Set<String> addresses() {
        return router.addresses();
    }

    private Reply predict(Body body) {
        Upload upload = Upload.of(body, Upload.OF_PREDICT);
        return Reply.json(200, predict(upload, models.get(upload.model())));
    }

    private Reply turns(Body body) {
        Upload upload = Upload.of(body, Upload.OF_TURNS);
        ModelShelf.Shelved model = models.get(upload.model());
        TurnFinder finder = TurnFinder.with(model.predictor(), 1);
        finder = upload.speakers().isPresent() ? finder.speakers(upload.speakers().getAsInt()) : finder;
        Waveform waveform = AudioDecoder.decode(upload.bytes(), upload.name(), settings.audio(), helpers);
        TurnText text = new TurnText(finder.in(LongRecording.of(waveform, upload.name())), model.id(), model.predictor().facts());
        Map<String, Object> answer = text.fields();
        if (upload.formats()) {
            answer.put("formats", text.everywhere());
        }
        return Reply.json(200, answer);
    }

    private Map<String, Object> predict(Upload upload, ModelShelf.Shelved model) {
        if (upload.speaker().isEmpty()) {
            return predict(upload, model, upload.wishes().of(model.predictor()), UnaryOperator.identity());
        }
        if (upload.wishes().coverage().isPresent()) {
            throw new RequestException(ErrorCode.CONFLICTING_FIELDS, "a coverage is promised of answers as they are; leave coverage or speaker out");
        }
        SpeakerProfile profile = speakers.find(upload.speaker());
        return predict(upload, model, upload.wishes().of(speakers.predictor(profile, model)), profile::adapted);
    }

    private Map<String, Object> predict(Upload upload, ModelShelf.Shelved model, Predictor predictor, UnaryOperator<Prediction> adapted) {
        if (!model.predictor().model().features().ofRecordings()) {
            return answer(upload, model, adapted.apply(predictor.predict(upload.bytes(), upload.name(), settings.audio())));
        }
        Waveform waveform = AudioDecoder.decode(upload.bytes(), upload.name(), settings.audio(), helpers);
        Map<String, Object> answer = answer(upload, model, adapted.apply(predictor.predict(waveform, upload.name())));
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
        answer.putAll(model.predictor().facts().fields());
        answer.put("duration_seconds", prediction.durationSeconds());
        answer.put("timeline", prediction.timeline());
        answer.put("notes", prediction.notes());
        if (!prediction.possible().isEmpty()) {
            answer.put("possible", prediction.possible());
        }
        return answer;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        rehearsal.close();
        reception.close();
        teach.close();
        helpers.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("server did not stop", e);
        }
    }
}
