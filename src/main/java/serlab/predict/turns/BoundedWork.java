package serlab.predict.turns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import serlab.InvalidInputException;

/** Work of several threads whose results are kept in the order of the questions; few of these wait, so that memory stays small. */
final class BoundedWork<T> implements AutoCloseable {
    private static final int AHEAD_PER_THREAD = 4;

    private final ExecutorService pool;
    private final int ahead;
    private final Deque<Future<T>> waiting = new ArrayDeque<>();
    private final List<T> done = new ArrayList<>();

    BoundedWork(int threads) {
        pool = Executors.newFixedThreadPool(threads);
        ahead = AHEAD_PER_THREAD * threads;
    }

    /** Hands a question over; waits while there are many. What an earlier one threw is thrown here. */
    void submit(Callable<T> question) {
        while (waiting.size() >= ahead) {
            take();
        }
        waiting.add(pool.submit(question));
    }

    /** All results, once they are there. */
    List<T> results() {
        while (!waiting.isEmpty()) {
            take();
        }
        return done;
    }

    private void take() {
        try {
            done.add(waiting.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("took too long; cut the recording into shorter parts", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
