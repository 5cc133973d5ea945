package serlab.sweep.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.slf4j.LoggerFactory;

/** A worker in a process of its own. What it tells, and its end in the middle of a job, goes to a queue. */
final class WorkerProcess {
    /** Exit codes after SIGINT and SIGTERM. */
    static final Set<Integer> INTERRUPTED = Set.of(130, 143);

    private final Process process;
    private final Writer in;
    private final BlockingQueue<Engine.Event> events;
    private volatile Job job;
    private boolean ended;

    WorkerProcess(ProcessBuilder command, BlockingQueue<Engine.Event> events) {
        this.events = events;
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

    boolean busy() {
        return job != null;
    }

    long pid() {
        return process.pid();
    }

    synchronized void give(Job next) {
        job = next;
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
                Job about = job;
                if (message.outcome() != null) {
                    job = null;
                }
                events.add(Engine.Event.told(about, message));
            }
        } catch (IOException | IllegalStateException e) {
            LoggerFactory.getLogger(WorkerProcess.class).warn("worker {}", process.pid(), e);
            process.destroyForcibly();
        }
        process.onExit().join();
        synchronized (this) {
            ended = true;
            if (job != null) {
                lose();
            }
        }
    }

    private void lose() {
        Job lost = job;
        int code = process.exitValue();
        job = null;
        events.add(Engine.Event.died(lost, INTERRUPTED.contains(code) ? Engine.Event.INTERRUPTED : "exit code " + code));
    }

    void kill() {
        process.destroyForcibly();
    }
}
