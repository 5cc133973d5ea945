package serlab.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While open, Ctrl-C interrupts the thread that opened it and waits until it has put its files in order. */
final class Stoppable implements AutoCloseable {
    private static final int WAIT_SECONDS = 15;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    Stoppable() {
        Thread worker = Thread.currentThread();
        hook = new Thread(() -> stop(worker), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(Thread worker) {
        worker.interrupt();
        try {
            closed.await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        ShutdownHooks.remove(hook);
    }
}
