package serlab.sweep.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import serlab.InvalidInputException;

/**
 * Worker processes on this machine, started when there is work for them and memory; a process does one job after the
 * other. A dead one is replaced.
 */
public final class LocalEngine implements Engine {
    /** Of a worker: one thread. */
    static final Map<String, String> ENVIRONMENT = Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");

    private final List<String> command;
    private final Path log;
    private final int most;
    private final MemoryBudget memory;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private boolean closed;

    /**
     * @param command starts a worker, which reads jobs and writes messages
     * @param log     file that gets what workers print otherwise
     * @param most    workers at a time
     */
    public LocalEngine(List<String> command, Path log, int most) {
        this(command, log, most, MemoryBudget.ofThisMachine());
    }

    LocalEngine(List<String> command, Path log, int most, MemoryBudget memory) {
        if (most < 1) {
            throw new InvalidInputException(most + " workers; at least one is needed");
        }
        this.command = List.copyOf(command);
        this.log = log;
        this.most = most;
        this.memory = memory;
    }

    @Override
    public synchronized int free() {
        workers.removeIf(worker -> !worker.alive() && !worker.busy());
        int idle = (int) workers.stream().filter(worker -> !worker.busy()).count();
        return idle > 0 ? idle : !closed && workers.size() < most && memory.allows(workers.size()) ? 1 : 0;
    }

    @Override
    public synchronized void submit(Job job) {
        if (closed) {
            return;
        }
        WorkerProcess worker = workers.stream().filter(w -> w.alive() && !w.busy()).findFirst().orElseGet(() -> {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(ENVIRONMENT);
            WorkerProcess started = new WorkerProcess(builder, events);
            workers.add(started);
            return started;
        });
        worker.give(job);
    }

    @Override
    public Optional<Event> next(Duration patience) throws InterruptedException {
        Optional<Event> event = Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        event.flatMap(Event::outcome).ifPresent(outcome -> memory.seen(outcome.peakMemory()));
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
