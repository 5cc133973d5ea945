package serlab.sweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertEquals(0, worker.busy());
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
        assertEquals(0, worker.busy());
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

    @Test
    void allJobsOfADeadOneAreToldAndTriedAgainAlone(@TempDir Path folder) throws Exception {
        Job other = new Job("trial-1", 1, Map.of(), List.of(), null, false, List.of(), Map.of());
        List<String> command = List.of("sh", "-c", "echo started $1 $2 >> " + folder.resolve("starts") + "; read a; read b; exit 9", "sh");
        try (LocalEngine engine = new LocalEngine(command, folder.resolve("log"), 2, 2, new MemoryBudget(() -> Long.MAX_VALUE))) {
            engine.submit(JOB);
            engine.submit(other);
            assertEquals(0, engine.free());
            Set<Engine.Event> deaths = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                deaths.add(engine.next(Duration.ofSeconds(PATIENCE_SECONDS)).orElseThrow());
            }
            assertEquals(Set.of(Engine.Event.died(JOB, "exit code 9"), Engine.Event.died(other, "exit code 9")), deaths);
            engine.submit(JOB);
            engine.submit(other);
            assertEquals(2, engine.pids().size());
        }
    }

    private WorkerProcess worker(String script) {
        return new WorkerProcess(new ProcessBuilder("sh", "-c", script), events, 2);
    }

    private Engine.Event told() throws InterruptedException {
        Engine.Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(event, "nothing was told");
        return event;
    }
}
