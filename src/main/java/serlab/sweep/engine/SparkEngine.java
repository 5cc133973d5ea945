package serlab.sweep.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import serlab.cluster.ClusterLostException;
import serlab.cluster.SparkCluster;

/** The machines of a Spark cluster, each of whose workers does one job after the other. */
public final class SparkEngine implements Engine {
    private final SparkCluster cluster;
    private final int most;
    private final AtomicInteger running = new AtomicInteger();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /**
     * @param cluster closed with this engine
     * @param most    jobs at a time
     */
    public SparkEngine(SparkCluster cluster, int most) {
        this.cluster = cluster;
        this.most = most;
    }

    @Override
    public int free() {
        return cluster.alive() ? most - running.get() : 0;
    }

    @Override
    public void submit(Job job) {
        running.incrementAndGet();
        cluster.submit(Message.json(job)).thenAccept(reply -> {
            running.decrementAndGet();
            events.add(reply.outcome() != null ? Event.told(job, Message.read(reply.outcome(), Message.class))
                    : Event.died(job, reply.death()));
        });
    }

    /** @throws ClusterLostException if the cluster has been lost */
    @Override
    public Optional<Event> next(Duration patience) throws InterruptedException {
        Optional<Event> event = Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        if (event.isEmpty() && !cluster.alive() && !cluster.interrupted()) {
            throw cluster.lost();
        }
        return event;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
