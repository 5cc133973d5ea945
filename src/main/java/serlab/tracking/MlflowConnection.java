package serlab.tracking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

/**
 * Requests to one MLflow server, with limits of time and a few short repeats. After a request that failed for good the
 * server is left alone for {@link #PAUSE}, so that a training does not wait for it at every epoch.
 */
final class MlflowConnection implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final long FIRST_WAIT_MILLIS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final URI address;
    private final Credentials credentials;
    private final MlflowClient client;
    private final HttpClient http;
    private final ExecutorService calls;
    private volatile long pausedUntil = System.nanoTime();

    MlflowConnection(URI address, Credentials credentials) {
        this.address = address;
        this.credentials = credentials;
        this.client = new MlflowClient(credentials.forHost(address.toString()));
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
        this.calls = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mlflow");
            thread.setDaemon(true);
            return thread;
        });
    }

    URI address() {
        return address;
    }

    /** One attempt at a request. */
    private interface Attempt<T> {
        T run() throws IOException, InterruptedException, UnreachableException, RefusedException;
    }

    /** Asks by MLflow's own client, which knows no limits of time itself. */
    <T> T ask(Function<MlflowClient, T> request) throws UnreachableException, RefusedException {
        return repeat(() -> {
            Future<T> answer = calls.submit(() -> request.apply(client));
            try {
                return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                answer.cancel(true);
                throw new IOException("no answer within " + LIMIT.toSeconds() + " s", e);
            } catch (ExecutionException e) {
                throw sorted(e.getCause());
            }
        });
    }

    /** Stores bytes or a file at {@code <artifactUri>/<path>} through the server. */
    void put(String artifactUri, ArtifactPath path, HttpRequest.BodyPublisher body)
            throws UnreachableException, RefusedException {
        URI store = URI.create(artifactUri);
        if (!"mlflow-artifacts".equals(store.getScheme())) {
            throw new RefusedException("artifact store " + artifactUri
                    + " is not served by the MLflow server; start it with --artifacts-destination", null);
        }
        URI target = URI.create(address + "/api/2.0/mlflow-artifacts/artifacts" + store.getRawPath() + "/" + path.encoded());
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(UPLOAD_LIMIT).PUT(body);
        credentials.header().ifPresent(value -> request.header("Authorization", value));
        repeat(() -> {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == TOO_MANY || answer.statusCode() >= SERVER_ERROR) {
                throw new IOException("status " + answer.statusCode() + " " + brief(answer.body()));
            }
            if (answer.statusCode() >= 300) {
                throw new RefusedException("status " + answer.statusCode() + " " + brief(answer.body()), null);
            }
            return null;
        });
    }

    @Override
    public void close() {
        calls.shutdownNow();
        client.close();
    }

    private <T> T repeat(Attempt<T> attempt) throws UnreachableException, RefusedException {
        if (System.nanoTime() - pausedUntil < 0) {
            throw new UnreachableException("it did not answer shortly before", null);
        }
        IOException last = null;
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                if (i > 0) {
                    Thread.sleep(FIRST_WAIT_MILLIS << 2 * (i - 1));
                }
                try {
                    return attempt.run();
                } catch (IOException e) {
                    last = e;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
        pausedUntil = System.nanoTime() + PAUSE.toNanos();
        throw new UnreachableException(last.getMessage() == null ? last.toString() : last.getMessage(), last);
    }

    /** Tells a server that cannot be reached (worth another attempt) from one that refuses. */
    private static IOException sorted(Throwable cause) throws RefusedException {
        if (cause instanceof MlflowHttpException answer) {
            if (answer.getStatusCode() == TOO_MANY || answer.getStatusCode() >= SERVER_ERROR) {
                return new IOException("status " + answer.getStatusCode(), answer);
            }
            throw new RefusedException("status " + answer.getStatusCode() + " " + brief(answer.getBodyMessage()), answer);
        }
        if (cause.getCause() instanceof IOException io) {
            return io;
        }
        if (cause instanceof UncheckedIOException io) {
            return io.getCause();
        }
        if (cause instanceof MlflowClientException || cause instanceof RuntimeException) {
            throw new RefusedException("answer that is not MLflow's: " + brief(String.valueOf(cause.getMessage())), cause);
        }
        throw new IllegalStateException(cause);
    }

    private static String brief(String text) {
        String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
