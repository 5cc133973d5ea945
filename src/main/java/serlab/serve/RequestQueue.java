package serlab.serve;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Queue of request bodies before a few workers that answer them; it turns away what comes too slowly or waits too long. */
final class RequestQueue implements AutoCloseable {
    private static final int BODIES = 8;
    private static final long ANSWER_SECONDS = 60;

    private final int limit;
    private final UploadMemory room;
    private final Executor readers;
    private final LongSupplier clock;
    private final ThreadPoolExecutor workers;
    private final Set<IncomingBody> coming = ConcurrentHashMap.newKeySet();
    private final Map<Exchange, Long> working = new ConcurrentHashMap<>();

    /**
     * @param readers run what goes on reading a body
     * @param clock   nanoseconds
     */
    RequestQueue(ServeSettings settings, Executor readers, LongSupplier clock) {
        this.limit = settings.uploadBytes();
        this.room = new UploadMemory(BODIES, limit);
        this.readers = readers;
        this.clock = clock;
        this.workers = new ThreadPoolExecutor(settings.workers(), settings.workers(), 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queue()), work -> new Thread(work, "predict"));
    }

    /** What becomes of a body: a worker's reply. */
    private final class Visit implements IncomingBody.Listener {
        private final Function<Body, Reply> work;

        private Visit(Function<Body, Reply> work) {
            this.work = work;
        }

        @Override
        public void whole(IncomingBody body) {
            coming.remove(body);
            Exchange exchange = body.exchange();
            working.put(exchange, clock.getAsLong());
            try {
                workers.execute(() -> answer(body));
            } catch (RejectedExecutionException e) {
                working.remove(exchange);
                body.share().close();
                exchange.reply(RequestException.busy().reply());
            }
        }

        private void answer(IncomingBody body) {
            Exchange exchange = body.exchange();
            Reply reply = null;
            try (UploadMemory.Share share = body.share()) {
                if (!exchange.replied()) {
                    String type = exchange.request().getHeaders().get(HttpHeader.CONTENT_TYPE);
                    reply = Reply.of(() -> work.apply(new Body(type, body.bytes())));
                }
            } finally {
                working.remove(exchange);
            }
            if (reply != null) {
                exchange.reply(reply);
            }
        }

        @Override
        public void lost(IncomingBody body) {
            coming.remove(body);
        }

        @Override
        public Executor executor() {
            return readers;
        }
    }

    /** Has a body read, and a worker make the reply of it. */
    void take(Exchange exchange, Function<Body, Reply> work) {
        Request request = exchange.request();
        RequestException refusal = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > limit
                ? IncomingBody.tooLarge(request, limit) : null;
        if (refusal != null) {
            refuse(exchange, refusal);
            return;
        }
        incoming(exchange, work).run();
    }

    /** Answers at once. What there is of a body is thrown away. */
    void refuse(Exchange exchange, RequestException why) {
        if (exchange.bodyIsComing()) {
            incoming(exchange, body -> why.reply()).refuse(why);
        } else {
            exchange.reply(why.reply());
        }
    }

    private IncomingBody incoming(Exchange exchange, Function<Body, Reply> work) {
        exchange.request().addIdleTimeoutListener(idle -> false);
        IncomingBody body = new IncomingBody(exchange, limit, room.share(Request.getRemoteAddr(exchange.request())), clock,
                new Visit(work));
        coming.add(body);
        return body;
    }

    /** Looks after all bodies and replies; to be called every second or so. */
    void look() {
        coming.forEach(IncomingBody::look);
        long now = clock.getAsLong();
        working.forEach((exchange, since) -> {
            if (now - since >= TimeUnit.SECONDS.toNanos(ANSWER_SECONDS)) {
                exchange.reply(RequestException.busy().reply());
            }
        });
    }

    /** Bodies that are still coming in. */
    int coming() {
        return coming.size();
    }

    /** Bytes of all bodies in memory. */
    long bytes() {
        return room.taken();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
