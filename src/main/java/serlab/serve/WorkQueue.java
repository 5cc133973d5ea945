package serlab.serve;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A few workers, a short queue before them, and a bound on the bytes of all requests in the house. */
final class WorkQueue implements AutoCloseable {
    private static final long SECONDS = 60;

    private final ThreadPoolExecutor workers;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();

    WorkQueue(int workers, int waiting, long mostBytes) {
        this.workers = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting),
                work -> new Thread(work, "predict"));
        this.mostBytes = mostBytes;
    }

    /** Bytes that are given back when the request is done. */
    final class Space implements AutoCloseable {
        private long taken;

        /** @throws RequestException if the house is full */
        void take(long more) {
            if (bytes.addAndGet(more) > mostBytes) {
                bytes.addAndGet(-more);
                throw RequestException.busy();
            }
            taken += more;
        }

        @Override
        public void close() {
            bytes.addAndGet(-taken);
            taken = 0;
        }
    }

    Space space() {
        return new Space();
    }

    /**
     * Has a worker do it and waits, a minute at most.
     *
     * @throws RequestException if the queue is full or it takes too long
     */
    <T> T run(Callable<T> work) throws InterruptedException {
        Future<T> result;
        try {
            result = workers.submit(work);
        } catch (RejectedExecutionException e) {
            throw RequestException.busy();
        }
        try {
            return result.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw RequestException.busy();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known
                    : new IllegalStateException("prediction failed", e.getCause());
        } finally {
            result.cancel(true);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
