package serlab.sweep.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import serlab.InvalidInputException;

/**
 * Workers on this machine, started when there is work for them and memory; a process does some jobs at a time, one after the other.
 * A dead one is replaced, and what it was doing is done again by processes that do one job alone, so that the next death tells which
 * job it was.
 */
public final class LocalEngine implements Engine {
    /** Of a worker: one thread. */
    static final Map<String, String> ENVIRONMENT = Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");

    private static final String TOGETHER = "--together";

    private final List<String> command;
    private final Path log;
    private final int most;
    private final int together;
    private final MemoryBudget memory;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Set<String> suspects = new HashSet<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private boolean closed;

    /**
     * @param command  starts a worker, which reads jobs and writes messages
     * @param log      file that gets what workers print otherwise
     * @param most     jobs at a time
     * @param together jobs of one process, whose command gets {@code --together} with their number if there is more than one
     */
    public LocalEngine(List<String> command, Path log, int most, int together) {
        this(command, log, most, together, MemoryBudget.ofThisMachine());
    }

    LocalEngine(List<String> command, Path log, int most, int together, MemoryBudget memory) {
        if (most < 1 || together < 1) {
            throw new InvalidInputException(Math.min(most, together) + " workers; at least one is needed");
        }
        this.command = List.copyOf(command);
        this.log = log;
        this.most = most;
        this.together = together;
        this.memory = memory;
    }

    @Override
    public synchronized int free() {
        workers.removeIf(worker -> !worker.alive() && worker.busy() == 0);
        int running = workers.stream().mapToInt(WorkerProcess::busy).sum();
        return !closed && running < most && memory.allows(running) ? 1 : 0;
    }

    @Override
    public synchronized void submit(Job job) {
        if (closed) {
            return;
        }
        boolean alone = suspects.contains(job.id());
        workers.stream().filter(worker -> worker.free() > 0 && (alone ? worker.capacity() == 1 : worker.capacity() == together))
                .findFirst().orElseGet(() -> started(alone ? 1 : together)).give(job);
    }

    private WorkerProcess started(int capacity) {
        List<String> all = new ArrayList<>(command);
        if (capacity > 1) {
            all.addAll(List.of(TOGETHER, String.valueOf(capacity)));
        }
        ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(ENVIRONMENT);
        WorkerProcess worker = new WorkerProcess(builder, events, capacity);
        workers.add(worker);
        return worker;
    }

    @Override
    public Optional<Event> next(Duration patience) throws InterruptedException {
        Optional<Event> event = Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        event.flatMap(Event::outcome).ifPresent(outcome -> memory.seen(outcome.peakMemory() / together));
        event.filter(died -> died.death() != null).ifPresent(died -> suspects.add(died.job().id()));
        return event;
    }

    /** The process ids of the workers that live. */
    synchronized List<Long> pids() {
        return workers.stream().filter(WorkerProcess::alive).map(WorkerProcess::pid).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        workers.forEach(WorkerProcess::kill);
    }
}
