package serlab.sweep.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.slf4j.LoggerFactory;

/** A worker in a process of its own, which does some jobs at a time. What it tells, and its end in the middle of jobs, goes to a queue. */
final class WorkerProcess {
    /** Exit codes after SIGINT and SIGTERM. */
    static final Set<Integer> INTERRUPTED = Set.of(130, 143);

    private final Process process;
    private final Writer in;
    private final BlockingQueue<Engine.Event> events;
    private final int capacity;
    /** Under way, by their ids. */
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private boolean ended;

    /** @param capacity jobs that it does at a time */
    WorkerProcess(ProcessBuilder command, BlockingQueue<Engine.Event> events, int capacity) {
        this.events = events;
        this.capacity = capacity;
        try {
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException("a worker could not be started: " + e.getMessage(), e);
        }
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::listen, "worker " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    boolean alive() {
        return process.isAlive();
    }

    synchronized int busy() {
        return jobs.size();
    }

    int capacity() {
        return capacity;
    }

    /** Jobs that it could begin now. */
    synchronized int free() {
        return ended || !process.isAlive() ? 0 : capacity - jobs.size();
    }

    long pid() {
        return process.pid();
    }

    synchronized void give(Job next) {
        jobs.put(next.id(), next);
        if (ended) {
            lose();
            return;
        }
        try {
            in.write(Message.json(next) + "\n");
            in.flush();
        } catch (IOException e) {
            // it has just died, and the reader says so
            LoggerFactory.getLogger(WorkerProcess.class).debug("worker {}", process.pid(), e);
        }
    }

    private void listen() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.startsWith("{")) {
                    // native code prints here too
                    continue;
                }
                Message message = Message.read(line, Message.class);
                Job about = about(message);
                if (about != null) {
                    events.add(Engine.Event.told(about, message));
                }
            }
        } catch (IOException | IllegalStateException e) {
            LoggerFactory.getLogger(WorkerProcess.class).warn("worker {}", process.pid(), e);
            process.destroyForcibly();
        }
        process.onExit().join();
        synchronized (this) {
            ended = true;
            lose();
        }
    }

    /** The job that it is about, which is no longer under way once its outcome is known. */
    private synchronized Job about(Message message) {
        return message.outcome() != null ? jobs.remove(message.job()) : jobs.get(message.job());
    }

    private void lose() {
        int code = process.exitValue();
        List<Job> lost = List.copyOf(jobs.values());
        jobs.clear();
        lost.forEach(job -> events.add(Engine.Event.died(job, INTERRUPTED.contains(code) ? Engine.Event.INTERRUPTED
                : "exit code " + code)));
    }

    void kill() {
        process.destroyForcibly();
    }
}
