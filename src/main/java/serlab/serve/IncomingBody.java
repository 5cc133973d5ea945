package serlab.serve;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A body on its way in. It is read when bytes arrive, so that no thread waits for them; it waits itself while there is no
 * room. What comes of a body that was refused is thrown away, so that the sender gets to see the reply.
 */
final class IncomingBody implements Runnable {
    private static final int SMALLEST_PIECE = 1 << 10;
    private static final int LARGEST_PIECE = 1 << 16;
    private static final long THROWN_AWAY = 256L << 20;

    private final Exchange exchange;
    private final Request request;
    private final int limit;
    private final UploadMemory.Share share;
    private final LongSupplier clock;
    private final Listener listener;
    private final UploadPace pace;
    private final List<byte[]> pieces = new ArrayList<>();
    private int inLast;
    private long size;
    private Content.Chunk held;
    private boolean refused;
    private boolean ended;

    /** Is told of the body's end, once. */
    interface Listener {
        /** All of it is here. */
        void whole(IncomingBody body);

        /** It will not come. */
        void lost(IncomingBody body);

        /** Runs what goes on reading. */
        Executor executor();
    }

    IncomingBody(Exchange exchange, int limit, UploadMemory.Share share, LongSupplier clock, Listener listener) {
        this.exchange = exchange;
        this.request = exchange.request();
        this.limit = limit;
        this.share = share;
        this.clock = clock;
        this.listener = listener;
        this.pace = new UploadPace(clock.getAsLong());
    }

    Exchange exchange() {
        return exchange;
    }

    UploadMemory.Share share() {
        return share;
    }

    /** Answers, and throws away what is still to come. */
    synchronized void refuse(RequestException why) {
        refused = true;
        pieces.clear();
        pace.resume(clock.getAsLong());
        share.close();
        exchange.replyEarly(why.reply(), this);
    }

    /** Reads what is there, and is called again when there is more. */
    @Override
    public synchronized void run() {
        while (!ended) {
            Content.Chunk chunk = held != null ? held : request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            held = null;
            if (Content.Chunk.isFailure(chunk)) {
                fail(chunk.getFailure());
            } else if (!take(chunk)) {
                return;
            }
        }
    }

    /** Whether reading goes on. */
    private boolean take(Content.Chunk chunk) {
        int count = chunk.remaining();
        if (refused) {
            size += count;
        } else if (size + count > limit) {
            chunk.release();
            refuse(tooLarge(request, limit));
            return false;
        } else if (count > 0 && !share.take(count, () -> listener.executor().execute(this))) {
            held = chunk;
            pace.pause(clock.getAsLong());
            return false;
        } else {
            keep(chunk);
        }
        pace.resume(clock.getAsLong());
        pace.came(count);
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
            end();
        } else if (refused && size > THROWN_AWAY) {
            lose(new TimeoutException("the body of a refused request has no end"));
        }
        return !last;
    }

    private void keep(Content.Chunk chunk) {
        while (chunk.hasRemaining()) {
            if (pieces.isEmpty() || inLast == pieces.get(pieces.size() - 1).length) {
                pieces.add(new byte[(int) Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, size))]);
                inLast = 0;
            }
            byte[] piece = pieces.get(pieces.size() - 1);
            int count = Math.min(chunk.remaining(), piece.length - inLast);
            chunk.getByteBuffer().get(piece, inLast, count);
            inLast += count;
            size += count;
        }
    }

    private void end() {
        ended = true;
        if (refused) {
            listener.lost(this);
            exchange.end();
        } else {
            listener.whole(this);
        }
    }

    private void fail(Throwable why) {
        if (why instanceof TimeoutException && !refused) {
            cut(UploadPace.tooSlow());
        } else {
            lose(why);
        }
    }

    private void lose(Throwable why) {
        close();
        exchange.abort(why);
    }

    /** Ends it if it comes too slowly, takes too long or has waited too long for room. */
    synchronized void look() {
        RequestException verdict = ended ? null : pace.verdict(clock.getAsLong());
        if (verdict == null) {
            return;
        }
        if (refused) {
            lose(new TimeoutException(verdict.getMessage()));
        } else if (held != null) {
            refuse(verdict);
        } else {
            cut(verdict);
        }
    }

    private void cut(RequestException why) {
        close();
        exchange.cut(why.reply());
    }

    private void close() {
        ended = true;
        pieces.clear();
        if (held != null) {
            held.release();
            held = null;
        }
        share.close();
        listener.lost(this);
    }

    /** The whole body; to be asked once. */
    synchronized byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream((int) size);
        for (int i = 0; i < pieces.size(); i++) {
            whole.write(pieces.get(i), 0, i < pieces.size() - 1 ? pieces.get(i).length : inLast);
        }
        pieces.clear();
        return whole.toByteArray();
    }

    /** What is said of a body that is too large; live sound comes in blocks, as samples alone. */
    static RequestException tooLarge(Request request, int limit) {
        boolean live = Request.getPathInContext(request).startsWith("/api/live/");
        return new RequestException(ErrorCode.PAYLOAD_TOO_LARGE, "the upload is larger than " + (limit >> 20) + " MB; "
                + (live ? "send at most " + LiveDesk.BLOCK_SECONDS + " s of sound in a block"
                        : "cut the recording into parts or send it as FLAC or MP3"));
    }
}
