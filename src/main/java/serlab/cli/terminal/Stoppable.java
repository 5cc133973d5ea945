package serlab.cli.terminal;

import java.util.concurrent.CountDownLatch;
import serlab.ShutdownHook;

/**
 * A stretch of work that Ctrl-C interrupts: while open, the thread that opened it is interrupted and waited for, until it has
 * put its files in order or {@link PromptEnd} ends the wait.
 */
public final class Stoppable implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ShutdownHook hook;

    public Stoppable() {
        Thread worker = Thread.currentThread();
        hook = ShutdownHook.of("stop", () -> stop(worker));
    }

    private void stop(Thread worker) {
        worker.interrupt();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        hook.close();
    }
}
