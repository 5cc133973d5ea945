package serlab.tracking.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import serlab.InvalidInputException;
import serlab.tracking.Notices;
import serlab.tracking.TrackingAddress;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.server.Destination;

/** Sender of what is left in an outbox, for {@code ./ser sync}. */
public final class OutboxSync {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private OutboxSync() {
    }

    /**
     * What was done.
     *
     * @param sent    number of records that servers took
     * @param ended   runs whose process had died, ended as KILLED
     * @param left    one line per server that has not had everything: which, how much and why
     * @param refused one line per record that a server refused; kept aside
     */
    public record Result(long sent, int ended, List<String> left, List<String> refused) {
        public Result {
            left = List.copyOf(left);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Sends everything.
     *
     * @param mlruns      folder of the outbox
     * @param destination gives a server by what the outbox calls it
     * @throws InvalidInputException if the outbox cannot be read
     */
    public static Result run(Path mlruns, Function<String, Destination> destination) {
        if (!Files.exists(Outbox.file(mlruns))) {
            return new Result(0, 0, List.of(), List.of());
        }
        try (Outbox outbox = Outbox.open(mlruns)) {
            int ended = outbox.endAbandoned();
            long sent = 0;
            List<String> left = new ArrayList<>();
            for (String server : outbox.servers()) {
                long before = outbox.unsent(server);
                String reason = send(server, mlruns, destination.apply(server));
                long after = outbox.unsent(server);
                sent += before - after;
                if (after > 0) {
                    left.add(server + ": " + after + (after == 1 ? " record" : " records") + " left" + reason);
                }
            }
            return new Result(sent, ended, left, outbox.refused());
        } catch (SQLException | IOException e) {
            throw new InvalidInputException("outbox " + Outbox.file(mlruns) + " cannot be used (" + e.getMessage() + ")", e);
        }
    }

    /** Forgets what servers refused. */
    public static void forgetRefused(Path mlruns) {
        try (Outbox outbox = Outbox.open(mlruns)) {
            outbox.forgetRefused();
        } catch (SQLException | IOException e) {
            throw new InvalidInputException("outbox " + Outbox.file(mlruns) + " cannot be used (" + e.getMessage() + ")", e);
        }
    }

    /** Why not everything was sent; empty if it was, or if other processes go on tracking. */
    private static String send(String server, Path mlruns, Destination destination) throws SQLException, IOException {
        TrackingAddress address;
        try {
            address = destination.connect();
        } catch (TrackingUnavailableException e) {
            return ": " + e.getMessage();
        }
        try (Sender sender = new Sender(server, new MlflowConnection(address), Outbox.open(mlruns), new Notices())) {
            sender.flush(PATIENCE);
            return sender.trouble().isEmpty() ? "" : ": " + sender.trouble();
        }
    }
}
