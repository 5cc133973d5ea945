package serlab.sweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerProcessTest {
    private static final int PATIENCE_SECONDS = 300;
    private static final Job JOB = new Job("trial-0", 0, Map.of(), List.of(), null, false, List.of(), Map.of());

    private final BlockingQueue<Engine.Event> events = new LinkedBlockingQueue<>();

    @Test
    void aDeathInTheMiddleOfAJobIsTold() throws InterruptedException {
        WorkerProcess worker = worker("read job; kill -9 $$");
        worker.give(JOB);
        assertEquals(Engine.Event.died(JOB, "exit code 137"), told());
        assertFalse(worker.busy());
    }

    @Test
    void aJobForOneThatHasJustDiedIsNotLost() throws Exception {
        WorkerProcess worker = worker("exit 3");
        Optional<ProcessHandle> dying = ProcessHandle.of(worker.pid());
        if (dying.isPresent()) {
            dying.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        worker.give(JOB);
        assertEquals(Engine.Event.died(JOB, "exit code 3"), told());
        assertFalse(worker.busy());
        worker.give(JOB);
        assertEquals(Engine.Event.died(JOB, "exit code 3"), told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 130", "kill -TERM $$"})
    void anEndAfterCtrlCIsNoDeathOfTheJob(String end) throws InterruptedException {
        WorkerProcess worker = worker("read job; " + end);
        worker.give(JOB);
        assertEquals(Engine.Event.died(JOB, Engine.Event.INTERRUPTED), told());
    }

    private WorkerProcess worker(String script) {
        return new WorkerProcess(new ProcessBuilder("sh", "-c", script), events);
    }

    private Engine.Event told() throws InterruptedException {
        Engine.Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(event, "nothing was told");
        return event;
    }
}
