package serlab.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;

/**
 * The connections to the server: a few of each address, a bound on all, of which the one that has waited longest gives way,
 * and none that takes for ever over a request's headers or its answer.
 */
final class Connections implements Connection.Listener {
    private static final int MOST = 512;
    private static final long HEADERS_SECONDS = 40;
    private static final long REQUEST_SECONDS = 600;

    private final int perAddress;
    private final boolean countLocal;
    private final LongSupplier clock;
    private final Map<Connection, Open> open = new ConcurrentHashMap<>();

    /** What is known of a connection: whose it is, and since when no request began or ended. */
    private static final class Open {
        private final InetAddress address;
        private long messages;
        private long since;

        private Open(InetAddress address, long since) {
            this.address = address;
            this.since = since;
        }
    }

    /**
     * @param perAddress how many one address may hold
     * @param countLocal whether that goes for this machine's own addresses too, which a reverse proxy comes from
     * @param clock      nanoseconds
     */
    Connections(int perAddress, boolean countLocal, LongSupplier clock) {
        this.perAddress = perAddress;
        this.countLocal = countLocal;
        this.clock = clock;
    }

    @Override
    public synchronized void onOpened(Connection connection) {
        InetAddress address = connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? remote.getAddress() : InetAddress.getLoopbackAddress();
        boolean counts = countLocal || !address.isLoopbackAddress();
        if (counts && open.values().stream().filter(other -> other.address.equals(address)).count() >= perAddress) {
            connection.getEndPoint().close();
            return;
        }
        open.put(connection, new Open(address, clock.getAsLong()));
        if (open.size() > MOST) {
            look();
            open.entrySet().stream().min(Comparator.comparingLong(entry -> entry.getValue().since))
                    .ifPresent(oldest -> oldest.getKey().getEndPoint().close());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** Closes what takes too long; to be called every second or so. */
    synchronized void look() {
        long now = clock.getAsLong();
        List<Connection> late = new ArrayList<>();
        open.forEach((connection, state) -> {
            long begun = connection.getMessagesIn();
            long ended = connection.getMessagesOut();
            if (state.messages != begun + ended) {
                state.messages = begun + ended;
                state.since = now;
            } else if (now - state.since > TimeUnit.SECONDS.toNanos(begun == ended ? HEADERS_SECONDS : REQUEST_SECONDS)) {
                late.add(connection);
            }
        });
        late.forEach(connection -> connection.getEndPoint().close());
    }
}
